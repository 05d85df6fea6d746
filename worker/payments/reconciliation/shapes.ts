import * as z from 'zod'

const Names = { nameEn: z.string(), nameHi: z.string() }

const Run = z.object({
  id: z.string(),
  account: z.string(),
  fromAt: z.int(),
  startedAt: z.int(),
  finishedAt: z.int().nullable(),
  seen: z.int(),
  matched: z.int(),
  /** Lines whose cause had to be fetched first. */
  repaired: z.int(),
  /** Lines of the organisation's own that have nothing to do with fees here. */
  others: z.int(),
  unmatched: z.int(),
  stripeMinor: z.int().nullable(),
  ledgerMinor: z.int().nullable(),
})

/** What of ours a statement of the bank must show. */
export const UNSEEN = ['payment', 'deposit', 'refund', 'void', 'payout'] as const

const Part = z.object({ count: z.int(), amountMinor: z.int() })

/** The ledger's bank beside the statements that were loaded. */
const Statement = z.object({
  /** From the first to the last day of which a line is known; null when no statement was loaded. */
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  /** What a line shows and the ledger has. */
  shown: Part,
  /** What the ledger has and no line shows. */
  unseen: z.array(Part.extend({ kind: z.enum(UNSEEN) })),
  /** What a line shows and the ledger has not. */
  unbooked: Part,
  /** Lines, or what is left of them, that nothing explains. */
  open: Part,
  /** Lines that are no affair of fees. */
  aside: Part,
})

/** Where the money is, what is owed out of it, and whether Stripe says the same. Amounts in the smallest unit. */
export const Reconciliation = z.object({
  currency: z.string(),
  /** By the ledger; whoever asks Stripe finds `compared` at the instant of the last comparison. */
  stripeMinor: z.int(),
  bankMinor: z.int(),
  statement: Statement,
  /** Cheques that were taken and that the bank has not paid. */
  chequesMinor: z.int(),
  onTheWayMinor: z.int(),
  feesMinor: z.int(),
  disputeFeesMinor: z.int(),
  lossMinor: z.int(),
  otherMinor: z.int(),
  payableMinor: z.int(),
  disputedMinor: z.int(),
  cash: z.array(z.object({ collector: z.object({ id: z.string(), ...Names }), amountMinor: z.int() })),
  suspense: z.array(
    z.object({
      attemptId: z.string(),
      registrationId: z.string(),
      amountMinor: z.int(),
      decision: z.string(),
      decidedAt: z.int(),
      sending: z.string().nullable(),
    }),
  ),
  runs: z.array(Run),
  account: z.string().nullable(),
  openExceptions: z.int(),
})

/** That a comparison was asked for. */
export const RunAsked = z.object({ account: z.string() })
