import type { InferResponseType } from 'hono/client'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { reloadQueries, useAction } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { reconciliationTexts } from '../text/reconciliation.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Textarea } from '../ui/field.tsx'
import { InstantText } from '../ui/format.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'

type Api = ReturnType<typeof paymentsApi>
type Row = InferResponseType<Api['exceptions']['$get'], 200>['exceptions'][number]
type ListProps = { organisation: string; acts: boolean }

const KINDS = [
  'event-parked',
  'event-suspect',
  'account-disconnected',
  'account-disabled',
  'state-unknown',
  'refund-failed',
  'payout-failed',
  'payout-differs',
  'transaction-unknown',
  'charge-absent',
  'refund-absent',
  'transaction-differs',
  'balance-differs',
] as const

const PLACES: Readonly<Record<string, string>> = {
  'dispute-open': 'money/reconciliation?tab=disputes',
  'refund-failed': 'money?tab=refunds',
  'payout-failed': 'money/reconciliation?tab=payouts',
  'payout-differs': 'money/reconciliation?tab=payouts',
  'account-disconnected': 'money?tab=online',
  'account-disabled': 'money?tab=online',
}

/** What about money needs somebody to look, and saying what was done. */
export const ExceptionList = ({ organisation, acts }: ListProps) => {
  const say = useText(reconciliationTexts)
  const pages = usePages<Row>(`${organisation}/money/exceptions`, async (after, signal) => {
    const page = await json(
      paymentsApi(organisation).exceptions.$get(
        { query: { state: 'open', ...(after && { after }) } },
        signal && { init: { signal } },
      ),
    )
    return { items: page.exceptions, after: page.after }
  })
  return (
    <AsyncView
      query={pages.query}
      isEmpty={({ items }) => items.length === 0}
      empty={() => (
        <EmptyState icon="check" title={say('exceptions.none')}>
          {say('exceptions.none.text')}
        </EmptyState>
      )}
    >
      {() => (
        <div class="stack stack-l">
          <Rows organisation={organisation} rows={pages.items} acts={acts} />
          <More pages={pages} />
        </div>
      )}
    </AsyncView>
  )
}

const Rows = ({ organisation, rows, acts }: ListProps & { rows: readonly Row[] }) => {
  const say = useText(reconciliationTexts)
  const language = useLanguage()
  const zone = useZone()
  const [settling, settle] = useState<Row | undefined>(undefined)
  const due = ({ detail: { dueAt } }: Row) =>
    typeof dueAt === 'number' ? formatInstant(dueAt, zone, language) : ''
  const said = (row: Row) =>
    row.kind === 'dispute-open'
      ? say('kind.dispute-open', { due: due(row) })
      : say(`kind.${KINDS.find((kind) => kind === row.kind) ?? 'other'}`)
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
  if (acts)
    columns.push({
      key: 'do',
      header: say('exceptions.do'),
      cell: (row) => (
        <Button icon="check" label={`${say('exceptions.settle')}: ${said(row)}`} onPress={() => settle(row)}>
          {say('exceptions.settle')}
        </Button>
      ),
    })
  return (
    <>
      <Table caption={say('tab.exceptions')} columns={columns} rows={rows} keyOf={({ id }) => id} />
      {settling && <Form organisation={organisation} row={settling} onClose={() => settle(undefined)} />}
    </>
  )
}

const Form = ({ organisation, row, onClose }: { organisation: string; row: Row; onClose: () => void }) => {
  const say = useText(reconciliationTexts)
  const [note, setNote] = useState('')
  const settle = useAction(async () => {
    await json(
      paymentsApi(organisation).exceptions[':exceptionId'].settlement.$post({
        param: { exceptionId: row.id },
        json: { note: note.trim() },
      }),
    )
    reloadQueries(`${organisation}/money/`)
    toast(say('exceptions.done'))
    onClose()
  })
  return (
    <Dialog
      title={say('exceptions.title')}
      open
      onClose={onClose}
      actions={
        <Button
          kind="main"
          icon="check"
          busy={settle.busy}
          disabled={note.trim().length < 3}
          onPress={settle.run}
        >
          {say('exceptions.settle')}
        </Button>
      }
    >
      <div class="form">
        <Textarea
          label={say('exceptions.note')}
          hint={say('exceptions.hint')}
          required
          maxLength={500}
          value={note}
          onChange={setNote}
        />
        {settle.problem && <ProblemView problem={settle.problem} />}
      </div>
    </Dialog>
  )
}
