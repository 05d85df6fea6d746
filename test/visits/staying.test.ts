import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Stays = { stays: { id: string; days: number; byProxy: boolean; unit: { code: string } }[] }

/** A camp of three days in the middle of November; Asha was there. */
async function camp() {
  const org = await w.organisation()
  const { workshop, register, mark } = await cascade(org)
  const workshopId = await workshop({ startsOn: '2026-11-10', days: 3 })
  const asha = await org.person('Asha', { unit: 'D1' })
  const card = await register(workshopId, asha.id, 'D1')
  await mark(card.id, 1, '2026-11-10')
  const path = `/registrations/${card.id}/stays`
  const stay = (more = {}) => ({
    id: v7(),
    unitId: org.unitId('B3'),
    fromOn: '2026-11-14',
    untilOn: '2026-11-16',
    done: 'Met the booth team and walked the streets',
    ...more,
  })
  return { org, workshopId, asha, card, path, stay, register }
}

test('who was at a camp logs a stay of three days by himself, in one round trip; sent again it is one', async () => {
  const { org, asha, path, stay } = await camp()
  const one = stay()
  const made = await asha.post<Stays>(path, one)
  expect(made).toMatchObject({
    status: 201,
    trips: 1,
    body: { stays: [{ id: one.id, days: 3, byProxy: false, unit: { code: 'B3' } }] },
  })
  expect((await asha.post(path, one)).text).toBe(made.text)
  expect(await org.rows('select count(*) as n from stays')).toEqual([{ n: 1 }])
  expect(await org.rows("select count(*) as n from audit where action = 'stay.logged'")).toEqual([{ n: 1 }])
})

test('somebody who registers there logs it by proxy, and the record says for whom it was not himself', async () => {
  const { org, path, stay, asha } = await camp()
  const officer = await org.person('Officer', { unit: 'D1', grants: ['registrar@D1'] })
  expect((await officer.post<Stays>(path, stay())).body.stays).toMatchObject([{ byProxy: true }])
  expect((await asha.get<Stays>(path)).body.stays).toHaveLength(1)
  const stranger = await org.person('Stranger', { unit: 'D2', grants: ['registrar@D2'] })
  expect((await stranger.get(path)).status).toBe(404)
  expect((await stranger.post(path, stay())).status).toBe(404)
  expect(await org.rows('select count(*) as n from stays')).toEqual([{ n: 1 }])
})

test.each([
  ['a stay before the camp', { fromOn: '2026-11-09', untilOn: '2026-11-12' }, 'outside-dates'],
  ['a stay that is still to come', { untilOn: '2026-12-24' }, 'outside-dates'],
  ['a stay that ends before it begins', { untilOn: '2026-11-13' }, 'invalid'],
  ['a stay nowhere', { unitId: v7() }, 'state-changed'],
])('%s is refused', async (_what, more, problem) => {
  const { org, asha, path, stay } = await camp()
  expect((await asha.post(path, stay(more))).body).toMatchObject({ type: `/problems/${problem}` })
  expect(await org.rows('select * from stays')).toEqual([])
})

test('who was never marked present has nothing to log', async () => {
  const { org, asha, path, stay } = await camp()
  await org.db.execute('delete from marks')
  expect((await asha.post(path, stay())).body).toMatchObject({ type: '/problems/outside-dates' })
})

test('a workshop tells all its stays with their sums to whoever reads its registrations', async () => {
  const { org, workshopId, asha, path, stay } = await camp()
  await asha.post(path, stay())
  await asha.post(path, stay({ fromOn: '2026-11-18', untilOn: '2026-11-18', unitId: org.unitId('B1') }))
  const viewer = await org.person('Viewer', { grants: ['viewer@ST'] })
  expect(await viewer.get(`/workshops/${workshopId}/stays`)).toMatchObject({
    status: 200,
    trips: 1,
    body: { people: 1, days: 4, stays: [{ attendee: { person: { id: asha.id } } }, {}], after: null },
  })
  const below = await org.person('Below', { unit: 'D1', grants: ['viewer@D1'] })
  expect((await below.get(`/workshops/${workshopId}/stays`)).status).toBe(404)
})

test('a stay is taken back by whoever may log it, and by nobody else', async () => {
  const { org, asha, path, stay } = await camp()
  const one = stay()
  await asha.post(path, one)
  const stranger = await org.person('Stranger', { unit: 'D2' })
  expect((await stranger.delete(`/stays/${one.id}`)).status).toBe(404)
  expect(await asha.delete(`/stays/${one.id}`)).toMatchObject({ status: 204, trips: 1 })
  expect(await org.rows('select * from stays')).toEqual([])
  expect(await org.rows("select subject_id from audit where action = 'stay.undone'")).toEqual([
    { subject_id: one.id },
  ])
})
