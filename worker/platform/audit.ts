import type { SQL } from 'drizzle-orm'
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
