import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade, FIRST_DAY } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Verdicts = { marks: { id: string; refusal: string | null; already?: boolean; days?: number }[] }

async function hall() {
  const org = await w.organisation()
  const { workshop, register } = await cascade(org)
  const workshopId = await workshop()
  const people = await Promise.all(['Asha', 'Ravi'].map((name) => org.person(name, { unit: 'D1' })))
  const cards = await Promise.all(people.map(({ id }) => register(workshopId, id, 'D1')))
  const steward = await org.person('Steward', { grants: ['steward@ST'] })
  const upload = (marks: unknown[]) =>
    steward.post<Verdicts>(`/workshops/${workshopId}/marks/batch`, { marks })
  return { org, workshopId, codes: cards.map(({ code }) => code), upload }
}

const mark = (code: string | undefined, dayOn: string, more = {}) => ({
  id: v7(),
  code,
  dayOn,
  way: 'qr',
  ...more,
})

test('an upload gives each mark the verdict that it would have had online, in its order and in one trip', async () => {
  const { org, codes, upload } = await hall()
  const [asha, ravi] = codes
  const answer = await upload([
    mark(asha, FIRST_DAY, { device: 'phone 2' }),
    mark('ZZZZZZ', FIRST_DAY),
    mark(asha, FIRST_DAY),
    mark(ravi, '2026-12-01'),
    mark(asha, '2026-11-17'),
  ])
  expect(answer).toMatchObject({ status: 201, trips: 1 })
  expect(answer.body.marks.map(({ refusal, already }) => refusal ?? already)).toEqual([
    false,
    'not-registered',
    true,
    'outside-dates',
    false,
  ])
  expect(await org.rows('select * from marks')).toHaveLength(2)
  expect(await org.rows(`select * from audit where action = 'marks.uploaded'`)).toHaveLength(1)
})

test('two devices that were offline merge into one mark, and the second is told whose stands', async () => {
  const { org, codes, upload } = await hall()
  await upload([mark(codes[0], FIRST_DAY, { device: 'phone 1' })])
  const second = await upload([mark(codes[0], FIRST_DAY, { device: 'phone 2' })])
  expect(second.body.marks).toMatchObject([{ refusal: null, already: true, mark: { device: 'phone 1' } }])
  expect(await org.rows('select device from marks')).toEqual([{ device: 'phone 1' }])
})

test('an upload sent twice writes nothing the second time and answers the same', async () => {
  const { org, codes, upload } = await hall()
  const marks = codes.map((code) => mark(code, FIRST_DAY))
  const first = await upload(marks)
  expect((await upload(marks)).text).toBe(first.text)
  expect(await org.rows('select * from marks')).toHaveLength(2)
  expect(await org.rows(`select * from audit where action = 'marks.uploaded'`)).toHaveLength(1)
})

test('the time on the device counts, but never a time to come', async () => {
  const { org, codes, upload } = await hall()
  await upload([
    mark(codes[0], FIRST_DAY, { markedAt: w.clock.now - 5000 }),
    mark(codes[1], FIRST_DAY, { markedAt: w.clock.now + 5000 }),
  ])
  expect(await org.rows('select marked_at from marks order by marked_at')).toEqual([
    { marked_at: w.clock.now - 5000 },
    { marked_at: w.clock.now },
  ])
})

test('who marks nobody here uploads nothing', async () => {
  const { org, workshopId, codes } = await hall()
  const stranger = await org.person('Stranger', { grants: ['steward@D2'] })
  const answer = await stranger.post(`/workshops/${workshopId}/marks/batch`, {
    marks: [mark(codes[0], FIRST_DAY)],
  })
  expect(answer.status).toBe(404)
  expect(await org.rows('select * from marks')).toEqual([])
})
