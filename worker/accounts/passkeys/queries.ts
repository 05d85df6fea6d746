import { eq, sql } from 'drizzle-orm'
import { challenges, passkeys } from '../../../db/directory/schema.ts'
import { insertIf, q, whenWritten } from '../../platform/sql.ts'
import { beginSession, sessionOf } from '../queries.ts'
import { type Asking, passkeysOf, proofOf, proven } from '../sessions/queries.ts'
import { CHALLENGE_LIFE, type Stored } from './ceremony.ts'

/** Most passkeys of one account. */
const PASSKEYS_MAX = 20

/** Remembers a challenge for an account, or for whoever signs in; those that lapsed go. */
export const rememberChallenge = (challenge: string, accountId: string | null, now: number) =>
  [
    q.run(sql`delete from challenges where expires_at <= ${now}`),
    q.insert(challenges).values({ challenge, accountId, expiresAt: now + CHALLENGE_LIFE }),
  ] as const

/** Takes a live challenge away: it is answered with one row, once. */
export const takeChallenge = (challenge: string, accountId: string | null, now: number) =>
  q.all<{
    challenge: string
  }>(sql`delete from challenges where challenge = ${challenge} and expires_at > ${now}
    and account_id is ${accountId} returning challenge`)

/** A passkey by its credential id. */
export const passkeyOf = (id: string) =>
  q
    .select({
      id: passkeys.id,
      accountId: passkeys.accountId,
      publicKey: passkeys.publicKey,
      counter: passkeys.counter,
    })
    .from(passkeys)
    .where(eq(passkeys.id, id))

type Adding = Omit<Stored, 'accountId'> & { transports: string; name: string }

/** Adds a passkey to the account while its session is proved; `owner` is whose it is afterwards. */
export function addPasskey(asking: Asking, passkey: Adding, now: number) {
  const { accountId } = asking
  const room = sql`(select count(*) from passkeys where account_id = ${accountId}) < ${PASSKEYS_MAX}`
  return [
    insertIf(passkeys, { ...passkey, accountId, createdAt: now }, sql`${proven(asking, now)} and ${room}`),
    q.all<{ owner: string }>(sql`select account_id as owner from passkeys where id = ${passkey.id}`),
    proofOf(asking),
    passkeysOf(asking),
  ] as const
}

/** Gives a passkey of the account another name. */
export const namePasskey = (asking: Asking, id: string, name: string) =>
  [
    q.run(sql`update passkeys set name = ${name} where id = ${id} and account_id = ${asking.accountId}`),
    passkeysOf(asking),
  ] as const

/** Takes a passkey off the account, if another way in stays. */
export function removePasskey(asking: Asking, id: string, now: number) {
  const { accountId } = asking
  const others = sql`(exists (select 1 from contacts where account_id = ${accountId})
    or (select count(*) from passkeys where account_id = ${accountId}) > 1)`
  return [
    passkeysOf(asking),
    q.run(sql`delete from passkeys where id = ${id} and account_id = ${accountId}
      and ${proven(asking, now)} and ${others}`),
    proofOf(asking),
    passkeysOf(asking),
  ] as const
}

type Opening = { sessionId: string; refreshHash: string; agent: string; passkeyId: string; counter: number }

/**
 * Opens a session with a passkey that signed. Its counter only goes forward, also between two requests at once; a
 * passkey without one says 0 for ever.
 */
export function openWithPasskey(o: Opening, now: number) {
  const owner = sql`(select account_id from passkeys where id = ${o.passkeyId})`
  return [
    q.run(sql`update passkeys set counter = ${o.counter}, used_at = ${now} where id = ${o.passkeyId}
      and (counter < ${o.counter} or (counter = 0 and ${o.counter} = 0))`),
    beginSession(o, owner, whenWritten, now),
    sessionOf(o.sessionId),
  ] as const
}
