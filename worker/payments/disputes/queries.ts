import { sql } from 'drizzle-orm'
import type { Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { moneyPlace } from '../queries.ts'
import type { DisputeFacts } from './facts.ts'

/** Keeps a dispute of an attempt of ours, once. */
export const open = (d: DisputeFacts, account: string) =>
  q.run(sql`insert into disputes (id, attempt_id, amount_minor, currency, reason, status, refundable, opened_at)
    select ${d.id}, a.id, ${d.amountMinor}, ${d.currency}, ${d.reason}, ${d.status}, ${d.refundable ? 1 : 0}, ${d.openedAt}
    from attempts a where a.intent_id = ${d.intentId} and a.stripe_account_id = ${account} on conflict do nothing`)

/** Writes down what Stripe says of it now. A state that nobody knows changes only the word. */
export const update = (d: DisputeFacts, now: number) =>
  q.run(sql`update disputes set status = ${d.status},
      refundable = case when ${d.known} then ${d.refundable ? 1 : 0} else refundable end,
      outcome = case when ${d.outcome} is null then outcome else ${d.outcome} end,
      closed_at = case when ${d.outcome} is null then closed_at else coalesce(closed_at, ${now}) end,
      evidence_due = ${d.evidenceDue}, evidence_sent = ${d.evidenceSent ? 1 : 0}
    where id = ${d.id} and (outcome is null or ${d.outcome} is not null or not ${d.known} or ${d.status} like 'appeal%')
      and (status is not ${d.status} or refundable is not ${d.refundable ? 1 : 0}
        or evidence_due is not ${d.evidenceDue} or evidence_sent is not ${d.evidenceSent ? 1 : 0})`)

/** Money that paid nothing and came back from a dispute goes back to whom it is owed. */
export const returnAgain = (disputeId: string, now: number) =>
  q.run(sql`insert into giving_back (attempt_id, at) select a.id, ${now} from disputes d join attempts a on a.id = d.attempt_id
    where d.id = ${disputeId} and d.outcome in ('won', 'warning') and a.decision in ('late', 'duplicate')`)

/** How many disputes a page holds. */
export const PAGE = 50

/** A dispute with whose money it is about. */
export type DisputeRow = {
  id: string
  registrationId: string
  attemptId: string
  amountMinor: number
  currency: string
  reason: string
  status: string
  outcome: 'won' | 'lost' | 'warning' | null
  refundable: number
  evidenceDue: number | null
  evidenceSent: number
  openedAt: number
  closedAt: number | null
  takenMinor: number
  feeMinor: number
  personId: string
  personEn: string
  personHi: string
  workshopId: string
  workshopEn: string
  workshopHi: string
}

const rows = sql`select d.id, g.id as "registrationId", a.id as "attemptId", d.amount_minor as "amountMinor", d.currency,
    d.reason, d.status, d.outcome, d.refundable, d.evidence_due as "evidenceDue", d.evidence_sent as "evidenceSent",
    d.opened_at as "openedAt", d.closed_at as "closedAt",
    coalesce((select -sum(t.amount_minor) from stripe_transactions t where t.source_id = d.id), 0) as "takenMinor",
    coalesce((select sum(t.fee_minor) from stripe_transactions t where t.source_id = d.id), 0) as "feeMinor",
    e.id as "personId", e.name_en as "personEn", e.name_hi as "personHi",
    w.id as "workshopId", w.name_en as "workshopEn", w.name_hi as "workshopHi"
  from disputes d join attempts a on a.id = d.attempt_id join registrations g on g.id = a.registration_id
    join people e on e.id = g.person_id join workshops w on w.id = g.workshop_id join units h on h.id = w.unit_id`

/** Disputes, the newest first, one more than a page. */
export const disputeList = (after: string | undefined, holds: Holds) =>
  q.all<DisputeRow>(sql`${rows} where ${holds(moneyPlace)}
    ${after ? sql`and (d.opened_at, d.id) < (select x.opened_at, x.id from disputes x where x.id = ${after})` : sql``}
    order by d.opened_at desc, d.id desc limit ${PAGE + 1}`)
