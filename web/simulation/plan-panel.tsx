import type { Problem } from '../api.ts'
import type { ProgrammePage } from '../planning/api.ts'
import type { Frame } from '../shell/frame.ts'
import { useText } from '../text/index.ts'
import { simulationText } from '../text/simulation.ts'
import { Panel } from '../ui/card.tsx'
import { DateField } from '../ui/field.tsx'
import { MoneyField } from '../ui/number-field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { DaysOfWeek } from './hop-fields.tsx'
import { HopForm } from './hop-form.tsx'
import { Keeping, WhichPlan } from './keeping.tsx'
import { OutcomeView } from './outcome.tsx'
import type { Asked, Kept, Outcome, Side } from './plan.ts'
import { StampPlan } from './stamp-plan.tsx'

/** What a plan comes to, as far as it is known. */
export type Tried = { outcome: Outcome | undefined; problem: Problem | undefined }

const COSTS = ['trainee', 'trainer', 'hall', 'trip'] as const
const FIELD = { trainee: 'traineeDay', trainer: 'trainerDay', hall: 'hallDay', trip: 'trip' } as const

type PlanPanelProps = {
  slug: string
  title: string
  /** Whoever may make drafts may keep plans. */
  stamps: boolean
  programme: ProgrammePage
  organisation: Frame['organisation']
  kept: readonly Kept[]
  /** The plans that the hops' own rules make. */
  rules: { own: () => Asked; higher: () => Asked }
  side: Side
  tried: Tried
  onChange: (side: Side) => void
}

type CostsProps = { plan: Asked; currency: string; set: (change: Partial<Asked>) => void }

const Costs = ({ plan, currency, set }: CostsProps) => {
  const say = useText(simulationText)
  return (
    <details class="filters">
      <summary>{say('costs')}</summary>
      <div class="pair">
        {COSTS.map((cost) => (
          <MoneyField
            key={cost}
            label={say(`cost.${cost}`)}
            required
            currency={currency}
            amountMinor={plan.costs[FIELD[cost]]}
            onChange={(amount) => amount !== null && set({ costs: { ...plan.costs, [FIELD[cost]]: amount } })}
          />
        ))}
      </div>
    </details>
  )
}

/** One of two plans: which one it is, what it comes to, its sliders, and what is made of it. */
export const PlanPanel = (props: PlanPanelProps) => {
  const { slug, title, stamps, programme, organisation, kept, rules, side, tried, onChange } = props
  const say = useText(simulationText)
  const { plan } = side
  const set = (change: Partial<Asked>) => onChange({ ...side, plan: { ...plan, ...change } })
  const unchanged = side.kept && JSON.stringify(side.kept.plan) === JSON.stringify(plan)
  return (
    <Panel title={title}>
      <WhichPlan kept={kept} rules={rules} side={side} onChange={onChange} />
      {tried.problem && <ProblemView problem={tried.problem} />}
      {tried.outcome && <OutcomeView outcome={tried.outcome} tiers={programme.tiers} />}
      {stamps && (
        <div class="cluster no-print">
          <StampPlan
            slug={slug}
            programme={programme}
            plan={plan}
            planId={unchanged ? side.kept?.id : undefined}
          />
          <Keeping slug={slug} programmeId={programme.id} side={side} onChange={onChange} />
        </div>
      )}
      <div class="form">
        <DateField
          label={say('starts')}
          required
          value={plan.startsOn}
          onChange={(day) => day && set({ startsOn: day })}
        />
        <DaysOfWeek value={plan.daysPerWeek} onChange={(daysPerWeek) => set({ daysPerWeek })} />
        {programme.tiers.map((tier) => {
          const hop = plan.hops.find(({ tierId }) => tierId === tier.id)
          return (
            hop && (
              <HopForm
                key={tier.id}
                tier={tier}
                hop={hop}
                levels={organisation.levels}
                onChange={(next) => set({ hops: plan.hops.map((one) => (one === hop ? next : one)) })}
              />
            )
          )
        })}
        <Costs plan={plan} currency={organisation.currency} set={set} />
      </div>
    </Panel>
  )
}
