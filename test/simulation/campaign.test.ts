import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draws, simulated } from '../../db/seed/weeks.ts'
import { cascade } from '../support/cascade.ts'
import { RECOUNT } from '../support/recounted.ts'
import { trained } from '../support/trained.ts'
import { type World, world } from '../support/world.ts'

// The booth workers' campaign at a hundredth of its booths: a plan is chosen of two, stamped, and gone through to the end.

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Outcome = { sessions: number; finishesOn: string }
type Draft = { workshopId: string; unit: { id: string }; units: number }
type Counted = {
  unit: { id: string }
  trained: number
  unitsZero: number
  unitsOne: number
  unitsMore: number
}

const DISTRICTS = ['D1', 'D2', 'D3']
const BOOTHS = 8
const booths = DISTRICTS.flatMap((d) => Array.from({ length: BOOTHS }, (_, n) => `${d}B${n}`))

test('two plans are weighed and one is stamped, its people nominated and trained by weeks: every level counts 0, 1 and 2+ as a recount does', async () => {
  const org = await w.organisation({
    units: ['ST', ...DISTRICTS.map((d) => `${d}<ST`), ...booths.map((b) => `${b}<${b.slice(0, 2)}`)],
  })
  const made = await cascade(org, [{}, { days: 1, passDays: 1, planned: 1 }])
  const tierId = made.tierId(2)
  const planner = await org.person('Planner', { grants: ['planner@ST', 'registrar@ST'] })
  const plan = (hostLevelId: string, hallsPerHost: number, trainersPerPool: number) => ({
    startsOn: '2026-12-07',
    daysPerWeek: 6,
    costs: { traineeDay: 0, trainerDay: 0, hallDay: 0, trip: 0 },
    hops: [
      {
        ...{ tierId, hostLevelId, hallsPerHost, trainersPerPool, perUnit: 2, batchSize: 6 },
        ...{ trainersPerBatch: 1, finishBy: null },
      },
    ],
  })
  const plans = [plan('district', 1, 2), plan('state', 1, 6)].map((one, n) => ({
    ...{ id: v7(), nameEn: `Plan ${n}`, nameHi: `योजना ${n}`, plan: one },
  }))
  const outcomes: Outcome[] = []
  for (const one of plans) {
    await planner.post(`/programmes/${made.programmeId}/kept-plans`, one)
    const path = `/programmes/${made.programmeId}/simulations`
    outcomes.push((await planner.post<Outcome>(path, one.plan)).body)
  }
  expect(outcomes).toMatchObject([
    { sessions: 9, finishesOn: '2026-12-09' },
    { sessions: 8, finishesOn: '2026-12-15' },
  ])
  const [chosen] = plans
  const stampingId = v7()
  await planner.post(`/programmes/${made.programmeId}/stampings`, {
    ...{ id: stampingId, caps: { perWeek: 6, inAll: 30, farthest: 4 } },
    by: { kind: 'plan', planId: chosen?.id, plan: chosen?.plan, tierIds: [tierId] },
  })
  await planner.post(`/stampings/${stampingId}/commitment`)
  for (let step = 0; step < 3; step += 1) await planner.post(`/stampings/${stampingId}/steps`)
  const drafts = (await planner.get<{ drafts: Draft[] }>(`/stampings/${stampingId}/drafts`)).body.drafts
  expect(drafts.map(({ units }) => units).reduce((a, b) => a + b, 0)).toBe(24)
  expect((await planner.post(`/tiers/${tierId}/plan/publication`)).status).toBe(200)

  const draw = draws(24)
  const groups = await Promise.all(
    booths.map(async (unit, n) => {
      const people = Array.from({ length: n % 3 === 0 ? 3 : 2 }, (_, k) =>
        org.person(`W ${unit} ${k}`, { unit }),
      )
      return { unit, people: (await Promise.all(people)).map(({ id }) => id) }
    }),
  )
  for (const { people } of groups)
    for (const personId of people)
      expect((await planner.post('/nominations', { id: v7(), tierId, personId })).status).toBe(201)
  const pace = { from: '2026-12-07', weeks: 6, rest: [2], comes: 0.7, again: 0.3 }
  const days = simulated(
    groups.map(({ people }) => people.length),
    pace,
    draw,
  )
  const serving = new Map(
    (
      await org.rows(`select u.id as unit, w.id as workshop from workshops w join catchment_terms c on c.workshop_id = w.id
        join units t on t.id = c.unit_id join units u on u.path >= t.path and u.path < t.path || '~'`)
    ).map(({ unit, workshop }) => [String(unit), String(workshop)]),
  )
  for (const [at, { unit, people }] of groups.entries())
    for (const [n, personId] of people.entries()) {
      const day = days[at]?.[n]
      const workshopId = serving.get(org.unitId(unit)) ?? ''
      if (day) await trained(org, made, { workshopId, personId, unit, issuedAt: Date.parse(day) / 1000 })
    }

  const levels = await org.rows(RECOUNT, [tierId])
  expect(levels.map(({ level, units, wrong }) => [level, units, wrong])).toEqual([
    ['state', 1, 0],
    ['district', 3, 0],
    ['booth', 24, 0],
  ])
  const all = days.map((own) => own.filter((day) => day !== undefined).length)
  const below = (unit: string) => all.filter((_, n) => unit === 'ST' || booths[n]?.startsWith(unit))
  for (const unit of ['ST', ...DISTRICTS]) {
    const counts = below(unit)
    const { body } = await planner.get<{ unit: Counted; children: Counted[] }>(
      `/coverage/${tierId}?unit=${org.unitId(unit)}`,
    )
    const told = ({ trained: n, unitsZero, unitsOne, unitsMore }: Counted) => [
      n,
      unitsZero,
      unitsOne,
      unitsMore,
    ]
    expect(told(body.unit)).toEqual([
      counts.reduce((a, b) => a + b, 0),
      counts.filter((n) => n === 0).length,
      counts.filter((n) => n === 1).length,
      counts.filter((n) => n >= 2).length,
    ])
    if (unit !== 'ST') expect(body.children.map((one) => one.trained)).toEqual(counts)
  }
  // All three states occur, so that none of them is right for want of a case.
  expect([0, 1, 2].every((n) => all.some((count) => Math.min(count, 2) === n))).toBe(true)
})
