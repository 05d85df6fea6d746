import './money.css'
import type { InferResponseType } from 'hono/client'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { Export } from '../exports/export.tsx'
import { useQuery } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { booksTexts } from '../text/books.ts'
import { feeTexts } from '../text/fees.ts'
import { formatDays, formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Chip } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Panel, Stat, Stats } from '../ui/card.tsx'
import { DateField } from '../ui/field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton } from '../ui/print.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { Trial } from './trial.tsx'

type Statement = InferResponseType<ReturnType<typeof paymentsApi>['books']['$get'], 200>
type Line = Statement['rows'][number]
type Sums = Statement['total']

const BY = ['workshop', 'unit'] as const
const SUMS = [
  'opening',
  'raised',
  'waived',
  'released',
  'received',
  'other',
  'owed',
  'refunded',
  'suspense',
] as const

const today = () => new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Kolkata' })

/** The first day of the financial year that a day falls in. */
const yearStart = (day: string) => `${Number(day.slice(0, 4)) - (day.slice(5) < '04-01' ? 1 : 0)}-04-01`

const sumOf = (line: Sums, key: (typeof SUMS)[number]): number =>
  key === 'received' ? line.received.reduce((all, one) => all + one.amountMinor, 0) : line[`${key}Minor`]

/** The statement of account of a period, by workshop or unit, with the trial balance; for the screen, paper and CSV. */
export const Books = ({ params }: ScreenProps<'/o/:organisation/books'>) => {
  const { organisation } = params
  const say = useText(booksTexts)
  const name = useName()
  const language = useLanguage()
  const [from, setFrom] = useState(yearStart(today()))
  const [until, setUntil] = useState(today())
  const [by, setBy] = useState<(typeof BY)[number]>('workshop')
  const asked = { from, until, by }
  const sound = from !== '' && until >= from
  const api = paymentsApi(organisation).books
  const statement = useQuery(sound ? `${organisation}/money/books?${from}&${until}&${by}` : null, (signal) =>
    json(api.$get({ query: asked }, { init: { signal } })),
  )
  return (
    <>
      <PageHeader
        title={say('books')}
        kind={statement.data && name(statement.data.organisation)}
        lead={sound ? formatDays(from, until, language) : say('books.lead')}
        crumbs={[{ label: say('money'), href: `/o/${organisation}/money` }]}
        actions={
          <>
            <PrintButton />
            <Export
              tables={[
                {
                  name: `statement-${from}-${until}`,
                  ask: async (reason) => {
                    const { csv, rows } = await json(api.export.$post({ json: { ...asked, reason } }))
                    return { csv, rows, next: null }
                  },
                },
              ]}
            />
          </>
        }
      />
      <div class="stack no-print">
        <p class="soft">{say('books.lead')}</p>
        <div class="cluster money-days">
          <DateField label={say('from')} required value={from} onChange={setFrom} />
          <DateField
            label={say('until')}
            required
            value={until}
            min={from || undefined}
            onChange={setUntil}
          />
        </div>
        <fieldset class="cluster" aria-label={say('by')}>
          {BY.map((each) => (
            <Chip key={each} pressed={each === by} onPress={() => setBy(each)}>
              {say(`by.${each}`)}
            </Chip>
          ))}
        </fieldset>
      </div>
      <AsyncView
        query={statement}
        isEmpty={({ rows }) => rows.length === 0}
        empty={() => (
          <EmptyState icon="money" title={say('books.none')}>
            {say('books.none.text')}
          </EmptyState>
        )}
      >
        {(shown) => <Shown statement={shown} />}
      </AsyncView>
    </>
  )
}

const Shown = ({ statement }: { statement: Statement }) => {
  const say = useText(booksTexts)
  const sayFee = useText(feeTexts)
  const name = useName()
  const language = useLanguage()
  const { rows, total, trial, currency } = statement
  const money = (minor: number) => formatMoney(minor, currency, language)
  const columns: Column<Line>[] = [
    { key: 'row', header: say('row'), names: true, cell: (line) => name(line) },
    ...SUMS.filter((key) => key !== 'other' || sumOf(total, key) !== 0).map((key) => ({
      key,
      header: say(key),
      numeric: true,
      cell: (line: Line) => money(sumOf(line, key)),
    })),
  ]
  const foot = Object.fromEntries(SUMS.map((key) => [key, money(sumOf(total, key))]))
  const ways = ['cash', 'upi', 'bank', 'cheque', 'stripe'] as const
  return (
    <div class="stack stack-l">
      <Stats>
        <Stat label={say('opening')} value={money(total.openingMinor)} />
        <Stat label={say('received')} value={money(sumOf(total, 'received'))} tone="good" />
        <Stat
          label={say('owed')}
          value={money(total.owedMinor)}
          tone={total.owedMinor > 0 ? 'warn' : 'plain'}
        />
        {total.suspenseMinor !== 0 && (
          <Stat label={say('suspense')} value={money(total.suspenseMinor)} tone="bad" />
        )}
      </Stats>
      <Table
        caption={say('books')}
        columns={columns}
        rows={rows}
        keyOf={(line) => line.key}
        foot={{ row: say('total'), ...foot }}
      />
      <Panel title={say('ways')}>
        <Stats>
          {ways.flatMap((way) => {
            const got = total.received.find(({ provider }) => provider === way)
            return got ? [<Stat key={way} label={sayFee(`by.${way}`)} value={money(got.amountMinor)} />] : []
          })}
        </Stats>
      </Panel>
      {trial && <Trial rows={trial} currency={currency} />}
    </div>
  )
}
