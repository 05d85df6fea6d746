import { useState } from 'preact/hooks'
import type { CoveragePage, Tier, UnitCoverage } from '../planning/api.ts'
import { useAction } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { coverageText } from '../text/coverage.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { planning } from '../text/planning.ts'
import { Chip } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { CoverageBar } from '../ui/coverage.tsx'
import { Count } from '../ui/format.tsx'
import { Icon } from '../ui/icon.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { coverageLink } from './link.ts'

const Bar = ({ row }: { row: UnitCoverage }) => (
  <CoverageBar brief none={row.unitsZero} one={row.unitsOne} full={row.unitsMore} />
)

/** The share of a unit's units where nobody has been, for the order. */
const missing = ({ units, unitsZero, trained, minimum }: UnitCoverage): number =>
  units > 1 ? unitsZero / units : 1 - Math.min(1, minimum === 0 ? 1 : trained / minimum)

type RowsProps = {
  slug: string
  tier: Tier
  on: string | undefined
  rows: readonly UnitCoverage[]
  caption: string
}

const Phone = ({ slug, tier, on, rows, caption }: RowsProps) => {
  const say = useText(coverageText)
  const name = useName()
  return (
    <ul class="list narrow-only" aria-label={caption}>
      {rows.map((row) => (
        <li key={row.unit.id}>
          <a class="row below-row" href={coverageLink(slug, tier, row.unit.id, on)}>
            <span class="below-head">
              <span class="row-title">{name(row.unit)}</span>
              <Icon name="right" size={20} />
            </span>
            {row.units > 0 && <Bar row={row} />}
            <span class="row-note">
              {say('row.note', { trained: row.trained, minimum: row.minimum })}
              {row.unitsZero > 0 && row.units > 1 && `, ${say('row.zero', { count: row.unitsZero })}`}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

const useColumns = (slug: string, tier: Tier, on: string | undefined): Column<UnitCoverage>[] => {
  const say = useText(coverageText)
  const name = useName()
  const number = (key: string, header: string, value: (row: UnitCoverage) => number) => ({
    key,
    header,
    numeric: true,
    cell: (row: UnitCoverage) => <Count value={value(row)} />,
  })
  return [
    {
      key: 'unit',
      header: say('unit'),
      cell: (row) => <a href={coverageLink(slug, tier, row.unit.id, on)}>{name(row.unit)}</a>,
    },
    number('units', name(tier.traineeLevel), (row) => row.units),
    number('zero', say('zero'), (row) => row.unitsZero),
    number('one', say('one'), (row) => row.unitsOne),
    number('more', say('more'), (row) => row.unitsMore),
    number('trained', say('trained'), (row) => row.trained),
    number('minimum', say('minimum'), (row) => row.minimum),
    number('target', say('target'), (row) => row.target),
    { key: 'bar', header: say('reached'), cell: (row) => <Bar row={row} /> },
  ]
}

const summed = (rows: readonly UnitCoverage[], of: (row: UnitCoverage) => number) => (
  <Count value={rows.reduce((sum, row) => sum + of(row), 0)} />
)

const Desk = ({ slug, tier, on, rows, caption, whole }: RowsProps & { whole: boolean }) => {
  const columns = useColumns(slug, tier, on)
  const foot = {
    units: summed(rows, (row) => row.units),
    zero: summed(rows, (row) => row.unitsZero),
    one: summed(rows, (row) => row.unitsOne),
    more: summed(rows, (row) => row.unitsMore),
    trained: summed(rows, (row) => row.trained),
    minimum: summed(rows, (row) => row.minimum),
    target: summed(rows, (row) => row.target),
  }
  return (
    <div class="wide-only coverage-table">
      <Table
        caption={caption}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.unit.id}
        foot={whole ? foot : undefined}
      />
    </div>
  )
}

type BelowProps = {
  slug: string
  tier: Tier
  /** The past day that is shown. */
  on: string | undefined
  page: CoveragePage
  ask: (after: string) => Promise<CoveragePage>
}

/** The units right below, each with its bar and the way into it: a list on a phone, a table on a desk and on paper. */
export const Below = ({ slug, tier, on, page, ask }: BelowProps) => {
  const say = useText(coverageText)
  const shared = useText(planning)
  const name = useName()
  const [least, setLeast] = useState(false)
  const [rest, setRest] = useState<Pick<CoveragePage, 'children' | 'after'> | undefined>(undefined)
  const levels = useFrame(slug)?.organisation.levels
  const depth = levels?.find(({ id }) => id === page.unit?.unit.levelId)?.depth ?? 0
  const after = rest ? rest.after : page.after
  const more = useAction(async () => {
    if (after === null) return
    const next = await ask(after)
    setRest({ children: [...(rest?.children ?? []), ...next.children], after: next.after })
  })
  const all = [...page.children, ...(rest?.children ?? [])].filter(({ units }) => units > 0)
  const rows = least ? all.toSorted((a, b) => missing(b) - missing(a)) : all
  if (page.unit && depth >= tier.traineeLevel.depth) return null
  const title = page.unit ? say('below', { unit: name(page.unit.unit) }) : say('all')
  return (
    <Panel
      title={title}
      hint={rows.length > 0 ? say('below.hint') : undefined}
      actions={
        rows.length > 1 && (
          <span class="no-print">
            <Chip pressed={least} onPress={() => setLeast(!least)}>
              {say('sort.least')}
            </Chip>
          </span>
        )
      }
    >
      {rows.length === 0 && <p class="soft">{say('below.none')}</p>}
      {rows.length > 0 && (
        <>
          <Phone slug={slug} tier={tier} on={on} rows={rows} caption={title} />
          <Desk slug={slug} tier={tier} on={on} rows={rows} caption={title} whole={after === null} />
        </>
      )}
      {more.problem && <ProblemView problem={more.problem} onRetry={more.run} />}
      {after !== null && (
        <div class="cluster">
          <Button icon="down" busy={more.busy} onPress={more.run}>
            {shared('more')}
          </Button>
        </div>
      )}
    </Panel>
  )
}
