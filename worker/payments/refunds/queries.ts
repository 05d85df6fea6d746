import { type SQL, sql } from 'drizzle-orm'
import { ask } from '../../approvals/index.ts'
import { record } from '../../platform/audit.ts'
import { type Actor, type Holds, holding } from '../../platform/auth.ts'
import { jsonList, q, whenWritten } from '../../platform/sql.ts'
import { shareBack } from '../policy/queries.ts'
import { goingBackBy, type Way } from '../providers/rules.ts'
import { askedFacts, concerned, fromRegistrations, moneyPlace } from '../queries.ts'
import { refundState } from '../rules.ts'
import type { Asker } from '../waivers/queries.ts'

/** How many refunds a page holds. */
export const PAGE = 50

/** What is asked to be given back. */
export type RefundInput = {
  approvalId: string
  paymentId: string
  /** Absent: what the policy says, and all that is left where there is none. */
  amountMinor?: number | undefined
  way: Way
  reason: string
  /** Whether the seat stays when all is given back. */
  keepSeat?: boolean | undefined
}

/** A card payment goes back to the card; by hand only once that has failed, and so does what paid nothing. */
const fits = (
  way: Way,
) => sql`(case when l.provider in (select value from json_each(${jsonList(goingBackBy(way))}))
  then l.payment_id is not null
  else ${way} <> 'stripe' and l.provider = 'stripe' and exists (
    select 1 from stripe_refunds fs where fs.state = 'failed' and (fs.attempt_id = l.attempt_id
      or fs.id in (select fr.sending_id from refunds fr where fr.payment_id = l.payment_id))) end)`

const fromRefundable = sql`refundable l join registrations g on g.id = l.registration_id
  join workshops w on w.id = g.workshop_id join people e on e.id = g.person_id join units h on h.id = w.unit_id`

/** Money of an attempt that waits in suspense, for whoever holds money there. */
export const suspended = (attemptId: string, holds: Holds) =>
  sql`from ${fromRefundable} where l.id = ${attemptId} and l.attempt_id is not null and ${holds(moneyPlace)}`

/** Puts a refund before the second person if so much is left of the payment; says last how the payment stands. */
export function askRefund(input: RefundInput, c: Asker, holds: Holds) {
  const { approvalId, paymentId, amountMinor, way, reason, keepSeat } = input
  const seen = sql`from ${fromRefundable} where l.id = ${paymentId} and ${holds(moneyPlace)}`
  const detail = JSON.stringify({ paymentId, way, keepSeat: keepSeat ? 1 : 0 })
  const share = sql`(select ${shareBack(c.var.now)} from payments p where p.id = l.payment_id)`
  const amount = amountMinor === undefined ? sql`coalesce(${share}, l.left_minor)` : sql`${amountMinor}`
  return [
    ask(
      {
        id: approvalId,
        kind: 'refund',
        subjectId: paymentId,
        unitId: sql`(select w.unit_id ${seen})`,
        workshopId: sql`(select w.id ${seen})`,
        personId: sql`(select g.person_id ${seen})`,
        detail: sql`(select json_set(${detail}, '$.amountMinor', ${amount}, '$.policyMinor', ${share},
          '$.currency', l.currency, '$.registrationId', g.id) ${seen})`,
        reason,
      },
      c.var,
      sql`exists (select 1 ${seen} and l.blocked = 0 and ${amount} between 1 and l.left_minor and ${fits(way)})`,
    ),
    record(c, 'approval.asked', approvalId, {
      kind: 'refund',
      paymentId,
      amountMinor: amountMinor ?? null,
      way,
    }),
    q.all<AskedFacts>(
      sql`select l.left_minor as "leftMinor", ${amount} as "amountMinor", l.blocked, ${fits(way)} as "wayFits",
        ${askedFacts({ approvalId, kind: 'refund', subject: sql`l.id`, actor: c.var.actor })} ${seen}`,
    ),
  ] as const
}

type AskedFacts = {
  leftMinor: number
  amountMinor: number
  blocked: number
  wayFits: number
  decision: string | null
  asked: number
  open: number
}

const fromRefunds = sql`${fromRegistrations} join refunds r on r.registration_id = g.id
  left join payments p on p.id = r.payment_id
  left join receipts x on x.payment_id = p.id left join approvals a on a.id = r.approval_id
  left join stripe_refunds s on s.id = r.sending_id`

/** Whether the actor may hand a refund over: not who approved it, nor who gets it. */
const payable = ({
  actor,
  now,
}: {
  actor: Actor
  now: number
}) => sql`(r.way <> 'stripe' and r.paid_at is null
  and r.failed_at is null and a.decided_by <> ${actor.personId} and a.decided_account <> ${actor.accountId}
  and a.person_id is not ${actor.personId} and ${holding(actor, 'payments:record', now)(moneyPlace)})`

const columns = (c: Asker) => sql`r.id, r.origin, r.payment_id as "paymentId", r.number,
  x.number as "receiptNumber", r.amount_minor as "amountMinor", r.currency, r.way, r.approved_at as "approvedAt",
  r.paid_at as "paidAt", r.failed_at as "failedAt", r.reference, r.failure, s.state as sending,
  ${payable(c.var)} as payable`

/** A refund as its statement reads it. */
export type RefundRow = {
  id: string
  origin: 'approved' | 'dashboard'
  paymentId: string | null
  number: string
  receiptNumber: string | null
  amountMinor: number
  currency: string
  way: Way
  approvedAt: number
  paidAt: number | null
  failedAt: number | null
  reference: string | null
  failure: string | null
  sending: string | null
  payable: number
}

/** A refund as it is answered. */
export const refundJson = <R extends RefundRow>({ sending, payable: can, ...row }: R) => ({
  ...row,
  state: refundState({ paidAt: row.paidAt, failedAt: row.failedAt, sending }),
  payable: can === 1,
})

/** The refunds of a registration, the oldest first, for its person or whoever `holds` over it. */
export const refundsOf = (registrationId: string, c: Asker, holds: Holds) =>
  q.all<RefundRow>(sql`select ${columns(c)} from ${fromRefunds}
    where g.id = ${registrationId} and ${concerned(c.var.actor, holds)} order by r.approved_at, r.id`)

/** The refunds of a payment, for its person or whoever `holds` money there. */
export const refundsOfPayment = (paymentId: string, c: Asker, holds: Holds) =>
  q.all<RefundRow>(sql`select ${columns(c)} from ${fromRefunds}
    where p.id = ${paymentId} and (g.person_id = ${c.var.actor.personId} or ${holds(moneyPlace)})
    order by r.approved_at, r.id`)

/** What waits for a second person at a registration. */
export type WaitingRow = {
  approvalId: string
  kind: 'waiver' | 'refund'
  paymentId: string | null
  amountMinor: number
  askedAt: number
  own: number
}

/** What waits for a second person at a registration, for its person or whoever `holds` over it. */
export const waitingAt = (registrationId: string, { var: { actor } }: Asker, holds: Holds) =>
  q.all<WaitingRow>(sql`select qa.id as "approvalId", qa.kind, qa.detail ->> 'paymentId' as "paymentId",
      qa.detail ->> 'amountMinor' as "amountMinor", qa.asked_at as "askedAt", qa.asked_by = ${actor.personId} as own
    from ${fromRegistrations} join approvals qa on qa.decision is null and (
      (qa.kind = 'waiver' and qa.subject_id = g.id)
      or (qa.kind = 'refund' and qa.subject_id in (select p.id from payments p where p.registration_id = g.id)))
    where g.id = ${registrationId} and ${concerned(actor, holds)} order by qa.id`)

type ListRow = RefundRow & {
  registrationId: string
  personId: string
  personEn: string
  personHi: string
  workshopId: string
  workshopEn: string
  workshopHi: string
  reason: string
}

/** Refunds, the newest first, one more than a page; with the sum of what is still to be paid. */
export function refundList(after: string | undefined, c: Asker, holds: Holds) {
  const beyond = after
    ? sql`and (r.approved_at, r.id) < (select approved_at, id from refunds where id = ${after})`
    : sql``
  return [
    q.all<ListRow>(sql`select ${columns(c)}, g.id as "registrationId", e.id as "personId", e.name_en as "personEn",
        e.name_hi as "personHi", w.id as "workshopId", w.name_en as "workshopEn", w.name_hi as "workshopHi", coalesce(a.reason, '') as reason
      from ${fromRefunds} where ${holds(moneyPlace)} ${beyond}
      order by r.approved_at desc, r.id desc limit ${PAGE + 1}`),
    q.all<{ currency: string; count: number; amountMinor: number }>(sql`
      select r.currency, count(*) as count, sum(r.amount_minor) as "amountMinor" from ${fromRefunds}
      where r.paid_at is null and r.failed_at is null and ${holds(moneyPlace)} group by r.currency`),
  ] as const
}

/** One refund, for whoever `holds` money there. */
export const refund = (id: string, c: Asker, holds: Holds) =>
  q.all<RefundRow>(sql`select ${columns(c)} from ${fromRefunds}
    where r.id = ${id} and ${holds(moneyPlace)}`)

const referenceFits = (reference: string | null): SQL => sql`case r.way when 'cash' then ${reference} is null
  when 'upi' then coalesce(length(${reference}) = 12 and ${reference} not glob '*[^0-9]*', 0)
  else coalesce(length(${reference}) >= 4, 0) end`

/** Says that a refund was handed over, by the actor, with the bank's reference (none for cash). */
export const payOut = (id: string, reference: string | null, { var: { actor, now } }: Asker, holds: Holds) =>
  q.run(sql`update refunds set paid_at = ${now}, paid_by = ${actor.personId}, paid_account = ${actor.accountId},
      reference = ${reference}
    where id = ${id} and way <> 'stripe' and paid_at is null and failed_at is null and exists (
      select 1 from ${fromRefunds} where r.id = ${id} and ${holds(moneyPlace)}
        and ${referenceFits(reference)} and not exists (
          select 1 from refunds u where u.way = r.way and u.reference = ${reference}))`)

/** Why a refund was not marked as paid: whether the reference is fit, and whether it was used for another one. */
export const payingFacts = (id: string, reference: string | null) =>
  q.all<{ fits: number; used: number; paidBy: string | null }>(sql`select ${referenceFits(reference)} as fits,
      r.paid_by as "paidBy", exists (select 1 from refunds u where u.way = r.way and u.reference = ${reference}
        and u.id <> r.id) as used
    from refunds r where r.id = ${id}`)

/** Tells the person that money is on its way back, if the statement before wrote something and it is paid. */
export const tellRefunded = (id: string, link: string, now: number) =>
  q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
    select lower(hex(randomblob(16))), 'refund-paid:' || r.id, 'refund-paid', g.person_id,
      json_object('voucher', r.number, 'amountMinor', r.amount_minor, 'currency', r.currency, 'link', ${link} || g.id),
      ${now}
    from refunds r join registrations g on g.id = r.registration_id
    where (r.id = ${id} or r.sending_id = ${id}) and r.paid_at is not null and r.failed_at is null and ${whenWritten}
    on conflict do nothing`)
