import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { holdingAnywhere, may, powersTable } from '../../platform/auth.ts'
import { csvOf, watermark } from '../../platform/csv-out.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { text } from '../../platform/text.ts'
import { COLUMNS, countOf, EXPORTED, exported } from './queries.ts'

/** Why, which people, and after whom to go on. */
const Asked = z.strictObject({
  reason: text(300, { min: 3 }),
  unit: z.uuid().optional(),
  after: z.uuid().optional(),
})

/** A part of a table, its first part with the header; `after` goes on, null at the end. */
const Exported = z.object({ csv: z.string(), rows: z.int(), after: z.string().nullable() })

/** Taking people out as a table that an import reads again; who, why and how many is recorded. */
export const exports = new Hono<TenantEnv>().post(
  '/people/export',
  may('people:export'),
  answers(Exported, 'Export people as CSV, up to 5,000 a request'),
  valid('json', Asked),
  async (c) => {
    const { reason, unit, after } = c.req.valid('json')
    const { actor, db, now, scopes } = c.var
    const asked = {
      unit,
      after,
      exporting: powersTable(actor, 'people:export', now, 'export_powers'),
      contact: powersTable(actor, 'people:contact', now, 'contact_powers'),
    }
    // Whoever may export people of one workshop or tier only has no list of members.
    const whole = sql`held_power.workshop_id is null and held_power.tier_id is null`
    const [powers, rows] = await db.write([
      scopes,
      exported(asked),
      record(
        c,
        'people.exported',
        unit ?? 'people',
        { reason, unit, after },
        holdingAnywhere(actor, 'people:export', now, whole),
        { evidence: countOf(asked) },
      ),
    ])
    if (!powers.some((p) => p.workshopId === null && p.tierId === null)) throw new Problem('not-found')
    const page = rows.slice(0, EXPORTED)
    const cells = page.map((one) => JSON.parse(one.cells))
    return c.json({
      csv: csvOf(after ? undefined : COLUMNS, cells, watermark(c, reason)),
      rows: page.length,
      after: rows.length > EXPORTED ? (page.at(-1)?.id ?? null) : null,
    })
  },
)
