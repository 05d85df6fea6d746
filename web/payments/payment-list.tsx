import './money.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { exportsApi, partOf } from '../exports/api.ts'
import { Export } from '../exports/export.tsx'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { type PaymentRow, type PaymentTotals, paymentsApi } from '../registrations/api.ts'
import { feeTexts } from '../text/fees.ts'
import { formatMoney, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { moneyTexts } from '../text/money.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge, Chip } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Stat, Stats } from '../ui/card.tsx'
import { DateField } from '../ui/field.tsx'
import { InstantText } from '../ui/format.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { type Period, spanOf } from './periods.ts'

const PERIODS = ['all', 'today', 'month', 'days'] as const
const PROVIDERS = ['cash', 'upi', 'bank', 'cheque', 'stripe'] as const
type Provider = (typeof PROVIDERS)[number]

type Asked = { period: Period; from: string; until: string; provider: Provider | undefined }

/** The payments, the newest first, of a time and a way of paying, with their sums and receipts. */
export const PaymentList = ({ organisation }: { organisation: string }) => {
  const say = useText(moneyTexts)
  const zone = useZone()
  const [asked, setAsked] = useState<Asked>({ period: 'all', from: '', until: '', provider: undefined })
  const [totals, setTotals] = useState<PaymentTotals>([])
  const wrong = asked.period === 'days' && asked.until !== '' && asked.until < asked.from
  const { from, until } = spanOf(asked.period, asked, zone)
  const provider = asked.provider
  const key = wrong ? null : `${organisation}/money/payments?${from}-${until}-${provider}`
  const pages = usePages<PaymentRow>(key, async (after, signal) => {
    const query = {
      ...(from !== undefined && { from: String(from) }),
      ...(until !== undefined && { until: String(until) }),
      ...(provider && { provider }),
      ...(after && { after }),
    }
    const page = await json(
      paymentsApi(organisation).payments.$get({ query }, signal && { init: { signal } }),
    )
    setTotals(page.totals)
    return { items: page.payments, after: page.after }
  })
  const take = async (reason: string, after: string | undefined) => {
    const span = { ...(from !== undefined && { from }), ...(until !== undefined && { until }) }
    const input = { reason, ...span, ...(provider && { provider }), ...(after && { after }) }
    return partOf(await json(exportsApi(organisation).payments.export.$post({ json: input })))
  }
  return (
    <div class="stack stack-l">
      <Filter asked={asked} onAsk={setAsked} wrong={wrong} />
      <div class="no-print">
        <Export tables={[{ name: `${organisation}-payments`, ask: take }]} />
      </div>
      <AsyncView
        query={pages.query}
        isEmpty={({ items }) => items.length === 0}
        empty={() => (
          <EmptyState icon="money" title={say('payments.none')}>
            {say('payments.none.text')}
          </EmptyState>
        )}
      >
        {() => (
          <div class="stack stack-l">
            <Totals totals={totals} />
            <Payments organisation={organisation} rows={pages.items} />
            <More pages={pages} />
          </div>
        )}
      </AsyncView>
    </div>
  )
}

type FilterProps = { asked: Asked; onAsk: (asked: Asked) => void; wrong: boolean }

const Filter = ({ asked, onAsk, wrong }: FilterProps) => {
  const say = useText(moneyTexts)
  const sayFee = useText(feeTexts)
  const { period, provider, from, until } = asked
  return (
    <div class="stack no-print">
      <fieldset class="cluster" aria-label={say('period')}>
        {PERIODS.map((each) => (
          <Chip key={each} pressed={each === period} onPress={() => onAsk({ ...asked, period: each })}>
            {say(`period.${each}`)}
          </Chip>
        ))}
      </fieldset>
      {period === 'days' && (
        <div class="cluster money-days">
          <DateField
            label={say('from')}
            required
            value={from}
            onChange={(day) => onAsk({ ...asked, from: day })}
          />
          <DateField
            label={say('until')}
            required
            error={wrong ? say('days.wrong') : undefined}
            value={until}
            min={from || undefined}
            onChange={(day) => onAsk({ ...asked, until: day })}
          />
        </div>
      )}
      <fieldset class="cluster" aria-label={say('by')}>
        <Chip pressed={provider === undefined} onPress={() => onAsk({ ...asked, provider: undefined })}>
          {say('by.all')}
        </Chip>
        {PROVIDERS.map((each) => (
          <Chip key={each} pressed={each === provider} onPress={() => onAsk({ ...asked, provider: each })}>
            {sayFee(`by.${each}`)}
          </Chip>
        ))}
      </fieldset>
    </div>
  )
}

const Totals = ({ totals }: { totals: PaymentTotals }) => {
  const say = useText(moneyTexts)
  const sayFee = useText(feeTexts)
  const language = useLanguage()
  const currency = totals[0]?.currency
  const sum = totals.reduce((all, { amountMinor }) => all + amountMinor, 0)
  const count = totals.reduce((all, each) => all + each.count, 0)
  return (
    <Stats>
      {totals.length > 1 && currency && (
        <Stat
          label={say('total')}
          value={formatMoney(sum, currency, language)}
          note={say('sum.count', { count })}
          tone="good"
        />
      )}
      {totals.map((each) => (
        <Stat
          key={each.provider}
          label={sayFee(`by.${each.provider}`)}
          value={formatMoney(each.amountMinor, each.currency, language)}
          note={say('sum.count', { count: each.count })}
        />
      ))}
    </Stats>
  )
}

const Payments = ({ organisation, rows }: { organisation: string; rows: readonly PaymentRow[] }) => {
  const say = useText(moneyTexts)
  const sayFee = useText(feeTexts)
  const name = useName()
  const columns: Column<PaymentRow>[] = [
    {
      key: 'receipt',
      header: say('column.receipt'),
      names: true,
      cell: ({ id, receiptNumber }) => (
        <a class="money-link nowrap" href={`/o/${organisation}/receipts/${id}`}>
          {receiptNumber}
        </a>
      ),
    },
    { key: 'date', header: say('column.date'), cell: ({ receivedAt }) => <InstantText at={receivedAt} /> },
    {
      key: 'person',
      header: say('column.person'),
      cell: ({ person, registrationId }) => (
        <a class="money-link" href={`/o/${organisation}/registrations/${registrationId}`}>
          {name(person)}
        </a>
      ),
    },
    { key: 'workshop', header: say('workshop'), cell: ({ workshop }) => name(workshop) },
    { key: 'by', header: say('column.by'), cell: ({ provider }) => sayFee(`by.${provider}`) },
    {
      key: 'reference',
      header: say('column.reference'),
      cell: ({ reference }) => reference && <span class="money-reference">{reference}</span>,
    },
    {
      key: 'amount',
      header: say('column.amount'),
      numeric: true,
      cell: (row) => <Amount row={row} />,
    },
  ]
  return <Table caption={say('payments')} columns={columns} rows={rows} keyOf={({ id }) => id} />
}

/** What came, and what of it went back or is wanted back by a bank. */
const Amount = ({ row: { amountMinor, refundedMinor, currency, dispute } }: { row: PaymentRow }) => {
  const say = useText(moneyTexts)
  const language = useLanguage()
  const money = (minor: number) => formatMoney(minor, currency, language)
  return (
    <span class="payment-amount">
      {money(amountMinor)}
      {refundedMinor > 0 && (
        <span class="soft small">{say('flag.back', { amount: money(refundedMinor) })}</span>
      )}
      {(dispute === 'open' || dispute === 'lost') && (
        <Badge tone={dispute === 'open' ? 'warn' : 'bad'}>{say(`flag.${dispute}`)}</Badge>
      )}
    </span>
  )
}
