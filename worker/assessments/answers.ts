import type { PaperRow, QuestionRow } from './queries.ts'
import { Options } from './shapes.ts'

/** A paper's head as it is told. */
export const headOf = ({ subjectId, subjectEn, subjectHi, isCurrent, ...row }: PaperRow) => ({
  id: row.id,
  programmeId: row.programmeId,
  subject: { id: subjectId, nameEn: subjectEn, nameHi: subjectHi },
  syllabusVersion: row.syllabusVersion,
  isCurrent: isCurrent === 1,
  kind: row.kind,
  nameEn: row.nameEn,
  nameHi: row.nameHi,
  passPercent: row.passPercent,
  publishedAt: row.publishedAt,
  version: row.version,
  questions: row.questions,
})

/** The questions of a paper as they are asked. */
export const askedOf = (paperId: string, rows: readonly QuestionRow[]) =>
  rows
    .filter((row) => row.paperId === paperId)
    .map(({ id, textEn, textHi, picture, options }) => ({
      id,
      textEn,
      textHi,
      picture,
      options: Options.parse(JSON.parse(options)),
    }))

/** A paper with its answers. */
export const paperOf = (row: PaperRow, questions: readonly QuestionRow[]) => {
  const answers = new Map(questions.map(({ id, answer }) => [id, answer]))
  return {
    ...headOf(row),
    asked: askedOf(row.id, questions).map((asked) => ({ ...asked, answer: answers.get(asked.id) ?? 0 })),
  }
}
