import { formatCount, formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { reconciliationTexts } from '../text/reconciliation.ts'
import { Panel } from '../ui/card.tsx'
import { InstantText } from '../ui/format.tsx'
import { type Column, Table } from '../ui/table.tsx'
import type { Books } from './balance.tsx'

type Run = Books['runs'][number]

/** The last comparisons with Stripe, night by night. */
export const Runs = ({ books }: { books: Books }) => {
  const say = useText(reconciliationTexts)
  const language = useLanguage()
  if (books.runs.length === 0) return null
  const counted = (key: 'seen' | 'repaired' | 'others' | 'unmatched'): Column<Run> => ({
    key,
    header: say(`run.${key}`),
    numeric: true,
    cell: (run) => formatCount(run[key], language),
  })
  const columns: Column<Run>[] = [
    {
      key: 'at',
      header: say('run.at'),
      names: true,
      cell: ({ startedAt }) => <InstantText at={startedAt} />,
    },
    counted('seen'),
    counted('repaired'),
    counted('others'),
    counted('unmatched'),
    {
      key: 'difference',
      header: say('run.difference'),
      numeric: true,
      cell: ({ stripeMinor, ledgerMinor }) =>
        stripeMinor === null || ledgerMinor === null
          ? ''
          : formatMoney(stripeMinor - ledgerMinor, books.currency, language),
    },
  ]
  return (
    <Panel title={say('runs')}>
      <Table caption={say('runs')} columns={columns} rows={books.runs} keyOf={({ id }) => id} />
    </Panel>
  )
}
