import { type SQL, sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import { newId } from '../../platform/id.ts'
import { q } from '../../platform/sql.ts'
import { APP } from '../stripe.ts'

/** A refund that is to be sent to Stripe, or of which Stripe has not said the end. */
export type Sending = {
  id: string
  account: string
  intentId: string
  amountMinor: number
  providerId: string | null
  generation: number
  tries: number
  error: string | null
}

/** How many refunds one job looks after. */
export const AT_ONCE = 40

/** What is to be sent or looked after now, the oldest first. */
export const openSendings = (now: number) =>
  q.all<Sending>(sql`select s.id, a.stripe_account_id as account, a.intent_id as "intentId",
      s.amount_minor as "amountMinor", s.provider_id as "providerId", s.generation, s.tries, s.error
    from stripe_refunds s join attempts a on a.id = s.attempt_id
    where s.state in ('waiting', 'pending') and s.not_before <= ${now}
    order by s.not_before, s.created_at limit ${AT_ONCE}`)

/** Seconds until a try is repeated of which nobody knows what it came to; the last one is for all that follow. */
const WAITS = [10, 60, 300, 900, 3600] as const
/** Stripe may forget a key after a day: then it is asked what became of it, and another key is used. */
const KEY_LIFE = 23 * 3600

/** Seconds before the next try. */
export const waitAfter = (tries: number) => WAITS[Math.min(tries, WAITS.length - 1)] ?? 3600

const keyOf = sql`case origin when 'auto' then 'rf:' || attempt_id else 'rf:' || id end`

/** Takes a try, unless another job has taken it; answers the key that it must use. */
export const takeTry = ({ id, tries }: Sending, now: number) => {
  const old = sql`(coalesce(first_tried_at, ${now}) <= ${now - KEY_LIFE})`
  return q.all<{ key: string }>(sql`update stripe_refunds set tries = tries + 1,
      not_before = ${now + waitAfter(tries)}, generation = generation + ${old},
      first_tried_at = case when ${old} then ${now} else coalesce(first_tried_at, ${now}) end,
      idempotency_key = ${keyOf} || ':' || (generation + ${old})
    where id = ${id} and tries = ${tries} and state = 'waiting' and provider_id is null
    returning idempotency_key as key`)
}

/**
 * Remembers an answer that was no refund. Stripe repeats its first answer to a key, an error of its own too: the same one
 * twice, and the next try has another key (before which it is asked whether there is a refund after all).
 */
export const remember = (id: string, error: string) =>
  q.run(sql`update stripe_refunds set generation = generation + (error is ${error}),
      first_tried_at = case when error is ${error} then null else first_tried_at end,
      error = case when error is ${error} then null else ${error} end
    where id = ${id} and state = 'waiting' and provider_id is null`)

/** Leaves a refund alone until an instant. */
export const postpone = (id: string, until: number) =>
  q.run(
    sql`update stripe_refunds set not_before = ${until} where id = ${id} and state in ('waiting', 'pending')`,
  )

/** How a refund is asked for. Made from the stored facts alone, so that a retry asks in the same words. */
export const refundParams = (
  { id, intentId, amountMinor }: Sending,
  organisation: string,
): Stripe.RefundCreateParams => ({
  payment_intent: intentId,
  amount: amountMinor,
  reason: 'requested_by_customer',
  metadata: { app: APP, organisation, refund: id },
})

/** What Stripe says of a refund, as far as it matters here. */
export type RefundFacts = {
  id: string
  intentId: string
  amountMinor: number
  currency: string
  /** What we called it when we asked for it; null when we did not. */
  wanted: { organisation: string; id: string } | null
  state: 'pending' | 'succeeded' | 'failed'
  status: string
  failure: string | null
  /** Whether its money has left the balance. */
  moved: boolean
}

const STATES = {
  pending: 'pending',
  requires_action: 'pending',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
} as const

/** Whether Stripe's word for a state is one that is known here; any other is kept and changes nothing. */
export const isKnownState = (status: string) => status in STATES

/** What a refund says. */
export function refundFacts(made: Stripe.Refund): RefundFacts {
  const { app, organisation, refund } = made.metadata ?? {}
  const status = made.status ?? 'pending'
  const state = STATES[status as keyof typeof STATES] ?? 'pending'
  const intent = made.payment_intent
  return {
    id: made.id,
    intentId: (typeof intent === 'string' ? intent : intent?.id) ?? '',
    amountMinor: made.amount,
    currency: made.currency.toUpperCase(),
    wanted: app === APP && organisation && refund ? { organisation, id: refund } : null,
    state,
    status,
    failure: state === 'failed' ? (made.failure_reason ?? status) : null,
    moved: Boolean(made.balance_transaction),
  }
}

/** Seconds until Stripe is asked again about a refund under way, if it does not tell by itself. */
const PENDING_LOOK = 1800

/** Writes down what Stripe says of a refund, never backwards; the ledger follows by triggers. */
export const settle = (f: RefundFacts, id: string, account: string, now: number) =>
  q.run(sql`update stripe_refunds set provider_id = ${f.id}, state = ${f.state}, status = ${f.status},
      failure = ${f.failure}, settled_at = ${f.state === 'pending' ? null : now}, error = null,
      not_before = ${now + PENDING_LOOK}, moved_at = coalesce(moved_at, ${f.moved ? now : null})
    where id = ${id} and (provider_id is null or provider_id = ${f.id})
      and exists (select 1 from attempts a where a.id = attempt_id and a.stripe_account_id = ${account})
      and (state = 'waiting' or (state = 'pending'
          and (${f.state} <> 'pending' or status is not ${f.status} or (moved_at is null and ${f.moved ? 1 : 0})))
        or (state = 'succeeded' and ${f.state} = 'failed'))`)

/** Keeps a word of Stripe's that nobody knows here; it changes nothing else. */
export const keepWord = (id: string, status: string) =>
  q.run(
    sql`update stripe_refunds set status = ${status} where id = ${id} and ${isKnownState(status) ? 0 : 1}`,
  )

/** Stripe gave a definite no: the refund has failed. */
export const refuse = (id: string, failure: string, now: number) =>
  q.run(sql`update stripe_refunds set state = 'failed', failure = ${failure}, settled_at = ${now}
    where id = ${id} and state = 'waiting' and provider_id is null`)

/** The row of a refund at Stripe: the one that we sent it for, or the one that remembers it. */
export const known = (f: RefundFacts, account: string) =>
  q.all<{ id: string }>(sql`select s.id from stripe_refunds s join attempts a on a.id = s.attempt_id
    where a.stripe_account_id = ${account}
      and (s.provider_id = ${f.id} or (s.provider_id is null and s.id = ${f.wanted?.id ?? ''}))`)

/** The attempt that a payment intent of this account paid. */
export const attemptOf = (intentId: string, account: string) =>
  q.all<{ id: string }>(
    sql`select id from attempts where intent_id = ${intentId} and stripe_account_id = ${account}`,
  )

/** Recognises a refund that the organisation made at Stripe itself, once; of a payment it becomes a refund with a voucher. */
export const recognise = (f: RefundFacts, account: string, now: number) =>
  q.run(sql`insert into stripe_refunds
      (id, origin, attempt_id, amount_minor, suspense_minor, currency, provider_id, created_at)
    select ${f.id}, 'dashboard', a.id, ${f.amountMinor}, min(${f.amountMinor}, max(0, coalesce(l.left_minor, 0))), ${f.currency},
      ${f.id}, ${now}
    from attempts a left join refundable l on l.id = a.id and l.attempt_id is not null
    where a.intent_id = ${f.intentId} and a.stripe_account_id = ${account} and a.paid_currency = ${f.currency}
      and not exists (select 1 from stripe_refunds s where s.provider_id = ${f.id}) on conflict do nothing`)

/** Settles what was raised about refunds that failed, once money of the same payment went back after all. */
export const calmed = (id: string, now: number) =>
  q.run(sql`update exceptions set settled_at = ${now} where kind = 'refund-failed' and settled_at is null
    and subject in (select f.id from stripe_refunds f where f.state = 'failed' and f.attempt_id = coalesce(
      (select s.attempt_id from stripe_refunds s where s.id = ${id} and s.state = 'succeeded'),
      (select coalesce(r.attempt_id, (select p.attempt_id from payments p where p.id = r.payment_id)) from refunds r
        where r.id = ${id} and r.way <> 'stripe' and r.paid_at is not null)))`)

/** Gives suspended money back once more, with another key, for whoever holds money there; after a refund that failed. */
export const sendAnew = (attemptId: string, now: number, seen: SQL) =>
  q.run(sql`insert into giving_back (attempt_id, at) select a.id, ${now} from attempts a
    where a.id = ${attemptId} and exists (select 1 from stripe_refunds f
      where f.attempt_id = a.id and f.origin = 'auto' and f.state = 'failed') and ${seen}`)

/** Tells the person, or who paid for several, once that suspended money is on its way back. */
export const tellReturned = (id: string, link: string, now: number) =>
  q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
    select ${newId()}, 'payment-returned:' || s.id, 'payment-returned',
      case when a.lines > 1 then a.opened_by else g.person_id end,
      json_object('amountMinor', s.suspense_minor, 'currency', s.currency, 'link', ${link} || g.id), ${now}
    from stripe_refunds s join attempts a on a.id = s.attempt_id join registrations g on g.id = a.registration_id
    where s.id = ${id} and s.state = 'succeeded' and s.suspense_minor > 0
    on conflict do nothing`)
