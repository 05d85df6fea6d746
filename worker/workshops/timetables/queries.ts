import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Asking } from '../../platform/audit.ts'
import { whenRecorded } from '../../platform/audit.ts'
import type { Holds } from '../../platform/auth.ts'
import { jsonList, q } from '../../platform/sql.ts'
import { heldHere } from '../places.ts'
import type { TimetableEdit } from '../shapes.ts'

type Edit = z.infer<typeof TimetableEdit>

const cell = (key: string) => sql.raw(`r.value ->> '${key}'`)

/** Takes a timetable over if the workshop is as it was seen, every day is one of its days and every subject its own. */
export function claimTimetable(workshopId: string, { version, sessions }: Edit, holds: Holds) {
  const rows = sql`json_each(${jsonList(sessions)}) r`
  return q.run(sql`update workshops set version = version + 1
    where id = ${workshopId} and version = ${version} and cancelled_at is null and ${heldHere(holds)}
      and not exists (select 1 from ${rows}
        where ${cell('dayOn')} < workshops.starts_on or ${cell('dayOn')} > workshops.ends_on)
      and not exists (select 1 from ${rows} where ${cell('subjectId')} is not null and ${cell('subjectId')} not in (
        select s.id from subjects s join tiers t on t.programme_id = s.programme_id
        where t.id = workshops.tier_id))
      and not exists (select 1 from ${rows} join sessions s on s.id = ${cell('id')}
        where s.workshop_id <> workshops.id)`)
}

/** Replaces the sessions after the timetable was claimed; those that stay keep their marks. */
export const replaceSessions = (c: Asking, workshopId: string, sessions: Edit['sessions']) =>
  [
    q.run(sql`delete from sessions where workshop_id = ${workshopId} and ${whenRecorded(c)}
      and id not in (select value ->> 'id' from json_each(${jsonList(sessions)}))`),
    q.run(sql`insert into sessions (id, workshop_id, day_on, starts_minute, ends_minute, subject_id, title_en,
        title_hi, speaker)
      select ${cell('id')}, ${workshopId}, ${cell('dayOn')}, ${cell('startsMinute')}, ${cell('endsMinute')},
        ${cell('subjectId')}, ${cell('titleEn')}, ${cell('titleHi')}, ${cell('speaker')}
      from json_each(${jsonList(sessions)}) r where ${whenRecorded(c)}
      on conflict (id) do update set day_on = excluded.day_on, starts_minute = excluded.starts_minute,
        ends_minute = excluded.ends_minute, subject_id = excluded.subject_id, title_en = excluded.title_en,
        title_hi = excluded.title_hi, speaker = excluded.speaker`),
  ] as const

/** Subjects of a workshop's programme, and ids of sessions of other workshops among those that were asked for. */
export const timetableFacts = (workshopId: string, sessions: Edit['sessions']) =>
  [
    q.all<{ id: string }>(sql`select s.id from workshops w join tiers t on t.id = w.tier_id
      join subjects s on s.programme_id = t.programme_id where w.id = ${workshopId}`),
    q.all<{ id: string }>(sql`select s.id from json_each(${jsonList(sessions.map(({ id }) => id))}) i
      join sessions s on s.id = i.value where s.workshop_id <> ${workshopId}`),
  ] as const
