import { type SQL, sql } from 'drizzle-orm'
import { audit } from '../../db/tenant/schema/platform.ts'
import { digestOf, macOf } from './audit-chain.ts'
import type { Actor } from './auth.ts'
import { newId } from './id.ts'
import { insertIf, whenWritten } from './sql.ts'
import type { Witness } from './witness.ts'

/** What the audit needs of a request's context. */
export type Asking = {
  var: { actor?: Actor | undefined; now: number; requestId: string; witness: Witness }
}

/** What else a row may say: for whom somebody acted, and what the database reads in the same transaction (JSON). */
export type More = { onBehalfOf?: string | null; evidence?: SQL }

/**
 * Records who did what, in the same transaction, only if the statement just before it wrote something (or the given
 * guard holds). `detail` says what changed: never a personal value, those only as `digestsOf` gives them.
 */
export function record(
  c: Asking,
  action: string,
  subjectId: string,
  detail: Record<string, unknown> = {},
  guard: SQL = whenWritten,
  { onBehalfOf = null, evidence }: More = {},
) {
  const { actor, now, requestId, witness } = c.var
  const row = {
    id: newId(),
    at: now,
    actorId: actor?.personId ?? null,
    accountId: actor?.accountId ?? null,
    sessionId: actor?.sessionId ?? null,
    onBehalfOf,
    action,
    subjectId,
    detail: JSON.stringify(detail),
    source: witness.source,
    device: witness.device,
    requestId,
  }
  const mac = macOf(witness.key, witness.organisation, row)
  return insertIf(audit, { ...row, mac }, guard, evidence && { evidence })
}

/**
 * Like `record`, right after an UPDATE of one row of a table that remembers what it was (the triggers of the audit's
 * migration): the row also says each changed column's value before and after.
 */
export const recordChange = (
  c: Asking,
  action: string,
  subjectId: string,
  detail: Record<string, unknown> = {},
  more: More = {},
) =>
  record(c, action, subjectId, detail, whenWritten, {
    ...more,
    evidence: sql`(select changes from audit_changes)`,
  })

/** Personal fields of somebody, each by its name and a keyed digest of its value. */
export const digestsOf = (c: Asking, personId: string, fields: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value === null || value === undefined ? null : digestOf(c.var.witness.key, personId, name, value),
    ]),
  )

/** True after this request's main statement was recorded: what belongs to it follows only then. */
export const whenRecorded = (c: Asking) =>
  sql`(select request_id from audit order by seq desc limit 1) = ${c.var.requestId}`
