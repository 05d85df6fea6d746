import * as z from 'zod'
import { ApprovalAsked } from '../../approvals/index.ts'
import { cursor, text } from '../../platform/text.ts'

const Names = { nameEn: z.string(), nameHi: z.string() }
const Person = z.object({ id: z.string(), ...Names })

/** Cash as it was counted at the end of a day; a difference needs a reason, no difference needs none. */
export const ClosingAsked = z.strictObject({
  approvalId: ApprovalAsked.approvalId,
  dayOn: z.iso.date(),
  countedMinor: z.int().min(0).max(9_999_999_999),
  reason: text(500, { min: 0, lines: true }).default(''),
  /** Whose day it is, if he left and another counts; absent: the caller's own. */
  collectorId: z.uuid().optional(),
})

/** One collector's cash of one day; `expectedMinor` is the ledger's sum. Days are India's. */
export const CashPage = z.object({
  collector: Person,
  dayOn: z.string(),
  currency: z.string(),
  entries: z.int(),
  expectedMinor: z.int(),
  /** The count that waits for a second person. */
  asked: z.object({ approvalId: z.string(), countedMinor: z.int(), expectedMinor: z.int() }).nullable(),
  closing: z.object({ id: z.string(), countedMinor: z.int(), closedAt: z.int() }).nullable(),
  /** The bank's reference, once the cash was brought there. */
  deposit: z.string().nullable(),
  /** Whether the collector takes money no more: somebody else may close the day for him. */
  left: z.boolean(),
})

/** Pages of the cash book, the newest first. `after` continues. */
export const CashBook = z.object({ pages: z.array(CashPage), after: z.string().nullable() })

/** Where to go on: `<day>:<collector>` of the last page shown. */
export const CashAsked = z.object({ after: cursor(60).optional() })

/** A closed day as its slip is printed. */
export const ClosingSlip = z.object({
  id: z.string(),
  organisation: z.object(Names),
  unit: z.object({ id: z.string(), ...Names }),
  collector: Person,
  dayOn: z.string(),
  currency: z.string(),
  expectedMinor: z.int(),
  countedMinor: z.int(),
  reason: z.string(),
  askedAt: z.int(),
  closedAt: z.int(),
  confirmedBy: Person,
  /** Receipts and vouchers of the day, oldest first; what was given back is negative. */
  entries: z.array(z.object({ number: z.string(), person: Person, amountMinor: z.int(), at: z.int() })),
  deposit: z.object({ reference: z.string(), depositedAt: z.int(), recordedBy: Person }).nullable(),
  /** Whether the caller may say that it was brought to the bank. */
  depositable: z.boolean(),
})

/** The bank's reference of a deposit. */
export const DepositMade = z.strictObject({ reference: text(40, { min: 4 }) })
