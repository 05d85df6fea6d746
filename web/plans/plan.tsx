import '../planning/planning.css'
import './plans.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { type Plan, type PlanWorkshop, type UnitRef, workshopsApi } from '../planning/api.ts'
import { type TierOf, tiersOf, useTiers } from '../planning/tiers.ts'
import { putQuery, reloadQueries, useAction, useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { plansText } from '../text/plans.ts'
import { programmesText } from '../text/programmes.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton } from '../ui/print.tsx'
import { toast } from '../ui/toast.tsx'
import { ShortestWay } from './correction.tsx'
import { PlanFaults } from './faults.tsx'
import { Proof } from './proof.tsx'
import { Publication } from './publication.tsx'
import { ServedWorkshop } from './served.tsx'
import { sentTerms, termsOf, withUnits } from './terms.ts'

const idsOf = (units: readonly UnitRef[]) => units.map(({ id }) => id)

type ShownProps = { slug: string; plan: Plan; of: TierOf | undefined; stored: (plan: Plan) => void }

const useGive = ({ slug, plan, stored }: ShownProps) => {
  const say = useText(plansText)
  return useAction(async (workshop: PlanWorkshop, units: readonly UnitRef[]) => {
    const terms = withUnits(termsOf(workshop), idsOf(units))
    const catchments = [
      {
        workshopId: workshop.id,
        version: workshop.version,
        ...sentTerms(terms),
      },
    ]
    const next = await json(
      workshopsApi(slug).tiers[':tierId'].plan.$put({ param: { tierId: plan.tierId }, json: { catchments } }),
    )
    stored(next)
    toast(say('give.done'))
  })
}

/** How many workshops are shown at first, and more at a time. */
const MORE = 40

const Shown = (props: ShownProps) => {
  const { slug, plan, of } = props
  const say = useText(plansText)
  const edits = useFrame(slug)?.holds.has('workshops:edit') ?? false
  const give = useGive(props)
  const [shown, setShown] = useState(MORE)
  const create = edits && (
    <LinkButton icon="plus" href={`/o/${slug}/workshops/new?tier=${plan.tierId}`}>
      {say('workshop.new')}
    </LinkButton>
  )
  const level = of?.tier.traineeLevel ?? { nameEn: '', nameHi: '' }
  return (
    <>
      <Proof plan={plan} level={level} />
      {plan.correction && <ShortestWay {...props} correction={plan.correction} edits={edits} />}
      {plan.workshops.length > 0 && <PlanFaults slug={slug} plan={plan} give={edits ? give : undefined} />}
      {edits && plan.workshops.length > 0 && <Publication {...props} />}
      <Panel title={say('workshops')} hint={say('workshops.hint')} actions={create}>
        {plan.workshops.length === 0 && (
          <EmptyState icon="hall" title={say('empty')} actions={create}>
            {say('empty.next')}
          </EmptyState>
        )}
        {plan.workshops.slice(0, shown).map((workshop) => (
          <ServedWorkshop key={workshop.id} slug={slug} workshop={workshop} edits={edits} />
        ))}
        {plan.workshops.length > shown && (
          <div class="cluster">
            <Button onPress={() => setShown(shown + MORE)}>
              {say('workshops.more', { count: plan.workshops.length - shown })}
            </Button>
          </div>
        )}
      </Panel>
    </>
  )
}

/** The plan of a tier: the proof that every unit goes to exactly one workshop. */
export const PlanScreen = ({ params }: { params: { organisation: string; tier: string } }) => {
  const slug = params.organisation
  const say = useText(plansText)
  const sayProgrammes = useText(programmesText)
  const name = useName()
  const tiers = useTiers(slug)
  const of = tiersOf(tiers.data ?? []).find(({ tier }) => tier.id === params.tier)
  const key = `${slug}/plans/${params.tier}`
  const query = useQuery(key, (signal) =>
    json(
      workshopsApi(slug).tiers[':tierId'].plan.$get({ param: { tierId: params.tier } }, { init: { signal } }),
    ),
  )
  const stored = (plan: Plan) => {
    reloadQueries(`${slug}/workshops`)
    reloadQueries(`${slug}/programmes`)
    putQuery(key, plan)
  }
  const programme = of && { label: name(of.programme), href: `/o/${slug}/programmes/${of.programme.id}` }
  return (
    <>
      <PageHeader
        kind={of ? name(of.programme) : say('kind')}
        title={of ? say('title', { tier: name(of.tier) }) : say('kind')}
        crumbs={[
          { label: sayProgrammes('title'), href: `/o/${slug}/programmes` },
          ...(programme ? [programme] : []),
        ]}
        actions={<PrintButton />}
      />
      <AsyncView query={query} words={{ 'not-found': say('open.tier') }}>
        {(plan) => <Shown slug={slug} plan={plan} of={of} stored={stored} />}
      </AsyncView>
    </>
  )
}
