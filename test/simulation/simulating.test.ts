import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Result = {
  finishesOn: string | null
  tiers: (Record<string, unknown> & { short: { unit: { code: string }; missing: number }[] })[]
  reliefs: { relief: string; finishesOn: string }[]
}

/** A state of four districts with ten booths each, one of which has none, and its cascade of one-day tiers. */
async function state() {
  const districts = ['D1', 'D2', 'D3', 'D4']
  const booths = districts.slice(0, 3).flatMap((d) => Array.from({ length: 10 }, (_, n) => `${d}B${n}<${d}`))
  const org = await w.organisation({ units: ['ST', ...districts.map((d) => `${d}<ST`), ...booths] })
  const made = await cascade(org, [{ days: 1 }, { days: 1 }, { days: 1 }])
  const planner = await org.person('Planner', { grants: ['planner@ST'] })
  const hop = (tier: number, hostLevelId: string, over: object = {}) => ({
    tierId: made.tierId(tier),
    hostLevelId,
    perUnit: 2,
    batchSize: 10,
    hallsPerHost: 1,
    trainersPerBatch: 2,
    trainersPerPool: null,
    finishBy: null,
    ...over,
  })
  const asked = (hops: object[]) => ({
    startsOn: '2026-11-02',
    daysPerWeek: 6,
    costs: { traineeDay: 100, trainerDay: 0, hallDay: 1_000, trip: 10 },
    hops,
  })
  return { org, planner, made, hop, asked, path: `/programmes/${made.programmeId}/simulations` }
}

test('two hops of a real tree: trainers of the second are those trained in the first, in one round trip', async () => {
  const { planner, path, asked, hop } = await state()
  const answer = await planner.post<Result>(
    path,
    asked([hop(1, 'state', { trainersPerPool: 2 }), hop(2, 'district', { batchSize: 16 })]),
  )
  expect(answer).toMatchObject({ status: 200, trips: 1 })
  // One batch of 8 on Monday; then 20 people of 10 booths in each of three districts: two batches, one after the other.
  expect(answer.body).toMatchObject({
    finishesOn: '2026-11-04',
    sessions: 7,
    personDays: 8 + 2 + 60 + 12,
    currency: 'INR',
  })
  expect(answer.body.tiers).toMatchObject([
    { hosts: 1, units: 4, trainees: 8, batches: 1, trainersAvailable: 2, binding: 'nothing' },
    {
      hosts: 4,
      units: 30,
      trainees: 60,
      batches: 6,
      trainersAvailable: 8,
      binding: 'both',
      trainersByWeek: [6],
    },
  ])
  expect(answer.body.reliefs[0]).toMatchObject({ relief: 'batch', finishesOn: '2026-11-03' })
})

test('the same hop at state headquarters instead: one hall, all trainers together, and how long that takes', async () => {
  const { planner, path, asked, hop } = await state()
  const central = [hop(1, 'state', { trainersPerPool: 2 }), hop(2, 'state', { hallsPerHost: 1 })]
  const { body } = await planner.post<Result>(path, asked(central))
  // Six batches in the only hall: Tuesday to Monday, Sunday left out.
  expect(body).toMatchObject({ finishesOn: '2026-11-09' })
  expect(body.tiers[1]).toMatchObject({ hosts: 1, pools: 1, trainersAvailable: 8, binding: 'halls' })
})

test('a day to end by names the districts that lack trainers', async () => {
  const { planner, path, asked, hop } = await state()
  const hops = [
    hop(1, 'state', { trainersPerPool: 2 }),
    hop(2, 'district', { finishBy: '2026-11-03', hallsPerHost: 2 }),
  ]
  const { body } = await planner.post<Result>(path, asked(hops))
  expect(body.tiers[1]).toMatchObject({ late: true, trainersMissing: 6, shortUnits: 3 })
  expect(body.tiers[1]?.short.map(({ unit, missing }) => [unit.code, missing]).sort()).toEqual([
    ['D1', 2],
    ['D2', 2],
    ['D3', 2],
  ])
})

test('a tier of another programme, a host below its trainees, and who plans nothing here are refused', async () => {
  const { org, planner, path, asked, hop } = await state()
  const other = await cascade(org)
  const foreign = await planner.post(
    path,
    asked([hop(1, 'state'), { ...hop(2, 'state'), tierId: other.tierId(2) }]),
  )
  expect(foreign).toMatchObject({ status: 422, body: { errors: [{ pointer: '/hops/1/tierId' }] } })
  const below = await planner.post(path, asked([hop(1, 'booth')]))
  expect(below).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/hops/0/hostLevelId', code: 'host-level' }] },
  })
  const member = await org.person('Member')
  expect(await member.post(path, asked([hop(1, 'state')]))).toMatchObject({ status: 404 })
  const district = await org.person('District planner', { grants: ['planner@D1'] })
  expect(await district.post(path, asked([hop(1, 'state')]))).toMatchObject({ status: 404 })
})
