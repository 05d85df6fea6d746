import * as z from 'zod'

const Names = { nameEn: z.string(), nameHi: z.string() }

/** A dispute; `status` and `reason` are Stripe's words, instants Unix seconds. */
export const Dispute = z.object({
  id: z.string(),
  registrationId: z.string(),
  attemptId: z.string(),
  amountMinor: z.int(),
  currency: z.string(),
  reason: z.string(),
  status: z.string(),
  outcome: z.enum(['won', 'lost', 'warning']).nullable(),
  /** Whether the payment may be given back all the same. */
  refundable: z.boolean(),
  /** Until when evidence can be given at Stripe. */
  evidenceDue: z.int().nullable(),
  evidenceSent: z.boolean(),
  openedAt: z.int(),
  closedAt: z.int().nullable(),
  /** What it has taken from the balance so far, and what Stripe keeps for it. */
  takenMinor: z.int(),
  feeMinor: z.int(),
  person: z.object({ id: z.string(), ...Names }),
  workshop: z.object({ id: z.string(), ...Names }),
})

/** Disputes, the newest first. */
export const DisputeList = z.object({ disputes: z.array(Dispute), after: z.string().nullable() })
