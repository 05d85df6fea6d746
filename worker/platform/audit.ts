import { type SQL, sql } from 'drizzle-orm'
import { audit } from '../../db/tenant/schema/platform.ts'
import type { Actor } from './auth.ts'
import { insertIf, whenWritten } from './sql.ts'

/** What the audit needs of a request's context. */
export type Asking = { var: { actor?: Actor | undefined; now: number; requestId: string } }

/**
 * Records who did what, in the same transaction, only if the statement just before it wrote something (or the given
 * guard holds). `detail` says what changed.
 */
export function record(
  c: Asking,
  action: string,
  subjectId: string,
  detail: Record<string, unknown> = {},
  guard: SQL = whenWritten,
) {
  const row = {
    at: c.var.now,
    actorId: c.var.actor?.personId ?? null,
    accountId: c.var.actor?.accountId ?? null,
    action,
    subjectId,
    detail: JSON.stringify(detail),
    requestId: c.var.requestId,
  }
  return insertIf(audit, row, guard)
}

/** True after this request's main statement was recorded: what belongs to it follows only then. */
export const whenRecorded = (c: Asking) =>
  sql`(select request_id from audit order by seq desc limit 1) = ${c.var.requestId}`
