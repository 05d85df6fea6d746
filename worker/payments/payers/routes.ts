import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import { dayOf } from '../../platform/calendar.ts'
import { csvOf, watermark } from '../../platform/csv-out.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { hideText, shownText } from '../../platform/secret-text.ts'
import { receiptYear } from '../rules.ts'
import { editPayer, PAGE, type PayerRow, payerPage, payersOf, reported } from './queries.ts'
import { firstYear, maskedPan, REPORT_ABOVE, standingOf } from './rules.ts'
import { Exported, PayerEdit, PayerPage, Payers, PayersAsked, PayersExport, Year } from './shapes.ts'

const Key = z.object({ payerKey: z.uuid() })
const InYear = z.object({ year: Year.optional() })

const COLUMNS = [
  'name',
  'address',
  'pan',
  'citizen',
  'mode',
  'date',
  'receipt',
  'amount',
  'year_total',
] as const

const rupees = (minor: number) => `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, '0')}`

function payerJson(row: PayerRow) {
  const { payerId: _id, panSealed: _sealed, panLast, citizen, ...payer } = row
  return {
    ...payer,
    pan: maskedPan(panLast),
    citizen: citizen === null ? null : citizen === 1,
    standing: standingOf(row.keptMinor),
  }
}

type Page = ReturnType<typeof payerPage>

function pageJson(row: Awaited<Page[0]>[number], lines: Awaited<Page[1]>) {
  return {
    ...payerJson(row),
    currency: row.currency,
    lines: lines.map(({ workshopId: id, workshopEn: nameEn, workshopHi: nameHi, ...line }) => ({
      ...line,
      workshop: { id, nameEn, nameHi },
    })),
  }
}

/** Who paid how much in a financial year, what the law asks of him, and the report of those above Rs 20,000. */
export const payers = new Hono<TenantEnv>()
  .get(
    '/payers',
    may('payments:read'),
    answers(Payers, 'Payers of a financial year, who gave most first'),
    valid('query', PayersAsked),
    async (c) => {
      const { db, holds, scopes } = c.var
      const { year, ...asked } = c.req.valid('query')
      const [powers, rows] = await db.read([scopes, payersOf({ ...asked, year: firstYear(year) }, holds)])
      if (powers.length === 0) throw new Problem('not-found')
      const page = rows.slice(0, PAGE)
      const last = rows.length > PAGE ? page.at(-1) : undefined
      return c.json({
        payers: page.map(payerJson),
        currency: 'INR',
        reportAboveMinor: REPORT_ABOVE,
        after: last ? `${last.keptMinor}:${last.key}` : null,
      })
    },
  )
  .post(
    '/payers/export',
    may('payments:read'),
    answers(Exported, 'The report of payers above Rs 20,000 in a year, as CSV'),
    valid('json', PayersExport),
    async (c) => {
      const { db, holds, scopes } = c.var
      const { year, reason } = c.req.valid('json')
      const first = firstYear(year)
      const [powers, rows] = await db.write([
        scopes,
        reported(first, holds),
        record(c, 'payers.exported', year, { reason }, sql`exists (${c.var.tops})`),
      ])
      if (powers.length === 0) throw new Problem('not-found')
      const pans = new Map<string, string>()
      for (const { key, payerId, panSealed } of rows)
        if (panSealed && payerId && !pans.has(key))
          pans.set(key, await shownText(c.env, panSealed, `${c.var.organisation}/${key}`))
      const cells = rows.map((row) => [
        row.legalName,
        row.address,
        pans.get(row.key) ?? null,
        row.citizen === null ? null : row.citizen === 1 ? 'yes' : 'no',
        row.provider,
        dayOf(row.receivedAt, 'Asia/Kolkata'),
        row.receiptNumber,
        rupees(row.keptMinor),
        rupees(row.totalMinor),
      ])
      return c.json({ csv: csvOf(COLUMNS, cells, watermark(c, reason)), rows: rows.length })
    },
  )
  .get(
    '/payers/:payerKey',
    may('payments:read'),
    answers(PayerPage, 'A payer with everything that came from him in a year'),
    valid('param', Key),
    valid('query', InYear),
    async (c) => {
      const { db, holds, now } = c.var
      const { year = receiptYear(now) } = c.req.valid('query')
      const [[row], lines] = await db.read(payerPage(c.req.valid('param').payerKey, firstYear(year), holds))
      if (!row) throw new Problem('not-found')
      return c.json(pageJson(row, lines))
    },
  )
  .put(
    '/payers/:payerKey',
    may('payments:record'),
    answers(PayerPage, 'Write down what the law asks of a payer'),
    valid('param', Key),
    valid('query', InYear),
    valid('json', PayerEdit),
    async (c) => {
      const { db, holds, now, organisation } = c.var
      const { payerKey: key } = c.req.valid('param')
      const { pan, version, ...input } = c.req.valid('json')
      const { year = receiptYear(now) } = c.req.valid('query')
      const sealed = typeof pan === 'string' && {
        sealed: await hideText(c.env, pan, `${organisation}/${key}`),
        last: pan.slice(-4),
      }
      const [, written, , [row], lines] = await db.write([
        ...editPayer(
          { key, version, input: { ...input, pan: sealed || (pan === null ? null : undefined) } },
          c.var,
        ),
        record(c, 'payer.edited', key, {
          pan: pan === undefined ? 'kept' : pan === null ? 'removed' : 'set',
        }),
        ...payerPage(key, firstYear(year), holds),
      ])
      if (!row) throw new Problem('not-found')
      if (written.rowsAffected === 0) throw new Problem('version-changed')
      return c.json(pageJson(row, lines))
    },
  )
