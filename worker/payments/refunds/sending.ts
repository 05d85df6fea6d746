import { sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import { q } from '../../platform/sql.ts'
import { APP } from '../stripe.ts'

/** A refund that is to be sent to Stripe, or of which Stripe has not said the end. */
export type Sending = {
  refundId: string
  account: string
  intentId: string
  amountMinor: number
  providerId: string | null
  tries: number
}

/** What is to be sent, or looked after, the oldest first. */
export const openSendings = () =>
  q.all<Sending>(sql`select s.refund_id as "refundId", s.stripe_account_id as account, s.intent_id as "intentId",
      r.amount_minor as "amountMinor", s.provider_id as "providerId", s.tries
    from stripe_refunds s join refunds r on r.approval_id = s.refund_id
    where s.state in ('waiting', 'pending') order by s.created_at limit 50`)

/** Tries with one key: Stripe repeats its first answer to a key, an error of its own too, so that another must follow. */
const TRIES_PER_KEY = 3

/** Takes a try, unless another job has taken it; answers the key that it must use. */
export const takeTry = ({ refundId, tries }: Sending) =>
  q.all<{ key: string }>(sql`update stripe_refunds set tries = tries + 1,
      idempotency_key = 'refund-' || refund_id || '-' || (tries / ${sql.raw(String(TRIES_PER_KEY))})
    where refund_id = ${refundId} and tries = ${tries} and state = 'waiting' and provider_id is null
    returning idempotency_key as key`)

/** How a refund is asked for. Made from the stored facts alone, so that a retry asks in the same words. */
export const refundParams = (
  { refundId, intentId, amountMinor }: Sending,
  organisation: string,
): Stripe.RefundCreateParams => ({
  payment_intent: intentId,
  amount: amountMinor,
  reason: 'requested_by_customer',
  metadata: { app: APP, organisation, refund: refundId },
})

/** What Stripe says of a refund, as far as it matters here. */
export type RefundFacts = {
  id: string
  refundId: string
  organisation: string
  state: 'pending' | 'succeeded' | 'failed'
  failure: string | null
}

const STATES = { succeeded: 'succeeded', failed: 'failed', canceled: 'failed' } as const

/** What a refund says; undefined for one that we did not ask for. A state that nobody knows yet is a pending one. */
export function refundFacts(made: Stripe.Refund): RefundFacts | undefined {
  const { app, organisation, refund } = made.metadata ?? {}
  if (app !== APP || !organisation || !refund) return undefined
  const state = STATES[made.status as keyof typeof STATES] ?? 'pending'
  return {
    id: made.id,
    refundId: refund,
    organisation,
    state,
    failure: state === 'failed' ? (made.failure_reason ?? made.status) : null,
  }
}

/** Writes down what Stripe says of a refund, never backwards; the ledger follows by triggers. */
export const settle = (f: RefundFacts, account: string, now: number) =>
  q.run(sql`update stripe_refunds set provider_id = ${f.id}, state = ${f.state}, failure = ${f.failure},
      settled_at = ${f.state === 'pending' ? null : now}
    where refund_id = ${f.refundId} and stripe_account_id = ${account}
      and (provider_id is null or provider_id = ${f.id})
      and (state = 'waiting' or (state = 'pending' and ${f.state} <> 'pending')
        or (state = 'succeeded' and ${f.state} = 'failed'))`)

/** Stripe gave a definite no: the refund has failed. */
export const refuse = (refundId: string, failure: string, now: number) =>
  q.run(sql`update stripe_refunds set state = 'failed', failure = ${failure}, settled_at = ${now}
    where refund_id = ${refundId} and state = 'waiting' and provider_id is null`)

/** Whether a refund is one that was sent on this account. */
export const known = (refundId: string, account: string) =>
  q.all<{ refundId: string }>(sql`select refund_id as "refundId" from stripe_refunds
    where refund_id = ${refundId} and stripe_account_id = ${account}`)

/** Whether a payment intent is one of ours. */
export const ourIntent = (intentId: string) =>
  q.all<{ id: string }>(sql`select id from attempts where intent_id = ${intentId}`)
