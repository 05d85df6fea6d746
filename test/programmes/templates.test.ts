import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const tier = (hostLevelId: string, traineeLevelId: string, taughtBy: string) => ({
  ...{ id: v7(), nameEn: 'Hop', nameHi: 'चरण', hostLevelId, traineeLevelId, taughtBy, planned: false },
  ...{ minimum: 2, target: 2, maximum: 4, batchSize: 40, days: 1, hoursPerDay: 6, passDays: 1 },
  ...{ startBy: null, finishBy: null, feeMinor: 0 },
})
const subjects = Array.from({ length: 14 }, (_, n) => ({
  id: v7(),
  nameEn: `Subject ${n + 1}`,
  nameHi: `विषय ${n + 1}`,
}))
const draft = (tiers: object[]) => ({
  ...{ id: v7(), nameEn: 'Speakers', nameHi: 'वक्ता', aboutEn: '', aboutHi: '' },
  ...{ startsOn: '2026-12-01', endsOn: '2027-03-31', subjects, tiers },
})

type Page = { subjects: { id: string; position: number }[]; tiers: { position: number; taughtBy: string }[] }

test('a programme from a template stands with its 14 subjects and its hops after one write, and the same again is the same', async () => {
  const org = await w.organisation()
  const planner = await org.person('Planner', { grants: ['planner@ST'] })
  const asked = draft([tier('state', 'district', 'guest'), tier('district', 'booth', 'credential')])
  const made = await planner.post<Page>('/programmes', asked)
  expect(made).toMatchObject({ status: 201, trips: 1 })
  expect(made.body.subjects.map(({ id, position }) => [id, position])).toEqual(
    subjects.map(({ id }, n) => [id, n + 1]),
  )
  expect(made.body.tiers.map(({ position, taughtBy }) => [position, taughtBy])).toEqual([
    [1, 'guest'],
    [2, 'credential'],
  ])
  expect((await planner.post<Page>('/programmes', asked)).body).toEqual(made.body)
  const [count] = await org.rows('select (select count(*) from subjects) s, (select count(*) from tiers) t')
  expect(count).toEqual({ s: 14, t: 2 })
})

test('with a hop that may not stand there nothing is made, and the hop is named', async () => {
  const org = await w.organisation()
  const planner = await org.person('Planner', { grants: ['planner@ST'] })
  const wrong = draft([tier('state', 'district', 'guest'), tier('booth', 'district', 'credential')])
  expect(await planner.post('/programmes', wrong)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/tiers/1/hostLevelId', code: 'below-trainees' }] },
  })
  const first = draft([tier('state', 'district', 'credential')])
  expect(await planner.post('/programmes', first)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/tiers/0/taughtBy', code: 'first-tier' }] },
  })
  const district = await org.person('District planner', { grants: ['planner@D1'] })
  expect(await district.post('/programmes', draft([]))).toMatchObject({ status: 404 })
  expect(await district.post('/programmes', wrong)).toMatchObject({ status: 404 })
  expect(await org.rows('select count(*) n from programmes')).toEqual([{ n: 0 }])
})
