import { asc, desc, eq, sql } from 'drizzle-orm'
import { contacts, passkeys, sessions } from '../../../db/directory/schema.ts'
import { q } from '../../platform/sql.ts'
import { spendCode, spentBy } from '../codes.ts'
import type { Contact } from '../contacts/typed.ts'

/** How long after its opening, or after a fresh code, a session may change the ways to sign in; seconds. */
export const PROOF_LIFE = 10 * 60

/** Who is asking, and on which session. */
export type Asking = { accountId: string; sessionId: string }

const provenUntil = sql<number>`max(${sessions.createdAt}, coalesce(${sessions.provedAt}, 0)) + ${PROOF_LIFE}`

/** True while a session may change the ways to sign in. */
export const proven = ({ sessionId }: Asking, now: number) =>
  sql`exists (select 1 from sessions where id = ${sessionId} and ended_at is null
    and max(created_at, coalesce(proved_at, 0)) + ${PROOF_LIFE} > ${now})`

/** Until when a session may change the ways to sign in. */
export const proofOf = ({ sessionId }: Asking) =>
  q.select({ provenUntil }).from(sessions).where(eq(sessions.id, sessionId))

/** True for a contact of the account. */
export const isOwn = ({ accountId }: Asking, contact: Contact) =>
  sql`exists (select 1 from contacts where value = ${contact.value} and account_id = ${accountId})`

/** The account's contacts, oldest first. */
export const contactsOf = ({ accountId }: Asking) =>
  q
    .select({ kind: contacts.kind, value: contacts.value })
    .from(contacts)
    .where(eq(contacts.accountId, accountId))
    .orderBy(asc(contacts.verifiedAt), asc(contacts.value))

/** The account's passkeys, oldest first. */
export const passkeysOf = ({ accountId }: Asking) =>
  q
    .select({
      id: passkeys.id,
      name: passkeys.name,
      createdAt: passkeys.createdAt,
      usedAt: passkeys.usedAt,
      transports: passkeys.transports,
    })
    .from(passkeys)
    .where(eq(passkeys.accountId, accountId))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id))

/** Every way in: proof, contacts, passkeys, and live sessions with the latest used first. */
export const waysIn = (asking: Asking, now: number) =>
  [
    proofOf(asking),
    contactsOf(asking),
    passkeysOf(asking),
    q
      .select({
        id: sessions.id,
        agent: sessions.agent,
        createdAt: sessions.createdAt,
        usedAt: sessions.refreshedAt,
      })
      .from(sessions)
      .where(
        sql`${sessions.accountId} = ${asking.accountId} and ended_at is null and ${sessions.expiresAt} > ${now}`,
      )
      .orderBy(desc(sessions.refreshedAt), desc(sessions.id))
      .limit(200),
  ] as const

/** Ends one session of the account; the read-back is empty when it has no such session. */
export const endOne = ({ accountId }: Asking, id: string, now: number) =>
  [
    q.run(sql`update sessions set ended_at = ${now} where id = ${id} and account_id = ${accountId}
      and ended_at is null`),
    q.all<{ id: string }>(sql`select id from sessions where id = ${id} and account_id = ${accountId}`),
  ] as const

/** Ends every session of the account, or every one but that which asks. */
export const endMany = ({ accountId, sessionId }: Asking, which: 'others' | 'all', now: number) =>
  q.run(sql`update sessions set ended_at = ${now} where account_id = ${accountId} and ended_at is null
    and ${which === 'all' ? sql`1` : sql`id <> ${sessionId}`}`)

/** Spends a code that was sent to one of the account's own contacts on a fresh proof of this session. */
export function prove(asking: Asking, contact: Contact, hash: string, usedBy: string, now: number) {
  const code = { purpose: 'proof', contact, hash, usedBy } as const
  return [
    ...spendCode(code, now, isOwn(asking, contact)),
    q.run(sql`update sessions set proved_at = ${now} where id = ${asking.sessionId} and ${spentBy(usedBy)}`),
    q.all<{ provenUntil: number }>(
      sql`select ${now + PROOF_LIFE} as "provenUntil" from codes where used_by = ${usedBy}`,
    ),
  ] as const
}
