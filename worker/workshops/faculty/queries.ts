import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { overPerson } from '../../people/index.ts'
import type { Asking } from '../../platform/audit.ts'
import { whenRecorded } from '../../platform/audit.ts'
import type { Holds } from '../../platform/auth.ts'
import { jsonList, q } from '../../platform/sql.ts'
import { heldHere } from '../places.ts'
import type { FacultyEdit } from '../shapes.ts'

type Edit = z.infer<typeof FacultyEdit>

const idsOf = (faculty: Edit['faculty']) => jsonList(faculty.map(({ personId }) => personId))

/** Who may be named: somebody whom the planner may see, or who teaches there already. `sees` is about people. */
const nameable = (workshopId: string, sees: Holds) => sql`(${overPerson(sees)}
  or exists (select 1 from faculty f where f.workshop_id = ${workshopId} and f.person_id = p.id))`

/** Takes a faculty over if the workshop is as it was seen and everybody in it may be named. */
export const claimFaculty = (
  workshopId: string,
  { version, faculty }: Edit,
  { holds, sees }: { holds: Holds; sees: Holds },
) =>
  q.run(sql`update workshops set version = version + 1
    where id = ${workshopId} and version = ${version} and cancelled_at is null and ${heldHere(holds)}
      and not exists (select 1 from json_each(${idsOf(faculty)}) i
        where not exists (select 1 from people p join units u on u.id = p.unit_id
          where p.id = i.value and ${nameable(workshopId, sees)}))`)

/** Replaces the faculty after it was claimed; whoever stays keeps his duties. */
export const replaceFaculty = (c: Asking, workshopId: string, faculty: Edit['faculty']) =>
  [
    q.run(sql`delete from faculty where workshop_id = ${workshopId} and ${whenRecorded(c)}
      and person_id not in (select value from json_each(${idsOf(faculty)}))`),
    q.run(sql`insert into faculty (workshop_id, person_id, leads)
      select ${workshopId}, value ->> 'personId', value ->> 'leads' from json_each(${jsonList(faculty)})
      where ${whenRecorded(c)} on conflict do update set leads = excluded.leads`),
  ] as const

/**
 * Tells everybody in the faculty of a published workshop that is not over that he teaches there, once; whoever has duties
 * in it was told of those.
 */
export const tellFaculty = (c: Asking, workshopId: string, link: string) =>
  q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
    select lower(hex(randomblob(16))), 'duty-given:' || w.id || ':' || p.id, 'duty-given' as topic, p.id, json_object(
      'whatEn', w.name_en, 'whatHi', w.name_hi, 'when', strftime('%d-%m-%Y', w.starts_on), 'link', ${link}), ${c.var.now}
    from workshops w join faculty f on f.workshop_id = w.id join people p on p.id = f.person_id
    where w.id = ${workshopId} and w.published_at is not null and w.cancelled_at is null
      and unixepoch(w.ends_on) + 86400 > ${c.var.now} and p.id <> ${c.var.actor?.personId ?? ''} and ${whenRecorded(c)}
      and not exists (select 1 from duties d where d.workshop_id = w.id and d.person_id = p.id and d.ended_at is null)
    on conflict do nothing`)

/** Those of the asked people who may be named. */
export const knownPeople = (workshopId: string, faculty: Edit['faculty'], sees: Holds) =>
  q.all<{ id: string }>(sql`select p.id from json_each(${idsOf(faculty)}) i join people p on p.id = i.value
    join units u on u.id = p.unit_id where ${nameable(workshopId, sees)}`)

/** Adds one teacher to a workshop where `guard` holds. */
export const addTeacher = (workshopId: string, personId: string, leads: boolean, guard: SQL) =>
  q.run(sql`insert into faculty (workshop_id, person_id, leads)
    select ${workshopId}, ${personId}, ${leads ? 1 : 0} where ${guard} on conflict do nothing`)
