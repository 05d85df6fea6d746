import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import type * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import { csvOf, watermark } from '../../platform/csv-out.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { heading, movements, trialBalance } from './queries.ts'
import { type Line, statementOf, totalOf } from './rules.ts'
import { Statement, StatementAsked, StatementExport, StatementTable } from './shapes.ts'

type Asked = Pick<z.output<typeof StatementAsked>, 'from' | 'until' | 'by' | 'unit' | 'workshop'>

const startOf = (day: string) => Date.parse(`${day}T00:00:00+05:30`) / 1000

const instants = (asked: Asked) => ({
  ...asked,
  from: startOf(asked.from),
  until: startOf(asked.until) + 86_400,
})

type Rows = Awaited<ReturnType<typeof movements>>

/** The rows with their names, and their sums. */
function told(moved: Rows) {
  const names = new Map(moved.map(({ key, nameEn, nameHi }) => [key, { nameEn, nameHi }]))
  const lines = statementOf(moved)
  const rows = lines.map(({ currency: _currency, ...line }) => ({
    ...line,
    ...(names.get(line.key) ?? { nameEn: '', nameHi: '' }),
  }))
  return { rows, total: totalOf(lines) }
}

const WAYS = ['stripe', 'upi', 'bank', 'cheque', 'cash'] as const
const COLUMNS = [
  ...['name_en', 'name_hi', 'opening', 'raised', 'waived', 'released', ...WAYS, 'other', 'owed', 'refunded'],
  'suspense',
]

/** A sum for a table; what is below nothing is a number, since a text that begins with a minus could be a formula. */
const rupees = (minor: number) =>
  minor < 0 ? minor / 100 : `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, '0')}`

const cellsOf = (line: Omit<Line, 'key' | 'currency'>) =>
  [
    ...[line.openingMinor, line.raisedMinor, line.waivedMinor, line.releasedMinor],
    ...WAYS.map((way) => line.received.find((one) => one.provider === way)?.amountMinor ?? 0),
    ...[line.otherMinor, line.owedMinor, line.refundedMinor, line.suspenseMinor],
  ].map(rupees)

/** Statements of account, by workshop or unit and for a period; for the whole organisation with its trial balance. */
export const books = new Hono<TenantEnv>()
  .get(
    '/books',
    may('payments:read'),
    answers(Statement, 'A statement of account for a period'),
    valid('query', StatementAsked),
    async (c) => {
      const { db, holds, scopes } = c.var
      const asked = c.req.valid('query')
      const at = instants(asked)
      const [powers, moved, trial, [head]] = await db.read([
        scopes,
        movements(at, holds),
        trialBalance(asked.until, holds),
        heading(holds),
      ])
      if (powers.length === 0 || !head) throw new Problem('not-found')
      const { whole, currency, ...organisation } = head
      const { from, until } = asked
      return c.json({
        from,
        until,
        currency,
        organisation,
        ...told(moved),
        trial: whole === 1 ? trial : null,
      })
    },
  )
  .post(
    '/books/export',
    may('payments:read'),
    answers(StatementTable, 'A statement of account as CSV'),
    valid('json', StatementExport),
    async (c) => {
      const { db, holds, scopes, tops } = c.var
      const { reason, ...asked } = c.req.valid('json')
      const at = instants(asked)
      const [powers, moved, trial] = await db.write([
        scopes,
        movements(at, holds),
        trialBalance(asked.until, holds),
        record(
          c,
          'statement.exported',
          asked.workshop ?? asked.unit ?? 'all',
          { reason, ...asked },
          sql`exists (${tops})`,
        ),
      ])
      if (powers.length === 0) throw new Problem('not-found')
      const { rows, total } = told(moved)
      const cells = [
        ...rows.map((row) => [row.nameEn, row.nameHi, ...cellsOf(row)]),
        ['Total', 'कुल', ...cellsOf(total)],
        ...trial.map((one) => [
          `account ${one.account}`,
          '',
          rupees(one.debitMinor),
          rupees(one.creditMinor),
        ]),
      ]
      return c.json({ csv: csvOf(COLUMNS, cells, watermark(c, reason)), rows: rows.length })
    },
  )
