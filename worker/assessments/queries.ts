import { type SQL, sql } from 'drizzle-orm'
import { q } from '../platform/sql.ts'

/** In how many subjects a registration passed an assessment, as a scalar. */
export const subjectsPassed = (
  registrationId: SQL,
) => sql`(select count(distinct sp.subject_id) from results sr
  join papers sp on sp.id = sr.paper_id where sr.registration_id = ${registrationId} and sr.passed = 1)`

/** A paper `p` as it is stored, with its subject `s`. */
export type PaperRow = {
  id: string
  programmeId: string
  subjectId: string
  subjectEn: string
  subjectHi: string
  syllabusVersion: number
  isCurrent: number
  kind: 'quiz' | 'oral' | 'pictogram'
  nameEn: string
  nameHi: string
  passPercent: number
  publishedAt: number | null
  version: number
  questions: number
}

/** Selects a {@link PaperRow} from a paper `p` and its subject `s`. */
export const paperColumns = sql.raw(`p.id, s.programme_id as "programmeId", s.id as "subjectId",
  s.name_en as "subjectEn", s.name_hi as "subjectHi", p.syllabus_version as "syllabusVersion",
  p.syllabus_version = s.syllabus_version as "isCurrent", p.kind, p.name_en as "nameEn", p.name_hi as "nameHi",
  p.pass_percent as "passPercent", p.published_at as "publishedAt", p.version,
  (select count(*) from paper_questions pc where pc.paper_id = p.id) as questions`)

/** A question as it is stored; `options` is JSON. */
export type QuestionRow = {
  id: string
  paperId: string
  textEn: string
  textHi: string
  picture: string
  options: string
  answer: number
}

/** Statement: the questions of papers (a subquery of ids), in order. */
export const questionsOf = (papers: SQL) =>
  q.all<QuestionRow>(sql`select a.id, a.paper_id as "paperId", a.text_en as "textEn", a.text_hi as "textHi", a.picture,
      a.options, a.answer
    from paper_questions a where a.paper_id in (${papers}) order by a.paper_id, a.position`)
