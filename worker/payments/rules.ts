// What may be taken at a desk and what a session at Stripe says. Pure. Money is integer minor units.
import { dayOf, financialYear } from '../platform/calendar.ts'

/** Cash that may be taken as a contribution from one payer for one workshop, in paise (Rs 2,000); held by a trigger (0022). */
export const CONTRIBUTION_CASH_MAX = 200_000

/** Receipts follow the Indian financial year, whatever zone the organisation lives in. */
const FISCAL_ZONE = 'Asia/Kolkata'

/** The financial year of an instant, as `26-27`. */
export const receiptYear = (instant: number): string => financialYear(dayOf(instant, FISCAL_ZONE))

/** The day of the cash book on which an instant falls. */
export const cashDay = (instant: number): string => dayOf(instant, FISCAL_ZONE)

/** The series of an organisation's receipts: three letters, so that a number has at most sixteen characters. */
export const receiptSeries = (slug: string): string => slug.replaceAll('-', '').slice(0, 3).toUpperCase()

/** How a payment at a desk came to be, or not: what is known right after the write. */
export type Desk = {
  /** The registration that the payment with the asked id pays; null when there is no such payment. */
  paidFor: string | null
  registrationId: string
  cancelledAt: number | null
  amountMinor: number
  dueMinor: number
  paidMinor: number
  referenceUsed: boolean
}

/** Why a desk payment was not written; undefined when it was, now or by an earlier try. */
export function deskRefusal(d: Desk) {
  if (d.paidFor === d.registrationId) return undefined
  if (d.paidFor !== null) return 'state-changed'
  if (d.referenceUsed) return 'reference-used'
  if (d.cancelledAt !== null) return 'not-registered'
  if (d.dueMinor <= d.paidMinor) return 'already-paid'
  return d.amountMinor > d.dueMinor - d.paidMinor ? 'amount-mismatch' : 'state-changed'
}

/** How a person stands with the fee of a registration. */
export type Standing = 'free' | 'waived' | 'owed' | 'confirming' | 'paid' | 'review' | 'returned'

/** The facts that a standing follows from; `decision` is that of the newest attempt, null while it is open. */
export type Account = {
  /** What is left of the fee after what was waived. */
  dueMinor: number
  waivedMinor: number
  paidMinor: number
  attempt: { decision: string | null; reviewed: string | null; complete: boolean } | null
}

/**
 * `review`: money came that does not fit, and the treasurer decides. `returned`: it goes back as a whole. `confirming`: the
 * bank has not answered yet.
 */
export function standing({ dueMinor, waivedMinor, paidMinor, attempt }: Account): Standing {
  if (dueMinor === 0) return waivedMinor > 0 ? 'waived' : 'free'
  if (paidMinor >= dueMinor) return 'paid'
  const { decision = null, reviewed = null, complete = false } = attempt ?? {}
  if (goesBack({ decision, reviewed })) return 'returned'
  if ((decision === 'mismatch' || decision === 'foreign') && reviewed === null) return 'review'
  return complete && decision === null ? 'confirming' : 'owed'
}

/** True for money that nobody has to decide on, or that was refused: it goes back by itself. */
export const goesBack = (
  attempt: { decision: string | null; reviewed: string | null } | undefined,
): boolean =>
  attempt?.decision === 'late' || attempt?.decision === 'duplicate' || attempt?.reviewed === 'refunded'

/** What Stripe says of a Checkout Session, as far as it matters here. Currency in capitals. */
export type SessionFacts = {
  id: string
  attemptId: string
  organisation: string
  status: 'open' | 'complete' | 'expired'
  paid: boolean
  /** The payer was through, and his bank said no afterwards. */
  failed: boolean
  amountMinor: number
  currency: string
  intentId: string | null
  /** Country of the card, null when it was no card or is not told. */
  cardCountry: string | null
}

/** What an event of a connected account is about, as far as it concerns us. */
export type Concern =
  | 'session'
  | 'account'
  | 'deauthorized'
  | 'refund'
  | 'refunded'
  | 'charge'
  | 'dispute'
  | 'payout'
  | 'itemised'

/** The events that our endpoint at Stripe is told of, and the sweep looks for. */
export const EVENT_TYPES = [
  'account.application.deauthorized',
  'account.updated',
  'capability.updated',
  'charge.dispute.closed',
  'charge.dispute.created',
  'charge.dispute.funds_reinstated',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.updated',
  'charge.refunded',
  'charge.succeeded',
  'charge.updated',
  'checkout.session.async_payment_failed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.completed',
  'checkout.session.expired',
  'payout.failed',
  'payout.paid',
  'payout.reconciliation_completed',
  'refund.created',
  'refund.failed',
  'refund.updated',
] as const

/** Which events of a connected account concern us, and what each is about. */
export function concernOf(type: string): Concern | undefined {
  if (type.startsWith('checkout.session.')) return 'session'
  if (type === 'account.updated' || type === 'capability.updated') return 'account'
  if (type === 'account.application.deauthorized') return 'deauthorized'
  if (type.startsWith('refund.') || type === 'charge.refund.updated') return 'refund'
  if (type === 'charge.refunded') return 'refunded'
  if (type === 'charge.succeeded' || type === 'charge.updated') return 'charge'
  if (type.startsWith('charge.dispute.')) return 'dispute'
  if (type === 'payout.reconciliation_completed') return 'itemised'
  if (type.startsWith('payout.')) return 'payout'
  return undefined
}

/** How a refund stands: approved and still to be paid, on its way at the bank, given back, or come back itself. */
export type RefundState = 'approved' | 'sent' | 'paid' | 'failed'

/** How a refund stands, by its facts; `sending` is what Stripe says of it. */
export function refundState(r: {
  paidAt: number | null
  failedAt: number | null
  sending: string | null
}): RefundState {
  if (r.failedAt !== null) return 'failed'
  if (r.paidAt !== null) return 'paid'
  return r.sending === 'pending' ? 'sent' : 'approved'
}

/** Why a question to the second person was not put, by what is known right after the write; undefined when it was. */
export type Asking = { asked: boolean; open: boolean }

/** Why a waiver could not be asked for. */
export function waiverRefusal(
  w: Asking & { cancelledAt: number | null; owedMinor: number; amountMinor: number },
) {
  if (w.asked) return undefined
  if (w.open) return 'approval-open'
  if (w.cancelledAt !== null) return 'not-registered'
  if (w.owedMinor <= 0) return 'already-paid'
  return w.amountMinor > w.owedMinor ? 'amount-mismatch' : 'state-changed'
}

/** Why a refund could not be asked for; `invalid` is a way that this payment does not go back. */
export function refundRefusal(
  r: Asking & { leftMinor: number; amountMinor: number; wayFits: boolean; blocked: boolean },
) {
  if (r.asked) return undefined
  if (r.open) return 'approval-open'
  if (r.blocked) return 'payment-disputed'
  if (r.amountMinor > r.leftMinor) return 'refund-exceeds'
  return r.wayFits ? 'state-changed' : 'invalid'
}

/** Why a day's cash could not be put before the second person; `invalid` is a difference without a word about it. */
export function closingRefusal(c: Asking & { closed: boolean; expectedMinor: number; countedMinor: number }) {
  if (c.asked) return undefined
  if (c.open) return 'approval-open'
  if (c.closed) return 'state-changed'
  return c.expectedMinor === c.countedMinor ? 'state-changed' : 'invalid'
}

/** What is known right after the treasurer's word on money that did not fit. */
type Reviewed = {
  asked: 'accepted' | 'refunded'
  outcome: 'accepted' | 'refunded' | null
  currency: string
  paidCurrency: string
  paidMinor: number
  owedMinor: number
  offeredMinor: number | null
}

/** Why the word did not hold; `invalid` is money in another currency without what it is worth. */
export function reviewRefusal(r: Reviewed) {
  if (r.outcome === r.asked) return undefined
  if (r.outcome !== null || r.asked === 'refunded') return 'state-changed'
  const alike = r.currency === r.paidCurrency
  if (!alike && r.offeredMinor === null) return 'invalid'
  return (alike ? r.paidMinor : (r.offeredMinor ?? 0)) > r.owedMinor ? 'amount-mismatch' : 'state-changed'
}
