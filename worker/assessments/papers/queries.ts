import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { rootPath } from '../../organisations/index.ts'
import { type Asking, whenRecorded } from '../../platform/audit.ts'
import type { Holds } from '../../platform/auth.ts'
import { newId } from '../../platform/id.ts'
import { jsonList, q } from '../../platform/sql.ts'
import { type PaperRow, paperColumns, questionsOf } from '../queries.ts'
import type { PaperDraft, PaperEdit } from '../shapes.ts'

type Draft = z.infer<typeof PaperDraft>
type Edit = z.infer<typeof PaperEdit>

/** The papers of a programme, by subject; each with how many sat for it and passed. */
export const papersOf = (programmeId: string, holds: Holds) =>
  [
    q.all<{ id: string }>(
      sql`select g.id from programmes g where g.id = ${programmeId} and ${holds({ path: rootPath })}`,
    ),
    q.all<PaperRow & { sat: number; passed: number }>(sql`select ${paperColumns},
        (select count(distinct x.registration_id) from results x where x.paper_id = p.id) as sat,
        (select count(distinct x.registration_id) from results x where x.paper_id = p.id and x.passed = 1) as passed
      from subjects s join papers p on p.subject_id = s.id
      where s.programme_id = ${programmeId} and ${holds({ path: rootPath })} order by s.position, p.id`),
  ] as const

/** A paper with its questions, for whoever writes papers. */
export const onePaper = (paperId: string, holds: Holds) =>
  [
    q.all<PaperRow>(sql`select ${paperColumns} from papers p join subjects s on s.id = p.subject_id
      where p.id = ${paperId} and ${holds({ path: rootPath })}`),
    questionsOf(sql`${paperId}`),
  ] as const

/** Adds a paper about a subject as it is taught now; the same id again is the same paper. */
export const addPaper = (subjectId: string, d: Draft, by: { personId: string; now: number }, holds: Holds) =>
  q.run(sql`insert into papers (id, subject_id, syllabus_version, kind, name_en, name_hi, pass_percent, made_by, made_at)
    select ${d.id}, s.id, s.syllabus_version, ${d.kind}, ${d.nameEn}, ${d.nameHi}, ${d.passPercent}, ${by.personId},
      ${by.now}
    from subjects s where s.id = ${subjectId} and ${holds({ path: rootPath })} on conflict do nothing`)

/** Changes a draft if nobody else did; it is then about the subject as it is taught now. */
export const editPaper = (paperId: string, e: Edit, holds: Holds) =>
  q.run(sql`update papers set kind = ${e.kind}, name_en = ${e.nameEn}, name_hi = ${e.nameHi},
      pass_percent = ${e.passPercent}, version = version + 1,
      syllabus_version = (select s.syllabus_version from subjects s where s.id = papers.subject_id)
    where id = ${paperId} and version = ${e.version} and published_at is null and ${holds({ path: rootPath })}`)

/** Replaces the questions of a paper that was just written. */
export const replaceQuestions = (c: Asking, paperId: string, questions: Draft['questions']) =>
  [
    q.run(sql`delete from paper_questions where paper_id = ${paperId} and ${whenRecorded(c)}`),
    q.run(sql`insert into paper_questions (id, paper_id, position, text_en, text_hi, picture, options, answer)
      select value ->> 'id', ${paperId}, key, value ->> 'textEn', value ->> 'textHi', value ->> 'picture',
        value -> 'options', value ->> 'answer'
      from json_each(${jsonList(questions.map((one) => ({ ...one, id: newId() })))}) where ${whenRecorded(c)}`),
  ] as const

/** Puts a paper before people; once is enough. */
export const publishPaper = (paperId: string, now: number, holds: Holds) =>
  q.run(sql`update papers set published_at = ${now}, version = version + 1
    where id = ${paperId} and published_at is null and ${holds({ path: rootPath })}`)
