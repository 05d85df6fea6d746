import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Hop, Host, Plan } from '../../worker/simulation/model/rules.ts'
import { simulate } from '../../worker/simulation/rules.ts'
import {
  coverOf,
  cutPlan,
  cutTemplate,
  daysOf,
  endsOf,
  type Served,
  shareOf,
} from '../../worker/simulation/stampings/cutting/rules.ts'

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
const host = (id: string, units: number, over: Partial<Host> = {}): Host => {
  const path = `/s/${id}/`
  return { id, path, units, poolId: id, poolPath: path, poolTrainers: 2, ...over }
}
const plan = (hops: Plan['hops']): Plan => ({
  startsOn: '2026-11-02',
  daysPerWeek: 5,
  costs: { traineeDay: 0, trainerDay: 0, hallDay: 0, trip: 0 },
  hops,
})

const pools = fc.record({
  hop: fc.record({
    days: fc.integer({ min: 1, max: 3 }),
    perUnit: fc.integer({ min: 1, max: 4 }),
    batchSize: fc.integer({ min: 4, max: 12 }),
    hallsPerHost: fc.integer({ min: 1, max: 3 }),
    trainersPerBatch: fc.integer({ min: 1, max: 3 }),
  }),
  trainers: fc.integer({ min: 0, max: 9 }),
  units: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 6 }),
})

test('every unit is in exactly one draft, none has too many, and their number and last day are the simulation’s', () =>
  fc.assert(
    fc.property(pools, ({ hop: over, trainers, units }) => {
      const h = hop(over)
      const hosts = units.map((n, at) =>
        host(`h${at}`, n, { poolId: 'p', poolPath: '/s/', poolTrainers: trainers }),
      )
      const asked = plan([{ hop: h, hosts }])
      const [cuts = []] = cutPlan(asked)
      for (const { id, units: n } of hosts) {
        const own = cuts.filter(({ hostId }) => hostId === id)
        const seats = own.flatMap(({ first, units: k }) => Array.from({ length: k }, (_, at) => first + at))
        expect(seats).toEqual(Array.from({ length: n }, (_, at) => at))
        for (const { units: k } of own) expect(k * h.perUnit).toBeLessThanOrEqual(h.batchSize)
      }
      const told = simulate(asked)
      expect(cuts).toHaveLength(told.sessions)
      if (told.teachingDays !== null)
        expect(Math.max(0, ...cuts.map(({ until }) => until))).toBe(told.teachingDays)
    }),
    { numRuns: 2_000 },
  ))

test('on no day are there more batches than teams, nor more at a host than halls', () =>
  fc.assert(
    fc.property(pools, ({ hop: over, trainers, units }) => {
      const h = hop(over)
      const hosts = units.map((n, at) =>
        host(`h${at}`, n, { poolId: 'p', poolPath: '/s/', poolTrainers: trainers }),
      )
      const [cuts = []] = cutPlan(plan([{ hop: h, hosts }]))
      const teams = Math.max(1, Math.floor(trainers / h.trainersPerBatch))
      for (const day of new Set(cuts.map(({ from }) => from))) {
        const now = cuts.filter(({ from, until }) => from <= day && day < until)
        expect(now.length).toBeLessThanOrEqual(teams)
        for (const { id } of hosts)
          expect(now.filter(({ hostId }) => hostId === id).length).toBeLessThanOrEqual(h.hallsPerHost)
      }
    }),
    { numRuns: 2_000 },
  ))

/** A tree below a host: districts of mandals of booths; paths as the database has them, in its order. */
const tree = fc
  .array(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }), { minLength: 1, maxLength: 4 })
  .map((districts) =>
    districts.flatMap((mandals, d) =>
      mandals.flatMap((booths, m) =>
        Array.from(
          { length: booths },
          (_, b): Served => ({ id: `b${d}${m}${b}`, below: `d${d}/m${d}${m}/b${d}${m}${b}/` }),
        ),
      ),
    ),
  )

const countsOf = (units: readonly Served[]) => {
  const counts = new Map<string, number>([['h', units.length]])
  for (const { below } of units)
    for (const id of below.split('/').filter(Boolean)) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

test('the units that the drafts of a host name cover every unit below it exactly once, whole subtrees by one name', () =>
  fc.assert(
    fc.property(tree, fc.integer({ min: 1, max: 5 }), (units, parts) => {
      const counts = countsOf(units)
      const covers = Array.from({ length: parts }, (_, part) => {
        const { first, units: n } = shareOf(units.length, part, parts)
        return coverOf('h', units.slice(first, first + n), counts)
      })
      const servedBy = ({ below }: Served) =>
        covers.filter((cover) => ['h', ...below.split('/')].some((id) => cover.includes(id))).length
      expect(units.map(servedBy)).toEqual(units.map(() => 1))
      if (parts === 1 && units.length > 0) expect(covers).toEqual([['h']])
    }),
    { numRuns: 2_000 },
  ))

test('a unit that is served elsewhere is left out, and its mandal is named booth by booth', () => {
  const served = ['1', '3'].map((id) => ({ id, below: `m/${id}/` }))
  const counts = new Map([
    ['h', 3],
    ['m', 3],
    ['1', 1],
    ['3', 1],
  ])
  expect(coverOf('h', served, counts)).toEqual(['1', '3'])
})

test('a template stamps 62 drafts: on one day, four a day, or over three weeks of six days', () => {
  const hosts = Array.from({ length: 62 }, (_, at) => host(`d${at}`, 17))
  const week = { startsOn: '2026-11-02', daysPerWeek: 6 }
  const days = (cuts: ReturnType<typeof cutTemplate>) => [
    ...new Set(cuts.map((cut) => daysOf(week, cut).startsOn)),
  ]
  const same = cutTemplate(hosts, 2, { way: 'same' })
  expect(same).toHaveLength(62)
  expect(days(same)).toEqual(['2026-11-02'])
  expect(same.slice(0, 1).map((cut) => daysOf(week, cut))).toEqual([
    { startsOn: '2026-11-02', endsOn: '2026-11-03' },
  ])
  const daily = cutTemplate(hosts, 1, { way: 'daily', perDay: 4 })
  expect(days(daily)).toHaveLength(16)
  expect(days(daily).at(-1)).toBe('2026-11-19')
  const weekly = days(cutTemplate(hosts, 1, { way: 'weekly', weeks: 3, daysPerWeek: 6 }))
  expect([weekly.length, weekly.at(-1)]).toEqual([18, '2026-11-21'])
})

test('batches end where a mandal ends as far as they hold it; none has too many units, and all are in one', () => {
  // Five mandals of 61 booths, 250 to a batch: two whole and three whole.
  expect(endsOf(305, 2, 250, [61, 122, 183, 244, 305])).toEqual([122, 305])
  // Two halls of 160 for five mandals of 61: no end of a mandal leaves both small enough.
  expect(endsOf(305, 2, 160, [61, 122, 183, 244, 305])).toEqual([152, 305])
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 250 }),
      (mandals, most) => {
        let sum = 0
        const breaks = mandals.map((n) => (sum += n))
        const parts = Math.ceil(sum / most)
        const ends = endsOf(sum, parts, most, breaks)
        const sizes = ends.map((end, at) => end - (ends[at - 1] ?? 0))
        expect(ends).toHaveLength(parts)
        expect(sizes.every((size) => size >= 1 && size <= most)).toBe(true)
        expect(ends.at(-1)).toBe(sum)
      },
    ),
  )
})
