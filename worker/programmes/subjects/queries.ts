import { type SQL, sql } from 'drizzle-orm'
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

/** Adds the first subjects of a programme, in order, after it was drafted. */
export const addSubjects = (c: Asking, programmeId: string, subjects: Edit['subjects']) =>
  q.run(sql`insert into subjects (id, programme_id, position, name_en, name_hi)
    select value ->> 'id', ${programmeId}, key + 1, value ->> 'nameEn', value ->> 'nameHi'
    from json_each(${jsonList(subjects)}) where ${whenRecorded(c)} on conflict do nothing`)

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
    versionBegins(sql`s.programme_id = ${programmeId} and ${whenRecorded(c)}`, c.var.now, none),
  ] as const
}

type Notes = { noteEn: string | null; noteHi: string | null }
const none: Notes = { noteEn: null, noteHi: null }

/** Puts down that subjects `s` whose version has grown are taught so from today on; days begin and end as India's do. */
const versionBegins = (which: SQL, now: number, { noteEn, noteHi }: Notes) =>
  q.run(sql`insert into subject_versions (subject_id, version, from_on, name_en, name_hi, note_en, note_hi)
    select s.id, s.syllabus_version, date(${now} + 19800, 'unixepoch'), s.name_en, s.name_hi, ${noteEn}, ${noteHi}
    from subjects s where ${which} on conflict do nothing`)

/** The version of a subject that is taught on a day, as a scalar. */
export const versionOn = (subjectId: SQL, day: SQL) => sql`(select max(sv.version) from subject_versions sv
  where sv.subject_id = ${subjectId} and sv.from_on <= ${day})`

/** Begins a new version of a subject, if it is as it was seen. */
export const growVersion = (subjectId: string, version: number, holds: Holds) =>
  q.run(sql`update subjects set syllabus_version = syllabus_version + 1
    where id = ${subjectId} and syllabus_version = ${version} and ${holds({ path: rootPath })}`)

/** What follows when a subject's version was begun. */
export const versionBegun = (c: Asking, subjectId: string, notes: Notes) =>
  [
    versionBegins(sql`s.id = ${subjectId} and ${whenRecorded(c)}`, c.var.now, notes),
    q.run(sql`update programmes set version = version + 1
      where id = (select programme_id from subjects where id = ${subjectId}) and ${whenRecorded(c)}`),
  ] as const

/** A version of a subject as it is stored. */
export type VersionRow = Notes & { version: number; fromOn: string; nameEn: string; nameHi: string }

/** The versions of a subject, the newest first, where `guard` holds. */
export const versionsOf = (subjectId: string, guard: SQL) =>
  q.all<VersionRow>(sql`select v.version, v.from_on as "fromOn", v.name_en as "nameEn", v.name_hi as "nameHi",
      v.note_en as "noteEn", v.note_hi as "noteHi"
    from subject_versions v where v.subject_id = ${subjectId} and ${guard} order by v.version desc`)

/** Subjects of a programme that a timetable uses, and subjects of other programmes, among what was asked for. */
export const heldSubjects = (programmeId: string, ids: readonly string[]) =>
  q.all<{ id: string; elsewhere: number }>(sql`
    select distinct s.id, s.programme_id <> ${programmeId} as elsewhere from subjects s
    where (s.programme_id = ${programmeId} and exists (select 1 from sessions t where t.subject_id = s.id))
      or (s.programme_id <> ${programmeId} and s.id in (select value from json_each(${jsonList(ids)})))`)
