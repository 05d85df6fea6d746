import { json } from '../api.ts'
import type { Tier } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { coverageText } from '../text/coverage.ts'
import { formatCount } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { reachText } from '../text/reach.ts'
import { AsyncView } from '../ui/async.tsx'
import { Panel } from '../ui/card.tsx'
import { CoverageBar } from '../ui/coverage.tsx'
import { Count } from '../ui/format.tsx'
import { Table } from '../ui/table.tsx'
import { type Cell, coverageApi } from './api.ts'
import { AskedTable } from './asked.tsx'

type PartsProps = { slug: string; tier: Tier; unit: string; on: string | undefined }

/** One under another, with what matters most: for a phone. */
const Phone = ({ cells }: { cells: readonly Cell[] }) => {
  const say = useText(reachText)
  const words = useText(coverageText)
  const name = useName()
  const language = useLanguage()
  return (
    <ul class="list narrow-only" aria-label={say('parts')}>
      {cells.map((cell) => (
        <li key={`${cell.subject?.id}/${cell.wing?.id}`} class="row below-row">
          <span class="row-title">
            {cell.subject ? name(cell.subject) : say('parts.any')}
            {cell.wing && ` – ${name(cell.wing)}`}
          </span>
          <CoverageBar brief none={cell.unitsZero} one={cell.unitsOne} full={cell.unitsMore} />
          <span class="row-note">
            {words('trained')}: {formatCount(cell.trained, language)}
            {cell.onTime !== null && `, ${say('onTime')}: ${formatCount(cell.onTime, language)}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** A unit's coverage by subject and wing. */
export const Parts = ({ slug, tier, unit, on }: PartsProps) => {
  const say = useText(reachText)
  const words = useText(coverageText)
  const name = useName()
  const query = useQuery(`${slug}/coverage/${tier.id}/cells/${unit}${on ?? ''}`, (signal) =>
    json(
      coverageApi(slug).coverage[':tierId'].cells.$get(
        { param: { tierId: tier.id }, query: { unit, ...(on ? { on } : {}) } },
        { init: { signal } },
      ),
    ),
  )
  const number = (key: string, header: string, value: (cell: Cell) => number) => ({
    key,
    header,
    numeric: true,
    cell: (cell: Cell) => <Count value={value(cell)} />,
  })
  const columns = [
    {
      key: 'subject',
      header: say('subject'),
      cell: ({ subject }: Cell) => (subject ? name(subject) : say('parts.any')),
    },
    { key: 'wing', header: say('wing'), cell: ({ wing }: Cell) => (wing ? name(wing) : say('wing.any')) },
    number('nominated', words('nominated'), ({ nominated }) => nominated),
    number('registered', words('registered'), ({ registered }) => registered),
    number('trained', words('trained'), ({ trained }) => trained),
    {
      key: 'onTime',
      header: say('onTime'),
      numeric: true,
      cell: ({ onTime }: Cell) => (onTime === null ? '–' : <Count value={onTime} />),
    },
    {
      key: 'bar',
      header: words('reached'),
      cell: (cell: Cell) => (
        <CoverageBar brief none={cell.unitsZero} one={cell.unitsOne} full={cell.unitsMore} />
      ),
    },
  ]
  return (
    <Panel title={say('parts')} hint={say('parts.hint')}>
      <AsyncView
        query={query}
        isEmpty={({ cells, asked }) => cells.length + asked.length === 0}
        empty={() => <p class="soft">{say('parts.none')}</p>}
      >
        {({ cells, asked }) => (
          <div class="stack">
            <AskedTable asked={asked} />
            <Phone cells={cells} />
            <div class="wide-only">
              <Table
                caption={say('parts')}
                columns={columns}
                rows={cells}
                keyOf={({ subject, wing }) => `${subject?.id}/${wing?.id}`}
              />
            </div>
          </div>
        )}
      </AsyncView>
    </Panel>
  )
}
