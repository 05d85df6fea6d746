import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { rootPath } from '../../organisations/index.ts'
import type { Asking } from '../../platform/audit.ts'
import { whenRecorded } from '../../platform/audit.ts'
import type { Holds } from '../../platform/auth.ts'
import { jsonList, q, whenWritten } from '../../platform/sql.ts'
import type { SubjectDraft, SyllabusEdit } from '../shapes.ts'

/** Adds a subject after the last one; the same id again is the same subject. */
export const addSubject = (programmeId: string, draft: z.infer<typeof SubjectDraft>, holds: Holds) =>
  q.run(sql`insert into subjects (id, programme_id, position, name_en, name_hi)
    select ${draft.id}, p.id, coalesce((select max(position) + 1 from subjects where programme_id = p.id), 1),
      ${draft.nameEn}, ${draft.nameHi}
    from programmes p where p.id = ${programmeId} and ${holds({ path: rootPath })} on conflict do nothing`)

/** The version of a programme grows with its syllabus, only if the statement before wrote something. */
export const syllabusGrew = (programmeId: string) =>
  q.run(sql`update programmes set version = version + 1 where id = ${programmeId} and ${whenWritten}`)

/**
 * Takes the syllabus over if nobody changed the programme meanwhile, no subject that a timetable uses is dropped, and
 * none belongs to another programme.
 */
export function claimSyllabus(programmeId: string, { version, subjects }: Edit, holds: Holds) {
  const ids = jsonList(subjects.map(({ id }) => id))
  return q.run(sql`update programmes set version = version + 1
    where id = ${programmeId} and version = ${version} and ${holds({ path: rootPath })}
      and not exists (select 1 from subjects s join sessions t on t.subject_id = s.id
        where s.programme_id = ${programmeId} and s.id not in (select value from json_each(${ids})))
      and not exists (select 1 from json_each(${ids}) i join subjects s on s.id = i.value
        where s.programme_id <> ${programmeId})`)
}

type Edit = z.infer<typeof SyllabusEdit>

/** Replaces the syllabus after it was claimed. Positions move out of the way first: they are unique. */
export function replaceSyllabus(c: Asking, programmeId: string, subjects: Edit['subjects']) {
  const rows = jsonList(subjects)
  return [
    q.run(sql`delete from subjects where programme_id = ${programmeId} and ${whenRecorded(c)}
      and id not in (select value ->> 'id' from json_each(${rows}))`),
    q.run(sql`update subjects set position = -1 - position
      where programme_id = ${programmeId} and ${whenRecorded(c)}`),
    q.run(sql`insert into subjects (id, programme_id, position, name_en, name_hi)
      select value ->> 'id', ${programmeId}, key + 1, value ->> 'nameEn', value ->> 'nameHi'
      from json_each(${rows}) where ${whenRecorded(c)}
      on conflict (id) do update set position = excluded.position, name_en = excluded.name_en,
        name_hi = excluded.name_hi, syllabus_version = syllabus_version
          + (name_en <> excluded.name_en or name_hi <> excluded.name_hi)`),
  ] as const
}

/** Subjects of a programme that a timetable uses, and subjects of other programmes, among what was asked for. */
export const heldSubjects = (programmeId: string, ids: readonly string[]) =>
  q.all<{ id: string; elsewhere: number }>(sql`
    select distinct s.id, s.programme_id <> ${programmeId} as elsewhere from subjects s
    where (s.programme_id = ${programmeId} and exists (select 1 from sessions t where t.subject_id = s.id))
      or (s.programme_id <> ${programmeId} and s.id in (select value from json_each(${jsonList(ids)})))`)
