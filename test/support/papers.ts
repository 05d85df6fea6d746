import { v7 } from 'uuid'

/** A subject of a test's programme. */
type Author = {
  post: <T>(path: string, json?: unknown) => Promise<{ status: number; body: T }>
}

/** What a question of a quiz is made of in tests: the first option is right. */
export const QUIZ = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    textEn: `Question ${n + 1}`,
    textHi: `प्रश्न ${n + 1}`,
    options: [
      { textEn: 'Right', textHi: 'सही' },
      { textEn: 'Wrong', textHi: 'ग़लत' },
    ],
    answer: 0,
  }))

/** Questions that an assessor asks. */
export const ORAL = (count: number) => QUIZ(count).map((one) => ({ ...one, options: [], answer: 1 }))

/** Questions for those who do not read. */
export const PICTURES = (count: number) =>
  QUIZ(count).map((one) => ({
    ...one,
    picture: '🗳️',
    options: ['✅', '❌'].map((picture) => ({ textEn: '', textHi: '', picture })),
  }))

/** Writes and publishes a paper about a subject; says it with its questions. */
export async function paperAbout(author: Author, subjectId: string, shape: object = {}) {
  const id = v7()
  const draft = {
    id,
    kind: 'quiz',
    nameEn: 'What stayed',
    nameHi: 'क्या याद रहा',
    passPercent: 60,
    questions: QUIZ(5),
    ...shape,
  }
  const made = await author.post<{ asked: { id: string; answer: number }[] }>(
    `/subjects/${subjectId}/papers`,
    draft,
  )
  if (made.status !== 201) throw new Error(`no paper: ${JSON.stringify(made.body)}`)
  await author.post(`/papers/${id}/publication`)
  return { id, asked: made.body.asked, draft }
}
