import type { Tier } from '../planning/api.ts'
import { formatCount } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { stampingText } from '../text/stamping.ts'
import { Badge } from '../ui/badge.tsx'
import { Facts } from '../ui/card.tsx'
import { Count, DateText } from '../ui/format.tsx'
import type { TierTold } from './stamp-api.ts'

type BoundProps = { value: number; bound: number }

/** A figure beside what no arrangement can undercut. */
const Bound = ({ value, bound }: BoundProps) => {
  const say = useText(stampingText)
  const language = useLanguage()
  const values = { value: formatCount(value, language), bound: formatCount(bound, language) }
  return <>{value === bound ? say('told.exact', values) : say('told.bound', values)}</>
}

const COUNTS = ['drafts', 'hosts', 'units', 'taken', 'outside', 'replaces'] as const
const ALWAYS: readonly string[] = ['drafts', 'hosts', 'units']
const PLACES = ['named', 'awaited', 'lacking'] as const

const TierFacts = ({ told }: { told: TierTold }) => {
  const say = useText(stampingText)
  const late = told.startsLate + told.endsLate
  const counts = COUNTS.filter((key) => ALWAYS.includes(key) || told[key] > 0)
  return (
    <Facts
      facts={[
        ...counts.map((key) => ({ label: say(`told.${key}`), value: <Count value={told[key]} /> })),
        ...(told.firstOn && told.lastOn
          ? [{ label: say('told.days'), value: <DateText day={told.firstOn} to={told.lastOn} /> }]
          : []),
        ...(late > 0 ? [{ label: say('told.late'), value: <Count value={late} /> }] : []),
        ...PLACES.filter((key) => told[key] > 0).map((key) => ({
          label: say(`told.${key}`),
          value: <Count value={told[key]} />,
        })),
        ...(told.trainers > 0
          ? [
              {
                label: say('told.trainers'),
                value: <Bound value={told.trainers} bound={told.trainersBound} />,
              },
              { label: say('told.travel'), value: <Bound value={told.travel} bound={told.travelBound} /> },
            ]
          : []),
      ]}
    />
  )
}

/** What comes of a stamping, tier by tier, with what stays unserved. */
export const Told = ({ tiers, told }: { tiers: readonly Tier[]; told: readonly TierTold[] }) => {
  const say = useText(stampingText)
  const name = useName()
  return (
    <ol class="plain stack">
      {told.map((one) => {
        const tier = tiers.find(({ id }) => id === one.tierId)
        return (
          <li key={one.tierId} class="stack">
            <div class="cluster">
              {tier && <h3>{name(tier)}</h3>}
              {one.unserved > 0 && (
                <Badge tone="warn">
                  {say('told.unserved')}: <Count value={one.unserved} />
                </Badge>
              )}
            </div>
            <TierFacts told={one} />
          </li>
        )
      })}
    </ol>
  )
}
