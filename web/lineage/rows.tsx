import { Behind } from '../reach/behind.tsx'
import { useText } from '../text/index.ts'
import { lineageText } from '../text/lineage.ts'
import { useName } from '../text/names.ts'
import { Count, DateText } from '../ui/format.tsx'
import { type Column, Table } from '../ui/table.tsx'
import type { Link } from './api.ts'
import type { Knot } from './graph.ts'
import { Stands } from './knots.tsx'

const useColumns = (): Column<Link>[] => {
  const say = useText(lineageText)
  const name = useName()
  return [
    { key: 'name', header: say('col.name'), cell: ({ person }) => name(person) },
    { key: 'unit', header: say('col.unit'), cell: ({ unit }) => name(unit) },
    { key: 'tier', header: say('col.tier'), cell: ({ tier }) => name(tier) },
    { key: 'workshop', header: say('col.workshop'), cell: ({ workshop }) => name(workshop) },
    { key: 'day', header: say('col.day'), cell: ({ workshop }) => <DateText day={workshop.startsOn} /> },
    {
      key: 'by',
      header: say('col.by'),
      cell: ({ trainedBy }) =>
        trainedBy
          .map(name)
          .filter((one) => one !== '')
          .join(', ') || '–',
    },
    {
      key: 'taught',
      header: say('col.taught'),
      numeric: true,
      cell: ({ taught }) => <Count value={taught} />,
    },
    { key: 'stands', header: say('col.stands'), cell: ({ stands }) => <Stands stands={stands} /> },
  ]
}

/** The people of the picture, one under another, the first taught on top. */
export const Rows = ({ knots }: { knots: readonly Knot[] }) => {
  const say = useText(lineageText)
  const columns = useColumns()
  const rows = knots.flatMap((knot) => (knot.kind === 'person' ? [knot.link] : []))
  return (
    <Behind>
      <Table
        caption={say('table')}
        columns={columns}
        rows={rows.toSorted((a, b) => a.generation - b.generation)}
        keyOf={({ credentialId }) => credentialId}
      />
    </Behind>
  )
}
