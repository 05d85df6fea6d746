import { type SQL, sql } from 'drizzle-orm'

/**
 * Where people are to be, and when, as a subquery like the view `presences`; `people` is a table with their `id`. Each
 * is found by index, where the view joined to a table would be read whole.
 */
export const presencesOf = (people: SQL) => sql`(
  select d.person_id, d.workshop_id, s.id as session_id, d.id as duty_id, s.day_on as from_on, s.day_on as until_on,
    s.starts_minute, s.ends_minute
  from ${people} x cross join duties d on d.person_id = x.id and d.ended_at is null
    cross join sessions s on s.id = d.session_id cross join workshops w on w.id = d.workshop_id
  where w.cancelled_at is null
  union all
  select d.person_id, d.workshop_id, '', d.id, w.starts_on, w.ends_on, 0, 1440
  from ${people} x cross join duties d on d.person_id = x.id and d.ended_at is null and d.session_id = ''
    cross join workshops w on w.id = d.workshop_id
  where w.cancelled_at is null
  union all
  select f.person_id, f.workshop_id, '', null, w.starts_on, w.ends_on, 0, 1440
  from ${people} x cross join faculty f on f.person_id = x.id cross join workshops w on w.id = f.workshop_id
  where w.cancelled_at is null and not exists (select 1 from sessions s where s.workshop_id = w.id)
    and not exists (select 1 from duties d
      where d.workshop_id = f.workshop_id and d.person_id = f.person_id and d.ended_at is null))`

/** The same of one person, by his id. */
export const presencesOfOne = (personId: SQL) => presencesOf(sql`(select ${personId} as id)`)
