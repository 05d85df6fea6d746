import '../payments/money.css'
import type { InferResponseType } from 'hono/client'
import { json } from '../api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { paymentsApi } from '../registrations/api.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { reconciliationTexts } from '../text/reconciliation.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { InstantText } from '../ui/format.tsx'
import { type Column, Table } from '../ui/table.tsx'

type Row = InferResponseType<ReturnType<typeof paymentsApi>['disputes']['$get'], 200>['disputes'][number]

/** Stripe's words that the badge says already; any other is shown as it came. */
const KNOWN = /needs_response|under_review/

const TONES = { won: 'good', warning: 'good', lost: 'bad' } as const

const State = ({ row: { outcome, evidenceSent, refundable, status } }: { row: Row }) => {
  const say = useText(reconciliationTexts)
  if (outcome) return <Badge tone={TONES[outcome]}>{say(`dispute.${outcome}`)}</Badge>
  return (
    <span class="refund-do">
      <Badge tone={evidenceSent ? 'note' : 'warn'}>
        {evidenceSent ? say('dispute.sent') : say('dispute.needs')}
      </Badge>
      {refundable && <span class="small soft">{say('dispute.refundable')}</span>}
      {!KNOWN.test(status) && <span class="small soft">{status}</span>}
    </span>
  )
}

/** Payments that banks want back, and until when one can answer. */
export const DisputeList = ({ organisation }: { organisation: string }) => {
  const say = useText(reconciliationTexts)
  const pages = usePages<Row>(`${organisation}/money/disputes`, async (after, signal) => {
    const page = await json(
      paymentsApi(organisation).disputes.$get(
        { query: after ? { after } : {} },
        signal && { init: { signal } },
      ),
    )
    return { items: page.disputes, after: page.after }
  })
  return (
    <AsyncView
      query={pages.query}
      isEmpty={({ items }) => items.length === 0}
      empty={() => (
        <EmptyState icon="check" title={say('disputes.none')}>
          {say('disputes.none.text')}
        </EmptyState>
      )}
    >
      {() => (
        <div class="stack stack-l">
          <Rows organisation={organisation} rows={pages.items} />
          <More pages={pages} />
        </div>
      )}
    </AsyncView>
  )
}

const Rows = ({ organisation, rows }: { organisation: string; rows: readonly Row[] }) => {
  const say = useText(reconciliationTexts)
  const name = useName()
  const language = useLanguage()
  const columns: Column<Row>[] = [
    {
      key: 'person',
      header: say('dispute.person'),
      names: true,
      cell: ({ person, registrationId }) => (
        <a class="money-link" href={`/o/${organisation}/registrations/${registrationId}`}>
          {name(person)}
        </a>
      ),
    },
    {
      key: 'amount',
      header: say('dispute.amount'),
      numeric: true,
      cell: ({ amountMinor, currency }) => formatMoney(amountMinor, currency, language),
    },
    { key: 'state', header: say('dispute.state'), cell: (row) => <State row={row} /> },
    {
      key: 'due',
      header: say('dispute.due'),
      cell: ({ evidenceDue, outcome }) =>
        evidenceDue !== null && outcome === null ? <InstantText at={evidenceDue} /> : '',
    },
    {
      key: 'taken',
      header: say('dispute.taken'),
      numeric: true,
      cell: ({ takenMinor, currency }) => formatMoney(takenMinor, currency, language),
    },
    { key: 'workshop', header: say('dispute.workshop'), cell: ({ workshop }) => name(workshop) },
    { key: 'opened', header: say('dispute.opened'), cell: ({ openedAt }) => <InstantText at={openedAt} /> },
  ]
  return <Table caption={say('tab.disputes')} columns={columns} rows={rows} keyOf={({ id }) => id} />
}
