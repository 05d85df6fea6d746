import * as z from 'zod'
import { Payment, Refund } from '../shapes.ts'

const Names = { nameEn: z.string(), nameHi: z.string() }
const Named = z.object(Names)
const Person = Named.extend({ id: z.string() })

/** A printable receipt. */
export const Receipt = z.object({
  number: z.string(),
  issuedAt: z.int(),
  /** What was received, also once the receipt is void. */
  payment: Payment.omit({ receiptNumber: true }),
  classification: z.enum(['contribution', 'fee_for_service']),
  payerName: z.string(),
  dueMinor: z.int(),
  paidMinor: z.int(),
  person: Person,
  workshop: Person.extend({ startsOn: z.string() }),
  organisation: Named,
  recordedBy: Person.nullable(),
  refunds: z.array(Refund),
  /** Whether a cheque has not been paid by the bank yet. */
  uncleared: z.boolean(),
  /** The one sum for several people that it is a line of. */
  group: z.object({ id: z.string(), lines: z.int(), totalMinor: z.int() }).nullable(),
  /** Why it is void, and since when. */
  void: z.object({ at: z.int(), reason: z.string() }).nullable(),
})

/** A receipt for whoever has its link: what stands on the paper and nothing else. */
export const PublicReceipt = Receipt.omit({ recordedBy: true, refunds: true }).extend({
  payment: Receipt.shape.payment.omit({ id: true, registrationId: true }),
  person: Named,
  workshop: Named.extend({ startsOn: z.string() }),
  recordedBy: Named.nullable(),
  group: z.object({ lines: z.int(), totalMinor: z.int() }).nullable(),
  refunds: z.array(
    Refund.pick({ number: true, amountMinor: true, way: true, approvedAt: true, paidAt: true }),
  ),
  untilAt: z.int(),
})

/** A new link to a receipt; after so many days it ends. */
export const ReceiptLinkDraft = z.strictObject({
  id: z.uuidv7(),
  days: z.int().min(1).max(365).default(30),
})

/** A link to a receipt, without its secret. */
export const ReceiptLink = z.object({
  id: z.string(),
  paymentId: z.string(),
  madeAt: z.int(),
  untilAt: z.int(),
  revokedAt: z.int().nullable(),
})

/** A link just made: `link` is the whole address, with the secret behind the `#`, which no server is told. */
export const ReceiptLinkMade = ReceiptLink.extend({ link: z.string() })

/** Links of a receipt, the newest first. */
export const ReceiptLinks = z.object({ links: z.array(ReceiptLink) })

/** The secret that a link carries. */
export const ReceiptSecret = z.strictObject({ secret: z.string().regex(/^[\w.-]{20,100}$/) })
