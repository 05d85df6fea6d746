import type { Tier } from '../planning/api.ts'
import { useFrame } from '../shell/frame.ts'
import { coverageText } from '../text/coverage.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { reachText } from '../text/reach.ts'
import { Count } from '../ui/format.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { overviewLink, type Spot } from './api.ts'
import { Behind } from './behind.tsx'

type RowsProps = { slug: string; tier: Tier; on?: string | undefined; spots: readonly Spot[] }

const useColumns = ({ slug, tier, on }: RowsProps): Column<Spot>[] => {
  const say = useText(reachText)
  const words = useText(coverageText)
  const name = useName()
  const language = useLanguage()
  const levels = useFrame(slug)?.organisation.levels
  const number = (key: string, header: string, value: (spot: Spot) => number) => ({
    key,
    header,
    numeric: true,
    cell: (spot: Spot) => <Count value={value(spot)} />,
  })
  return [
    {
      key: 'unit',
      header: words('unit'),
      cell: (spot: Spot) => <a href={overviewLink(slug, tier.id, spot.id, on)}>{name(spot)}</a>,
    },
    {
      key: 'level',
      header: say('level'),
      cell: (spot: Spot) => levels?.find(({ id }) => id === spot.levelId)?.names[language] ?? '',
    },
    number('units', name(tier.traineeLevel), ({ units }) => units),
    number('zero', words('zero'), ({ units, unitsOne, unitsMore }) => units - unitsOne - unitsMore),
    number('one', words('one'), ({ unitsOne }) => unitsOne),
    number('more', words('more'), ({ unitsMore }) => unitsMore),
    number('trained', words('trained'), ({ trained }) => trained),
  ]
}

/** The units of the picture, one under another. */
export const Rows = (props: RowsProps) => {
  const say = useText(reachText)
  const columns = useColumns(props)
  const rows = props.spots.filter(({ units }) => units > 0)
  return (
    <Behind>
      <Table
        caption={say('table.of', { what: say('picture') })}
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
      />
    </Behind>
  )
}
