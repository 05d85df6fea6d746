import type { Context } from 'hono'
import type { Env } from '../platform/env.ts'
import { newId } from '../platform/id.ts'
import { Problem } from '../platform/problem.ts'
import { hashSecret } from '../platform/seal.ts'
import { type Purpose, sixDigits } from './codes.ts'
import { type Contact, contactOf } from './contacts/typed.ts'

/** What was typed, as a contact. @throws Problem `invalid` at `/contact` */
export function contactIn(typed: string): Contact {
  const contact = contactOf(typed)
  if (contact) return contact
  const fault = {
    pointer: '/contact',
    code: 'contact',
    detail: 'Neither a phone number nor an e-mail address',
  }
  throw new Problem('invalid', { errors: [fault] })
}

/** What is stored of a code: it counts for one purpose, one contact and one account (none for signing in). */
export const hashCode = <E extends Env>(
  c: Context<E>,
  { purpose, contact, accountId = '' }: { purpose: Purpose; contact: Contact; accountId?: string },
  code: string,
) =>
  purpose === 'sign-in'
    ? hashSecret(c.env, contact.value, code)
    : hashSecret(c.env, purpose, accountId, contact.value, code)

/** A new code for a purpose, to be stored and sent. */
export async function newCode<E extends Env>(
  c: Context<E>,
  use: { purpose: Purpose; contact: Contact; accountId?: string },
  language: string,
) {
  const code = sixDigits()
  const { purpose, contact } = use
  return {
    id: newId(),
    messageId: newId(),
    purpose,
    contact,
    code,
    language,
    hash: await hashCode(c, use, code),
  }
}

/** Refuses when a code was not stored because its contact has had too many. @throws Problem `too-many-requests` */
export function mustBeStored(stored: readonly unknown[], nextAt: number | null | undefined, now: number) {
  if (stored.length === 0)
    throw new Problem('too-many-requests', { retryAfterSeconds: Math.max(1, (nextAt ?? now + 60) - now) })
}

/** Refuses when a session is neither new nor freshly proved. @throws Problem `proof-needed` */
export function mustBeProven(proof: { provenUntil: number } | undefined, now: number) {
  if (!proof || proof.provenUntil <= now) throw new Problem('proof-needed')
}
