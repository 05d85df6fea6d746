import '../payments/money.css'
import { json } from '../api.ts'
import { reloadQueries, useAction } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { reconciliationTexts } from '../text/reconciliation.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { InstantText } from '../ui/format.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import type { Books } from './balance.tsx'

type Row = Books['suspense'][number]
type HeldProps = { organisation: string; books: Books; acts: boolean }

const DECISIONS = ['late', 'duplicate', 'mismatch', 'foreign', 'allocated'] as const
const SENDINGS = ['waiting', 'pending', 'succeeded', 'failed'] as const

/** Money that paid nothing, why, and what becomes of it. */
export const Held = ({ organisation, books, acts }: HeldProps) => {
  const say = useText(reconciliationTexts)
  const language = useLanguage()
  if (books.suspense.length === 0) return null
  const columns: Column<Row>[] = [
    {
      key: 'amount',
      header: say('held.amount'),
      names: true,
      cell: ({ amountMinor, registrationId }) => (
        <a class="money-link" href={`/o/${organisation}/registrations/${registrationId}`}>
          {formatMoney(amountMinor, books.currency, language)}
        </a>
      ),
    },
    {
      key: 'why',
      header: say('held.why'),
      cell: ({ decision }) => say(`decision.${DECISIONS.find((one) => one === decision) ?? 'late'}`),
    },
    { key: 'since', header: say('held.since'), cell: ({ decidedAt }) => <InstantText at={decidedAt} /> },
    {
      key: 'state',
      header: say('held.state'),
      cell: (row) => <Way organisation={organisation} row={row} acts={acts} />,
    },
  ]
  return (
    <Panel title={say('held')} hint={say('held.hint')}>
      <Table
        caption={say('held')}
        columns={columns}
        rows={books.suspense}
        keyOf={({ attemptId }) => attemptId}
      />
    </Panel>
  )
}

const Way = ({ organisation, row, acts }: { organisation: string; row: Row; acts: boolean }) => {
  const say = useText(reconciliationTexts)
  const state = SENDINGS.find((one) => one === row.sending)
  const again = useAction(async () => {
    await json(
      paymentsApi(organisation).attempts[':attemptId'].refunds.$post({ param: { attemptId: row.attemptId } }),
    )
    toast(say('again.done'))
    reloadQueries(`${organisation}/money/`)
  })
  return (
    <span class="refund-do">
      <Badge tone={state === 'failed' ? 'bad' : 'note'}>{say(`sending.${state ?? 'none'}`)}</Badge>
      {acts && state === 'failed' && (
        <Button icon="undo" busy={again.busy} onPress={again.run}>
          {say('again')}
        </Button>
      )}
      {again.problem && <ProblemView problem={again.problem} />}
    </span>
  )
}
