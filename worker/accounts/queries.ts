import { and, eq, type SQL, sql } from 'drizzle-orm'
import { accounts, contacts, memberships, organisations, sessions } from '../../db/directory/schema.ts'
import { insertIf, q } from '../platform/sql.ts'
import { spendCode, spentBy } from './codes.ts'
import type { Contact } from './contacts/typed.ts'

/** Life of an unused session, seconds. */
export const SESSION_LIFE = 60 * 86_400
/** Longest life of a session, however often it is used, seconds. */
const SESSION_MAX = 180 * 86_400
/** A refresh token replayed this long after its rotation is two tabs racing, not theft. Seconds. */
const ROTATION_GRACE = 10

type Opening = {
  sessionId: string
  accountId: string
  contact: Contact
  codeHash: string
  refreshHash: string
  agent: string
}

/** Spends a code on a session; the account is made with its first contact. Wrong codes cost a try. */
export function openSession(o: Opening, now: number) {
  const spent = spentBy(o.sessionId)
  const owner = sql`(select account_id from ${contacts} where value = ${o.contact.value})`
  const contact = { value: o.contact.value, kind: o.contact.kind, accountId: o.accountId, verifiedAt: now }
  const code = { purpose: 'sign-in', contact: o.contact, hash: o.codeHash, usedBy: o.sessionId } as const
  return [
    ...spendCode(code, now),
    insertIf(accounts, { id: o.accountId, createdAt: now }, sql`${spent} and ${owner} is null`),
    insertIf(contacts, contact, spent),
    beginSession(o, owner, spent, now),
    sessionOf(o.sessionId),
  ] as const
}

type Beginning = { sessionId: string; refreshHash: string; agent: string }

/** Begins a session of an account where the guard holds. */
export const beginSession = (o: Beginning, accountId: SQL, guard: SQL, now: number) =>
  q.run(sql`insert into ${sessions} (id, account_id, refresh_hash, created_at, refreshed_at, expires_at, agent)
    select ${o.sessionId}, ${accountId}, ${o.refreshHash}, ${now}, ${now}, ${now + SESSION_LIFE}, ${o.agent} where ${guard}`)

/** A session, if it is there. */
export const sessionOf = (id: string) =>
  q
    .select({ id: sessions.id, accountId: sessions.accountId, endedAt: sessions.endedAt })
    .from(sessions)
    .where(eq(sessions.id, id))

/** Rotates a refresh token; what the session has entered follows, the latest last. A token replayed after its rotation ends the session: somebody else has it. */
export function rotate(id: string, oldHash: string, newHash: string, now: number) {
  const alive = sql`id = ${id} and ended_at is null and expires_at > ${now} and created_at > ${now - SESSION_MAX}`
  return [
    q.run(sql`update ${sessions} set ended_at = ${now} where ${alive} and previous_hash = ${oldHash}
      and refreshed_at < ${now - ROTATION_GRACE}`),
    q.run(sql`update ${sessions} set previous_hash = refresh_hash, refresh_hash = ${newHash}, refreshed_at = ${now},
      expires_at = ${now + SESSION_LIFE} where ${alive} and refresh_hash = ${oldHash}`),
    q
      .select({
        accountId: sessions.accountId,
        rotated: sql<number>`${sessions.refreshHash} = ${newHash}`,
        raced: sql<number>`${sessions.previousHash} = ${oldHash}`,
      })
      .from(sessions)
      .where(sql`${alive}`),
    q.all<{ slug: string; personId: string }>(sql`select e.slug, e.person_id as "personId"
      from session_entries e join ${sessions} s on s.id = e.session_id
      join ${memberships} m on m.account_id = s.account_id and m.slug = e.slug and m.person_id = e.person_id
      where s.id = ${id} order by m.since_at, m.person_id`),
  ] as const
}

/** Ends a session for its account, or for whoever holds its refresh token. */
export const endSession = (
  id: string,
  { accountId, refreshHash }: { accountId: string | undefined; refreshHash: string },
  now: number,
) =>
  q.run(sql`update ${sessions} set ended_at = ${now} where id = ${id} and ended_at is null
    and (account_id = ${accountId ?? null} or refresh_hash = ${refreshHash})`)

/** Contacts of a live session's account, and the organisations it has entered (newest first). */
export function contactsAndMemberships(account: { accountId: string; sessionId: string }) {
  const alive = sql`exists (select 1 from ${sessions} where id = ${account.sessionId} and ended_at is null)`
  return [
    q
      .select({ kind: contacts.kind, value: contacts.value })
      .from(contacts)
      .where(and(eq(contacts.accountId, account.accountId), alive)),
    q
      .select({
        slug: memberships.slug,
        personId: memberships.personId,
        nameEn: organisations.nameEn,
        nameHi: organisations.nameHi,
      })
      .from(memberships)
      .innerJoin(organisations, eq(organisations.slug, memberships.slug))
      .where(and(eq(memberships.accountId, account.accountId), alive))
      .orderBy(sql`${memberships.sinceAt} desc`),
  ] as const
}

type Joining = { accountId: string; sessionId: string; slug: string; personId: string }

/** Remembers that an account is this person in an organisation, the latest where it is several, and on which session. */
export const join = ({ accountId, sessionId, slug, personId }: Joining, now: number) =>
  [
    q
      .insert(memberships)
      .values({ accountId, slug, personId, sinceAt: now })
      .onConflictDoUpdate({
        target: [memberships.accountId, memberships.slug, memberships.personId],
        set: { sinceAt: now },
      }),
    q.run(sql`insert into session_entries (session_id, slug, person_id)
      values (${sessionId}, ${slug}, ${personId}) on conflict do nothing`),
  ] as const

/** Where sessions that ended are not known to have ended yet; of one session or account, or at most 500 of all. */
export function untold(of: { sessionId?: string; accountId?: string } = {}) {
  const which = of.sessionId
    ? sql`s.id = ${of.sessionId}`
    : of.accountId
      ? sql`s.account_id = ${of.accountId}`
      : sql`1`
  return q.all<{ sessionId: string; slug: string }>(sql`
    select distinct e.session_id as "sessionId", e.slug from session_entries e join ${sessions} s on s.id = e.session_id
    where e.told_at is null and s.ended_at is not null and ${which} limit 500`)
}

/** The organisation knows. */
export const told = (sessionId: string, slug: string, now: number) =>
  q.run(sql`update session_entries set told_at = ${now} where session_id = ${sessionId} and slug = ${slug}`)
