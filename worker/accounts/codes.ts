import { eq, type SQL, sql } from 'drizzle-orm'
import { codes, messages } from '../../db/directory/schema.ts'
import { insertIf, q, whenWritten } from '../platform/sql.ts'
import type { Contact } from './contacts/typed.ts'

/** Life of a one-time code, seconds; tries per code; codes per contact and hour. */
export const CODE_LIFE = 10 * 60
const TRIES_MAX = 5
const CODES_PER_HOUR = 6

/** What a code is sent for; it opens nothing else. */
export type Purpose = 'sign-in' | 'proof' | 'contact'

const LETTERS = {
  'sign-in': { topic: 'one-time-code' },
  proof: { topic: 'proof-code' },
  contact: { topic: 'contact-code' },
} as const

type NewCode = {
  id: string
  messageId: string
  purpose: Purpose
  contact: Contact
  hash: string
  code: string
  language: string
}

/** A new code of six digits. */
export const sixDigits = () =>
  String((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 1_000_000).padStart(6, '0')

/** Stores a code and the message that carries it, unless the contact asked too often or the guard does not hold. */
export function sendCode(ask: NewCode, now: number, guard: SQL = sql`1`) {
  const recent = sql`${codes} where contact = ${ask.contact.value} and created_at > ${now - 3600}`
  const row = {
    id: ask.id,
    contact: ask.contact.value,
    codeHash: ask.hash,
    createdAt: now,
    expiresAt: now + CODE_LIFE,
    purpose: ask.purpose,
  }
  const message = {
    id: ask.messageId,
    ...LETTERS[ask.purpose],
    channel: ask.contact.kind,
    address: ask.contact.value,
    language: ask.language,
    facts: JSON.stringify({ code: ask.code }),
    createdAt: now,
  }
  return [
    insertIf(codes, row, sql`(select count(*) from ${recent}) < ${CODES_PER_HOUR} and ${guard}`),
    insertIf(messages, message, whenWritten),
    q.select({ id: codes.id }).from(codes).where(eq(codes.id, ask.id)),
    q.all<{ nextAt: number | null }>(sql`select min(created_at) + 3600 as "nextAt" from ${recent}`),
  ] as const
}

type Try = { purpose: Purpose; contact: Contact; hash: string; usedBy: string }

/** Spends a live code on `usedBy`; a wrong one costs every live code of that purpose a try. */
export function spendCode({ purpose, contact, hash, usedBy }: Try, now: number, guard: SQL = sql`1`) {
  const live = sql`contact = ${contact.value} and purpose = ${purpose} and used_at is null and expires_at > ${now}
    and tries < ${TRIES_MAX} and ${guard}`
  return [
    q.run(
      sql`update ${codes} set used_at = ${now}, used_by = ${usedBy} where ${live} and code_hash = ${hash}`,
    ),
    q.run(sql`update ${codes} set tries = tries + 1 where ${live} and not ${spentBy(usedBy)}`),
  ] as const
}

/** True when a code was spent on this. */
export const spentBy = (usedBy: string) => sql`exists (select 1 from ${codes} where used_by = ${usedBy})`
