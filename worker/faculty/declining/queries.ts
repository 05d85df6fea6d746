import { type SQL, sql } from 'drizzle-orm'
import { q } from '../../platform/sql.ts'

type By = { personId: string; now: number }

/** Declines one's own duty, if its day has not begun before `day`. */
export const decline = (id: string, reason: string, by: By, day: SQL) =>
  q.run(sql`update duties set ended_at = ${by.now}, ended_by = ${by.personId}, declined = 1, reason = ${reason}
    where id = ${id} and person_id = ${by.personId} and ended_at is null
      and coalesce((select s.day_on from sessions s where s.id = duties.session_id),
        (select w.starts_on from workshops w where w.id = duties.workshop_id)) >= ${day}`)

/** Whether somebody teaches at a workshop. */
export const teaches = (workshopId: string, personId: string) =>
  q.all<{ leads: number }>(
    sql`select leads from faculty where workshop_id = ${workshopId} and person_id = ${personId}`,
  )

/** One's place in the faculty of a workshop that begins on `day` or later becomes a duty that was declined. */
export const declineWhole = (workshopId: string, d: { id: string; reason: string }, by: By, day: SQL) =>
  q.run(sql`insert into duties (id, workshop_id, person_id, assigned_by, assigned_at, ended_at, ended_by, declined, reason)
    select ${d.id}, w.id, f.person_id, coalesce(w.created_by, ''), ${by.now}, ${by.now}, ${by.personId}, 1, ${d.reason}
    from workshops w cross join faculty f on f.workshop_id = w.id and f.person_id = ${by.personId}
    where w.id = ${workshopId} and w.cancelled_at is null and w.starts_on >= ${day}
      and not exists (select 1 from duties o where o.workshop_id = w.id and o.person_id = f.person_id
        and o.ended_at is null)
    on conflict do nothing`)

/** Takes somebody out of the faculty. */
export const leave = (workshopId: string, personId: string, guard: SQL) =>
  q.run(sql`delete from faculty where workshop_id = ${workshopId} and person_id = ${personId} and ${guard}`)
