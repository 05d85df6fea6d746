import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'
import { tierIn, workshopDraft, workshopIn } from './support.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Public = { id: string; seatsLeft: number; opening: string; nameEn: string; [key: string]: unknown }
type List = { workshops: Public[]; after: string | null }

async function published(more: Record<string, unknown> = {}) {
  const o = await w.organisation()
  const planner = await o.person('Asha Verma', { grants: ['planner@ST'] })
  const { tierId } = await tierIn(planner, {
    hostLevelId: 'district',
    traineeLevelId: 'booth',
    planned: false,
  })
  const workshop = await workshopIn(o, planner, workshopDraft(tierId, o.unitId('D1'), more), {
    include: ['D1'],
    exclude: ['B2'],
  })
  await planner.post(`/workshops/${workshop.id}/publication`)
  const register = async (name: string) => {
    const { id } = await o.person(name, { unit: 'B1' })
    await o.db.execute({
      sql: `insert into registrations (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at)
        values (?, ?, ?, ?, ?, ?, 'x', 0)`,
      args: [v7(), workshop.id, tierId, id, o.unitId('B1'), name],
    })
  }
  const listed = async (query = '') =>
    (await o.nobody.get<List>(`/public/workshops${query}`)).body.workshops.map(({ id }) => id)
  return { o, planner, tierId, workshop, register, listed, path: `/public/workshops/${workshop.id}` }
}

test('anybody sees a published workshop: whom it serves, what is taught, 40 seats left, open', async () => {
  const { o, path, listed, workshop } = await published()
  const page = await o.nobody.get<Public>(path)
  expect([page.status, page.trips, page.body.seatsLeft, page.body.opening]).toEqual([200, 1, 40, 'open'])
  expect(page.body).toMatchObject({
    host: { code: 'D1' },
    traineeLevelId: 'booth',
    catchment: { include: [{ code: 'D1' }], exclude: [{ code: 'B2' }] },
    sessions: [],
  })
  for (const hidden of ['registered', 'version', 'publishedAt', 'faculty', 'passDays'])
    expect(Object.keys(page.body)).not.toContain(hidden)
  expect(await listed()).toEqual([workshop.id])
})

test('a draft and a workshop that was called off are the 404 of one that does not exist, and not listed', async () => {
  const { o, planner, tierId, workshop, path, listed } = await published()
  const draft = await workshopIn(o, planner, workshopDraft(tierId, o.unitId('D1')))
  const missing = await o.nobody.get(`/public/workshops/${v7()}`)
  const hidden = await o.nobody.get(`/public/workshops/${draft.id}`)
  expect([hidden.status, hidden.text]).toEqual([404, missing.text])
  expect(await listed()).toEqual([workshop.id])
  await planner.post(`/workshops/${workshop.id}/cancellation`)
  const gone = await o.nobody.get(path)
  expect([gone.status, gone.text, await listed()]).toEqual([404, missing.text, []])
})

test('a seat that is taken is not left; with none left it is full; a cancelled registration frees one', async () => {
  const { o, register, path } = await published({ capacity: 2 })
  const seats = async () => {
    const { body } = await o.nobody.get<Public>(path)
    return [body.seatsLeft, body.opening]
  }
  await register('Ravi')
  expect(await seats()).toEqual([1, 'open'])
  await register('Sita')
  expect(await seats()).toEqual([0, 'full'])
  await o.db.execute("update registrations set cancelled_at = 1, cancelled_by = 'x' where code = 'Ravi'")
  expect(await seats()).toEqual([1, 'open'])
})

test('registration is not open before opensAt, open from then on, and closed from closesAt', async () => {
  const { o, path } = await published({ opensAt: w.clock.now + 10, closesAt: w.clock.now + 20 })
  const opening = async (seconds: number) => {
    w.clock.now += seconds
    return (await o.nobody.get<Public>(path)).body.opening
  }
  expect([await opening(9), await opening(1), await opening(9), await opening(1)]).toEqual([
    'soon',
    'open',
    'open',
    'closed',
  ])
})

test('a workshop is listed through its last day in the time zone of the organisation, and not after', async () => {
  const { listed, workshop } = await published()
  const now = w.clock.now
  w.clock.now = Date.parse('2026-12-06T18:29:59Z') / 1000
  expect(await listed()).toEqual([workshop.id])
  w.clock.now = Date.parse('2026-12-06T18:30:00Z') / 1000
  expect(await listed()).toEqual([])
  w.clock.now = now
})

test('asked for a unit, only workshops that serve it are listed', async () => {
  const { o, listed, workshop } = await published()
  const of = (code: string) => listed(`?unit=${o.unitId(code)}`)
  expect([await of('B1'), await of('B2'), await of('B3')]).toEqual([[workshop.id], [], []])
  // Nobody of the district itself can be seated where its booths are trained.
  expect(await of('D1')).toEqual([])
})
