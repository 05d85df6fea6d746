import { useText } from '../text/index.ts'
import { simulationText } from '../text/simulation.ts'
import { Count, DateText, Money } from '../ui/format.tsx'
import { Table } from '../ui/table.tsx'
import type { Outcome } from './plan.ts'

const sum = (outcome: Outcome, of: (hop: Outcome['tiers'][number]) => number) =>
  outcome.tiers.reduce((total, hop) => total + of(hop), 0)

const MEASURES = [
  'finishes',
  'teaching-days',
  'bound',
  'sessions',
  'person-days',
  'missing',
  'late',
  'cost',
] as const
type Measure = (typeof MEASURES)[number]

const Value = ({ measure, outcome }: { measure: Measure; outcome: Outcome | undefined }) => {
  const say = useText(simulationText)
  if (!outcome) return <>{say('stale')}</>
  switch (measure) {
    case 'finishes':
      return outcome.finishesOn ? <DateText day={outcome.finishesOn} /> : say('never')
    case 'cost':
      return <Money amountMinor={outcome.costMinor} currency={outcome.currency} />
    case 'teaching-days':
      return outcome.teachingDays === null ? <>—</> : <Count value={outcome.teachingDays} />
    case 'bound':
      return <Count value={outcome.lowerBoundDays} />
    case 'sessions':
      return <Count value={outcome.sessions} />
    case 'person-days':
      return <Count value={outcome.personDays} />
    case 'missing':
      return <Count value={sum(outcome, (hop) => hop.trainersMissing)} />
    case 'late':
      return <Count value={sum(outcome, (hop) => (hop.late ? 1 : 0))} />
  }
}

type Column = { title: string; outcome: Outcome | undefined }
type CompareProps = { a: Column; b: Column }

/** Both plans, measure by measure. */
export const Compare = ({ a, b }: CompareProps) => {
  const say = useText(simulationText)
  return (
    <Table
      caption={say('compare')}
      rows={MEASURES}
      keyOf={(measure) => measure}
      columns={[
        { key: 'measure', header: say('measure'), cell: (measure) => say(measure) },
        {
          key: 'a',
          header: a.title,
          numeric: true,
          cell: (measure) => <Value measure={measure} outcome={a.outcome} />,
        },
        {
          key: 'b',
          header: b.title,
          numeric: true,
          cell: (measure) => <Value measure={measure} outcome={b.outcome} />,
        },
      ]}
    />
  )
}
