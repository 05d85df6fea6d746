import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { ORAL, PICTURES, paperAbout, QUIZ } from '../support/papers.ts'
import { subjectsTaught } from '../support/sessions.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Own = {
  wasThere: boolean
  papers: { id: string; asked: object[]; results: { right: number }[]; sittingsLeft: number }[]
}
type Came = { right: number; questions: number; passed: boolean }

/** A workshop with two subjects; Asha was there on its first day; Sita marks people, the planner writes papers. */
async function hall() {
  const org = await w.organisation()
  const run = await cascade(org, [{ passDays: 1 }])
  const workshopId = await run.workshop()
  await subjectsTaught(org, { programmeId: run.programmeId, workshopId, days: [2] })
  const subjects = (await org.rows('select id from subjects order by position')).map(({ id }) => String(id))
  const asha = await org.person('Asha', { unit: 'D1' })
  const card = await run.register(workshopId, asha.id, 'D1')
  const planner = await org.person('Planner', { grants: ['planner@ST'] })
  const steward = await org.person('Steward', { grants: ['supervisor@ST'] })
  const own = `/registrations/${card.id}`
  const there = () => run.mark(card.id, 1)
  const answers = (asked: { id: string; answer: number }[], right: number) =>
    asked.map(({ id, answer }, n) => ({ questionId: id, choice: n < right ? answer : 1 - answer }))
  return { org, ...run, workshopId, subjects, asha, card, planner, steward, own, there, answers }
}

test('three of five answers pass at 60 per cent, two do not; the answers are told to nobody who is asked', async () => {
  const { planner, subjects, asha, own, there, answers } = await hall()
  const paper = await paperAbout(planner, subjects[0] ?? '')
  await there()
  const asked = await asha.get<Own>(`${own}/papers`)
  expect(asked).toMatchObject({ status: 200, trips: 1, body: { wasThere: true } })
  expect(asked.body.papers[0]?.asked).toHaveLength(5)
  expect(asked.text).not.toContain('answer')
  const sit = (right: number) =>
    asha.post<Came>(`${own}/results`, { id: v7(), paperId: paper.id, answers: answers(paper.asked, right) })
  expect(await sit(2)).toMatchObject({
    status: 201,
    trips: 1,
    body: { right: 2, questions: 5, passed: false },
  })
  expect((await sit(3)).body).toMatchObject({ right: 3, passed: true })
  expect((await asha.get<Own>(`${own}/papers`)).body.papers[0]).toMatchObject({
    results: [{ right: 3 }, { right: 2 }],
    sittingsLeft: 1,
  })
})

test('who was not there yet is asked nothing and cannot answer', async () => {
  const { org, planner, subjects, asha, own, answers } = await hall()
  const paper = await paperAbout(planner, subjects[0] ?? '')
  const seen = await asha.get<Own>(`${own}/papers`)
  expect(seen.body).toMatchObject({ wasThere: false, papers: [{ asked: [] }] })
  const sitting = { id: v7(), paperId: paper.id, answers: answers(paper.asked, 5) }
  expect((await asha.post(`${own}/results`, sitting)).body).toMatchObject({ type: '/problems/state-changed' })
  expect(await org.rows('select * from results')).toEqual([])
})

test('nobody sits a fourth time by himself, but an assessor may ask him again; a lost answer sent again is one sitting', async () => {
  const { org, planner, subjects, asha, own, there, answers, steward, workshopId, card } = await hall()
  const paper = await paperAbout(planner, subjects[0] ?? '')
  await there()
  const sitting = () => ({ id: v7(), paperId: paper.id, answers: answers(paper.asked, 1) })
  const first = sitting()
  const once = await asha.post(`${own}/results`, first)
  expect((await asha.post(`${own}/results`, first)).text).toBe(once.text)
  await asha.post(`${own}/results`, sitting())
  expect((await asha.post(`${own}/results`, sitting())).status).toBe(201)
  expect((await asha.post(`${own}/results`, sitting())).body).toMatchObject({
    type: '/problems/state-changed',
  })
  const asked = { ...sitting(), registrationId: card.id, answers: answers(paper.asked, 5) }
  expect(await steward.post(`/workshops/${workshopId}/results`, asked)).toMatchObject({
    status: 201,
    trips: 1,
    body: { right: 5, passed: true },
  })
  expect(await org.rows('select count(*) as n from results')).toEqual([{ n: 4 }])
})

test('an oral paper is asked by whoever marks people there, and by nobody else', async () => {
  const { org, planner, subjects, asha, own, there, answers, steward, workshopId, card } = await hall()
  const paper = await paperAbout(planner, subjects[0] ?? '', { kind: 'oral', questions: ORAL(4) })
  await there()
  expect((await asha.get<Own>(`${own}/papers`)).body.papers).toEqual([])
  const sitting = { id: v7(), paperId: paper.id, answers: answers(paper.asked, 4) }
  expect((await asha.post(`${own}/results`, sitting)).status).toBe(409)
  const stranger = await org.person('Stranger', { unit: 'D1', grants: ['steward@D1'] })
  const path = `/workshops/${workshopId}`
  const asked = { ...sitting, registrationId: card.id }
  expect((await stranger.post(`${path}/results`, asked)).status).toBe(404)
  expect((await stranger.get(`${path}/papers/${paper.id}`)).status).toBe(404)
  expect(await steward.get(`${path}/papers/${paper.id}`)).toMatchObject({ status: 200, trips: 1 })
  expect((await steward.post(`${path}/results`, asked)).body).toMatchObject({ right: 4, passed: true })
  expect(await steward.get(`${path}/papers`)).toMatchObject({
    trips: 1,
    body: { rows: [{ registrationId: card.id, results: [{ paperId: paper.id, right: 4, passed: true }] }] },
  })
})

test('a paper of pictures is chosen without a word', async () => {
  const { planner, subjects, asha, own, there, answers } = await hall()
  const paper = await paperAbout(planner, subjects[1] ?? '', { kind: 'pictogram', questions: PICTURES(3) })
  await there()
  const sitting = { id: v7(), paperId: paper.id, answers: answers(paper.asked, 3) }
  expect((await asha.post(`${own}/results`, sitting)).body).toMatchObject({ right: 3, passed: true })
})

test('a tier that asks for two subjects passed gives certificates to nobody with one', async () => {
  const { org, planner, subjects, asha, own, there, answers, steward, workshopId, tierId } = await hall()
  const papers = [await paperAbout(planner, subjects[0] ?? ''), await paperAbout(planner, subjects[1] ?? '')]
  await org.db.execute({ sql: 'update tiers set pass_subjects = 2 where id = ?', args: [tierId(1)] })
  await there()
  const pass = (n: number) =>
    asha.post(`${own}/results`, {
      id: v7(),
      paperId: papers[n]?.id,
      answers: answers(papers[n]?.asked ?? [], 5),
    })
  const path = `/workshops/${workshopId}/credentials`
  const offer = () => steward.get<{ offer: string | null }>(`${path}/offer`)
  await pass(0)
  await pass(0)
  expect((await offer()).body).toMatchObject({
    offer: null,
    passSubjects: 2,
    trainees: [{ subjects: 1, standing: 'not-yet' }],
  })
  await pass(1)
  const { body } = await offer()
  expect(await steward.post(path, { offer: body.offer })).toMatchObject({ status: 201 })
})

test('what is published is changed no more; a draft is, unless somebody else did', async () => {
  const { org, planner, subjects } = await hall()
  const paper = await paperAbout(planner, subjects[0] ?? '')
  const edit = { ...paper.draft, id: undefined, nameEn: 'Another name', version: 2 }
  expect((await planner.put(`/papers/${paper.id}`, edit)).body).toMatchObject({
    type: '/problems/state-changed',
  })
  await expect(org.db.execute('delete from paper_questions')).rejects.toThrow('state-changed')
  const draft = { ...paper.draft, id: v7() }
  await planner.post(`/subjects/${subjects[1]}/papers`, draft)
  const change = { ...edit, version: 1, questions: QUIZ(2) }
  const changed = await planner.put<{ asked: object[] }>(`/papers/${draft.id}`, change)
  expect([changed.status, changed.trips, changed.body.asked.length]).toEqual([200, 1, 2])
  expect((await planner.put(`/papers/${draft.id}`, change)).status).toBe(200)
  const other = { ...change, nameEn: 'A third name' }
  expect((await planner.put(`/papers/${draft.id}`, other)).body).toMatchObject({
    type: '/problems/version-changed',
  })
})

test.each([
  ['a quiz with one option', { questions: [{ ...QUIZ(1)[0], options: [{ textEn: 'a', textHi: 'a' }] }] }],
  ['an answer that is no option', { questions: [{ ...QUIZ(1)[0], answer: 2 }] }],
  ['an oral question with options', { kind: 'oral' }],
  ['pictures without a picture', { kind: 'pictogram' }],
])('%s is refused', async (_what, shape) => {
  const { org, planner, subjects } = await hall()
  await expect(paperAbout(planner, subjects[0] ?? '', shape)).rejects.toThrow('/problems/invalid')
  expect(await org.rows('select * from papers')).toEqual([])
})

test('a subject that moved on is asked about with a new paper; what was passed before counts', async () => {
  const { org, planner, subjects, asha, own, there, answers, steward, workshopId } = await hall()
  const paper = await paperAbout(planner, subjects[0] ?? '')
  await there()
  await asha.post(`${own}/results`, { id: v7(), paperId: paper.id, answers: answers(paper.asked, 5) })
  await org.db.execute('update subjects set syllabus_version = 2')
  expect((await asha.get<Own>(`${own}/papers`)).body.papers).toEqual([])
  const offer = await steward.get(`/workshops/${workshopId}/credentials/offer`)
  expect(offer.body).toMatchObject({ trainees: [{ subjects: 1 }] })
})
