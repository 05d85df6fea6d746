import './money.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { paymentsApi } from '../registrations/api.ts'
import { formatMoney } from '../text/format.ts'
import { givingTexts } from '../text/giving.ts'
import { useLanguage, useText } from '../text/index.ts'
import { moneyTexts } from '../text/money.ts'
import { useName } from '../text/names.ts'
import { policyTexts } from '../text/refund-policy.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Stat, Stats } from '../ui/card.tsx'
import { InstantText } from '../ui/format.tsx'
import { type Column, Table } from '../ui/table.tsx'
import type { RefundRow, Unpaid } from './api.ts'
import { PayOut } from './pay-out.tsx'
import { RefundBadge } from './refunds.tsx'

/** Every refund, the newest first, how it stands, and paying out those that are paid by hand. */
export const RefundList = ({ organisation }: { organisation: string }) => {
  const say = useText(givingTexts)
  const sayPolicy = useText(policyTexts)
  const language = useLanguage()
  const [unpaid, setUnpaid] = useState<Unpaid>([])
  const pages = usePages<RefundRow>(`${organisation}/money/refunds`, async (after, signal) => {
    const page = await json(
      paymentsApi(organisation).refunds.$get(
        { query: after ? { after } : {} },
        signal && { init: { signal } },
      ),
    )
    setUnpaid(page.unpaid)
    return { items: page.refunds, after: page.after }
  })
  const policy = (
    <div>
      <LinkButton icon="settings" href={`/o/${organisation}/money/refund-policy`}>
        {sayPolicy('title')}
      </LinkButton>
    </div>
  )
  return (
    <AsyncView
      query={pages.query}
      isEmpty={({ items }) => items.length === 0}
      empty={() => (
        <div class="stack stack-l">
          {policy}
          <EmptyState icon="undo" title={say('list.none')}>
            {say('list.none.text')}
          </EmptyState>
        </div>
      )}
    >
      {() => (
        <div class="stack stack-l">
          {policy}
          {unpaid.length > 0 && (
            <Stats>
              {unpaid.map(({ currency, count, amountMinor }) => (
                <Stat
                  key={currency}
                  label={say('unpaid', { count })}
                  value={formatMoney(amountMinor, currency, language)}
                  tone="warn"
                />
              ))}
            </Stats>
          )}
          <Rows organisation={organisation} rows={pages.items} />
          <More pages={pages} />
        </div>
      )}
    </AsyncView>
  )
}

const Rows = ({ organisation, rows }: { organisation: string; rows: readonly RefundRow[] }) => {
  const say = useText(givingTexts)
  const sayMoney = useText(moneyTexts)
  const name = useName()
  const language = useLanguage()
  const columns: Column<RefundRow>[] = [
    {
      key: 'person',
      header: sayMoney('column.person'),
      names: true,
      cell: ({ person, registrationId }) => (
        <a class="money-link" href={`/o/${organisation}/registrations/${registrationId}`}>
          {name(person)}
        </a>
      ),
    },
    {
      key: 'amount',
      header: sayMoney('column.amount'),
      numeric: true,
      cell: ({ amountMinor, currency }) => formatMoney(amountMinor, currency, language),
    },
    {
      key: 'state',
      header: say('column.state'),
      cell: (refund) => (
        <span class="refund-do">
          <RefundBadge refund={refund} />
          <PayOut organisation={organisation} registrationId={refund.registrationId} refund={refund} />
        </span>
      ),
    },
    {
      key: 'way',
      header: sayMoney('column.by'),
      cell: ({ way, reference, failure }) => (
        <>
          {say(`way.${way}`)} <span class="money-reference">{failure ?? reference}</span>
        </>
      ),
    },
    {
      key: 'voucher',
      header: say('column.voucher'),
      cell: ({ id, number }) => (
        <a class="money-link nowrap" href={`/o/${organisation}/refunds/${id}`}>
          {number}
        </a>
      ),
    },
    {
      key: 'date',
      header: sayMoney('column.date'),
      cell: ({ approvedAt, paidAt, failedAt }) => <InstantText at={failedAt ?? paidAt ?? approvedAt} />,
    },
    {
      key: 'why',
      header: say('column.why'),
      cell: ({ origin, reason }) => (origin === 'dashboard' ? say('origin.dashboard') : reason),
    },
  ]
  return <Table caption={say('refunds')} columns={columns} rows={rows} keyOf={({ id }) => id} />
}
