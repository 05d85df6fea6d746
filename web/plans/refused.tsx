import { json } from '../api.ts'
import { type Plan, type PlanWorkshop, type WorkshopPage, workshopsApi } from '../planning/api.ts'
import { useAction, useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { plansText } from '../text/plans.ts'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { type Faults, faultsOf, useUnitNames } from './faults.tsx'
import { sentTerms, type Terms, termsOf, withoutUnits, withUnits } from './terms.ts'

type RefusedProps = {
  slug: string
  workshop: WorkshopPage
  terms: Terms
  faults: Faults
  stored: (plan: Plan) => void
}

const redrawn = (workshopId: string, version: number, terms: Terms) => ({
  workshopId,
  version,
  ...sentTerms(terms),
})

/** The other workshops without what comes twice, and one of them with what nobody would serve. */
const othersAfter = (plan: Plan, mine: string, { gaps, overlaps }: Faults, to: PlanWorkshop | undefined) =>
  plan.workshops.flatMap((other) => {
    if (other.id === mine) return []
    const twice = overlaps
      .filter(({ workshops }) => workshops.some(({ id }) => id === other.id))
      .map(({ unit }) => unit.id)
    const given = other.id === to?.id ? gaps.map(({ id }) => id) : []
    if (twice.length + given.length === 0) return []
    return [redrawn(other.id, other.version, withUnits(withoutUnits(termsOf(other), twice), given))]
  })

const Ways = ({ slug, workshop, terms, faults, stored, plan }: RefusedProps & { plan: Plan }) => {
  const say = useText(plansText)
  const name = useName()
  const move = useAction(async (to: PlanWorkshop | undefined) => {
    const catchments = [
      redrawn(workshop.id, workshop.version, terms),
      ...othersAfter(plan, workshop.id, faults, to),
    ]
    const param = { tierId: plan.tierId }
    stored(await json(workshopsApi(slug).tiers[':tierId'].plan.$put({ param, json: { catchments } })))
  })
  const left = faultsOf(move.problem)
  const others = plan.workshops.filter(({ id }) => id !== workshop.id)
  return (
    <>
      <p class="strong">{say(faults.gaps.length > 0 ? 'refused.give' : 'refused.take')}</p>
      <div class="cluster">
        {faults.gaps.length > 0 ? (
          others.map((other) => (
            <Button key={other.id} icon="go" busy={move.busy} onPress={() => move.run(other)}>
              {name(other)}
            </Button>
          ))
        ) : (
          <Button kind="main" busy={move.busy} onPress={() => move.run(undefined)}>
            {say('refused.take.go')}
          </Button>
        )}
      </div>
      {left ? <Named faults={left} /> : move.problem && <ProblemView problem={move.problem} />}
    </>
  )
}

const Named = ({ faults: { gaps, overlaps } }: { faults: Faults }) => {
  const say = useText(plansText)
  const names = useUnitNames()
  const name = useName()
  return (
    <>
      {gaps.length > 0 && <p>{say('refused.gaps', { units: names(gaps) })}</p>}
      {overlaps.map(({ unit, workshops }) => (
        <p key={unit.id}>{say('refused.overlaps', { unit: name(unit), workshops: names(workshops) })}</p>
      ))}
    </>
  )
}

/** Why a published plan refuses a catchment, by the names of the units, and what can be done at once. */
export const Refused = (props: RefusedProps) => {
  const { slug, workshop, faults } = props
  const say = useText(plansText)
  const plan = useQuery(`${slug}/plans/${workshop.tierId}`, (signal) =>
    json(
      workshopsApi(slug).tiers[':tierId'].plan.$get(
        { param: { tierId: workshop.tierId } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <Banner tone="bad" title={say('refused')} urgent>
      <Named faults={faults} />
      <p>{say('refused.what')}</p>
      {plan.data && <Ways {...props} plan={plan.data} />}
      <p>{say('refused.withdraw')}</p>
      <div class="cluster">
        <LinkButton kind="quiet" href={`/o/${slug}/tiers/${workshop.tierId}/plan`}>
          {say('refused.plan')}
        </LinkButton>
      </div>
    </Banner>
  )
}
