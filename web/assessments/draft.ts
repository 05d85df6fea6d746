import { bothNames } from '../text/names.ts'
import type { Paper } from './api.ts'

/** A question as its form holds it: the answers as lines, the right one first. */
export type QuestionFields = {
  key: number
  nameEn: string
  nameHi: string
  picture: string
  linesEn: string
  linesHi: string
  pictures: string
}

/** A paper as its form holds it. */
export type PaperFields = {
  kind: Paper['kind']
  nameEn: string
  nameHi: string
  passPercent: number | null
  questions: QuestionFields[]
}

let keys = 0

/** A question with nothing in it. */
export const blankQuestion = (): QuestionFields => ({
  key: keys++,
  nameEn: '',
  nameHi: '',
  picture: '',
  linesEn: '',
  linesHi: '',
  pictures: '',
})

/** What the form of a new paper begins with. */
export const blankPaper = (): PaperFields => ({
  kind: 'quiz',
  nameEn: '',
  nameHi: '',
  passPercent: 60,
  questions: [blankQuestion()],
})

/** What the form of a stored paper begins with. */
export const fieldsOf = (paper: Paper): PaperFields => ({
  kind: paper.kind,
  nameEn: paper.nameEn,
  nameHi: paper.nameHi,
  passPercent: paper.passPercent,
  questions: paper.asked.map(({ textEn, textHi, picture, options, answer }) => {
    const right = options.filter((_, at) => at === answer)
    const inOrder = [...right, ...options.filter((_, at) => at !== answer)]
    return {
      ...blankQuestion(),
      nameEn: textEn,
      nameHi: textHi,
      picture,
      linesEn: inOrder.map((option) => option.textEn).join('\n'),
      linesHi: inOrder.map((option) => option.textHi).join('\n'),
      pictures: inOrder.map((option) => option.picture).join('\n'),
    }
  }),
})

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const optionsOf = (kind: PaperFields['kind'], of: QuestionFields) => {
  if (kind === 'oral') return []
  if (kind === 'pictogram')
    return linesOf(of.pictures).map((picture) => ({ textEn: '', textHi: '', picture }))
  const [english, hindi] = [linesOf(of.linesEn), linesOf(of.linesHi)]
  const count = Math.max(english.length, hindi.length)
  return Array.from({ length: count }, (_, at) => {
    const [en = hindi[at] ?? '', hi = english[at] ?? ''] = [english[at], hindi[at]]
    return { textEn: en, textHi: hi, picture: '' }
  })
}

/** The fields as they are sent: where the right answer stands is drawn by lot. */
export const paperInput = (fields: PaperFields, lot: () => number = Math.random) => ({
  kind: fields.kind,
  ...bothNames(fields),
  passPercent: fields.passPercent ?? 0,
  questions: fields.questions.map((question) => {
    const { nameEn, nameHi } = bothNames(question)
    const [right, ...others] = optionsOf(fields.kind, question)
    const answer = fields.kind === 'oral' ? 1 : Math.floor(lot() * (others.length + 1))
    return {
      textEn: nameEn,
      textHi: nameHi,
      picture: question.picture.trim(),
      options: right ? [...others.slice(0, answer), right, ...others.slice(answer)] : [],
      answer,
    }
  }),
})
