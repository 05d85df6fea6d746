import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blank, type Diary } from '../../worker/simulation/stampings/assigning/diary/rules.ts'
import {
  assign,
  type Batch,
  type Caps,
  type Trainer,
  travelOf,
} from '../../worker/simulation/stampings/assigning/rules.ts'

const NO_CAPS: Caps = { perWeek: 100, inAll: 1_000, daysPerWeek: 6, farthest: 100 }

const ids = (path: string) => path.split('/').filter(Boolean)

/** Steps of the tree between two units, counted by hand. */
function steps(a: string, b: string): number {
  const [one, other] = [ids(a), ids(b)]
  let shared = 0
  while (shared < one.length && one[shared] === other[shared]) shared += 1
  return one.length + other.length - 2 * shared
}

const PATHS = ['/s/', '/s/a/', '/s/b/', '/s/a/1/', '/s/a/2/', '/s/b/3/', '/s/b/3/x/']
const somewhere = fc.constantFrom(...PATHS)
const batch = fc
  .record({ path: somewhere, from: fc.integer({ min: 0, max: 4 }) })
  .map(({ path, from }): Batch => ({ path, from: from * 2, until: from * 2 + 2 }))
const trainer = fc.record({ path: somewhere, named: fc.boolean() })
const caps = fc.record({
  perWeek: fc.integer({ min: 1, max: 3 }),
  inAll: fc.integer({ min: 1, max: 4 }),
  daysPerWeek: fc.integer({ min: 2, max: 6 }),
  farthest: fc.integer({ min: 0, max: 6 }),
})
const asked = (most: { batches: number; trainers: number; each: number }) =>
  fc.record({
    batches: fc.array(batch, { minLength: 1, maxLength: most.batches }),
    trainers: fc
      .array(trainer, { maxLength: most.trainers })
      .map((list): Trainer[] => list.map((one, at) => ({ ...one, id: `t${at}` }))),
    each: fc.integer({ min: 1, max: most.each }),
    caps,
  })

type Asked = { batches: Batch[]; trainers: Trainer[]; each: number; caps: Caps }
const made = ({ batches, trainers, each, caps: c }: Asked, diaries?: Diary[]) =>
  assign(batches, trainers, { each, caps: c, diaries: diaries ?? trainers.map(blank) })

/** Why somebody may not teach these batches; nothing when he may. */
function broken(own: readonly Batch[], c: Caps): string | undefined {
  if (own.length > c.inAll) return 'in all'
  const weeks = new Map<number, number>()
  for (const { from, until } of own)
    for (const week of new Set([from, until - 1].map((day) => Math.floor(day / c.daysPerWeek))))
      weeks.set(week, (weeks.get(week) ?? 0) + 1)
  if ([...weeks.values()].some((n) => n > c.perWeek)) return 'in a week'
  const sorted = own.toSorted((a, b) => a.from - b.from)
  return sorted.some((one, at) => at > 0 && one.from < (sorted[at - 1]?.until ?? 0)) ? 'at once' : undefined
}

test('nobody teaches at once in two places, over his caps, or from too far; distances are the tree’s', () =>
  fc.assert(
    fc.property(asked({ batches: 14, trainers: 10, each: 3 }), (one) => {
      const { trainers, distances } = made(one)
      const own = one.trainers.map((_, at) => one.batches.filter((_b, i) => trainers[i]?.includes(at)))
      expect(own.map((list) => broken(list, one.caps)).filter(Boolean)).toEqual([])
      for (const [at, { path }] of one.batches.entries()) {
        const team = trainers[at] ?? []
        expect(new Set(team).size).toBe(team.length)
        expect(team.length).toBeLessThanOrEqual(one.each)
        const far = team.map((t) => steps(path, one.trainers[t]?.path ?? ''))
        expect(distances[at]).toEqual(far)
        expect(Math.max(0, ...far)).toBeLessThanOrEqual(one.caps.farthest)
      }
    }),
    { numRuns: 3_000 },
  ))

/** The best that there is, by trying everything: most batches whole, then most places, then least travel. */
function best({ batches, trainers, each, caps: c }: Asked) {
  let top = { whole: -1, places: -1, travel: 0 }
  const teams: number[][] = []
  const weigh = () => {
    const whole = teams.filter((team) => team.length >= each).length
    const places = teams.flat().length
    const travel = teams.reduce(
      (sum, team, at) =>
        sum + team.reduce((s, t) => s + steps(batches[at]?.path ?? '', trainers[t]?.path ?? ''), 0),
      0,
    )
    if ((whole - top.whole || places - top.places || top.travel - travel) > 0) top = { whole, places, travel }
  }
  const go = (at: number) => {
    const here = batches[at]
    if (!here) return weigh()
    const able = trainers.flatMap(({ path }, t) => {
      const own = [...batches.filter((_, i) => i < at && teams[i]?.includes(t)), here]
      return broken(own, c) || steps(here.path, path) > c.farthest ? [] : [t]
    })
    for (let mask = 0; mask < 2 ** able.length; mask += 1) {
      const team = able.filter((_, bit) => mask & (1 << bit))
      if (team.length > each) continue
      teams[at] = team
      go(at + 1)
    }
    teams.length = at
  }
  go(0)
  return top
}

test('on small trees it is held against everything that could be done: never better, and the bounds below the best', () => {
  let [equal, all] = [0, 0]
  fc.assert(
    fc.property(asked({ batches: 3, trainers: 4, each: 2 }), (one) => {
      const got = made(one)
      const top = best(one)
      const whole = got.trainers.filter((team) => team.length >= one.each).length
      const places = got.trainers.flat().length
      expect(whole).toBeLessThanOrEqual(top.whole)
      expect(got.travelBound).toBeLessThanOrEqual(travelOf(got))
      expect(got.trainersBound).toBeLessThanOrEqual(new Set(got.trainers.flat()).size)
      all += 1
      if (whole === top.whole && places === top.places) {
        expect(travelOf(got)).toBeGreaterThanOrEqual(top.travel)
        if (places === one.batches.length * one.each) expect(got.travelBound).toBeLessThanOrEqual(top.travel)
        if (travelOf(got) === top.travel) equal += 1
      }
    }),
    { numRuns: 600, seed: 20261122 },
  )
  // Most small worlds are solved to the best; the rest is what the bound is told for.
  expect(equal / all).toBeGreaterThan(0.8)
})

/** Each batch in its turn takes the nearest who is free: what the assignment must never be worse than. */
function plain({ batches, trainers, each, caps: c }: Asked) {
  const own: Batch[][] = trainers.map(() => [])
  let [whole, places, travel] = [0, 0, 0]
  for (const here of batches.toSorted((a, b) => a.from - b.from)) {
    let team = 0
    while (team < each) {
      const able = trainers
        .map(({ path }, t) => ({ t, far: steps(here.path, path) }))
        .filter(({ t, far }) => far <= c.farthest && !broken([...(own[t] ?? []), here], c))
        .sort((a, b) => a.far - b.far)
      const [first] = able
      if (!first) break
      own[first.t]?.push(here)
      team += 1
      travel += first.far
    }
    places += team
    if (team >= each) whole += 1
  }
  return { whole, places, travel }
}

test('it is never worse than taking the nearest who is free, batch by batch', () => {
  fc.assert(
    fc.property(asked({ batches: 12, trainers: 9, each: 1 }), (one) => {
      // Trainers of one distance differ in what they leave to others, so that only one batch a day compares.
      const days = [...new Map(one.batches.map((b) => [b.from, b])).values()]
      const alone = { ...one, batches: days, caps: { ...one.caps, perWeek: 99, inAll: 99 } }
      const [got, other] = [made(alone), plain(alone)]
      expect(got.trainers.filter((team) => team.length > 0)).toHaveLength(other.whole)
      expect(travelOf(got)).toBeLessThanOrEqual(other.travel)
    }),
    { numRuns: 2_000 },
  )
})

test('two halls want the trainer between them: the one at his door has him, the other calls the next', () => {
  // Greedy in the order asked would send the trainer of A to S and call one from B to A.
  const batches = [
    { path: '/s/', from: 0, until: 1 },
    { path: '/s/a/', from: 0, until: 1 },
  ]
  const trainers = [
    { id: 'a', path: '/s/a/', named: true },
    { id: 'b', path: '/s/b/', named: true },
  ]
  const got = made({ batches, trainers, each: 1, caps: NO_CAPS })
  expect(got).toMatchObject({ trainers: [[1], [0]], distances: [[1], [0]], travelBound: 1, trainersBound: 2 })
})

test('half a team teaches nobody: of two halls with one trainer each, one has both', () => {
  const batches = ['/s/a/', '/s/b/'].map((path) => ({ path, from: 0, until: 1 }))
  const trainers = ['/s/a/', '/s/b/'].map((path) => ({ id: path, path, named: true }))
  expect(made({ batches, trainers, each: 2, caps: NO_CAPS }).trainers.map(({ length }) => length)).toEqual([
    2, 0,
  ])
})

test('who teaches elsewhere on a day is not called on it', () => {
  const trainers = [{ id: 'a', path: '/s/a/', named: true }]
  const away: Diary = { spans: [{ from: 0, until: 2 }], weeks: new Map([[0, 1]]), batches: 1 }
  const one = { batches: [{ path: '/s/a/', from: 1, until: 2 }], trainers, each: 1, caps: NO_CAPS }
  expect(made(one, [away]).trainers).toEqual([[]])
  expect(made({ ...one, batches: [{ path: '/s/a/', from: 2, until: 3 }] }, [away]).trainers).toEqual([[0]])
})
