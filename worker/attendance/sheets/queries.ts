import { sql } from 'drizzle-orm'
import type { Holds } from '../../platform/auth.ts'
import { newId } from '../../platform/id.ts'
import { jsonList, q } from '../../platform/sql.ts'
import { atGate, attendeeColumns, daysMarked, held, sessionsMarked, sessionsTaught } from '../queries.ts'
import { type AttendeeRow, latestDay } from '../rules.ts'

/** How many people a page of a sheet holds. */
export const PAGE = 100

/** One cell of a sheet as somebody wants it. */
export type Tick = { registrationId: string; sessionId: string; there: boolean }

type Head = {
  id: string
  nameEn: string
  nameHi: string
  startsOn: string
  endsOn: string
  ofSessions: number
}
type Session = {
  id: string
  startsMinute: number
  endsMinute: number
  titleEn: string
  titleHi: string
  subjectId: string
  subjectEn: string
  subjectHi: string
  speaker: string | null
}
type Row = AttendeeRow & {
  registrationId: string
  code: string
  sessions: string
  sessionsMarked: number
  daysMarked: number
}

/** A day of a workshop: the workshop, the sessions that teach a subject, a page of people and one more. */
export const sheet = (workshopId: string, dayOn: string, after: string | undefined, holds: Holds) =>
  [
    q.all<Head>(sql`select w.id, w.name_en as "nameEn", w.name_hi as "nameHi", w.starts_on as "startsOn",
        w.ends_on as "endsOn", ${sessionsTaught(sql`w.id`)} as "ofSessions"
      from workshops w join units u on u.id = w.unit_id
      where w.id = ${workshopId} and ${atGate(holds)}`),
    q.all<Session>(sql`select s.id, s.starts_minute as "startsMinute", s.ends_minute as "endsMinute",
        s.title_en as "titleEn", s.title_hi as "titleHi", j.id as "subjectId", j.name_en as "subjectEn",
        j.name_hi as "subjectHi", s.speaker
      from workshops w join units u on u.id = w.unit_id
        join sessions s on s.workshop_id = w.id and s.day_on = ${dayOn} join subjects j on j.id = s.subject_id
      where w.id = ${workshopId} and ${atGate(holds)} order by s.starts_minute, s.id`),
    q.all<Row>(sql`select r.id as "registrationId", r.code, ${attendeeColumns},
        (select json_group_array(o.session_id) from session_marks o join sessions os on os.id = o.session_id
          where o.registration_id = r.id and os.day_on = ${dayOn}) as sessions,
        ${sessionsMarked(sql`r.id`)} as "sessionsMarked", ${daysMarked(sql`r.id`)} as "daysMarked"
      from workshops w join units u on u.id = w.unit_id
        join registrations r on r.workshop_id = w.id and r.cancelled_at is null
        join people p on p.id = r.person_id join units s on s.id = r.unit_id
      where w.id = ${workshopId} and ${atGate(holds)} ${
        after
          ? sql`and (p.name_en, r.id) > (select ap.name_en, ar.id from registrations ar
              join people ap on ap.id = ar.person_id where ar.id = ${after})`
          : sql``
      } order by p.name_en, r.id limit ${PAGE + 1}`),
  ] as const

const given = (key: string) => sql.raw(`(e.value ->> '${key}')`)

/** What cells a sheet's ticks may touch: people and sessions of this workshop, where the caller marks. */
const cells = (workshopId: string, ticks: readonly unknown[], holds: Holds) => sql`
  workshops w join units u on u.id = w.unit_id join json_each(${jsonList(ticks)}) e
    join registrations r on r.id = ${given('registrationId')} and r.workshop_id = w.id and r.cancelled_at is null
    join sessions s on s.id = ${given('sessionId')} and s.workshop_id = w.id and s.subject_id is not null
  where w.id = ${workshopId} and ${atGate(holds)}`

/** Marks whoever was there, in sessions of days that have begun. */
export const tick = (
  workshopId: string,
  ticks: readonly Tick[],
  by: { personId: string; now: number },
  holds: Holds,
) => {
  const there = ticks.filter((one) => one.there).map((one) => ({ ...one, id: newId() }))
  return q.run(sql`insert into session_marks (id, registration_id, session_id, marked_by, marked_at)
    select ${given('id')}, r.id, s.id, ${by.personId}, ${by.now} from ${cells(workshopId, there, holds)}
      and ${held} and s.day_on <= ${latestDay(by.now)}
    on conflict do nothing`)
}

/** Takes the marks of those away who were not there; the schema keeps them while a live credential rests on them. */
export const untick = (workshopId: string, ticks: readonly Tick[], holds: Holds) => {
  const absent = ticks.filter((one) => !one.there)
  return q.run(sql`delete from session_marks where (registration_id, session_id) in (
    select r.id, s.id from ${cells(workshopId, absent, holds)})`)
}

/** How every asked cell stands now; none where the caller marks nobody. */
export const stands = (workshopId: string, ticks: readonly Tick[], holds: Holds) =>
  [
    q.all<{ id: string }>(sql`select w.id from workshops w join units u on u.id = w.unit_id
      where w.id = ${workshopId} and ${atGate(holds)}`),
    q.all<{ registrationId: string; sessionId: string; there: number }>(sql`
      select r.id as "registrationId", s.id as "sessionId", exists (select 1 from session_marks o
        where o.registration_id = r.id and o.session_id = s.id) as there
      from ${cells(workshopId, ticks, holds)} order by e.key`),
  ] as const
