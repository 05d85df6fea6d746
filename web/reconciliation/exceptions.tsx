import '../payments/money.css'
import type { InferResponseType } from 'hono/client'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { reloadQueries, useAction } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { reconciliationTexts } from '../text/reconciliation.ts'
import { AsyncView } from '../ui/async.tsx'
import { Chip } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { InstantText } from '../ui/format.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { SettleException } from './settle-exception.tsx'

type Api = ReturnType<typeof paymentsApi>
type Row = InferResponseType<Api['exceptions']['$get'], 200>['exceptions'][number]
type ListProps = { organisation: string; acts: boolean }

const STATES = ['open', 'settled'] as const
type State = (typeof STATES)[number]

const PLACES: Readonly<Partial<Record<Row['kind'], string>>> = {
  'dispute-open': 'money/reconciliation?tab=disputes',
  'refund-failed': 'money?tab=refunds',
  'payout-failed': 'money/reconciliation?tab=payouts',
  'payout-differs': 'money/reconciliation?tab=payouts',
  'account-disconnected': 'money?tab=online',
  'account-disabled': 'money?tab=online',
  'account-asked': 'money?tab=online',
}

/** What about money needs somebody to look, saying what was done, and what was dealt with by whom. */
export const ExceptionList = ({ organisation, acts }: ListProps) => {
  const say = useText(reconciliationTexts)
  const [state, show] = useState<State>('open')
  return (
    <div class="stack stack-l">
      <fieldset class="cluster no-print" aria-label={say('exceptions.show')}>
        {STATES.map((each) => (
          <Chip key={each} pressed={each === state} onPress={() => show(each)}>
            {say(`exceptions.${each}`)}
          </Chip>
        ))}
      </fieldset>
      <Listed key={state} organisation={organisation} acts={acts} state={state} />
    </div>
  )
}

const Listed = ({ organisation, acts, state }: ListProps & { state: State }) => {
  const say = useText(reconciliationTexts)
  const pages = usePages<Row>(`${organisation}/money/exceptions/${state}`, async (after, signal) => {
    const query = { state, ...(after && { after }) }
    const page = await json(
      paymentsApi(organisation).exceptions.$get({ query }, signal && { init: { signal } }),
    )
    return { items: page.exceptions, after: page.after }
  })
  const none = state === 'open' ? 'exceptions.none' : 'exceptions.settled.none'
  return (
    <AsyncView
      query={pages.query}
      isEmpty={({ items }) => items.length === 0}
      empty={() => (
        <EmptyState icon="check" title={say(none)}>
          {say(`${none}.text`)}
        </EmptyState>
      )}
    >
      {() => (
        <div class="stack stack-l">
          <Rows
            organisation={organisation}
            rows={pages.items}
            acts={acts && state === 'open'}
            state={state}
          />
          <More pages={pages} />
        </div>
      )}
    </AsyncView>
  )
}

const useSaid = () => {
  const say = useText(reconciliationTexts)
  const language = useLanguage()
  const zone = useZone()
  return ({ kind, detail: { dueAt } }: Row) =>
    kind === 'dispute-open'
      ? say(`kind.${kind}`, { due: typeof dueAt === 'number' ? formatInstant(dueAt, zone, language) : '' })
      : say(`kind.${kind}`)
}

const Rows = ({ organisation, rows, acts, state }: ListProps & { rows: readonly Row[]; state: State }) => {
  const say = useText(reconciliationTexts)
  const said = useSaid()
  const [settling, settle] = useState<Row | undefined>(undefined)
  const columns: Column<Row>[] = [
    {
      key: 'what',
      header: say('exceptions.what'),
      names: true,
      cell: (row) =>
        PLACES[row.kind] ? (
          <a class="money-link" href={`/o/${organisation}/${PLACES[row.kind]}`}>
            {said(row)}
          </a>
        ) : (
          said(row)
        ),
    },
    { key: 'since', header: say('exceptions.since'), cell: ({ raisedAt }) => <InstantText at={raisedAt} /> },
    {
      key: 'subject',
      header: say('exceptions.subject'),
      cell: ({ subject }) => <span class="money-reference">{subject}</span>,
    },
  ]
  if (state === 'settled')
    columns.push({ key: 'how', header: say('exceptions.how'), cell: (row) => <Settled row={row} /> })
  if (acts)
    columns.push({
      key: 'do',
      header: say('exceptions.do'),
      cell: (row) => (
        <span class="refund-do">
          <Button
            icon="check"
            label={`${say('exceptions.settle')}: ${said(row)}`}
            onPress={() => settle(row)}
          >
            {say('exceptions.settle')}
          </Button>
          {row.kind.startsWith('event-') && <Again organisation={organisation} row={row} />}
        </span>
      ),
    })
  return (
    <>
      <Table caption={say('tab.exceptions')} columns={columns} rows={rows} keyOf={({ id }) => id} />
      {settling && (
        <SettleException
          organisation={organisation}
          id={settling.id}
          what={said(settling)}
          onClose={() => settle(undefined)}
        />
      )}
    </>
  )
}

/** What somebody did about it, and who; nobody's name where its cause went away. */
const Settled = ({ row: { settledBy, settledAt, note } }: { row: Row }) => {
  const say = useText(reconciliationTexts)
  const name = useName()
  const language = useLanguage()
  const at = formatInstant(settledAt ?? 0, useZone(), language)
  return (
    <>
      {settledBy ? note : say('exceptions.itself')}{' '}
      <span class="soft small">{settledBy ? `${name(settledBy)}, ${at}` : at}</span>
    </>
  )
}

/** Has news that was parked dealt with once more. */
const Again = ({ organisation, row }: { organisation: string; row: Row }) => {
  const say = useText(reconciliationTexts)
  const again = useAction(async () => {
    const param = { exceptionId: row.id }
    await json(paymentsApi(organisation).exceptions[':exceptionId'].retry.$post({ param }))
    toast(say('exceptions.retried'))
    setTimeout(() => reloadQueries(`${organisation}/money/`), 2000)
  })
  return (
    <>
      <Button icon="reload" busy={again.busy} onPress={again.run}>
        {say('exceptions.retry')}
      </Button>
      {again.problem && <ProblemView problem={again.problem} />}
    </>
  )
}
