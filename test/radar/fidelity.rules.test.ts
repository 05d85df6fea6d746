import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawOf, refresherDue, rightOf, toldOf, wilson } from '../../worker/radar/fidelity/rules.ts'
import { hopsBetween, leaksOf } from '../../worker/radar/rules.ts'

const counts = fc.nat({ max: 400 }).chain((asked) => fc.tuple(fc.nat({ max: asked }), fc.constant(asked)))

test('Wilson’s interval holds the share, lies within 0 and 1, and is the mirror of the opposite', () => {
  fc.assert(
    fc.property(counts, ([known, asked]) => {
      const interval = wilson(known, asked)
      const mirrored = wilson(asked - known, asked)
      if (!interval || !mirrored) return asked === 0
      expect(interval.lower).toBeGreaterThanOrEqual(0)
      expect(interval.upper).toBeLessThanOrEqual(1)
      expect(interval.lower).toBeLessThanOrEqual(interval.share)
      expect(interval.upper).toBeGreaterThanOrEqual(interval.share)
      expect(interval.lower).toBeCloseTo(1 - mirrored.upper, 9)
      return true
    }),
  )
})

test('its bounds are the shares that the answers just do not contradict', () => {
  fc.assert(
    fc.property(counts, ([known, asked]) => {
      const interval = wilson(known, asked)
      if (!interval || known === 0 || known === asked) return
      for (const bound of [interval.lower, interval.upper]) {
        const deviation = Math.abs(interval.share - bound) / Math.sqrt((bound * (1 - bound)) / asked)
        expect(deviation).toBeCloseTo(1.959964, 6)
      }
    }),
  )
})

test('ten times as many answers of the same share are a narrower interval', () => {
  fc.assert(
    fc.property(counts, ([known, asked]) => {
      const [few, many] = [wilson(known, asked), wilson(known * 10, asked * 10)]
      if (few && many) expect(many.upper - many.lower).toBeLessThan(few.upper - few.lower)
    }),
  )
})

test.each([
  [7, 10, 0.3968, 0.8922],
  [0, 3, 0, 0.5615],
  [81, 263, 0.2553, 0.3662],
])('%i of %i lies between %f and %f', (known, asked, lower, upper) => {
  const interval = wilson(known, asked)
  expect(interval?.lower).toBeCloseTo(lower, 3)
  expect(interval?.upper).toBeCloseTo(upper, 3)
})

test('the interval of a random sample holds the true share in about 95 of 100 samples', () => {
  let held = 0
  const [samples, asked, truth] = [4000, 20, 0.7]
  let state = 7
  const chance = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  for (let n = 0; n < samples; n += 1) {
    const known = Array.from({ length: asked }, () => chance() < truth).filter(Boolean).length
    const interval = wilson(known, asked)
    if (interval && interval.lower <= truth && truth <= interval.upper) held += 1
  }
  expect(held / samples).toBeGreaterThan(0.93)
  expect(held / samples).toBeLessThan(0.98)
})

test('a refresher is due after none of three, not after one of three, nor after none of two', () => {
  expect([refresherDue(0, 3), refresherDue(1, 3), refresherDue(0, 2)]).toEqual([true, false, false])
  expect([refresherDue(12, 40), refresherDue(20, 40)]).toEqual([true, false])
})

test('fewer right answers never take a refresher back', () => {
  fc.assert(
    fc.property(counts, ([known, asked]) => {
      if (known > 0 && refresherDue(known, asked)) expect(refresherDue(known - 1, asked)).toBe(true)
    }),
  )
})

test('of fewer than three people nothing is told but how many', () => {
  expect(toldOf(2, 2, 10)).toEqual({ asked: 2, known: null, average: null, interval: null, refresher: false })
  expect(toldOf(3, 2, 12)).toMatchObject({ asked: 3, known: 2, average: 4 })
})

test('right answers are counted place by place; nothing said is not right', () => {
  expect(rightOf([0, 1, null, 2, 2], [0, 1, 2, 0, 2])).toBe(3)
})

test('a seed puts ids into an order without doubles, and every id comes first under some seed', () => {
  const ids = Array.from({ length: 12 }, (_, n) => (n * 7_919 + 13) % 268_435_399)
  const first = new Map<number, number>()
  for (let seed = 0; seed < 3000; seed += 1) {
    const { coefficients, prime } = drawOf(seed)
    const keys = ids.map((x) =>
      Number(coefficients.reduce((sum, next) => (sum * BigInt(x) + BigInt(next)) % BigInt(prime), 0n)),
    )
    expect(new Set(keys).size).toBe(ids.length)
    const winner = keys.indexOf(Math.min(...keys))
    first.set(winner, (first.get(winner) ?? 0) + 1)
  }
  // Each of twelve is first 250 times of 3000, give or take five standard deviations.
  for (let n = 0; n < ids.length; n += 1) {
    expect(first.get(n) ?? 0).toBeGreaterThan(250 - 76)
    expect(first.get(n) ?? 0).toBeLessThan(250 + 76)
  }
})

test('neighbours are two steps apart, a unit and itself none', () => {
  expect(hopsBetween('/s/v/d1/', '/s/v/d2/')).toBe(2)
  expect(hopsBetween('/s/v/d1/', '/s/w/d2/')).toBe(4)
  expect(hopsBetween('/s/v/', '/s/v/')).toBe(0)
})

test('a tier that is held above its trainers’ units asks for no batch of theirs', () => {
  const row = { teachers: 5, idle: 1, spare: 4, units: 9, staffed: 4, busy: 1, below: 1 }
  expect(leaksOf(row)).toMatchObject({ withoutTrainer: 5, withoutBatch: 3 })
  expect(leaksOf({ ...row, below: 0 })).toMatchObject({ withoutBatch: 0 })
})
