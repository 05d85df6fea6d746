import { type SQL, sql } from 'drizzle-orm'
import { ask } from '../../approvals/index.ts'
import { record } from '../../platform/audit.ts'
import { type Holds, holding, rolesFor } from '../../platform/auth.ts'
import { idsOnPath, q, under } from '../../platform/sql.ts'
import { askedFacts, moneyPlace } from '../queries.ts'
import { cashDay } from '../rules.ts'
import type { Asker } from '../waivers/queries.ts'

/** How many pages of the cash book one answer holds. */
export const PAGE = 40

/** Lines of the cash book `cp` with their amounts `l`, and the host `h` of the workshop that the money was for. */
const fromPages = sql`cash_pages cp join ledger_entries l on l.posting_key = cp.posting_key and l.line = cp.line
  left join payments p on cp.posting_key like 'payment:%' and p.id = substr(cp.posting_key, 9)
  left join refunds r on cp.posting_key like 'refund:%' and r.id = substr(cp.posting_key, 8, 36)
  join registrations g on g.id = coalesce(p.registration_id, r.registration_id) join workshops w on w.id = g.workshop_id
  join units h on h.id = w.unit_id`

const named = (id: SQL) => sql`(select json_object('id', np.id, 'nameEn', np.name_en, 'nameHi', np.name_hi)
  from people np where np.id = ${id})`

/** A page of the cash book as its statement reads it. */
export type PageRow = {
  collectorId: string
  collector: string | null
  dayOn: string
  currency: string
  entries: number
  expectedMinor: number
  asked: string | null
  closing: string | null
  deposit: string | null
  left: number
}

/** True while somebody may take money anywhere. */
const collects = (personId: SQL | string, now: number) => sql`exists (select 1 from grants lp
  where lp.person_id = ${personId} and lp.role in (${rolesFor('payments:record')}) and lp.from_at <= ${now}
    and (lp.until_at is null or lp.until_at > ${now}))`

/** Pages of the cash book, the newest first, one more than an answer holds: those of a collector, or all that one may see. */
export function pages(
  after: string | undefined,
  whose: { collectorId: string } | { holds: Holds },
  now: number,
) {
  const [day = '', collector = ''] = after?.split(':') ?? []
  const beyond = after ? sql`and (cp.day_on, cp.collector_id) < (${day}, ${collector})` : sql``
  const own = 'collectorId' in whose ? sql`cp.collector_id = ${whose.collectorId}` : sql`true`
  // A page is shown whole or not at all: a part of its sum would be no sum to count against.
  const seen = 'holds' in whose ? sql`having min(${whose.holds(moneyPlace)}) = 1` : sql``
  return q.all<PageRow>(sql`select b.*, ${named(sql`b."collectorId"`)} as collector,
      (select json_object('approvalId', a.id, 'countedMinor', a.detail ->> 'countedMinor',
          'expectedMinor', a.detail ->> 'expectedMinor') from approvals a
        where a.kind = 'cash-close' and a.subject_id = b."collectorId" || ':' || b."dayOn" and a.decision is null)
        as asked,
      case when c.approval_id is not null then
        json_object('id', c.approval_id, 'countedMinor', c.counted_minor, 'closedAt', c.closed_at) end as closing,
      d.reference as deposit, not ${collects(sql`b."collectorId"`, now)} as left
    from (select cp.collector_id as "collectorId", cp.day_on as "dayOn", l.currency, count(*) as entries,
        sum(l.amount_minor) as "expectedMinor"
      from ${fromPages} where ${own} ${beyond} group by cp.collector_id, cp.day_on, l.currency ${seen}
      order by cp.day_on desc, cp.collector_id desc limit ${PAGE + 1}) b
      left join cash_closings c on c.collector_id = b."collectorId" and c.day_on = b."dayOn"
      left join cash_deposits d on d.closing_id = c.approval_id
    order by b."dayOn" desc, b."collectorId" desc`)
}

/** What was counted; of a collector who left, by somebody else. */
export type Count = {
  approvalId: string
  dayOn: string
  countedMinor: number
  reason: string
  collectorId: string
}

/** Puts a day before the second person, with the ledger's sum at that instant; says last how it stands. */
export function askClosing(
  { approvalId, dayOn, countedMinor, reason, collectorId }: Count,
  c: Asker,
  holds: Holds,
) {
  const { actor, now } = c.var
  const own = sql`cp.collector_id = ${collectorId} and cp.day_on = ${dayOn}
    and l.currency = (select currency from organisation)`
  const expected = sql`(select sum(l.amount_minor) from ${fromPages} where ${own})`
  const seen = sql`exists (select 1 from ${fromPages} where ${own} and ${holds(moneyPlace)})
    and not exists (select 1 from ${fromPages} where ${own} and not ${holds(moneyPlace)})`
  // Whoever is still there counts his own drawer.
  const may =
    collectorId === actor.personId
      ? sql`exists (select 1 from ${fromPages} where ${own} and ${holds(moneyPlace)})`
      : sql`(${seen} and not ${collects(collectorId, now)})`
  const closed = sql`exists (select 1 from cash_closings cc
    where cc.collector_id = ${collectorId} and cc.day_on = ${dayOn})`
  // The lowest unit above every workshop that the money was for.
  const unit = sql`(select cu.id from units cu where cu.id in (
      select value from ${idsOnPath(sql`(select h.path from ${fromPages} where ${own} limit 1)`)})
    and not exists (select 1 from ${fromPages} where ${own} and not ${under(sql`h.path`, sql`cu.path`)})
    order by length(cu.path) desc limit 1)`
  const subject = `${collectorId}:${dayOn}`
  const detail = JSON.stringify({ day: dayOn, collectorId, countedMinor })
  return [
    ask(
      {
        id: approvalId,
        kind: 'cash-close',
        subjectId: subject,
        unitId: unit,
        personId: collectorId,
        detail: sql`json_set(${detail}, '$.expectedMinor', ${expected},
          '$.currency', (select currency from organisation))`,
        reason,
      },
      c.var,
      sql`${may} and not ${closed} and ${dayOn} <= ${cashDay(now)}
        and (${countedMinor} = ${expected} or length(${reason}) >= 3)`,
    ),
    record(c, 'approval.asked', approvalId, { kind: 'cash-close', day: dayOn, collectorId, countedMinor }),
    q.all<{
      expectedMinor: number
      closed: number
      decision: string | null
      asked: number
      open: number
    }>(sql`select ${expected} as "expectedMinor", ${closed} as closed,
        ${askedFacts({ approvalId, kind: 'cash-close', subject: sql`${subject}`, actor })}
      where ${may}`),
  ] as const
}

/** A closed day as its statement reads it. */
export type SlipRow = {
  id: string
  organisationEn: string
  organisationHi: string
  unit: string
  collectorId: string
  collector: string | null
  dayOn: string
  currency: string
  expectedMinor: number
  countedMinor: number
  reason: string
  askedAt: number
  closedAt: number
  confirmerId: string
  confirmedBy: string | null
  deposit: string | null
  depositorId: string | null
  depositor: string | null
  depositable: number
}

const place = { path: sql`u.path` }

/** A closed day and its entries, for its collector or whoever `holds` money there. */
export function slip(id: string, { var: { actor, now } }: Asker, holds: Holds) {
  const seen = sql`from cash_closings c join approvals a on a.id = c.approval_id join units u on u.id = a.unit_id
      join organisation o on true left join cash_deposits d on d.closing_id = c.approval_id
    where c.approval_id = ${id} and (c.collector_id = ${actor.personId} or ${holds(place)})`
  return [
    q.all<SlipRow>(sql`select c.approval_id as id, o.name_en as "organisationEn", o.name_hi as "organisationHi",
        json_object('id', u.id, 'nameEn', u.name_en, 'nameHi', u.name_hi) as unit, c.collector_id as "collectorId",
        ${named(sql`c.collector_id`)} as collector, c.day_on as "dayOn", c.currency, c.expected_minor as "expectedMinor",
        c.counted_minor as "countedMinor", a.reason, a.asked_at as "askedAt", c.closed_at as "closedAt",
        a.decided_by as "confirmerId", ${named(sql`a.decided_by`)} as "confirmedBy",
        case when d.closing_id is not null then json_object('reference', d.reference, 'depositedAt', d.deposited_at) end
          as deposit, d.recorded_by as "depositorId", ${named(sql`d.recorded_by`)} as depositor,
        (d.closing_id is null and c.counted_minor > 0 and c.collector_id <> ${actor.personId}
          and ${holding(actor, 'cash:confirm', now)(place)}) as depositable ${seen}`),
    q.all<{ number: string; personId: string; person: string | null; amountMinor: number; at: number }>(sql`
      select coalesce(r.number, x.number) as number, g.person_id as "personId", ${named(sql`g.person_id`)} as person,
        l.amount_minor as "amountMinor", l.at
      from ${fromPages} left join receipts x on x.payment_id = p.id
        join cash_closings k on k.collector_id = cp.collector_id and k.day_on = cp.day_on and k.currency = l.currency
      where k.approval_id = ${id} and exists (select 1 ${seen}) order by l.at, cp.posting_key`),
  ] as const
}

/** Says that the cash of a closed day was brought to the bank. */
export const deposit = (id: string, reference: string, { var: { actor, now } }: Asker, holds: Holds) =>
  q.run(sql`insert into cash_deposits (closing_id, reference, deposited_at, recorded_by)
    select c.approval_id, ${reference}, ${now}, ${actor.personId}
    from cash_closings c join approvals a on a.id = c.approval_id join units u on u.id = a.unit_id
    where c.approval_id = ${id} and c.counted_minor > 0 and ${holds(place)} on conflict do nothing`)

/** Whether the bank's reference stands for another day's cash. */
export const referenceUsed = (id: string, reference: string) =>
  q.all<{ used: number }>(sql`select exists (select 1 from cash_deposits
    where reference = ${reference} and closing_id <> ${id}) as used`)
