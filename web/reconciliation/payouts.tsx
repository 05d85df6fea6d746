import '../payments/money.css'
import type { InferResponseType } from 'hono/client'
import { json } from '../api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { paymentsApi } from '../registrations/api.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { reconciliationTexts } from '../text/reconciliation.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { InstantText } from '../ui/format.tsx'
import { type Column, Table } from '../ui/table.tsx'

type Row = InferResponseType<ReturnType<typeof paymentsApi>['payouts']['$get'], 200>['payouts'][number]

/** What Stripe sent to the bank, and whether every line in it is known. */
export const PayoutList = ({ organisation }: { organisation: string }) => {
  const say = useText(reconciliationTexts)
  const pages = usePages<Row>(`${organisation}/money/payouts`, async (after, signal) => {
    const page = await json(
      paymentsApi(organisation).payouts.$get(
        { query: after ? { after } : {} },
        signal && { init: { signal } },
      ),
    )
    return { items: page.payouts, after: page.after }
  })
  return (
    <AsyncView
      query={pages.query}
      isEmpty={({ items }) => items.length === 0}
      empty={() => (
        <EmptyState icon="money" title={say('payouts.none')}>
          {say('payouts.none.text')}
        </EmptyState>
      )}
    >
      {() => (
        <div class="stack stack-l">
          <Rows rows={pages.items} />
          <More pages={pages} />
        </div>
      )}
    </AsyncView>
  )
}

const State = ({ row: { failedAt, status, failure } }: { row: Row }) => {
  const say = useText(reconciliationTexts)
  if (failedAt !== null)
    return (
      <span class="refund-do">
        <Badge tone="bad">{say('payout.failed')}</Badge> <span class="small soft">{failure}</span>
      </span>
    )
  return status === 'paid' ? (
    <Badge tone="good">{say('payout.paid')}</Badge>
  ) : (
    <Badge tone="note">{say('payout.onTheWay')}</Badge>
  )
}

const Rows = ({ rows }: { rows: readonly Row[] }) => {
  const say = useText(reconciliationTexts)
  const language = useLanguage()
  const matched = ({ automatic, matchedAt, matchedMinor, amountMinor, currency, lines }: Row) => {
    if (!automatic) return say('payout.byHand')
    if (matchedAt === null || matchedMinor === null) return say('payout.unmatched')
    return matchedMinor === amountMinor
      ? say('payout.lines', { count: lines ?? 0 })
      : say('payout.differs', { amount: formatMoney(matchedMinor, currency, language) })
  }
  const columns: Column<Row>[] = [
    {
      key: 'amount',
      header: say('payout.amount'),
      names: true,
      cell: ({ amountMinor, currency }) => formatMoney(amountMinor, currency, language),
    },
    { key: 'state', header: say('payout.state'), cell: (row) => <State row={row} /> },
    { key: 'matched', header: say('payout.matched'), cell: matched },
    { key: 'made', header: say('payout.made'), cell: ({ madeAt }) => <InstantText at={madeAt} /> },
    {
      key: 'arrives',
      header: say('payout.arrives'),
      cell: ({ arrivesAt }) => <InstantText at={arrivesAt} />,
    },
  ]
  return <Table caption={say('tab.payouts')} columns={columns} rows={rows} keyOf={({ id }) => id} />
}
