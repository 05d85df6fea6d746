import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { ask, whenAsked } from '../approvals/index.ts'
import { dueOf, paidOf } from '../payments/index.ts'
import { type Asking, record } from '../platform/audit.ts'
import { type Actor, type Holds, holding } from '../platform/auth.ts'
import { dayAt, q, under } from '../platform/sql.ts'
import type { DutyState } from './rules.ts'
import type { ObligationDraft } from './shapes.ts'

/** How many duties a page holds. */
export const PAGE = 50

const YEAR = 366

/** Where a workshop `w` with host `h` stands, for those who run it. */
const runs = (holds: Holds) => holds({ path: sql`h.path`, workshop: sql`w.id`, tier: sql`w.tier_id` })

/** Over a unit `u`, as far as workshop `w` goes. */
const over = (holds: Holds) => holds({ path: sql`u.path`, workshop: sql`w.id`, tier: sql`w.tier_id` })

/** A duty `b` × `o` is seen by those who run its workshop, and by those over its office's unit `u`. */
const sees = (holds: Holds) => sql`(${runs(holds)}
  or ${over(holds)})`

/** Words to a second person about an excuse of whoever holds office `o`, also under a record that was merged into his. */
const excuses = (state: SQL) => sql`exists (select 1 from people e cross join approvals a
  where (e.id = o.person_id or e.merged_into = o.person_id) and a.subject_id = b.id || ':' || e.id
    and a.kind = 'excuse' and ${state})`

/**
 * Duties with how they stand, as table `duty`. `from` joins obligations `b` to offices `o` (in an order that an index
 * serves); `where` limits them. Registered: the live registration of the holder, by whichever unit.
 */
const duties = (now: number, from: SQL, where: SQL) => sql`held as (
    select b.id as obligation_id, b.kind_id, b.days, o.id as office_id, o.person_id, o.unit_id, w.id as workshop_id,
      w.starts_on, w.ends_on, w.currency, g.id as registration_id, today.day,
      (select count(*) from marks m where m.registration_id = g.id) as there,
      exists (select 1 from marks m where m.registration_id = g.id and m.day_on = today.day) as there_today,
      ${excuses(sql`a.decision = 'approved'`)} as excused, ${excuses(sql`a.decision is null`)} as asked
    from (select ${dayAt(now)} as day) today cross join ${from}
      join workshops w on w.id = b.workshop_id and w.cancelled_at is null
      join units h on h.id = w.unit_id join units top on top.id = b.unit_id join units u on u.id = o.unit_id
      left join registrations g on g.workshop_id = w.id and g.person_id = o.person_id and g.cancelled_at is null
    where b.ended_at is null and ${under(sql`u.path`, sql`top.path`)}
      and o.from_on <= min(today.day, w.starts_on) and coalesce(o.until_on, '9') > min(today.day, w.starts_on)
      and ${where}),
  duty as (
    select held.*, case when excused then 'excused' when there >= days then 'met'
      when there + max(0, julianday(ends_on) - julianday(max(day, starts_on)) + 1 - there_today) < days then 'breached'
      when asked then 'asked' when registration_id is not null then 'registered' else 'due' end as state
    from held)`

const ofWorkshop = sql`obligations b cross join offices o on o.kind_id = b.kind_id`
const named = (alias: string) =>
  sql.raw(`json_object('id', ${alias}.id, 'nameEn', ${alias}.name_en, 'nameHi', ${alias}.name_hi)`)
const unitNamed = sql`json_object('id', u.id, 'code', u.code, 'levelId', u.level_id, 'nameEn', u.name_en, 'nameHi', u.name_hi)`

/** The workshop of obligations, and whether the caller runs it. */
export const workshopOf = (workshopId: string, holds: Holds) =>
  q.all<{
    id: string
    nameEn: string
    nameHi: string
    startsOn: string
    endsOn: string
    cancelledAt: number | null
    runs: number
  }>(sql`select w.id, w.name_en as "nameEn", w.name_hi as "nameHi", w.starts_on as "startsOn", w.ends_on as "endsOn",
      w.cancelled_at as "cancelledAt", ${runs(holds)} as runs
    from workshops w join units h on h.id = w.unit_id where w.id = ${workshopId}`)

/** The obligations of a workshop. */
export const obligationsOf = (workshopId: string) =>
  q.all<{ id: string; kind: string; unit: string; days: number; setAt: number }>(sql`
    select b.id, ${named('k')} as kind, ${unitNamed} as unit, b.days, b.set_at as "setAt"
    from obligations b join office_kinds k on k.id = b.kind_id join units u on u.id = b.unit_id
    where b.workshop_id = ${workshopId} and b.ended_at is null order by k.name_en, u.code`)

/** How many of a workshop's duties that the caller may see stand how. */
export const countsOf = (workshopId: string, now: number, holds: Holds) =>
  q.all<{ obligationId: string; state: DutyState; duties: number }>(sql`
    with ${duties(now, ofWorkshop, sql`b.workshop_id = ${workshopId} and ${sees(holds)}`)}
    select obligation_id as "obligationId", state, count(*) as duties from duty group by obligation_id, state`)

/** Binds an office, of units over which the caller plans, to a workshop that lasts long enough and that he plans; the same id again changes nothing. */
export const bind = (
  workshopId: string,
  d: z.infer<typeof ObligationDraft>,
  { actor, now }: { actor: Actor; now: number },
  holds: Holds,
) =>
  q.run(sql`insert into obligations (id, workshop_id, kind_id, unit_id, days, set_by, set_at)
    select ${d.id}, w.id, k.id, u.id, ${d.days}, ${actor.personId}, ${now}
    from workshops w join units h on h.id = w.unit_id, office_kinds k, units u
    where w.id = ${workshopId} and w.cancelled_at is null and k.id = ${d.kindId} and u.id = ${d.unitId}
      and ${d.days} <= julianday(w.ends_on) - julianday(w.starts_on) + 1 and ${runs(holds)} and ${over(holds)}
    on conflict do nothing`)

/** Whether what an obligation names is there, how long its workshop is, and whether its like stands already. */
export const bindable = (workshopId: string, d: z.infer<typeof ObligationDraft>, holds: Holds) =>
  q.all<{ days: number; cancelled: number; kind: number; unit: number; bound: number }>(sql`
    select cast(julianday(w.ends_on) - julianday(w.starts_on) + 1 as integer) as days,
      w.cancelled_at is not null as cancelled, exists (select 1 from office_kinds where id = ${d.kindId}) as kind,
      exists (select 1 from units u where u.id = ${d.unitId} and ${over(holds)}) as unit,
      exists (select 1 from obligations b where b.workshop_id = w.id and b.kind_id = ${d.kindId}
        and b.unit_id = ${d.unitId} and b.ended_at is null) as bound
    from workshops w join units h on h.id = w.unit_id where w.id = ${workshopId} and ${runs(holds)}`)

const ran = (holds: Holds) => sql`exists (select 1 from workshops w join units h on h.id = w.unit_id
  where w.id = obligations.workshop_id and ${runs(holds)})`

/** Ends an obligation. */
export const release = (id: string, now: number, holds: Holds) =>
  q.run(sql`update obligations set ended_at = ${now} where id = ${id} and ended_at is null and ${ran(holds)}`)

/** When an obligation ended, where the caller plans. */
export const released = (id: string, holds: Holds) =>
  q.all<{ endedAt: number | null }>(
    sql`select ended_at as "endedAt" from obligations where id = ${id} and ${ran(holds)}`,
  )

/** A duty as its statement reads it. */
export type DutyRow = {
  officeId: string
  person: string
  unit: string
  state: DutyState
  registrationId: string | null
  owedMinor: number
  currency: string
  there: number
}

const columns = sql`duty.office_id as "officeId", ${unitNamed} as unit, duty.state, duty.there, duty.currency,
  duty.registration_id as "registrationId", coalesce(max(0, ${dueOf(sql`duty.registration_id`)}
    - ${paidOf(sql`duty.registration_id`)}), 0) as "owedMinor"`

type Asked = { state?: DutyState | undefined; after?: string | undefined }

/** Duties of an obligation that the caller may see, by the code of their unit; one more than a page. */
export const dutiesOf = (obligationId: string, { state, after }: Asked, now: number, holds: Holds) =>
  q.all<DutyRow>(sql`
    with ${duties(now, ofWorkshop, sql`b.id = ${obligationId} and ${sees(holds)}`)}
    select ${columns}, ${named('p')} as person
    from duty join people p on p.id = duty.person_id join units u on u.id = duty.unit_id
    where ${state ? sql`duty.state = ${state}` : sql`true`}
      and ${after ? sql`(u.code, duty.office_id) > (select l.code, f.id from offices f join units l on l.id = f.unit_id where f.id = ${after})` : sql`true`}
    order by u.code, duty.office_id limit ${PAGE + 1}`)

/** Whether the caller sees an obligation at all: he runs its workshop, or is over one of the offices that it binds. */
export const obligationHere = (obligationId: string, now: number, holds: Holds) =>
  q.all<{ here: number }>(sql`
    with ${duties(now, ofWorkshop, sql`b.id = ${obligationId} and ${sees(holds)}`)}
    select exists (select 1 from obligations b join workshops w on w.id = b.workshop_id join units h on h.id = w.unit_id
      where b.id = ${obligationId} and b.ended_at is null and ${runs(holds)}) or exists (select 1 from duty) as here`)

/** A duty of one's own as its statement reads it. */
export type OwnRow = Omit<DutyRow, 'person'> & {
  obligationId: string
  kind: string
  days: number
  workshop: string
}

/** What a person's own offices bind him to: published workshops from a year ago on. */
export const ownDuties = (personId: string, now: number) =>
  q.all<OwnRow>(sql`
    with ${duties(
      now,
      sql`offices o cross join obligations b on b.kind_id = o.kind_id`,
      sql`o.person_id = ${personId} and w.published_at is not null
        and w.ends_on >= date(today.day, ${`-${YEAR} days`})`,
    )}
    select ${columns}, duty.obligation_id as "obligationId", ${named('k')} as kind, duty.days,
      json_object('id', w.id, 'nameEn', w.name_en, 'nameHi', w.name_hi, 'startsOn', w.starts_on, 'endsOn', w.ends_on,
        'venueEn', w.venue_en, 'venueHi', w.venue_hi) as workshop
    from duty join workshops w on w.id = duty.workshop_id join office_kinds k on k.id = duty.kind_id
      join units u on u.id = duty.unit_id
    order by w.starts_on desc, duty.office_id limit 100`)

type Excusing = { obligationId: string; personId: string; approvalId: string; reason: string }

/** Puts an excuse before a second person: one's own, or an officer's for somebody below him. Last, how it stands. */
export function askExcuse(input: Excusing, c: { var: Asking['var'] & { actor: Actor } }) {
  const { obligationId, personId, approvalId, reason } = input
  const { actor, now } = c.var
  const his = personId === actor.personId ? sql`true` : sees(holding(actor, 'registrations:edit', now))
  const table = duties(now, ofWorkshop, sql`b.id = ${obligationId} and o.person_id = ${personId} and ${his}`)
  const one = (column: string) =>
    sql`(with ${table} select ${sql.raw(column)} from duty order by office_id limit 1)`
  return [
    ask(
      {
        id: approvalId,
        kind: 'excuse',
        subjectId: `${obligationId}:${personId}`,
        unitId: one('unit_id'),
        workshopId: one('workshop_id'),
        personId,
        detail: sql`json_object('workshopId', ${one('workshop_id')})`,
        reason,
      },
      c.var,
      sql`exists (with ${table} select 1 from duty where state in ('due', 'registered', 'breached'))`,
    ),
    record(c, 'approval.asked', approvalId, { kind: 'excuse', obligationId }),
    q.all<{ state: DutyState }>(sql`with ${table} select state from duty order by office_id limit 1`),
    whenAsked(approvalId, c.var),
  ] as const
}
