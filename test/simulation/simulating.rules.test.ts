import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  dayAt,
  type Hop,
  type Host,
  type Plan,
  teachingDaysUntil,
} from '../../worker/simulation/model/rules.ts'
import { lowerBound, simulate } from '../../worker/simulation/rules.ts'

const hop = (over: Partial<Hop> = {}): Hop => ({
  tierId: 't',
  days: 1,
  perUnit: 2,
  batchSize: 40,
  hallsPerHost: 1,
  trainersPerBatch: 2,
  trainersPerPool: null,
  travel: 1,
  finishBy: null,
  ...over,
})
const host = (path: string, units: number, over: Partial<Host> = {}): Host => {
  const id = path.split('/').filter(Boolean).at(-1) ?? ''
  return { id, path, units, poolId: id, poolPath: path, poolTrainers: 2, ...over }
}
const costs = { traineeDay: 10_000, trainerDay: 50_000, hallDay: 200_000, trip: 5_000 }
const plan = (hops: Plan['hops'], over: Partial<Plan> = {}): Plan => ({
  startsOn: '2026-11-02',
  daysPerWeek: 5,
  costs,
  hops,
  ...over,
})

/** The cascade of a state: 62 districts send 2 each to one city with 3 halls, then teach mandals, which teach booths. */
function state(): Plan {
  const districts = Array.from({ length: 62 }, (_, d) => ({ path: `/s/d${d}/`, mandals: d < 16 ? 18 : 17 }))
  const mandals = districts.flatMap(({ path, mandals: n }) =>
    Array.from({ length: n }, (_, m) => `${path}m${path.slice(3, -1)}-${m}/`),
  )
  const booths = (at: number) => (at < 130 ? 62 : 61)
  return plan([
    { hop: hop({ tierId: 'state', trainersPerPool: 14, hallsPerHost: 3 }), hosts: [host('/s/', 62)] },
    { hop: hop({ tierId: 'district' }), hosts: districts.map(({ path, mandals: n }) => host(path, n)) },
    {
      hop: hop({ tierId: 'mandal', batchSize: 45 }),
      hosts: mandals.map((path, at) => host(path, booths(at))),
    },
  ])
}

test('62 districts, 1,070 mandals, 65,400 booths: the sums of a state', () => {
  const { tiers, finishesOn, sessions } = simulate(state())
  expect(
    tiers.map(({ hosts, units, trainees, batches, trainersAvailable }) => ({
      hosts,
      units,
      trainees,
      batches,
      trainersAvailable,
    })),
  ).toEqual([
    { hosts: 1, units: 62, trainees: 124, batches: 4, trainersAvailable: 14 },
    { hosts: 62, units: 1_070, trainees: 2_140, batches: 62, trainersAvailable: 124 },
    { hosts: 1_070, units: 65_400, trainees: 130_800, batches: 3_210, trainersAvailable: 2_140 },
  ])
  expect(sessions).toBe(3_276)
  // 4 batches in 3 halls: 2 days; one day in the districts; 3 batches one after the other in each mandal: 6 days.
  expect(finishesOn).toBe('2026-11-09')
})

test('a pool without a trainer never ends, is named, and one more trainer is the relief', () => {
  const bare = plan([{ hop: hop(), hosts: [host('/s/a/', 10, { poolTrainers: 1 }), host('/s/b/', 10)] }])
  const result = simulate(bare)
  expect(result).toMatchObject({ finishesOn: null, teachingDays: null })
  expect(result.tiers[0]).toMatchObject({ binding: 'trainers', short: [{ unitId: 'a', missing: 1 }] })
  expect(result.reliefs[0]).toMatchObject({ relief: 'trainer', finishesOn: '2026-11-02' })
})

test('more trainers than halls: halls bind, and a second hall halves the time', () => {
  const tight = plan([{ hop: hop({ trainersPerBatch: 1 }), hosts: [host('/s/', 160, { poolTrainers: 8 })] }])
  const result = simulate(tight)
  expect(result.tiers[0]).toMatchObject({ batches: 8, binding: 'halls' })
  expect(result.reliefs.find(({ relief }) => relief === 'hall')).toMatchObject({ teachingDaysSaved: 4 })
  expect(result.reliefs.some(({ relief }) => relief === 'trainer')).toBe(false)
})

test('the day to end by tells how many trainers are missing where', () => {
  const hops = [{ hop: hop({ hallsPerHost: 8, finishBy: '2026-11-03' }), hosts: [host('/s/', 160)] }]
  // 8 batches in 2 days are 4 at a time: 8 trainers where there are 2.
  expect(simulate(plan(hops)).tiers[0]).toMatchObject({
    late: true,
    trainersMissing: 6,
    trainersByWeek: [2, 2],
  })
})

test('teaching days skip the days of rest', () => {
  const week = { startsOn: '2026-11-02', daysPerWeek: 5 }
  expect([0, 4, 5, 9, 10].map((day) => dayAt(week, day))).toEqual([
    '2026-11-02',
    '2026-11-06',
    '2026-11-09',
    '2026-11-13',
    '2026-11-16',
  ])
  expect(
    ['2026-11-01', '2026-11-02', '2026-11-08', '2026-11-09'].map((day) => teachingDaysUntil(week, day)),
  ).toEqual([0, 1, 5, 6])
})

const small = fc.record({
  days: fc.integer({ min: 1, max: 3 }),
  perUnit: fc.integer({ min: 1, max: 4 }),
  batchSize: fc.integer({ min: 1, max: 6 }),
  hallsPerHost: fc.integer({ min: 1, max: 3 }),
  trainersPerBatch: fc.integer({ min: 1, max: 2 }),
  units: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 }),
  trainers: fc.integer({ min: 2, max: 7 }),
})

/** Seats units one after the other, each whole, into batches; one that is larger than a batch has some of its own. */
function seated(units: number, { perUnit, batchSize }: Hop): number {
  let [batches, free] = [0, 0]
  for (let unit = 0; unit < units; unit += 1) {
    if (perUnit > batchSize) batches += Math.ceil(perUnit / batchSize)
    else if (free >= perUnit) free -= perUnit
    else {
      batches += 1
      free = batchSize - perUnit
    }
  }
  return batches
}

/** Plays one pool day by day: trainers and halls take batches as they become free, the fullest host first. */
function played(h: Hop, hosts: readonly Host[], trainers: number): number {
  const left = hosts.map((one) => seated(one.units, h))
  let rounds = 0
  while (left.some((n) => n > 0)) {
    rounds += 1
    let free = Math.floor(trainers / h.trainersPerBatch)
    const halls = left.map(() => h.hallsPerHost)
    while (free > 0) {
      const at = left.reduce(
        (best, n, i) => (n > 0 && (halls[i] ?? 0) > 0 && n > (best < 0 ? 0 : (left[best] ?? 0)) ? i : best),
        -1,
      )
      if (at < 0) break
      left[at] = (left[at] ?? 0) - 1
      halls[at] = (halls[at] ?? 0) - 1
      free -= 1
    }
  }
  return rounds * h.days
}

test('the formula equals playing a shared pool day by day', () =>
  fc.assert(
    fc.property(small, ({ units, trainers, ...over }) => {
      const h = hop(over)
      const hosts = units.map((n, i) =>
        host(`/s/h${i}/`, n, { poolId: 's', poolPath: '/s/', poolTrainers: trainers }),
      )
      expect(simulate(plan([{ hop: h, hosts }])).teachingDays).toBe(played(h, hosts, trainers))
    }),
    { numRuns: 2_000 },
  ))

test('nothing ends before the lower bound, and relief never makes it later', () =>
  fc.assert(
    fc.property(fc.array(small, { minLength: 1, maxLength: 3 }), (hops) => {
      const paths = ['/s/', '/s/a/', '/s/a/b/']
      const p = plan(
        hops.map(({ units, trainers, ...over }, at) => ({
          hop: hop(over),
          hosts: units.map((n, i) => host(`${paths[at]}h${i}/`, n, { poolTrainers: trainers })),
        })),
      )
      const { teachingDays, reliefs } = simulate(p)
      expect(teachingDays).toBeGreaterThanOrEqual(lowerBound(p))
      for (const { teachingDaysSaved } of reliefs) expect(teachingDaysSaved).toBeGreaterThan(0)
    }),
    { numRuns: 2_000 },
  ))

test('a million booths are planned in seconds', () => {
  const hosts = Array.from({ length: 16_000 }, (_, m) => host(`/n/s${m % 30}/d${m % 700}/m${m}/`, 63))
  const districts = Array.from({ length: 700 }, (_, d) => host(`/n/s${d % 30}/d${d}/`, 23))
  const national = plan([
    { hop: hop({ trainersPerPool: 100, hallsPerHost: 10 }), hosts: [host('/n/', 700)] },
    { hop: hop(), hosts: districts },
    { hop: hop(), hosts },
  ])
  expect(simulate(national).tiers[2]?.units).toBe(1_008_000)
})
