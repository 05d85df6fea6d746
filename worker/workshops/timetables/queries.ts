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

/**
 * Sessions `r` of a timetable whose trainer has another duty `o` at that time: in another session of it (`k`), or in
 * another workshop `x` with host `h` (session `s`, or all of it).
 */
const clashing = (workshopId: string, sessions: Edit['sessions'], columns = sql`1`) => sql`
  select ${columns} from json_each(${jsonList(sessions)}) r
    cross join duties d on d.session_id = ${cell('id')} and d.workshop_id = ${workshopId} and d.ended_at is null
    cross join duties o on o.person_id = d.person_id and o.ended_at is null and o.id <> d.id
    cross join workshops x on x.id = o.workshop_id and x.cancelled_at is null cross join units h on h.id = x.unit_id
    left join json_each(${jsonList(sessions)}) k on k.value ->> 'id' = o.session_id
    left join sessions s on s.id = o.session_id and o.workshop_id <> ${workshopId}
  where (x.id <> ${workshopId} or k.key is not null)
    and coalesce(k.value ->> 'dayOn', s.day_on, x.starts_on) <= ${cell('dayOn')}
    and coalesce(k.value ->> 'dayOn', s.day_on, x.ends_on) >= ${cell('dayOn')}
    and coalesce(k.value ->> 'startsMinute', s.starts_minute, 0) < ${cell('endsMinute')}
    and coalesce(k.value ->> 'endsMinute', s.ends_minute, 1440) > ${cell('startsMinute')}`

/** Which sessions (by their place) clash with what; no name where the caller does not run the other workshop. */
export const timetableClashes = (workshopId: string, { sessions }: Edit, holds: Holds) => {
  const there = holds({ path: sql`h.path`, workshop: sql`x.id`, tier: sql`x.tier_id` })
  const other = sql`iif(${there}, coalesce(k.value ->> 'titleEn', s.title_en || ', ' || x.name_en, x.name_en), null)`
  return q.all<{ at: number; other: string | null }>(
    sql`${clashing(workshopId, sessions, sql`r.key as at, ${other} as other`)} order by r.key limit 50`,
  )
}

/**
 * Takes a timetable over if the workshop is as it was seen, every day is one of its days, every subject its own, and
 * no trainer would be in two places at a time.
 */
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
        where s.workshop_id <> workshops.id)
      and not exists (${clashing(workshopId, sessions)})`)
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
