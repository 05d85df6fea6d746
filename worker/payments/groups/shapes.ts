import * as z from 'zod'
import { text } from '../../platform/text.ts'
import { Provider } from '../shapes.ts'

/** How many people one payment may be for. */
export const LINES_MAX = 100

const Id = z.uuidv7()
const registrationIds = z
  .array(z.uuid())
  .min(1)
  .max(LINES_MAX)
  .refine((ids) => new Set(ids).size === ids.length, 'Each registration once')

/** Who hands the money over; a payer who is known stays as he is recorded. */
export const PayerGiven = z.strictObject({ id: Id, legalName: text(120, { min: 2 }) })

/** For whom one Checkout Session is opened: what each of them owes, in one sum. The id becomes the payment's. */
export const GroupCheckout = z.strictObject({ id: Id, registrationIds })

const Common = {
  id: Id,
  payer: PayerGiven,
  lines: z
    .array(z.strictObject({ registrationId: z.uuid(), amountMinor: z.int().min(1).max(99_999_999) }))
    .min(1)
    .max(LINES_MAX)
    .refine(
      (all) => new Set(all.map((one) => one.registrationId)).size === all.length,
      'Each registration once',
    ),
}

/** One sum taken at a desk for several people. */
export const GroupTaken = z.discriminatedUnion('provider', [
  z.strictObject({ ...Common, provider: z.literal('cash') }),
  z.strictObject({ ...Common, provider: z.literal('upi'), reference: z.string().regex(/^\d{12}$/) }),
  z.strictObject({ ...Common, provider: z.literal('bank'), reference: text(40, { min: 4 }) }),
])

const Names = { nameEn: z.string(), nameHi: z.string() }

/** How a payment for several people stands; `partly`: some lines were paid or cancelled meanwhile. */
export const GroupState = z.enum(['open', 'confirming', 'paid', 'partly', 'expired', 'review'])

/** One sum for several people, as far as the caller may see its lines. */
export const GroupPayment = z.object({
  id: z.string(),
  state: GroupState,
  provider: Provider,
  /** What was asked for, or taken, in all. */
  totalMinor: z.int(),
  currency: z.string(),
  reference: z.string().nullable(),
  payerName: z.string().nullable(),
  receiptNumber: z.string().nullable(),
  receivedAt: z.int().nullable(),
  lines: z.array(
    z.object({
      registrationId: z.string(),
      /** The payment that the line became; null while it pays nothing. */
      paymentId: z.string().nullable(),
      person: z.object({ id: z.string(), ...Names }),
      workshop: z.object({ id: z.string(), ...Names }),
      amountMinor: z.int(),
      decision: z.string().nullable(),
      refundedMinor: z.int(),
    }),
  ),
})

/** Where to pay for all, and what it comes to. */
export const GroupOpened = z.object({
  id: z.string(),
  url: z.string(),
  expiresAt: z.int(),
  totalMinor: z.int(),
})
