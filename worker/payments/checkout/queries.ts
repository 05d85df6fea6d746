import { type SQL, sql } from 'drizzle-orm'
import type { attempts } from '../../../db/tenant/schema/registrations.ts'
import { type Asking, record } from '../../platform/audit.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { newId } from '../../platform/id.ts'
import { q } from '../../platform/sql.ts'
import { seatableAgain } from '../../workshops/index.ts'
import { disputeOf, suspenseOf } from '../disputes/standing.ts'
import { backPage } from '../policy/queries.ts'
import {
  concerned,
  dueOf,
  fromRegistrations,
  paidOf,
  paymentsOf,
  receiptFor,
  refundedOf,
  tellPaidFor,
  waivedOf,
} from '../queries.ts'
import { refundsOf, waitingAt } from '../refunds/queries.ts'
import type { SessionFacts } from '../rules.ts'
import type { Asker } from '../waivers/queries.ts'

/** Life of a Checkout Session, seconds; Stripe takes no less than half an hour. */
export const SESSION_LIFE = 60 * 60
/** The same where a seat is held no longer than that: long enough to try again while Stripe is silent. */
const SHORT_LIFE = 36 * 60
/** A session that Stripe has not been asked for yet must still have this long to live when it is. */
const CREATION_MARGIN = 31 * 60
/** A payer needs at least this long at the hosted page. */
const PAYING_MARGIN = 60

/** What a registration `g` still owes. */
export const owed = sql`(${dueOf(sql`g.id`)} - ${paidOf(sql`g.id`)})`

/** Whether an attempt `a` can still be opened or paid: in time, undecided, and on the account of today. */
export const inTime = (now: number) => sql`a.decision is null and a.stripe_account_id = o.stripe_account_id
  and a.expires_at > ${now} + case when a.session_id is null then ${CREATION_MARGIN} else ${PAYING_MARGIN} end`

/** An attempt for one person that can still be paid: it asks for exactly what is owed. */
const usable = (now: number) =>
  sql`a.registration_id = g.id and a.lines = 1 and a.amount_minor = ${owed} and ${inTime(now)}`

/** Whether an attempt `a` asks, line by line, for what its people owe. */
const wanted = sql`not exists (select 1 from attempt_lines l join registrations g on g.id = l.registration_id
  where l.attempt_id = a.id and (g.cancelled_at is not null or l.amount_minor <> ${owed}))`

/** An attempt at paying online, as much of it as a session is made from; it stands for so many lines. */
export type AttemptRow = {
  id: string
  lines: number
  registrationId: string
  amountMinor: number
  currency: string
  account: string
  title: string
  sessionId: string | null
  url: string | null
  expiresAt: number
}

/** The columns of `AttemptRow`. */
export const attemptColumns = sql`a.id, a.lines, a.registration_id as "registrationId", a.amount_minor as "amountMinor", a.currency,
  a.stripe_account_id as account, a.title, a.session_id as "sessionId", a.url, a.expires_at as "expiresAt"`

/** How long a new session may be paid: no longer than the seat is held, if that is long enough to pay. */
const expiry = (now: number) => sql`case when g.held_until is null then ${now + SESSION_LIFE}
  else max(${now + SHORT_LIFE}, min(${now + SESSION_LIFE}, g.held_until)) end`

/** A hold that is over, or was made longer for a session of the same amount: nobody holds a seat by opening new ones. */
export const heldOut = (now: number) => sql`(g.held_until is not null and (g.held_until <= ${now} or exists (
  select 1 from attempt_lines hl join attempts ha on ha.id = hl.attempt_id
  where hl.registration_id = g.id and ha.session_id is not null and hl.amount_minor = ${owed}
    and ha.expires_at >= g.held_until)))`

/** Whether a registration can be paid online now. */
export type OpeningRow = { owedMinor: number; cancelledAt: number | null; ready: number; heldOut: number }

/** Opens an attempt for what is owed unless a usable one is there. Reads back the account and the open attempts. */
export function openAttempt(registrationId: string, actor: Actor, c: Asking, holds: Holds) {
  const { now } = c.var
  const id = newId()
  const seen = sql`g.id = ${registrationId} and ${concerned(actor, holds)}`
  return [
    q.run(sql`insert into attempts
      (id, registration_id, amount_minor, currency, stripe_account_id, title, created_at, expires_at, opened_by)
      select ${id}, g.id, ${owed}, w.currency, o.stripe_account_id, w.name_en, ${now}, ${expiry(now)},
        ${actor.personId}
      from ${fromRegistrations} join organisation o on true
      where ${seen} and g.cancelled_at is null and ${owed} > 0 and o.stripe_ready = 1
        and not ${heldOut(now)} and not exists (select 1 from attempts a where ${usable(now)})`),
    record(c, 'checkout.opened', registrationId, { attemptId: id }),
    q.all<OpeningRow>(sql`
      select ${owed} as "owedMinor", g.cancelled_at as "cancelledAt", o.stripe_ready as ready,
        ${heldOut(now)} as "heldOut"
      from ${fromRegistrations} join organisation o on true where ${seen}`),
    q.all<AttemptRow & { usable: number }>(sql`select ${attemptColumns}, (${usable(now)}) as usable
      from ${fromRegistrations} join organisation o on true join attempts a on a.registration_id = g.id and a.lines = 1
      where ${seen} and a.decision is null order by a.created_at desc`),
  ] as const
}

/** Remembers which session an attempt became. */
export const attach = (attemptId: string, session: { id: string; url: string | null }) =>
  q.run(sql`update attempts set session_id = ${session.id}, url = ${session.url}
    where id = ${attemptId} and session_id is null`)

/** Whether a line `l` asks for no more than is owed now. */
const due = sql`l.amount_minor <= coalesce(
  (select o.owed_minor from owed_dues o where o.registration_id = l.registration_id), 0)`

const lineOf = (having: SQL) => sql`exists (select 1 from attempt_lines l
  join registrations g on g.id = l.registration_id where l.attempt_id = attempts.id and ${having})`

const abroad = (s: SessionFacts) =>
  sql`(${s.cardCountry ?? 'IN'} <> 'IN' and (select kind from organisation) = 'political_party')`

/**
 * What a paid session comes to, judged at the instant of the write: somebody it was paid for must have a live registration
 * and owe it, the amount and currency must be those that were asked for, and a party takes no card from abroad. One whose
 * seat was given up meanwhile has it again where it is free. Of several people, each one's line is then decided by a trigger.
 */
const verdict = (s: SessionFacts, now: number) => sql`case
  when not ${lineOf(sql`g.cancelled_at is null`)} then case when lines = 1
    and amount_minor = ${s.amountMinor} and currency = ${s.currency} and not ${abroad(s)} and ${lineOf(due)}
    and ${seatableAgain(sql`attempts.registration_id`, now)} then 'reseated' else 'late' end
  when not ${lineOf(sql`g.cancelled_at is null and exists (select 1 from owed_dues o
    where o.registration_id = g.id and o.owed_minor > 0)`)} then 'duplicate'
  when amount_minor <> ${s.amountMinor} or currency <> ${s.currency} then 'mismatch'
  when ${abroad(s)} then 'foreign'
  when not ${lineOf(sql`g.cancelled_at is null and ${due}`)} then 'duplicate'
  else 'allocated' end`

/** A card from abroad goes back by itself where the organisation has said so. */
const returned = (s: SessionFacts, now: number) => sql`(${s.paid ? 1 : 0} and (${verdict(s, now)}) = 'foreign'
  and (select foreign_cards from organisation) = 'refund')`

/** Where and when a session is settled. */
export type Settling = { account: string; organisation: string; link: string; c: Asking }

const ended = (s: SessionFacts) => s.paid || s.failed || s.status === 'expired'

function decide(s: SessionFacts, account: string, now: number) {
  const decision = s.paid ? verdict(s, now) : sql`${s.failed ? 'failed' : 'expired'}`
  return q.run(sql`update attempts set decision = ${decision}, decided_at = ${now}, session_id = ${s.id},
      intent_id = ${s.intentId}, paid_minor = ${s.paid ? s.amountMinor : null},
      paid_currency = ${s.paid ? s.currency : null}, card_country = ${s.cardCountry},
      reviewed_as = case when ${returned(s, now)} then 'refunded' end,
      reviewed_at = case when ${returned(s, now)} then ${now} end
    where id = ${s.attemptId} and stripe_account_id = ${account} and decision is null
      and (session_id is null or session_id = ${s.id}) and ${ended(s) ? 1 : 0}`)
}

/**
 * Seats those of several again whose seats were given up or lapsed meanwhile, one after the other, as long as there is
 * room; before the decision, and only where it will be made and the money fits.
 */
const reseatLines = (s: SessionFacts, account: string, now: number) =>
  q.run(sql`update attempt_lines set decision = case when ${seatableAgain(sql`attempt_lines.registration_id`, now)}
      and amount_minor <= coalesce((select o.owed_minor from owed_dues o
        where o.registration_id = attempt_lines.registration_id), 0) then 'reseated' end
    where attempt_id = ${s.attemptId} and decision is null and ${s.paid ? 1 : 0}
      and exists (select 1 from registrations g where g.id = registration_id and g.cancelled_at is not null)
      and exists (select 1 from attempts a where a.id = attempt_id and a.lines > 1 and a.stripe_account_id = ${account}
        and a.decision is null and (a.session_id is null or a.session_id = ${s.id})
        and a.amount_minor = ${s.amountMinor} and a.currency = ${s.currency} and not ${abroad(s)})`)

/** Tells the payer what became of his money where it is not simply a payment, once. */
const tellDecided = (attemptId: string, link: string, now: number) =>
  q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
    select ${newId()}, m.topic || ':' || a.id, m.topic, case when a.lines > 1 then a.opened_by else g.person_id end,
      json_object('amountMinor', coalesce(a.paid_minor, a.amount_minor), 'currency', a.currency,
        'link', ${link} || g.id), ${now}
    from attempts a join registrations g on g.id = a.registration_id join (
      select 'late' as decision, null as reviewed, 'payment-late' as topic
      union all select 'reseated', null, 'payment-reseated' as topic
      union all select 'foreign', null, 'payment-review' as topic
      union all select 'mismatch', null, 'payment-review' as topic
      union all select 'failed', null, 'payment-failed' as topic) m
      on m.reviewed is a.reviewed_as and m.decision = case when a.decision = 'allocated' and exists (
        select 1 from attempt_lines l where l.attempt_id = a.id and l.decision = 'late') then 'late'
        when a.decision = 'allocated' and exists (select 1 from attempt_lines l
          where l.attempt_id = a.id and l.decision = 'reseated') then 'reseated' else a.decision end
    where a.id = ${attemptId} and a.decided_at = ${now}
      and (a.decision <> 'failed' or (g.cancelled_at is null and ${owed} > 0))
    on conflict do nothing`)

/**
 * Decides an attempt once by what Stripe says, and writes all that follows: payments, receipt, ledger and messages; where
 * the bank still has to answer, only that. Run again, by whichever of webhook, return and sweep comes later, it changes
 * nothing. Answers the attempt last, and of several lines the decision of one that goes back; none of another session's.
 */
export function settling(s: SessionFacts, { account, organisation, link, c }: Settling) {
  const { now } = c.var
  const meant = sql`p.attempt_id = ${s.attemptId}`
  const mine = sql`id = ${s.attemptId} and stripe_account_id = ${account} and (session_id is null or session_id = ${s.id})`
  return [
    reseatLines(s, account, now),
    decide(s, account, now),
    record(c, 'attempt.decided', s.attemptId, { session: s.id, paid: s.paid }),
    q.run(sql`insert into collections
      (id, attempt_id, provider, amount_minor, lines, currency, reference, payer_id, received_at)
      select a.id, a.id, 'stripe', sum(l.amount_minor), count(*), a.paid_currency, a.intent_id, a.payer_id, ${now}
      from attempts a join attempt_lines l on l.attempt_id = a.id and l.decision in ('allocated', 'reseated')
      where a.id = ${s.attemptId} and a.lines > 1 group by a.id on conflict do nothing`),
    q.run(sql`insert into payments (id, registration_id, attempt_id, collection_id, payer_id, provider, amount_minor,
        currency, reference, received_at)
      select l.id, l.registration_id, a.id, case when a.lines > 1 then a.id end, a.payer_id, 'stripe', l.amount_minor,
        a.paid_currency, a.intent_id, ${now}
      from attempts a join attempt_lines l on l.attempt_id = a.id and l.decision in ('allocated', 'reseated')
      where a.id = ${s.attemptId} and not exists (select 1 from payments p where ${meant})`),
    receiptFor(meant, organisation, now),
    tellPaidFor(meant, link, now),
    tellDecided(s.attemptId, link, now),
    q.run(sql`update attempts set completed_at = ${now}, session_id = ${s.id}
      where ${mine} and decision is null and completed_at is null and ${s.status === 'complete' && !ended(s) ? 1 : 0}`),
    q.all<{ id: string; decision: string | null; reviewed: string | null }>(sql`
      select id, reviewed_as as reviewed, coalesce((select l.decision from attempt_lines l
        where l.attempt_id = attempts.id and l.decision in ('late', 'duplicate') limit 1), decision) as decision
      from attempts where ${mine}`),
  ] as const
}

/** Whether the attempt of a session was decided. */
export const decided = (sessionId: string) =>
  q.all<{ id: string }>(sql`select id from attempts where session_id = ${sessionId} and decision is not null`)

/** Ends an attempt for which Stripe never made a session. */
export const neverOpened = (attemptId: string, now: number) =>
  q.run(sql`update attempts set decision = 'expired', decided_at = ${now}
    where id = ${attemptId} and session_id is null and decision is null`)

/** Attempts without a decision of which a registration is a line. */
export const openAttempts = (registrationId: string) =>
  q.all<AttemptRow>(sql`select ${attemptColumns} from attempt_lines l join attempts a on a.id = l.attempt_id
    where l.registration_id = ${registrationId} and a.decision is null order by a.created_at`)

/** Attempts without a decision since before an instant, and whether what they ask for is still owed. */
export const undecided = (before: number) =>
  q.all<AttemptRow & { wanted: number }>(sql`select ${attemptColumns}, ${wanted} as wanted from attempts a
    where a.decision is null and a.created_at < ${before} order by a.created_at limit 50`)

/** What became of an attempt. */
export type Decision = NonNullable<(typeof attempts.$inferSelect)['decision']>

/** The account of a registration, with its newest attempt at paying online. */
export type AccountRow = {
  dueMinor: number
  waivedMinor: number
  paidMinor: number
  refundedMinor: number
  currency: string
  ready: number
  heldUntil: number | null
  lapsed: number
  attemptId: string | null
  decision: Decision | null
  reviewed: string | null
  sessionId: string | null
  account: string | null
  /** JSON. */
  dispute: string | null
  suspenseMinor: number
}

/**
 * How somebody stands with the fee of a registration: its account with the newest attempt, its payments, its refunds,
 * what waits for a second person, and what goes back when the seat is given up.
 */
export function accountPage(registrationId: string, c: Asker, holds: Holds) {
  const seen = concerned(c.var.actor, holds)
  return [
    q.all<AccountRow>(sql`select ${dueOf(sql`g.id`)} as "dueMinor", ${waivedOf(sql`g.id`)} as "waivedMinor",
        ${paidOf(sql`g.id`)} as "paidMinor", ${refundedOf(sql`g.id`)} as "refundedMinor", w.currency,
        (o.stripe_ready = 1 and g.cancelled_at is null) as ready,
        case when g.cancelled_at is null then g.held_until end as "heldUntil", g.lapsed_at is not null as lapsed,
        a.id as "attemptId", l.decision, a.reviewed_as as reviewed,
        a.session_id as "sessionId", a.stripe_account_id as account, ${disputeOf} as dispute,
        ${suspenseOf} as "suspenseMinor"
      from ${fromRegistrations} join organisation o on true
        left join attempt_lines l on l.id = (select nl.id from attempt_lines nl join attempts n on n.id = nl.attempt_id
          where nl.registration_id = g.id order by n.created_at desc, n.id desc limit 1)
        left join attempts a on a.id = l.attempt_id
      where g.id = ${registrationId} and ${seen}`),
    paymentsOf(registrationId, seen),
    refundsOf(registrationId, c, holds),
    waitingAt(registrationId, c, holds),
    ...backPage(registrationId, c.var.now, seen, fromRegistrations),
  ] as const
}
