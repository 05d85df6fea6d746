import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Asking } from '../../platform/audit.ts'
import { whenRecorded } from '../../platform/audit.ts'
import type { Holds } from '../../platform/auth.ts'
import { jsonList, q } from '../../platform/sql.ts'
import { heldHere } from '../places.ts'
import type { FacultyEdit } from '../shapes.ts'

type Edit = z.infer<typeof FacultyEdit>

const idsOf = (faculty: Edit['faculty']) => jsonList(faculty.map(({ personId }) => personId))

/** Takes a faculty over if the workshop is as it was seen and everybody in it is known. */
export const claimFaculty = (workshopId: string, { version, faculty }: Edit, holds: Holds) =>
  q.run(sql`update workshops set version = version + 1
    where id = ${workshopId} and version = ${version} and cancelled_at is null and ${heldHere(holds)}
      and not exists (select 1 from json_each(${idsOf(faculty)}) i
        where not exists (select 1 from people n where n.id = i.value))`)

/** Replaces the faculty after it was claimed. */
export const replaceFaculty = (c: Asking, workshopId: string, faculty: Edit['faculty']) =>
  [
    q.run(sql`delete from faculty where workshop_id = ${workshopId} and ${whenRecorded(c)}`),
    q.run(sql`insert into faculty (workshop_id, person_id, leads)
      select ${workshopId}, value ->> 'personId', value ->> 'leads' from json_each(${jsonList(faculty)})
      where ${whenRecorded(c)}`),
  ] as const

/** Those of the asked people whom the organisation knows. */
export const knownPeople = (faculty: Edit['faculty']) =>
  q.all<{ id: string }>(sql`select n.id from json_each(${idsOf(faculty)}) i join people n on n.id = i.value`)

/** Adds one teacher to a workshop where `guard` holds. */
export const addTeacher = (workshopId: string, personId: string, leads: boolean, guard: SQL) =>
  q.run(sql`insert into faculty (workshop_id, person_id, leads)
    select ${workshopId}, ${personId}, ${leads ? 1 : 0} where ${guard} on conflict do nothing`)
