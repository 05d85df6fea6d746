import { json } from '../api.ts'
import { type Plan, workshopsApi } from '../planning/api.ts'
import { useCatchmentText } from '../planning/catchment.ts'
import { useAction } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { plansText } from '../text/plans.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { nameOf, sentTerms, termsOf } from './terms.ts'

type Correction = NonNullable<Plan['correction']>
type Edit = Correction['edits'][number]

const nameIn = ({ unit, each, wing }: Edit) =>
  nameOf({ unitId: unit.id, each: each?.id ?? '', wing: wing?.id ?? '' })

/** The catchments of a plan after a correction, as far as it changes them. */
export const correctedTerms = ({ workshops }: Pick<Plan, 'workshops'>, { edits }: Correction) =>
  workshops.flatMap((workshop) => {
    const mine = edits.filter((edit) => edit.workshop.id === workshop.id)
    if (mine.length === 0) return []
    const after = (list: 'include' | 'exclude', names: readonly string[]) => {
      const here = mine.filter((edit) => edit.list === list)
      const gone = here.filter(({ add }) => !add).map(nameIn)
      return [...names.filter((one) => !gone.includes(one)), ...here.filter(({ add }) => add).map(nameIn)]
    }
    const { include, exclude } = termsOf(workshop)
    const terms = { include: after('include', include), exclude: after('exclude', exclude) }
    return [{ workshopId: workshop.id, version: workshop.version, ...sentTerms(terms) }]
  })

type ShortestWayProps = {
  slug: string
  plan: Plan
  correction: Correction
  edits: boolean
  stored: (plan: Plan) => void
}

/** The fewest changes that make a plan publishable, to be made with one tap. */
export const ShortestWay = ({ slug, plan, correction, edits, stored }: ShortestWayProps) => {
  const say = useText(plansText)
  const name = useName()
  const sentence = useCatchmentText(slug)
  const mend = useAction(async () => {
    const param = { tierId: plan.tierId }
    const catchments = correctedTerms(plan, correction)
    stored(await json(workshopsApi(slug).tiers[':tierId'].plan.$put({ param, json: { catchments } })))
    toast(say('give.done'))
  })
  const words = (edit: Edit) => {
    const { unit, each, wing, workshop, add, list } = edit
    const units = sentence({ include: [{ ...unit, each, wing }], exclude: [] })
    const what =
      list === 'include' ? (add ? 'mend.take' : 'mend.drop') : add ? 'mend.except' : 'mend.unexcept'
    return say(what, { units, workshop: name(workshop) })
  }
  const count = correction.edits.length
  return (
    <Banner
      tone="warn"
      title={say(correction.shortest ? 'mend.shortest' : 'mend', { count })}
      actions={
        edits && (
          <Button kind="main" icon="check" busy={mend.busy} onPress={() => mend.run()}>
            {say('mend.go')}
          </Button>
        )
      }
    >
      <ul class="problem-errors">
        {correction.edits.map((edit) => (
          <li key={`${edit.workshop.id} ${nameIn(edit)} ${edit.add}`}>{words(edit)}</li>
        ))}
      </ul>
      {mend.problem && <ProblemView problem={mend.problem} />}
    </Banner>
  )
}
