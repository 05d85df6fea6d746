import { sql } from 'drizzle-orm'
import { ask } from '../../approvals/index.ts'
import { record } from '../../platform/audit.ts'
import type { Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import type { Way } from '../providers/rules.ts'
import { askedFacts, moneyPlace } from '../queries.ts'
import type { Asker } from '../waivers/queries.ts'

const at = (workshopId: string, holds: Holds) =>
  sql`from workshops w join units h on h.id = w.unit_id where w.id = ${workshopId} and ${holds(moneyPlace)}`

const left = (what: string) => sql`(select ${sql.raw(what)} from called_off o where o.workshop_id = w.id)`

/** Puts before the second person that all that was paid for a workshop that was called off goes back; says how it stands. */
export function askAll(
  input: { approvalId: string; workshopId: string; reason: string },
  c: Asker,
  holds: Holds,
) {
  const { approvalId, workshopId, reason } = input
  const seen = at(workshopId, holds)
  return [
    ask(
      {
        id: approvalId,
        kind: 'refund',
        subjectId: workshopId,
        unitId: sql`(select w.unit_id ${seen})`,
        workshopId: sql`(select w.id ${seen})`,
        personId: sql`null`,
        detail: sql`(select json_object('all', 1, 'way', 'each', 'amountMinor', ${left('sum(o.left_minor)')},
          'count', ${left('count(*)')}, 'currency', w.currency) ${seen})`,
        reason,
      },
      c.var,
      sql`exists (select 1 ${seen} and w.cancelled_at is not null and ${left('count(*)')} > 0)`,
    ),
    record(c, 'approval.asked', approvalId, { kind: 'refund', workshopId, all: 1 }),
    q.all<{ decision: string | null; asked: number; open: number; cancelled: number }>(
      sql`select w.cancelled_at is not null as cancelled,
        ${askedFacts({ approvalId, kind: 'refund', subject: sql`w.id`, actor: c.var.actor })} ${seen}`,
    ),
  ] as const
}

/** How giving everybody his money back stands: what is left by each way, what was asked, and how far it has come. */
export function calledOffPage(workshopId: string, c: Asker, holds: Holds) {
  const seen = at(workshopId, holds)
  return [
    q.all<{
      id: string
      nameEn: string
      nameHi: string
      currency: string
      cancelledAt: number | null
      unclearedMinor: number
      blockedMinor: number
    }>(sql`select w.id, w.name_en as "nameEn", w.name_hi as "nameHi", w.currency, w.cancelled_at as "cancelledAt",
        (select coalesce(sum(p.amount_minor), 0) from registrations g join payments p on p.registration_id = g.id
          where g.workshop_id = w.id and p.provider = 'cheque' and p.amount_minor > 0
            and not exists (select 1 from clearings k where k.payment_id = p.id)) as "unclearedMinor",
        (select coalesce(sum(l.left_minor), 0) from registrations g join payments p on p.registration_id = g.id
          join refundable_payments l on l.id = p.id where g.workshop_id = w.id and l.blocked = 1) as "blockedMinor"
      ${seen}`),
    q.all<{ way: Way; count: number; people: number; amountMinor: number }>(sql`
      select o.way, count(*) as count, count(distinct o.registration_id) as people, sum(o.left_minor) as "amountMinor"
      from called_off o where o.workshop_id = ${workshopId} and exists (select 1 ${seen}) group by o.way order by o.way`),
    q.all<{ approvalId: string; amountMinor: number; count: number; askedAt: number; own: number }>(sql`
      select a.id as "approvalId", a.detail ->> 'amountMinor' as "amountMinor", a.detail ->> 'count' as count,
        a.asked_at as "askedAt", a.asked_by = ${c.var.actor.personId} as own
      from approvals a where a.kind = 'refund' and a.subject_id = ${workshopId} and a.decision is null
        and exists (select 1 ${seen})`),
    q.all<{ way: Way; state: 'open' | 'paid' | 'failed'; count: number; amountMinor: number }>(sql`
      select r.way, case when r.failed_at is not null then 'failed' when r.paid_at is not null then 'paid' else 'open' end as state,
        count(*) as count, sum(r.amount_minor) as "amountMinor"
      from registrations g join refunds r on r.registration_id = g.id and r.payment_id is not null
      where g.workshop_id = ${workshopId} and exists (select 1 ${seen}) group by 1, 2 order by 1, 2`),
  ] as const
}
