import { type SQL, sql } from 'drizzle-orm'
import { dueOf, paidOf } from '../payments/index.ts'
import type { Holds } from '../platform/auth.ts'
import { jsonList, q } from '../platform/sql.ts'
import { seatsTaken } from '../workshops/index.ts'
import { type Gate, latestDay } from './rules.ts'

/** Selects an {@link AttendeeRow} from a person `p` and the unit `s` he stands for. */
export const attendeeColumns =
  sql.raw(`p.id as "personId", p.name_en as "personNameEn", p.name_hi as "personNameHi",
  s.id as "unitId", s.code as "unitCode", s.level_id as "unitLevelId", s.name_en as "unitNameEn", s.name_hi as "unitNameHi"`)

/** On how many days a registration was marked, as a scalar. */
export const daysMarked = (registrationId: SQL) =>
  sql`(select count(*) from marks dm where dm.registration_id = ${registrationId})`

/** True where the caller marks people at a workshop `w` hosted by unit `u`. */
export const atGate = (holds: Holds) =>
  holds({ path: sql`u.path`, tier: sql`w.tier_id`, workshop: sql`w.id` })

/** In how many sessions a registration was marked, as a scalar. */
export const sessionsMarked = (registrationId: SQL) =>
  sql`(select count(*) from session_marks sm where sm.registration_id = ${registrationId})`

/** How many sessions of a workshop teach a subject, as a scalar: those are marked. */
export const sessionsTaught = (workshopId: SQL) =>
  sql`(select count(*) from sessions ts where ts.workshop_id = ${workshopId} and ts.subject_id is not null)`

/** A registration's debt: what is due less what was paid. */
const owed = sql`max(0, ${dueOf(sql`r.id`)} - ${paidOf(sql`r.id`)})`

/** True for a workshop `w` that takes place. */
export const held = sql.raw('w.published_at is not null and w.cancelled_at is null')

/** A person to be marked: by code or by registration. */
export type Marking = {
  id: string
  code?: string | undefined
  registrationId?: string | undefined
  dayOn: string
  way: string
  device?: string | undefined
  markedAt?: number | undefined
}

type Marker = { personId: string; now: number }

const named = (m: Marking) =>
  m.code === undefined ? sql`r.id = ${m.registrationId}` : sql`r.code = ${m.code}`

/** Marks somebody present, if the registration lives, the day is one of the workshop's and has no mark yet. */
export const mark = (workshopId: string, m: Marking, by: Marker, holds: Holds) =>
  q.run(sql`insert into marks (id, registration_id, day_on, marked_by, marked_at, way, device)
    select ${m.id}, r.id, ${m.dayOn}, ${by.personId}, ${by.now}, ${m.way}, ${m.device ?? null}
    from registrations r join workshops w on w.id = r.workshop_id join units u on u.id = w.unit_id
    where ${named(m)} and w.id = ${workshopId} and r.cancelled_at is null and ${held}
      and ${m.dayOn} between w.starts_on and w.ends_on and ${m.dayOn} <= ${latestDay(by.now)} and ${atGate(holds)}
    on conflict do nothing`)

const gateColumns = (now: number) => sql`w.starts_on as "startsOn", w.ends_on as "endsOn",
  ${latestDay(now)} as "latestOn", ${held} as held, r.id as "registrationId", r.code,
  ${attendeeColumns}, m.id as "markId", m.marked_at as "markedAt", m.device as "markDevice",
  ${daysMarked(sql`r.id`)} as days, ${owed} as "owedMinor", w.currency`

const gateJoins = (
  dayOn: SQL,
) => sql`left join people p on p.id = r.person_id left join units s on s.id = r.unit_id
  left join marks m on m.registration_id = r.id and m.day_on = ${dayOn}`

/** How things stand for a person at the gate; no row when the caller marks nobody here. */
export const gate = (workshopId: string, m: Marking, now: number, holds: Holds) =>
  q.all<Gate>(sql`select ${gateColumns(now)} from workshops w join units u on u.id = w.unit_id
    left join registrations r on ${named(m)} and r.workshop_id = w.id and r.cancelled_at is null
    ${gateJoins(sql`${m.dayOn}`)}
    where w.id = ${workshopId} and ${atGate(holds)}`)

const given = (key: string) => sql.raw(`(e.value ->> '${key}')`)

/** The registration that an uploaded mark names. */
const namedInList = sql`r.id = coalesce(${given('registrationId')},
  (select k.id from registrations k where k.code = ${given('code')}))`

/** Marks a whole upload; a device's clock counts, except that it cannot run ahead of ours. */
export const markAll = (workshopId: string, marks: readonly Marking[], by: Marker, holds: Holds) =>
  q.run(sql`insert into marks (id, registration_id, day_on, marked_by, marked_at, way, device)
    select ${given('id')}, r.id, ${given('dayOn')}, ${by.personId},
      min(${by.now}, coalesce(${given('markedAt')}, ${by.now})), ${given('way')}, ${given('device')}
    from workshops w join units u on u.id = w.unit_id join json_each(${jsonList(marks)}) e
      join registrations r on ${namedInList} and r.workshop_id = w.id
    where w.id = ${workshopId} and r.cancelled_at is null and ${held}
      and ${given('dayOn')} between w.starts_on and w.ends_on and ${given('dayOn')} <= ${latestDay(by.now)}
      and ${atGate(holds)}
    on conflict do nothing`)

/** How things stand for every mark of an upload, in its order; no row when the caller marks nobody here. */
export const gates = (workshopId: string, marks: readonly Marking[], now: number, holds: Holds) =>
  q.all<Gate>(sql`select ${gateColumns(now)}
    from workshops w join units u on u.id = w.unit_id join json_each(${jsonList(marks)}) e
    left join registrations r on ${namedInList} and r.workshop_id = w.id and r.cancelled_at is null
    ${gateJoins(given('dayOn'))}
    where w.id = ${workshopId} and ${atGate(holds)} order by e.key`)

const markedHere = (markId: string, holds: Holds) => sql`select m.id from marks m
  join registrations r on r.id = m.registration_id join workshops w on w.id = r.workshop_id
  join units u on u.id = w.unit_id where m.id = ${markId} and ${atGate(holds)}`

/** A mark that the caller may take back. */
export const markOf = (markId: string, holds: Holds) => q.all<{ id: string }>(markedHere(markId, holds))

/** Takes a mark back; the schema keeps it while a live credential rests on it. */
export const unmark = (markId: string, holds: Holds) =>
  q.run(sql`delete from marks where id in (${markedHere(markId, holds)})`)

/** The workshop's dates and live registrations, and how many were marked on each day. */
export const counts = (workshopId: string, holds: Holds) =>
  [
    q.all<{ startsOn: string; endsOn: string; registered: number }>(sql`
      select w.starts_on as "startsOn", w.ends_on as "endsOn", ${seatsTaken(sql`w.id`)} as registered
      from workshops w join units u on u.id = w.unit_id where w.id = ${workshopId} and ${atGate(holds)}`),
    q.all<{ dayOn: string; marked: number }>(sql`select m.day_on as "dayOn", count(*) as marked
      from workshops w join units u on u.id = w.unit_id
        join registrations r on r.workshop_id = w.id and r.cancelled_at is null
        join marks m on m.registration_id = r.id
      where w.id = ${workshopId} and ${atGate(holds)} group by m.day_on`),
  ] as const
