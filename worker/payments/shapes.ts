import * as z from 'zod'
import { cursor, text } from '../platform/text.ts'
import { proofs } from './claims/shapes.ts'
import { Back } from './policy/shapes.ts'
import { PROVIDER_NAMES } from './providers/rules.ts'

/** How money comes. */
export const Provider = z.enum(PROVIDER_NAMES)

const Common = {
  id: z.uuidv7(),
  registrationId: z.uuid(),
  amountMinor: z.int().min(1).max(99_999_999),
  payerName: text(120).optional(),
}

/** Money taken at a desk: in cash, or proved as a claim is. */
export const DeskPayment = z.discriminatedUnion('provider', [
  z.strictObject({ ...Common, provider: z.literal('cash') }),
  z.strictObject({ ...Common, ...proofs.upi }),
  z.strictObject({ ...Common, provider: z.literal('bank'), reference: text(40, { min: 4 }) }),
  z.strictObject({ ...Common, ...proofs.cheque }),
])

/** A payment as it was recorded, with its receipt's number. */
export const Payment = z.object({
  id: z.string(),
  registrationId: z.string(),
  provider: Provider,
  amountMinor: z.int(),
  currency: z.string(),
  reference: z.string().nullable(),
  receivedAt: z.int(),
  receiptNumber: z.string(),
})

/** What recording a payment came to: the payment, what is still owed, and how its payer stands towards Rs 20,000. */
export const Recorded = Payment.extend({
  owedMinor: z.int(),
  payerStanding: z.enum(['near', 'reported']).nullable(),
})

const Names = { nameEn: z.string(), nameHi: z.string() }

/** How money is given back: the way it came by Stripe, or by hand. */
export const Way = z.enum(['stripe', 'cash', 'upi', 'bank'])

/** Money to be given back, or given back; `failure` is the bank's word. Instants are Unix seconds. */
export const Refund = z.object({
  id: z.string(),
  /** Approved by two people, or made by the organisation at Stripe itself. */
  origin: z.enum(['approved', 'dashboard']),
  /** Null when it is money that paid nothing and was held in suspense. */
  paymentId: z.string().nullable(),
  /** The number of its voucher. */
  number: z.string(),
  /** The receipt of the payment. */
  receiptNumber: z.string().nullable(),
  amountMinor: z.int(),
  currency: z.string(),
  way: Way,
  state: z.enum(['approved', 'sent', 'paid', 'failed']),
  approvedAt: z.int(),
  paidAt: z.int().nullable(),
  failedAt: z.int().nullable(),
  reference: z.string().nullable(),
  failure: z.string().nullable(),
  /** Whether the caller may pay it out now. */
  payable: z.boolean(),
})

/** What waits for a second person. */
export const Waiting = z.object({
  approvalId: z.string(),
  kind: z.enum(['waiver', 'refund']),
  paymentId: z.string().nullable(),
  amountMinor: z.int(),
  askedAt: z.int(),
  own: z.boolean(),
})

/** What was put before the second person; `decision` is null until he has decided. */
export const Asked = z.object({
  approvalId: z.string(),
  decision: z.enum(['approved', 'refused', 'withdrawn']).nullable(),
})

/** Which payments to list; instants in Unix seconds, `until` not included. */
export const PaymentsAsked = z.object({
  from: z.coerce.number().int().optional(),
  until: z.coerce.number().int().optional(),
  provider: Provider.optional(),
  after: cursor()
    .regex(/^\d{1,12}:[\w-]{1,64}$/)
    .optional(),
})

/** Payments, the newest first, with totals of all that was asked for (not only of this page). */
export const PaymentList = z.object({
  payments: z.array(
    Payment.extend({
      person: z.object({ id: z.string(), ...Names }),
      workshop: z.object({ id: z.string(), ...Names }),
      recordedBy: z.string().nullable(),
      refundedMinor: z.int(),
      /** How a bank's wish to have it back stands; null where there is none. */
      dispute: z.enum(['open', 'won', 'lost', 'warning']).nullable(),
    }),
  ),
  totals: z.array(
    z.object({ provider: Provider, currency: z.string(), count: z.int(), amountMinor: z.int() }),
  ),
  after: z.string().nullable(),
})

/**
 * What each workshop is owed and has got, live registrations only; `dueMinor` is less what was waived, `suspenseMinor`
 * waits for the treasurer, `refundedMinor` counts whoever it was paid for.
 */
export const PaymentSummary = z.object({
  workshops: z.array(
    z.object({
      workshop: z.object({ id: z.string(), ...Names, startsOn: z.string() }),
      currency: z.string(),
      registered: z.int(),
      dueMinor: z.int(),
      paidMinor: z.int(),
      owedMinor: z.int(),
      suspenseMinor: z.int(),
      waivedMinor: z.int(),
      refundedMinor: z.int(),
    }),
  ),
  after: z.string().nullable(),
})

/** Where to pay. */
export const Checkout = z.object({ url: z.string(), expiresAt: z.int() })

/** That the payer's bank wants a payment back. */
export const FeeDispute = z.object({
  amountMinor: z.int(),
  /** Null while the bank has not decided. */
  outcome: z.enum(['won', 'lost', 'warning']).nullable(),
  evidenceDue: z.int().nullable(),
  evidenceSent: z.boolean(),
  openedAt: z.int(),
})

/** How a person stands with the fee of a registration. */
export const PaymentState = z.object({
  state: z.enum(['free', 'waived', 'owed', 'confirming', 'paid', 'review', 'returned']),
  /** What is left of the fee after what was waived. */
  dueMinor: z.int(),
  waivedMinor: z.int(),
  paidMinor: z.int(),
  owedMinor: z.int(),
  refundedMinor: z.int(),
  currency: z.string(),
  payments: z.array(Payment),
  refunds: z.array(Refund),
  waiting: z.array(Waiting),
  /** What goes back when the seat is given up, or was. */
  back: Back,
  /** Whether the fee can be paid online now. */
  online: z.boolean(),
  /** Until when the seat waits for its fee; null when it is firm. */
  heldUntil: z.int().nullable(),
  /** Whether the seat was released because its fee did not come in time. */
  lapsed: z.boolean(),
  /** What became of the newest payment online; null while it is open, or when there was none. */
  decision: z
    .enum(['allocated', 'reseated', 'duplicate', 'late', 'mismatch', 'foreign', 'failed', 'expired'])
    .nullable(),
  /** What a bank wants back of what was paid, or has decided; an open one first. */
  dispute: FeeDispute.nullable(),
  /** Money that came and pays nothing: it waits for a decision or goes back. */
  suspenseMinor: z.int(),
})
