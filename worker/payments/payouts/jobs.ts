import type Stripe from 'stripe'
import { record } from '../../platform/audit.ts'
import type { Place } from '../checkout/jobs.ts'
import { raise } from '../exceptions/queries.ts'
import { forAccount } from '../stripe.ts'
import { open, type PayoutFacts, update } from './queries.ts'

const payoutFacts = (made: Stripe.Payout): PayoutFacts => ({
  id: made.id,
  amountMinor: made.amount,
  currency: made.currency.toUpperCase(),
  status: made.status,
  automatic: made.automatic,
  arrivesAt: made.arrival_date,
  madeAt: made.created,
  failed: made.status === 'failed' || made.status === 'canceled',
  failure: made.failure_code,
})

/** Asks Stripe how a payout stands, and writes it down. */
export async function settlePayout(place: Place, payoutId: string): Promise<Stripe.Payout> {
  const { env, db, account, c } = place
  const { now } = c.var
  const made = await forAccount(env, account).payout(payoutId)
  const facts = payoutFacts(made)
  const failed = { kind: 'payout-failed' as const, subject: facts.id, detail: { failure: facts.failure } }
  await db.write([
    open(facts, account),
    record(c, 'payout.recorded', facts.id, { amountMinor: facts.amountMinor, currency: facts.currency }),
    update(facts, now),
    record(c, 'payout.changed', facts.id, { status: facts.status }),
    ...(facts.failed ? [raise(failed, now)] : []),
  ])
  return made
}
