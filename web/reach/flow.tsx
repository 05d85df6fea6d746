import { json } from '../api.ts'
import type { ProgrammePage } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { coverageText } from '../text/coverage.ts'
import { formatCount, formatDay, formatShare } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { reachText } from '../text/reach.ts'
import { AsyncView } from '../ui/async.tsx'
import { Panel } from '../ui/card.tsx'
import { Count } from '../ui/format.tsx'
import { Icon } from '../ui/icon.tsx'
import { Table } from '../ui/table.tsx'
import { coverageApi, type FlowTier, overviewLink } from './api.ts'
import { Behind } from './behind.tsx'

type HopProps = { slug: string; unit: string; tier: FlowTier; next: FlowTier | undefined; here: boolean }

const BARS = ['nominated', 'registered', 'trained', 'taught'] as const

const Hop = ({ slug, unit, tier, next, here }: HopProps) => {
  const say = useText(reachText)
  const words = useText(coverageText)
  const name = useName()
  const language = useLanguage()
  const count = (n: number) => formatCount(n, language)
  const teaches = next?.taughtBy === 'credential'
  const word = {
    nominated: words('nominated'),
    registered: words('registered'),
    trained: words('trained'),
    taught: say('taught'),
  }
  const bars = BARS.filter((bar) => bar !== 'taught' || teaches)
  const most = Math.max(tier.minimum, ...bars.map((bar) => tier[bar]), 1)
  const { trained, taught, unitsMet, units, onTime, finishBy } = tier
  return (
    <li class={here ? 'flow-hop flow-here' : 'flow-hop'}>
      <h3>
        <a href={overviewLink(slug, tier.id, unit)} aria-current={here ? 'true' : undefined}>
          {name(tier)}
        </a>
      </h3>
      <dl class="flow-bars">
        {bars.map((bar) => (
          <div key={bar} class={`flow-bar flow-${bar}`}>
            <dt>{word[bar]}</dt>
            <dd>
              <span class="flow-track" aria-hidden="true">
                <span class="flow-fill" style={{ width: `${(tier[bar] / most) * 100}%` }} />
                {bar === 'trained' && tier.minimum > 0 && (
                  <span class="flow-minimum" style={{ left: `${(tier.minimum / most) * 100}%` }} />
                )}
              </span>
              <span class="flow-count">{count(tier[bar])}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p class="soft small">
        {say('flow.met', { met: count(unitsMet), units: count(units) })}
        {onTime !== null &&
          finishBy !== null &&
          `; ${say('flow.late', { count: count(onTime), day: formatDay(finishBy, 'medium', language) })}`}
      </p>
      {next && (
        <p class="flow-on">
          <Icon name="down" size={20} />
          {teaches
            ? say('flow.taught', {
                taught: count(taught),
                trained: count(trained),
                next: count(next.trained),
                share: formatShare(trained === 0 ? 0 : taught / trained, language),
              })
            : say('flow.office')}
        </p>
      )}
    </li>
  )
}

const Rows = ({ tiers }: { tiers: readonly FlowTier[] }) => {
  const say = useText(reachText)
  const words = useText(coverageText)
  const name = useName()
  const number = (key: string, header: string, value: (tier: FlowTier) => number) => ({
    key,
    header,
    numeric: true,
    cell: (tier: FlowTier) => <Count value={value(tier)} />,
  })
  const columns = [
    { key: 'hop', header: say('hop'), cell: (tier: FlowTier) => name(tier) },
    number('nominated', words('nominated'), ({ nominated }) => nominated),
    number('registered', words('registered'), ({ registered }) => registered),
    number('trained', words('trained'), ({ trained }) => trained),
    number('taught', say('taught'), ({ taught }) => taught),
    number('valid', words('valid.short'), ({ valid }) => valid),
    {
      key: 'onTime',
      header: say('onTime'),
      numeric: true,
      cell: ({ onTime }: FlowTier) => (onTime === null ? '–' : <Count value={onTime} />),
    },
    number('minimum', words('minimum'), ({ minimum }) => minimum),
    number('met', words('met'), ({ unitsMet }) => unitsMet),
    number('units', words('units'), ({ units }) => units),
  ]
  return (
    <Behind>
      <Table
        caption={say('table.of', { what: say('flow') })}
        columns={columns}
        rows={tiers}
        keyOf={({ id }) => id}
      />
    </Behind>
  )
}

type FlowProps = { slug: string; programme: Pick<ProgrammePage, 'id'>; tierId: string; unit: string }

/** The hops of a programme one under another: who was proposed, came, was trained, and has taught the next. */
export const Flow = ({ slug, programme, tierId, unit }: FlowProps) => {
  const say = useText(reachText)
  const query = useQuery(`${slug}/programmes/${programme.id}/flow/${unit}`, (signal) =>
    json(
      coverageApi(slug).programmes[':programmeId'].flow.$get(
        { param: { programmeId: programme.id }, query: { unit } },
        { init: { signal } },
      ),
    ),
  )
  // Whoever reads one hop only is not shown the others.
  if (query.problem?.status === 404) return null
  return (
    <Panel title={say('flow')} hint={say('flow.hint')}>
      <AsyncView query={query}>
        {({ tiers }) => (
          <>
            <ol class="flow">
              {tiers.map((tier, at) => (
                <Hop
                  key={tier.id}
                  slug={slug}
                  unit={unit}
                  tier={tier}
                  next={tiers[at + 1]}
                  here={tier.id === tierId}
                />
              ))}
            </ol>
            <Rows tiers={tiers} />
          </>
        )}
      </AsyncView>
    </Panel>
  )
}
