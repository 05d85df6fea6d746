import { type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Asking, More, record } from './audit.ts'
import { type Actor, holdingAnywhere, type PowersTable } from './auth.ts'
import { csvOf, watermark } from './csv-out.ts'
import { Problem } from './problem.ts'
import type { Capability } from './roles.ts'
import { q, type TenantDb } from './sql.ts'
import { text } from './text.ts'

/** How many rows one request exports. */
export const EXPORTED = 5000

/** Why, and after which row to go on. */
export const ExportAsked = z.strictObject({
  reason: text(300, { min: 3 }),
  after: z.uuid().optional(),
})

/** A part of a table, its first part with the header; `after` goes on, null at the end. */
export const Exported = z.object({ csv: z.string(), rows: z.int(), after: z.string().nullable() })

/** A table that is handed out: `rows` selects `id` and `cells` (a JSON list), in the order in which `after` goes on. */
export type Handing = {
  capability: Capability
  columns: readonly string[]
  powers: readonly PowersTable[]
  rows: SQL
  /** Records it under its own action, where the guard holds, with what was counted. */
  note: (
    detail: { reason: string; after?: string | undefined },
    guard: SQL,
    more: More,
  ) => ReturnType<typeof record>
}

type Taking = Asking & { var: { actor: Actor; db: TenantDb } }

/**
 * Hands out a part of a table to whoever holds the capability for more than one workshop or tier; who, why and how many
 * is recorded. @throws Problem `not-found` for anybody else
 */
export async function handOut(
  c: Taking,
  { reason, after }: z.infer<typeof ExportAsked>,
  { capability, columns, powers, rows, note }: Handing,
): Promise<z.infer<typeof Exported>> {
  const { actor, db, now } = c.var
  const tables = sql.join(
    powers.map(({ table }) => table),
    sql`, `,
  )
  const whole = sql`held_power.workshop_id is null and held_power.tier_id is null`
  const allowed = holdingAnywhere(actor, capability, now, whole)
  const counted = sql`(with ${tables} select json_object('rows', count(*)) from (${rows} limit ${EXPORTED}))`
  const [may, found] = await db.write([
    q.all<{ may: number }>(sql`select ${allowed} as may`),
    q.all<{ id: string; cells: string }>(sql`with ${tables} ${rows} limit ${EXPORTED + 1}`),
    note({ reason, after }, allowed, { evidence: counted }),
  ])
  if (!may[0]?.may) throw new Problem('not-found')
  const page = found.slice(0, EXPORTED)
  return {
    csv: csvOf(
      after ? undefined : columns,
      page.map(({ cells }) => JSON.parse(cells)),
      watermark(c, reason),
    ),
    rows: page.length,
    after: found.length > EXPORTED ? (page.at(-1)?.id ?? null) : null,
  }
}
