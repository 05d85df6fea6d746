import * as z from 'zod'
import { ApprovalAsked } from '../../approvals/index.ts'
import { text } from '../../platform/text.ts'
import { Refund, Way } from '../shapes.ts'

/** Money to be given back, in whole or in part, and how. */
export const RefundAsked = z.strictObject({
  ...ApprovalAsked,
  /** Absent: what the policy says, and all that is left where there is none. */
  amountMinor: z.int().min(1).max(99_999_999).optional(),
  way: Way,
  /** Whether the seat stays when all that was paid is given back. */
  keepSeat: z.boolean().optional(),
})

/** That all that was paid for a workshop that was called off goes back. */
export const AllAsked = z.strictObject(ApprovalAsked)

/** That money was handed over: by UPI with its 12 digits, by bank with the bank's reference, in cash with none. */
export const Payout = z.strictObject({ reference: text(40, { min: 4 }).optional() })

const Names = { nameEn: z.string(), nameHi: z.string() }

/** Refunds, the newest first, and what is still to be paid of all of them. */
export const RefundList = z.object({
  refunds: z.array(
    Refund.extend({
      registrationId: z.string(),
      person: z.object({ id: z.string(), ...Names }),
      workshop: z.object({ id: z.string(), ...Names }),
      reason: z.string(),
    }),
  ),
  unpaid: z.array(z.object({ currency: z.string(), count: z.int(), amountMinor: z.int() })),
  after: z.string().nullable(),
})

/** What is left to give back of a workshop by each way, what waits for a second person, and what went back. */
export const CalledOff = z.object({
  workshop: z.object({ id: z.string(), ...Names }),
  currency: z.string(),
  cancelledAt: z.int().nullable(),
  /** Cheques that no bank has paid yet, and what banks hold for disputes: neither goes back now. */
  unclearedMinor: z.int(),
  blockedMinor: z.int(),
  left: z.array(z.object({ way: Way, count: z.int(), people: z.int(), amountMinor: z.int() })),
  asked: z
    .object({
      approvalId: z.string(),
      amountMinor: z.int(),
      count: z.int(),
      askedAt: z.int(),
      own: z.boolean(),
    })
    .nullable(),
  given: z.array(
    z.object({
      way: Way,
      state: z.enum(['open', 'paid', 'failed']),
      count: z.int(),
      amountMinor: z.int(),
    }),
  ),
})
