import { sql } from 'drizzle-orm'
import { type Asking, record } from '../../platform/audit.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { newId } from '../../platform/id.ts'
import { q, whenWritten } from '../../platform/sql.ts'
import {
  concerned,
  dueOf,
  fromRegistrations,
  paidOf,
  paymentsOf,
  receipt,
  refundedOf,
  tellPaid,
  waivedOf,
} from '../queries.ts'
import { refundsOf, waitingAt } from '../refunds/queries.ts'
import type { SessionFacts } from '../rules.ts'
import type { Asker } from '../waivers/queries.ts'

/** Life of a Checkout Session, seconds; Stripe takes no less than half an hour. */
export const SESSION_LIFE = 60 * 60
/** A session that Stripe has not been asked for yet must still have this long to live when it is. */
const CREATION_MARGIN = 31 * 60
/** A payer needs at least this long at the hosted page. */
const PAYING_MARGIN = 60

const owed = sql`(${dueOf(sql`g.id`)} - ${paidOf(sql`g.id`)})`

/** An attempt that can still be paid: it asks for exactly what is owed, on the account of today. */
const usable = (
  now: number,
) => sql`a.registration_id = g.id and a.decision is null and a.amount_minor = ${owed}
  and a.stripe_account_id = o.stripe_account_id
  and a.expires_at > ${now} + case when a.session_id is null then ${CREATION_MARGIN} else ${PAYING_MARGIN} end`

/** An attempt at paying online, as much of it as a session is made from. */
export type AttemptRow = {
  id: string
  registrationId: string
  amountMinor: number
  currency: string
  account: string
  title: string
  sessionId: string | null
  url: string | null
  expiresAt: number
}

const attemptColumns = sql`a.id, a.registration_id as "registrationId", a.amount_minor as "amountMinor", a.currency,
  a.stripe_account_id as account, a.title, a.session_id as "sessionId", a.url, a.expires_at as "expiresAt"`

/** Opens an attempt for what is owed unless a usable one is there. Reads back the account and the open attempts. */
export function openAttempt(registrationId: string, actor: Actor, c: Asking, holds: Holds) {
  const { now } = c.var
  const id = newId()
  const seen = sql`g.id = ${registrationId} and ${concerned(actor, holds)}`
  return [
    q.run(sql`insert into attempts
      (id, registration_id, amount_minor, currency, stripe_account_id, title, created_at, expires_at)
      select ${id}, g.id, ${owed}, w.currency, o.stripe_account_id, w.name_en, ${now}, ${now + SESSION_LIFE}
      from ${fromRegistrations} join organisation o on true
      where ${seen} and g.cancelled_at is null and ${owed} > 0 and o.stripe_ready = 1
        and not exists (select 1 from attempts a where ${usable(now)})`),
    record(c, 'checkout.opened', registrationId, { attemptId: id }),
    q.all<{ owedMinor: number; cancelledAt: number | null; ready: number }>(sql`
      select ${owed} as "owedMinor", g.cancelled_at as "cancelledAt", o.stripe_ready as ready
      from ${fromRegistrations} join organisation o on true where ${seen}`),
    q.all<AttemptRow & { usable: number }>(sql`select ${attemptColumns}, (${usable(now)}) as usable
      from ${fromRegistrations} join organisation o on true join attempts a on a.registration_id = g.id
      where ${seen} and a.decision is null order by a.created_at desc`),
  ] as const
}

/** Remembers which session an attempt became. */
export const attach = (attemptId: string, session: { id: string; url: string | null }) =>
  q.run(sql`update attempts set session_id = ${session.id}, url = ${session.url}
    where id = ${attemptId} and session_id is null`)

/**
 * What a paid session comes to, judged at the instant of the write: the due it pays must be there, of the same amount
 * and currency, of a live registration, and a party takes no card from abroad.
 */
const verdict = (s: SessionFacts) => sql`case
  when amount_minor <> ${s.amountMinor} or currency <> ${s.currency} then 'mismatch'
  when exists (select 1 from registrations g where g.id = attempts.registration_id and g.cancelled_at is not null) then 'late'
  when amount_minor > ${dueOf(sql`attempts.registration_id`)} - ${paidOf(sql`attempts.registration_id`)} then 'duplicate'
  when ${s.cardCountry ?? 'IN'} <> 'IN' and (select kind from organisation) = 'political_party' then 'foreign'
  else 'allocated' end`

/** Where and when a session is settled. */
export type Settling = { account: string; organisation: string; link: string; c: Asking }

/**
 * Decides an attempt once by what Stripe says, and writes all that follows: payment, receipt, ledger and messages. Run
 * again, by whichever of webhook, return and sweep comes later, it changes nothing. Answers the attempt last.
 */
export function settling(s: SessionFacts, { account, organisation, link, c }: Settling) {
  const { now } = c.var
  const paymentId = newId()
  const decision = s.paid ? verdict(s) : sql`'expired'`
  return [
    q.run(sql`update attempts set decision = ${decision}, decided_at = ${now}, session_id = ${s.id},
        intent_id = ${s.intentId}, paid_minor = ${s.paid ? s.amountMinor : null},
        paid_currency = ${s.paid ? s.currency : null}
      where id = ${s.attemptId} and stripe_account_id = ${account} and decision is null
        and (session_id is null or session_id = ${s.id}) and ${s.paid || s.status === 'expired' ? 1 : 0}`),
    record(c, 'attempt.decided', s.attemptId, { session: s.id, paid: s.paid }),
    q.run(sql`insert into payments
      (id, registration_id, attempt_id, provider, amount_minor, currency, reference, received_at)
      select ${paymentId}, registration_id, id, 'stripe', paid_minor, paid_currency, intent_id, ${now} from attempts
      where id = ${s.attemptId} and decision = 'allocated' and ${whenWritten} on conflict do nothing`),
    receipt(paymentId, organisation, now),
    tellPaid(paymentId, link, now),
    q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
      select ${newId()}, 'payment-late:' || a.id, 'payment-late', g.person_id, json_object('link', ${link} || g.id),
        ${now}
      from attempts a join registrations g on g.id = a.registration_id
      where a.id = ${s.attemptId} and a.decision = 'late' on conflict do nothing`),
    q.all<{ id: string; decision: string | null }>(sql`select id, decision from attempts
      where id = ${s.attemptId} and stripe_account_id = ${account}`),
  ] as const
}

/** Ends an attempt for which Stripe never made a session. */
export const neverOpened = (attemptId: string, now: number) =>
  q.run(sql`update attempts set decision = 'expired', decided_at = ${now}
    where id = ${attemptId} and session_id is null and decision is null`)

/** Attempts without a decision since before an instant, and whether what they ask for is still owed. */
export const undecided = (before: number) =>
  q.all<AttemptRow & { wanted: number }>(sql`select ${attemptColumns},
      (g.cancelled_at is null and a.amount_minor = ${owed}) as wanted
    from attempts a join registrations g on g.id = a.registration_id
    where a.decision is null and a.created_at < ${before} order by a.created_at limit 50`)

/** The account of a registration, with its newest attempt at paying online. */
export type AccountRow = {
  dueMinor: number
  waivedMinor: number
  paidMinor: number
  refundedMinor: number
  currency: string
  ready: number
  attemptId: string | null
  decision: string | null
  sessionId: string | null
  account: string | null
}

/**
 * How somebody stands with the fee of a registration: its account with the newest attempt, its payments, its refunds and
 * what waits for a second person.
 */
export function accountPage(registrationId: string, c: Asker, holds: Holds) {
  const seen = concerned(c.var.actor, holds)
  return [
    q.all<AccountRow>(sql`select ${dueOf(sql`g.id`)} as "dueMinor", ${waivedOf(sql`g.id`)} as "waivedMinor",
        ${paidOf(sql`g.id`)} as "paidMinor", ${refundedOf(sql`g.id`)} as "refundedMinor", w.currency,
        (o.stripe_ready = 1 and g.cancelled_at is null) as ready, a.id as "attemptId", a.decision,
        a.session_id as "sessionId", a.stripe_account_id as account
      from ${fromRegistrations} join organisation o on true
        left join attempts a on a.id = (select n.id from attempts n where n.registration_id = g.id
          order by n.created_at desc, n.id desc limit 1)
      where g.id = ${registrationId} and ${seen}`),
    paymentsOf(registrationId, seen),
    refundsOf(registrationId, c, holds),
    waitingAt(registrationId, c, holds),
  ] as const
}
