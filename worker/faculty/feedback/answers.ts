import * as z from 'zod'
import { Named } from '../roster/shapes.ts'
import type { HeadRow, ResultRow, SaidRow, TargetRow } from './queries.ts'
import type { QUESTIONS, Result } from './shapes.ts'

const namedIn = (json: string | null) => (json === null ? null : Named.parse(JSON.parse(json)))
const Words = z.array(z.string())

/** A target as it is told. */
const targetOf = ({ session, dayOn, trainer, guest }: TargetRow) => ({
  session: namedIn(session),
  dayOn,
  trainer: namedIn(trainer),
  guest,
})

const headOf = ({ workshop, closesOn, open }: HeadRow) => ({
  workshop: Named.parse(JSON.parse(workshop)),
  closesOn,
  open: open === 1,
})

/** What one was asked, with one's own answers. */
export const ownOf = (head: HeadRow, rows: readonly SaidRow[]) => ({
  ...headOf(head),
  targets: rows.map((row) => {
    const { clear, useful, involved, ready, words, changedAt } = row
    return {
      ...targetOf(row),
      said: clear === null ? null : { clear, useful, involved, ready, words, changedAt },
    }
  }),
})

/** What is asked behind a link, without any answer. */
export const askedByLink = (head: HeadRow, rows: readonly SaidRow[]) => ({
  ...headOf(head),
  targets: rows.map((row) => ({ ...targetOf(row), answered: row.clear !== null })),
})

const marksOf = (row: ResultRow, question: (typeof QUESTIONS)[number]) => {
  const counts = [1, 2, 3, 4, 5].map((grade) => Number(row[`${question}${grade}`]))
  const sum = counts.reduce((total, count, at) => total + count * (at + 1), 0)
  return { average: Math.round((sum / row.people) * 10) / 10, counts }
}

/** What came of one target; nothing of fewer than five. Words stand by the alphabet, not as they came. */
export function resultOf(row: ResultRow): z.infer<typeof Result> {
  const told = { ...targetOf(row), workshop: Named.parse(JSON.parse(row.workshop)), enough: row.people >= 5 }
  if (row.people < 5) return { ...told, results: null }
  return {
    ...told,
    results: {
      people: row.people,
      clear: marksOf(row, 'clear'),
      useful: marksOf(row, 'useful'),
      involved: marksOf(row, 'involved'),
      ready: marksOf(row, 'ready'),
      words: Words.parse(JSON.parse(row.words)).toSorted(),
    },
  }
}
