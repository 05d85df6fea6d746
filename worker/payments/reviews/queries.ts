import { sql } from 'drizzle-orm'
import { rootPath } from '../../organisations/index.ts'
import { type Asking, record, whenRecorded } from '../../platform/audit.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { dueOf, fromRegistrations, moneyPlace, paidOf } from '../queries.ts'

const owed = sql`(${dueOf(sql`g.id`)} - ${paidOf(sql`g.id`)})`

/** Money that did not fit, as its statement reads it. */
export type ReviewRow = {
  attemptId: string
  registrationId: string
  personId: string
  personEn: string
  personHi: string
  workshopId: string
  workshopEn: string
  workshopHi: string
  decision: 'mismatch' | 'foreign'
  askedMinor: number
  currency: string
  paidMinor: number
  paidCurrency: string
  cardCountry: string | null
  owedMinor: number
  decidedAt: number
  outcome: 'accepted' | 'refunded' | null
  lines: number
}

const columns = sql`a.id as "attemptId", g.id as "registrationId", e.id as "personId", e.name_en as "personEn",
  e.name_hi as "personHi", w.id as "workshopId", w.name_en as "workshopEn", w.name_hi as "workshopHi", a.decision,
  a.amount_minor as "askedMinor", a.currency, a.paid_minor as "paidMinor", a.paid_currency as "paidCurrency",
  a.card_country as "cardCountry", max(0, ${owed}) as "owedMinor", a.decided_at as "decidedAt",
  a.reviewed_as as outcome,
  a.lines`

/** What waits for the treasurer's word, the oldest first. */
export const openReviews = (holds: Holds) =>
  q.all<ReviewRow>(sql`select ${columns} from ${fromRegistrations} join attempts a on a.registration_id = g.id
    where a.decision in ('mismatch', 'foreign') and a.reviewed_as is null and ${holds(moneyPlace)}
    order by a.decided_at, a.id limit 200`)

/** One of them, answered or not. */
export const review = (attemptId: string, holds: Holds) =>
  q.all<ReviewRow>(sql`select ${columns} from ${fromRegistrations} join attempts a on a.registration_id = g.id
    where a.id = ${attemptId} and a.decision in ('mismatch', 'foreign') and ${holds(moneyPlace)}`)

/** What a card from abroad comes to, as far as `seen`. */
export const foreignCards = (seen = sql`1`) =>
  q.all<{ foreignCards: 'review' | 'refund' }>(
    sql`select foreign_cards as "foreignCards" from organisation where ${seen}`,
  )

/** Changes it, for whoever may connect accounts. */
export const setForeignCards = (value: 'review' | 'refund', holds: Holds) =>
  q.run(sql`update organisation set foreign_cards = ${value}
    where foreign_cards <> ${value} and ${holds({ path: rootPath })}`)

/** Told to whoever may change it. */
export const ruleOf = (holds: Holds) => foreignCards(holds({ path: rootPath }))

/** What is said about an attempt: by whom, and what its money is worth in the currency of the fee. */
export type Answer = { attemptId: string; outcome: 'accepted' | 'refunded'; worthMinor: number | null }

const worth = (a: Answer) =>
  sql`case when a.paid_currency = a.currency then a.paid_minor else ${a.worthMinor} end`

/** Whether the fee can be paid with it: of one person as much as is owed at most, of several exactly what was asked for. */
const fits = (a: Answer) => sql`case when a.lines = 1
  then g.cancelled_at is null and ${worth(a)} <= ${owed}
  else a.paid_minor = a.amount_minor and a.paid_currency = a.currency and not exists (select 1 from attempt_lines l
    join registrations lg on lg.id = l.registration_id left join owed_dues o on o.registration_id = l.registration_id
    where l.attempt_id = a.id and (lg.cancelled_at is not null or l.amount_minor > coalesce(o.owed_minor, 0))) end`

/**
 * Says what becomes of money that did not fit, unless it is one's own. Accepting pays the fee with it, as far as the fee
 * is owed; refusing gives it back by itself.
 */
export function answer(a: Answer, actor: Actor, c: Asking, holds: Holds) {
  const { now } = c.var
  const accepted = sql`a.id = ${a.attemptId} and a.reviewed_as = 'accepted' and ${whenRecorded(c)}`
  return [
    q.run(sql`update attempts set reviewed_as = ${a.outcome}, reviewed_at = ${now}, reviewed_by = ${actor.personId}
      where id = ${a.attemptId} and decision in ('mismatch', 'foreign') and reviewed_as is null and exists (
        select 1 from ${fromRegistrations} join attempts a on a.registration_id = g.id
        where a.id = ${a.attemptId} and g.person_id <> ${actor.personId} and a.opened_by is not ${actor.personId}
          and ${holds(moneyPlace)} and (${a.outcome} = 'refunded' or ${fits(a)}))`),
    record(c, 'attempt.reviewed', a.attemptId, { outcome: a.outcome, worthMinor: a.worthMinor }),
    q.run(sql`insert into collections
      (id, attempt_id, provider, amount_minor, lines, currency, reference, payer_id, received_at)
      select a.id, a.id, 'stripe', a.paid_minor, a.lines, a.currency, a.intent_id, a.payer_id, ${now}
      from attempts a where a.lines > 1 and ${accepted} on conflict do nothing`),
    q.run(sql`insert into payments (id, registration_id, attempt_id, collection_id, payer_id, provider, amount_minor,
        currency, reference, received_at)
      select l.id, l.registration_id, a.id, case when a.lines > 1 then a.id end, a.payer_id, 'stripe',
        case when a.lines > 1 then l.amount_minor else ${worth(a)} end, a.currency, a.intent_id, ${now}
      from attempts a join attempt_lines l on l.attempt_id = a.id where ${accepted} on conflict do nothing`),
  ] as const
}
