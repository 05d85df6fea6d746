// What a dispute says, as far as it matters here. Pure.
import type Stripe from 'stripe'

/** How a dispute ended: money came back, stayed away, or none was ever taken. */
export type Outcome = 'won' | 'lost' | 'warning'

const OUTCOMES: Record<string, Outcome> = {
  won: 'won',
  lost: 'lost',
  warning_closed: 'warning',
  prevented: 'warning',
}
const OPEN = new Set([
  'needs_response',
  'under_review',
  'warning_needs_response',
  'warning_under_review',
  'appeal_needs_response',
  'appeal_under_review',
])

/** A dispute, as far as it matters here. Currency in capitals. */
export type DisputeFacts = {
  id: string
  intentId: string
  amountMinor: number
  currency: string
  reason: string
  status: string
  outcome: Outcome | null
  /** False for a state that nobody knows here: it is kept and changes nothing. */
  known: boolean
  refundable: boolean
  evidenceDue: number | null
  evidenceSent: boolean
  openedAt: number
}

/** Reads a dispute. */
export function disputeFacts(made: Stripe.Dispute): DisputeFacts {
  const { payment_intent: intent, evidence_details: evidence } = made
  const outcome = OUTCOMES[made.status] ?? null
  return {
    id: made.id,
    intentId: (typeof intent === 'string' ? intent : intent?.id) ?? '',
    amountMinor: made.amount,
    currency: made.currency.toUpperCase(),
    reason: made.reason,
    status: made.status,
    outcome,
    known: outcome !== null || OPEN.has(made.status),
    refundable: made.is_charge_refundable,
    evidenceDue: evidence.due_by,
    evidenceSent: evidence.submission_count > 0,
    openedAt: made.created,
  }
}
