import * as z from 'zod'
import { code, typedContact } from '../../platform/text.ts'
import { BROWSERS, SYSTEMS } from './rules.ts'

/** A live session: the device, when it began and was last renewed (Unix seconds), and whether it is the one that asks. */
export const SessionView = z.object({
  id: z.string(),
  system: z.enum(SYSTEMS),
  browser: z.enum(BROWSERS),
  createdAt: z.int(),
  usedAt: z.int(),
  current: z.boolean(),
})

/** A passkey of the account; `usedAt` is null until somebody signs in with it. */
export const PasskeyView = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.int(),
  usedAt: z.int().nullable(),
})

/** All the ways in: `provenUntil` is until when they may be changed without a fresh code (Unix seconds). */
export const Access = z.object({
  provenUntil: z.int(),
  contacts: z.array(z.object({ kind: z.enum(['phone', 'email']), value: z.string() })),
  passkeys: z.array(PasskeyView),
  sessions: z.array(SessionView),
})

/** Which sessions to end: all others, or `all` with this one. */
export const Ending = z.strictObject({ which: z.enum(['others', 'all']) })

export const SessionId = z.object({ sessionId: code() })

/** One of the account's own contacts, to send a code to. */
export const AskingForProof = z.strictObject({
  contact: typedContact(),
  language: z.enum(['hi', 'en']).default('hi'),
})

/** The code that was sent to one of the account's contacts. */
export const Proving = z.strictObject({
  contact: typedContact(),
  code: z.string().regex(/^\d{6}$/),
})

/** Until when the ways to sign in may be changed, Unix seconds. */
export const Proven = z.object({ provenUntil: z.int() })
