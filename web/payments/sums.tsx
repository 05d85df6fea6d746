import './money.css'
import { json } from '../api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { paymentsApi, type WorkshopSums } from '../registrations/api.ts'
import { formatCount, formatDay, formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { moneyTexts } from '../text/money.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Stat, Stats } from '../ui/card.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { totalOf } from './totals.ts'

/** What every workshop with a fee is owed and has got, and all of them together. */
export const Sums = ({ organisation }: { organisation: string }) => {
  const say = useText(moneyTexts)
  const pages = usePages<WorkshopSums>(`${organisation}/money/summary`, async (after, signal) => {
    const page = await json(
      paymentsApi(organisation).payments.summary.$get(
        { query: after ? { after } : {} },
        signal && { init: { signal } },
      ),
    )
    return { items: page.workshops, after: page.after }
  })
  const costly = pages.items
    .filter(({ dueMinor, paidMinor, suspenseMinor }) => dueMinor + paidMinor + suspenseMinor > 0)
    .toSorted((a, b) => b.workshop.startsOn.localeCompare(a.workshop.startsOn))
  return (
    <AsyncView query={pages.query}>
      {() => (
        <div class="stack stack-l">
          {costly.length === 0 && pages.more === undefined ? (
            <EmptyState
              icon="money"
              title={say('workshops.none')}
              actions={<LinkButton href={`/o/${organisation}/workshops`}>{say('workshops.go')}</LinkButton>}
            >
              {say('workshops.none.text')}
            </EmptyState>
          ) : (
            <ByWorkshop organisation={organisation} rows={costly} whole={pages.more === undefined} />
          )}
          <More pages={pages} />
        </div>
      )}
    </AsyncView>
  )
}

type ByWorkshopProps = { organisation: string; rows: readonly WorkshopSums[]; whole: boolean }

const ByWorkshop = ({ organisation, rows, whole }: ByWorkshopProps) => {
  const say = useText(moneyTexts)
  const name = useName()
  const language = useLanguage()
  const total = totalOf(rows)
  const money = (minor: number) => formatMoney(minor, rows[0]?.currency ?? 'INR', language)
  const columns: Column<WorkshopSums>[] = [
    {
      key: 'workshop',
      header: say('workshop'),
      names: true,
      cell: ({ workshop }) => (
        <a class="money-link" href={`/o/${organisation}/workshops/${workshop.id}/roster`}>
          {name(workshop)}
        </a>
      ),
    },
    {
      key: 'starts',
      header: say('starts'),
      cell: ({ workshop }) => <span class="nowrap">{formatDay(workshop.startsOn, 'medium', language)}</span>,
    },
    {
      key: 'registered',
      header: say('registered'),
      numeric: true,
      cell: ({ registered }) => formatCount(registered, language),
    },
    { key: 'due', header: say('due'), numeric: true, cell: ({ dueMinor }) => money(dueMinor) },
    { key: 'paid', header: say('paid'), numeric: true, cell: ({ paidMinor }) => money(paidMinor) },
    { key: 'owed', header: say('owed'), numeric: true, cell: ({ owedMinor }) => money(owedMinor) },
  ]
  if (total.suspenseMinor > 0) {
    columns.push({
      key: 'suspense',
      header: say('suspense'),
      numeric: true,
      cell: ({ suspenseMinor }) => money(suspenseMinor),
    })
  }
  const note = say(whole ? 'sums.all' : 'sums.part')
  return (
    <>
      {total.suspenseMinor > 0 && (
        <Banner tone="warn" title={say('suspense.title', { amount: money(total.suspenseMinor) })}>
          <p>{say('suspense.text')}</p>
        </Banner>
      )}
      <Stats>
        <Stat label={say('due')} value={money(total.dueMinor)} note={note} />
        <Stat label={say('paid')} value={money(total.paidMinor)} tone="good" />
        <Stat
          label={say('owed')}
          value={money(total.owedMinor)}
          tone={total.owedMinor > 0 ? 'warn' : 'plain'}
        />
      </Stats>
      <Table
        caption={say('tab.workshops')}
        columns={columns}
        rows={rows}
        keyOf={({ workshop }) => workshop.id}
        foot={{
          workshop: say('total'),
          registered: formatCount(total.registered, language),
          due: money(total.dueMinor),
          paid: money(total.paidMinor),
          owed: money(total.owedMinor),
          suspense: money(total.suspenseMinor),
        }}
      />
    </>
  )
}
