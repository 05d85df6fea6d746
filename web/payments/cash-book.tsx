import './money.css'
import { json } from '../api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { paymentsApi } from '../registrations/api.ts'
import { cashTexts } from '../text/cash.ts'
import { formatDay, formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { type Column, Table } from '../ui/table.tsx'
import type { CashPage } from './api.ts'
import { CloseDay } from './close-day.tsx'

/** How a day of the cash book stands, in a word or two. */
export const PageBadge = ({ page }: { page: CashPage }) => {
  const say = useText(cashTexts)
  if (page.deposit !== null) return <Badge tone="good">{say('state.deposited')}</Badge>
  if (page.closing) return <Badge tone="good">{say('state.closed')}</Badge>
  if (page.asked) return <Badge tone="note">{say('state.asked')}</Badge>
  return <Badge tone="warn">{say('state.open')}</Badge>
}

/** The cash of everybody whom one may see, by day; with the slips of closed days. */
export const CashBook = ({ organisation, collects }: { organisation: string; collects: boolean }) => {
  const say = useText(cashTexts)
  const pages = usePages<CashPage>(`${organisation}/money/cash`, async (after, signal) => {
    const page = await json(
      paymentsApi(organisation)['cash-book'].$get(
        { query: after ? { after } : {} },
        signal && { init: { signal } },
      ),
    )
    return { items: page.pages, after: page.after }
  })
  const own = collects && (
    <div>
      <LinkButton href={`/o/${organisation}/cash`} icon="person">
        {say('mine')}
      </LinkButton>
    </div>
  )
  return (
    <div class="stack stack-l">
      {own}
      <AsyncView
        query={pages.query}
        isEmpty={({ items }) => items.length === 0}
        empty={() => (
          <EmptyState icon="money" title={say('book.none')}>
            {say('book.none.text')}
          </EmptyState>
        )}
      >
        {() => (
          <div class="stack">
            <Rows organisation={organisation} rows={pages.items} />
            {collects && <Left organisation={organisation} rows={pages.items} />}
            <More pages={pages} />
          </div>
        )}
      </AsyncView>
    </div>
  )
}

/** Open days of collectors who left: somebody else counts them. */
const Left = ({ organisation, rows }: { organisation: string; rows: readonly CashPage[] }) => {
  const say = useText(cashTexts)
  const name = useName()
  const language = useLanguage()
  const open = rows.filter(({ left, closing, asked }) => left && !closing && !asked)
  if (open.length === 0) return null
  return (
    <div class="stack">
      <h2>{say('left')}</h2>
      <p>{say('left.text')}</p>
      {open.map((page) => (
        <div key={`${page.dayOn}:${page.collector.id}`} class="cluster">
          <span>
            {name(page.collector)}, {formatDay(page.dayOn, 'medium', language)}
          </span>
          <CloseDay organisation={organisation} page={page} collectorId={page.collector.id} />
        </div>
      ))}
    </div>
  )
}

const Rows = ({ organisation, rows }: { organisation: string; rows: readonly CashPage[] }) => {
  const say = useText(cashTexts)
  const name = useName()
  const language = useLanguage()
  const columns: Column<CashPage>[] = [
    {
      key: 'day',
      header: say('day'),
      names: true,
      cell: ({ dayOn, closing }) => {
        const day = formatDay(dayOn, 'medium', language)
        if (!closing) return <span class="nowrap">{day}</span>
        return (
          <a class="money-link nowrap" href={`/o/${organisation}/cash/${closing.id}`}>
            {day}
          </a>
        )
      },
    },
    { key: 'collector', header: say('collector'), cell: ({ collector }) => name(collector) },
    { key: 'state', header: say('state'), cell: (page) => <PageBadge page={page} /> },
    {
      key: 'expected',
      header: say('expected'),
      numeric: true,
      cell: ({ expectedMinor, currency }) => formatMoney(expectedMinor, currency, language),
    },
    {
      key: 'counted',
      header: say('counted'),
      numeric: true,
      cell: ({ closing, asked, currency }) => {
        const counted = closing?.countedMinor ?? asked?.countedMinor
        return counted === undefined ? '' : formatMoney(counted, currency, language)
      },
    },
    {
      key: 'deposit',
      header: say('slip.deposit'),
      cell: ({ deposit, closing }) =>
        deposit === null && closing && closing.countedMinor > 0 ? (
          <a class="money-link" href={`/o/${organisation}/cash/${closing.id}`}>
            {say('deposit.open')}
          </a>
        ) : (
          <span class="money-reference">{deposit ?? ''}</span>
        ),
    },
  ]
  return (
    <Table
      caption={say('book')}
      columns={columns}
      rows={rows}
      keyOf={({ dayOn, collector }) => `${dayOn}:${collector.id}`}
    />
  )
}
