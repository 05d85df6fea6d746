import { type SQL, sql } from 'drizzle-orm'
import type { Holds } from '../platform/auth.ts'
import { q } from '../platform/sql.ts'
import {
  dueOf,
  moneyPlace,
  type PaymentRow,
  paidOf,
  paymentColumns,
  refundedOf,
  waivedOf,
} from './queries.ts'

/** How many rows a page of payments or of workshops holds. */
export const PAGE = 100

type Asked = {
  from?: number | undefined
  until?: number | undefined
  provider?: string | undefined
  after?: string | undefined
}

const within = ({ from, until, provider }: Asked): SQL => sql`
  p.received_at >= ${from ?? 0} and p.received_at < ${until ?? Number.MAX_SAFE_INTEGER}
  ${provider ? sql`and p.provider = ${provider}` : sql``}`

type ListRow = PaymentRow & {
  personId: string
  personEn: string
  personHi: string
  workshopId: string
  workshopEn: string
  workshopHi: string
  recordedBy: string | null
  refundedMinor: number
  dispute: 'open' | 'won' | 'lost' | 'warning' | null
}

/** Where a list of payments goes on: `<received at>:<payment>` of the last one shown. */
export const cursorOf = (row: { receivedAt: number; id: string }) => `${row.receivedAt}:${row.id}`

function beyond(after: string | undefined): SQL {
  const [at = '', id = ''] = after?.split(':') ?? []
  return after ? sql`and (p.received_at, p.id) < (${Number(at)}, ${id})` : sql``
}

/** Payments, the newest first, one more than a page; and the totals of all of them. */
export const paymentList = (asked: Asked, holds: Holds) =>
  [
    q.all<ListRow>(sql`select ${paymentColumns}, e.id as "personId", e.name_en as "personEn",
        e.name_hi as "personHi", w.id as "workshopId", w.name_en as "workshopEn", w.name_hi as "workshopHi",
        p.recorded_by as "recordedBy", coalesce((select sum(lr.amount_minor) from refunds lr
          where lr.payment_id = p.id and lr.failed_at is null), 0) as "refundedMinor",
        (select coalesce(ld.outcome, 'open') from disputes ld where ld.attempt_id = p.attempt_id
          order by ld.outcome is not null, ld.opened_at desc limit 1) as dispute
      from payments p join receipts x on x.payment_id = p.id join registrations g on g.id = p.registration_id
        join people e on e.id = g.person_id join workshops w on w.id = g.workshop_id join units h on h.id = w.unit_id
      where ${within(asked)} ${beyond(asked.after)} and ${holds(moneyPlace)}
      order by p.received_at desc, p.id desc limit ${PAGE + 1}`),
    q.all<{ provider: PaymentRow['provider']; currency: string; count: number; amountMinor: number }>(sql`
      select p.provider, p.currency, count(*) as count, sum(p.amount_minor) as "amountMinor"
      from payments p join registrations g on g.id = p.registration_id
        join workshops w on w.id = g.workshop_id join units h on h.id = w.unit_id
      where ${within(asked)} and ${holds(moneyPlace)}
      group by p.provider, p.currency order by p.provider`),
  ] as const

type SummaryRow = {
  workshopId: string
  nameEn: string
  nameHi: string
  startsOn: string
  currency: string
  registered: number
  dueMinor: number
  paidMinor: number
  suspenseMinor: number
  waivedMinor: number
  refundedMinor: number
}

const sumOver = (workshop: SQL, of: SQL) =>
  sql`coalesce((select ${of} from registrations g where g.workshop_id = ${workshop} and g.cancelled_at is null), 0)`

/** What of the money that paid no due is still here and on no way back, by workshop. */
const held = sql`select g.workshop_id, sum(max(0, -coalesce((select sum(l.amount_minor) from ledger_entries l
      where l.account = 'suspense:' || s.attempt_id), 0) - coalesce((select sum(f.suspense_minor) from stripe_refunds f
      where f.attempt_id = s.attempt_id and f.state in ('waiting', 'pending') and f.moved_at is null), 0))) as amount_minor
  from suspended s cross join registrations g on g.id = s.registration_id group by g.workshop_id`

/** Workshops that cost or have cost something, in the order of their ids, one more than a page, with their money. */
export const summary = (after: string, holds: Holds) =>
  q.all<SummaryRow>(sql`with held as materialized (${held})
    select w.id as "workshopId", w.name_en as "nameEn", w.name_hi as "nameHi",
      w.starts_on as "startsOn", w.currency, ${sumOver(sql`w.id`, sql`count(*)`)} as registered,
      ${sumOver(sql`w.id`, sql`sum(${dueOf(sql`g.id`)})`)} as "dueMinor",
      ${sumOver(sql`w.id`, sql`sum(${paidOf(sql`g.id`)})`)} as "paidMinor",
      coalesce((select hm.amount_minor from held hm where hm.workshop_id = w.id), 0) as "suspenseMinor",
      ${sumOver(sql`w.id`, sql`sum(${waivedOf(sql`g.id`)})`)} as "waivedMinor",
      coalesce((select sum(${refundedOf(sql`g.id`)}) from registrations g where g.workshop_id = w.id), 0)
        as "refundedMinor"
    from workshops w join units h on h.id = w.unit_id
    where w.id > ${after} and ${holds(moneyPlace)} and (w.fee_minor > 0 or exists (
      select 1 from registrations g join dues d on d.registration_id = g.id where g.workshop_id = w.id))
    order by w.id limit ${PAGE + 1}`)
