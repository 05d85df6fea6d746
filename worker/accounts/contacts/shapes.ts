import * as z from 'zod'

/** Another phone number or e-mail address of the account, as typed. */
export const AddingContact = z.strictObject({
  contact: z.string().min(3).max(254),
  language: z.enum(['hi', 'en']).default('hi'),
})

/** The new contact and the code that was sent to it. */
export const ConfirmingContact = z.strictObject({
  contact: z.string().min(3).max(254),
  code: z.string().regex(/^\d{6}$/),
})

/** A contact to take off the account. */
export const RemovingContact = z.strictObject({ contact: z.string().min(3).max(254) })

/** The account's contacts afterwards. */
export const Contacts = z.object({
  contacts: z.array(z.object({ kind: z.enum(['phone', 'email']), value: z.string() })),
})
