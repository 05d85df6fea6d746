import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Kept = {
  id: string
  nameEn: string
  version: number
  stampingId: string | null
  plan: { startsOn: string }
}

/** A planner of a small state and the plan that he weighs. */
async function weighing() {
  const org = await w.organisation()
  const made = await cascade(org, [{ days: 1, passDays: 1 }])
  const planner = await org.person('Planner', { grants: ['planner@ST'] })
  const plan = (startsOn: string, tierId = made.tierId(1)) => ({
    startsOn,
    daysPerWeek: 6,
    costs: { traineeDay: 0, trainerDay: 0, hallDay: 0, trip: 0 },
    hops: [
      {
        ...{ tierId, hostLevelId: 'state', perUnit: 2, batchSize: 40, hallsPerHost: 1, trainersPerBatch: 1 },
        ...{ trainersPerPool: 2, finishBy: null },
      },
    ],
  })
  const path = `/programmes/${made.programmeId}/kept-plans`
  const named = { nameEn: 'At the divisions', nameHi: 'संभाग पर' }
  return { org, made, planner, plan, path, named }
}

test('two plans are kept under their names and are there for whoever plans; a retry is the same plan', async () => {
  const { org, planner, plan, path, named } = await weighing()
  const first = { id: v7(), ...named, plan: plan('2026-12-07') }
  const kept = await planner.post<Kept>(path, first)
  expect(kept).toMatchObject({ status: 201, trips: 1, body: { ...first, version: 1, stampingId: null } })
  expect((await planner.post(path, first)).body).toEqual(kept.body)
  await planner.post(path, { id: v7(), nameEn: 'At the state', nameHi: 'प्रदेश पर', plan: plan('2027-01-04') })
  const other = await org.person('Another', { grants: ['planner@ST'] })
  const list = await other.get<{ plans: Kept[] }>(path)
  expect([list.trips, list.body.plans.map(({ nameEn }) => nameEn)]).toEqual([
    1,
    ['At the divisions', 'At the state'],
  ])
  const district = await org.person('District planner', { grants: ['planner@D1'] })
  expect(await district.get(path)).toMatchObject({ status: 404 })
})

test('a plan is changed as it was seen, and forgotten; the hop of another programme is not one of it', async () => {
  const { org, planner, plan, path, named } = await weighing()
  const id = v7()
  await planner.post(path, { id, ...named, plan: plan('2026-12-07') })
  const edit = { ...named, plan: plan('2026-12-14'), version: 1 }
  expect(await planner.put<Kept>(`/kept-plans/${id}`, edit)).toMatchObject({
    status: 200,
    body: { version: 2 },
  })
  expect(await planner.put<Kept>(`/kept-plans/${id}`, edit)).toMatchObject({
    status: 200,
    body: { version: 2 },
  })
  const late = { ...edit, plan: plan('2026-12-21') }
  expect(await planner.put(`/kept-plans/${id}`, late)).toMatchObject({ status: 412 })
  const foreign = { id: v7(), ...named, plan: plan('2026-12-07', (await cascade(org)).tierId(1)) }
  expect(await planner.post(path, foreign)).toMatchObject({ status: 409 })
  expect(await planner.delete(`/kept-plans/${id}`)).toMatchObject({ status: 204 })
  expect(await planner.delete(`/kept-plans/${id}`)).toMatchObject({ status: 404 })
})

test('a kept plan says which drafts were made of it', async () => {
  const { made, planner, plan, path, named } = await weighing()
  const [id, stampingId] = [v7(), v7()]
  const kept = { id, ...named, plan: plan('2026-12-07') }
  await planner.post(path, kept)
  await planner.post(`/programmes/${made.programmeId}/stampings`, {
    id: stampingId,
    caps: { perWeek: 6, inAll: 60, farthest: 10 },
    by: { kind: 'plan', planId: id, plan: kept.plan, tierIds: [made.tierId(1)] },
  })
  await planner.post(`/stampings/${stampingId}/commitment`)
  for (let steps = 0; steps < 3; steps += 1) await planner.post(`/stampings/${stampingId}/steps`)
  expect((await planner.get<{ plans: Kept[] }>(path)).body.plans).toMatchObject([{ id, stampingId }])
})
