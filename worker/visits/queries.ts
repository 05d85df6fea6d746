import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type AttendeeRow, attendeeColumns } from '../attendance/index.ts'
import { concerned, fromRegistrations } from '../payments/index.ts'
import { unitJson } from '../people/index.ts'
import type { Actor, Holds } from '../platform/auth.ts'
import { q } from '../platform/sql.ts'
import type { StayDraft } from './shapes.ts'

/** How many stays a page of a workshop's holds. */
export const PAGE = 100

/** A stay as it is stored; `unit` is JSON. */
export type StayRow = {
  id: string
  unit: string
  fromOn: string
  untilOn: string
  days: number
  done: string
  byProxy: number
}

const columns = sql`y.id, ${unitJson('v')} as unit, y.from_on as "fromOn", y.until_on as "untilOn",
  cast(julianday(y.until_on) - julianday(y.from_on) as integer) + 1 as days, y.done`

type Head = {
  id: string
  nameEn: string
  nameHi: string
  startsOn: string
  personId: string
  personEn: string
  personHi: string
}

/** A registration that concerns the caller, and its stays. */
export const staysOf = (registrationId: string, actor: Actor, holds: Holds) =>
  [
    q.all<Head>(sql`select w.id, w.name_en as "nameEn", w.name_hi as "nameHi", w.starts_on as "startsOn",
        e.id as "personId", e.name_en as "personEn", e.name_hi as "personHi"
      from ${fromRegistrations} where g.id = ${registrationId} and ${concerned(actor, holds)}`),
    q.all<StayRow>(sql`select ${columns}, y.logged_by <> e.id as "byProxy"
      from ${fromRegistrations} join stays y on y.registration_id = g.id join units v on v.id = y.unit_id
      where g.id = ${registrationId} and ${concerned(actor, holds)} order by y.from_on desc, y.id desc`),
  ] as const

/** Logs a stay, for oneself or for somebody whom one registers; the schema knows from which day on. */
export const log = (
  registrationId: string,
  d: z.infer<typeof StayDraft>,
  { actor, now, latest }: { actor: Actor; now: number; latest: string },
  holds: Holds,
) =>
  q.run(sql`insert into stays (id, registration_id, unit_id, from_on, until_on, done, logged_by, logged_at)
    select ${d.id}, g.id, v.id, ${d.fromOn}, ${d.untilOn}, ${d.done}, ${actor.personId}, ${now}
    from ${fromRegistrations} join units v on v.id = ${d.unitId}
    where g.id = ${registrationId} and ${d.untilOn} <= ${latest} and ${concerned(actor, holds)}
    on conflict do nothing`)

const here = (stayId: string, actor: Actor, holds: Holds) => sql`select y.id from ${fromRegistrations}
  join stays y on y.registration_id = g.id where y.id = ${stayId} and ${concerned(actor, holds)}`

/** A stay that the caller may take back. */
export const stayHere = (stayId: string, actor: Actor, holds: Holds) =>
  q.all<{ id: string }>(here(stayId, actor, holds))

/** Takes a stay back. */
export const unlog = (stayId: string, actor: Actor, holds: Holds) =>
  q.run(sql`delete from stays where id in (${here(stayId, actor, holds)})`)

const host = (holds: Holds) => holds({ path: sql`u.path`, tier: sql`w.tier_id`, workshop: sql`w.id` })

/** A workshop for whoever reads its registrations at its host: sums, and a page of its stays. */
export const staysAfter = (workshopId: string, after: string | undefined, holds: Holds) =>
  [
    q.all<{ id: string; nameEn: string; nameHi: string; people: number; days: number }>(sql`
      select w.id, w.name_en as "nameEn", w.name_hi as "nameHi", count(distinct y.registration_id) as people,
        coalesce(sum(cast(julianday(y.until_on) - julianday(y.from_on) as integer) + 1), 0) as days
      from workshops w join units u on u.id = w.unit_id left join registrations r on r.workshop_id = w.id
        left join stays y on y.registration_id = r.id
      where w.id = ${workshopId} and ${host(holds)} group by w.id`),
    q.all<
      StayRow & AttendeeRow & { registrationId: string }
    >(sql`select ${columns}, y.logged_by <> p.id as "byProxy",
        r.id as "registrationId", ${attendeeColumns}
      from workshops w join units u on u.id = w.unit_id join registrations r on r.workshop_id = w.id
        join stays y on y.registration_id = r.id join units v on v.id = y.unit_id
        join people p on p.id = r.person_id join units s on s.id = r.unit_id
      where w.id = ${workshopId} and ${host(holds)} ${after ? sql`and y.id < ${after}` : sql``}
      order by y.id desc limit ${PAGE + 1}`),
  ] as const
