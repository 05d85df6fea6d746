import * as z from 'zod'
import { cursor, text } from '../../platform/text.ts'
import { CLAIMED, chequeReference, plainReference } from '../providers/rules.ts'

const Names = { nameEn: z.string(), nameHi: z.string() }
const Person = z.object({ id: z.string(), ...Names })

/** What proves each way of paying: UPI its 12-digit UTR, a transfer the bank's reference, a cheque its number and bank. */
export const proofs = {
  upi: { provider: z.literal('upi'), reference: z.string().regex(/^\d{12}$/) },
  bank: {
    provider: z.literal('bank'),
    reference: text(40, { min: 4 }).refine(
      (given) => plainReference(given).length >= 4,
      'Letters and digits',
    ),
    datedOn: z.iso.date().optional(),
  },
  cheque: {
    provider: z.literal('cheque'),
    number: z.string().regex(/^\d{1,6}$/),
    bank: text(60, { min: 2 }).refine(
      (given) => plainReference(given).length >= 2,
      'The bank in Latin letters',
    ),
    datedOn: z.iso.date(),
  },
}

const Common = {
  id: z.uuidv7(),
  registrationId: z.uuid(),
  amountMinor: z.int().min(1).max(99_999_999),
  accountId: z.uuid().optional(),
  payerName: text(120).optional(),
}

/** Money that somebody says he sent; whether it came is found out. */
export const ClaimMade = z.discriminatedUnion('provider', [
  z.strictObject({ ...Common, ...proofs.upi }),
  z.strictObject({ ...Common, ...proofs.bank }),
  z.strictObject({ ...Common, ...proofs.cheque }),
])

/** The reference of what was sent, as it is kept. */
export const referenceOf = (
  sent:
    | { provider: 'upi' | 'bank'; reference: string }
    | { provider: 'cheque'; number: string; bank: string },
): string =>
  sent.provider === 'cheque' ? chequeReference(sent.number, sent.bank) : plainReference(sent.reference)

/** Money that somebody says he sent, and what became of it. Instants are Unix seconds. */
export const Claim = z.object({
  id: z.string(),
  registrationId: z.string(),
  provider: z.enum(CLAIMED),
  amountMinor: z.int(),
  currency: z.string(),
  reference: z.string(),
  datedOn: z.string().nullable(),
  claimedAt: z.int(),
  vouchedAt: z.int().nullable(),
  outcome: z.enum(['verified', 'refused', 'withdrawn']).nullable(),
  endedAt: z.int().nullable(),
  note: z.string().nullable(),
  /** When its payment turned out to be none: the cheque bounced, the bank took it back. */
  voidedAt: z.int().nullable(),
  /** Of a cheque: when the bank paid it. */
  clearedAt: z.int().nullable(),
  /** What the caller may do: verify it, vouch for it as the first of two, or leave it to another. */
  next: z.enum(['verify', 'vouch', 'other']),
  own: z.boolean(),
})

/** A claim in the queue of those who verify. */
export const QueuedClaim = Claim.extend({
  person: Person,
  workshop: Person,
  claimedBy: Person,
  vouchedBy: Person.nullable(),
  endedBy: Person.nullable(),
  /** Whether a line of the bank's statement shows it. */
  seen: z.boolean(),
})

/** Claims, the oldest open one first, or ended ones, the newest first. */
export const ClaimList = z.object({ claims: z.array(QueuedClaim), after: z.string().nullable() })

/** Which claims to list. */
export const ClaimsAsked = z.object({
  state: z.enum(['open', 'ended']).default('open'),
  after: cursor()
    .regex(/^\d{1,12}:[\w-]{1,64}$/)
    .optional(),
})

/** An account that fees can be sent to; `link` opens a UPI app with the amount and our reference. */
export const PayTo = z.object({
  id: z.string(),
  name: z.string(),
  holder: z.string(),
  vpa: z.string().nullable(),
  bank: z.string().nullable(),
  number: z.string().nullable(),
  ifsc: z.string().nullable(),
  setAt: z.int(),
  link: z.string().nullable(),
})

/** How a fee can be paid beside Stripe, and what was sent so far. */
export const Ways = z.object({
  registrationId: z.string(),
  /** What is owed and not claimed yet. */
  openMinor: z.int(),
  currency: z.string(),
  /** The reference that a payment should carry. */
  reference: z.string(),
  classification: z.enum(['contribution', 'fee_for_service']),
  /** Above this two people verify. */
  twoAboveMinor: z.int(),
  claimDays: z.int(),
  accounts: z.array(PayTo),
  claims: z.array(Claim),
})

/** Why a claim is refused, or a payment void. */
export const Because = z.strictObject({ reason: text(300, { min: 3, lines: true }) })

/** A cheque that waits for the bank. */
export const Cheque = z.object({
  paymentId: z.string(),
  registrationId: z.string(),
  receiptNumber: z.string(),
  reference: z.string(),
  amountMinor: z.int(),
  currency: z.string(),
  receivedAt: z.int(),
  person: Person,
  workshop: Person,
})

/** Cheques that wait for the bank, the oldest first. */
export const Cheques = z.object({ cheques: z.array(Cheque), after: z.string().nullable() })

/** How a payment stands after the bank spoke. */
export const Banked = z.object({
  paymentId: z.string(),
  clearedAt: z.int().nullable(),
  voidedAt: z.int().nullable(),
})
