import * as z from 'zod'
import { typedContact } from '../platform/text.ts'

/** A phone number or an e-mail address as typed. */
export const AskingForCode = z.strictObject({
  contact: typedContact(),
  language: z.enum(['hi', 'en']).default('hi'),
})

/** A contact and the code that was sent to it. */
export const SigningIn = z.strictObject({
  contact: typedContact(),
  code: z.string().regex(/^\d{6}$/),
})

/** A code is on its way, if the contact can be reached; says nothing about whether it is known. */
export const CodeSent = z.object({ expiresInSeconds: z.int() })

/** An account session: tokens also travel as cookies. Lives are in seconds. */
export const SessionOpened = z.object({
  accessToken: z.string(),
  expiresInSeconds: z.int(),
  refreshToken: z.string(),
})

/** The account behind the request, its contacts and the organisations that it has entered. */
export const AccountView = z.object({
  accountId: z.string(),
  contacts: z.array(z.object({ kind: z.enum(['phone', 'email']), value: z.string() })),
  organisations: z.array(
    z.object({ slug: z.string(), nameEn: z.string(), nameHi: z.string(), personId: z.string() }),
  ),
})

/** The refresh token, unless its cookie is sent. */
export const Refreshing = z.strictObject({
  refreshToken: z
    .string()
    .regex(/^[\w.-]{1,200}$/)
    .optional(),
})
