import * as z from 'zod'
import { typedContact } from '../../platform/text.ts'

/** Another phone number or e-mail address of the account, as typed. */
export const AddingContact = z.strictObject({
  contact: typedContact(),
  language: z.enum(['hi', 'en']).default('hi'),
})

/** The new contact and the code that was sent to it. */
export const ConfirmingContact = z.strictObject({
  contact: typedContact(),
  code: z.string().regex(/^\d{6}$/),
})

/** A contact to take off the account. */
export const RemovingContact = z.strictObject({ contact: typedContact() })

/** The account's contacts afterwards. */
export const Contacts = z.object({
  contacts: z.array(z.object({ kind: z.enum(['phone', 'email']), value: z.string() })),
})
