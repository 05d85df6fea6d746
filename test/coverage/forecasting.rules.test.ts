import fc from 'fast-check'
import { expect, test } from 'vitest'
import { courseOf, type Forecast, forecastOf, type Reached } from '../../worker/coverage/reach/rules.ts'
import { addDays, daysBetween } from '../../worker/platform/calendar.ts'
import { chance } from '../support/chance.ts'

const START = '2026-06-01'
const TODAY = '2026-11-22'

/** A course with so many people each week, the last week ending today. */
function weekly(weeks: readonly number[]): Reached[] {
  let people = 0
  return weeks.map((week, n) => {
    people += week
    return { onDay: addDays(TODAY, -7 * (weeks.length - 1 - n)), people }
  })
}

test('a steady 100 a week with 500 to go is done in five weeks, most likely on that day', () => {
  const forecast = forecastOf(weekly(Array(9).fill(100)), 1400, TODAY)
  expect(forecast).toMatchObject({ tells: 'days', perWeek: 100, weeks: 8, likelyOn: addDays(TODAY, 35) })
  if (forecast.tells !== 'days') throw new Error('no days')
  expect(forecast.earliestOn > addDays(TODAY, 28)).toBe(true)
  expect(forecast.latestOn !== null && forecast.latestOn < addDays(TODAY, 42)).toBe(true)
})

test.each<[string, number[], number, Forecast]>([
  ['nobody trained yet', [], 100, { tells: 'nothing-yet' }],
  ['two weeks only', [40, 40], 1000, { tells: 'too-early' }],
  ['nobody in the last eight weeks', [400, 0, 0, 0, 0, 0, 0, 0, 0], 1000, { tells: 'standing-still' }],
  ['nothing asked', [10, 10, 10, 10], 0, { tells: 'nothing-asked' }],
  ['one a week and 10,000 to go', [1, 1, 1, 1], 10_000, { tells: 'too-far' }],
  ['all trained', [50, 50, 50], 150, { tells: 'done', onDay: TODAY }],
])('%s: it says so and no day', (_what, weeks, asked, forecast) =>
  expect(forecastOf(weekly(weeks), asked, TODAY)).toEqual(forecast),
)

test('weeks that differ wildly have an earliest and a likely day, and no latest', () => {
  const forecast = forecastOf(weekly([9, 0, 900, 0, 0]), 5000, TODAY)
  expect(forecast).toMatchObject({ tells: 'days', latestOn: null })
})

const course = fc.array(fc.nat({ max: 400 }), { minLength: 3, maxLength: 30 })

test('the earliest day is never after the likely, nor that after the latest; the more is left, the later each', () => {
  fc.assert(
    fc.property(course, fc.integer({ min: 1, max: 5000 }), fc.nat({ max: 3000 }), (weeks, left, more) => {
      const sum = weeks.reduce((all, week) => all + week, 0)
      const [less, later] = [left, left + more].map((rest) => forecastOf(weekly(weeks), sum + rest, TODAY))
      if (less?.tells !== 'days') return
      const end = '9999-12-31'
      expect(less.earliestOn <= less.likelyOn && less.likelyOn <= (less.latestOn ?? end)).toBe(true)
      if (later?.tells !== 'days') return
      expect(less.earliestOn <= later.earliestOn && less.likelyOn <= later.likelyOn).toBe(true)
      expect((less.latestOn ?? end) <= (later.latestOn ?? end)).toBe(true)
    }),
  )
})

/** Of worlds whose weeks scatter as workshops do, how many are done within the interval that eight weeks foretell. */
function calibration(batch: number, perWeek: number, worlds: number) {
  const roll = chance(7)
  // Batches of a size come by chance: a coin for each of many small parts of a week.
  const week = () => batch * Array.from({ length: 50 }, () => roll.maybe(perWeek / 50)).filter(Boolean).length
  let within = 0
  for (let world = 0; world < worlds; world++) {
    const seen = Array.from({ length: 8 }, week)
    const left = batch * perWeek * 12
    const sum = seen.reduce((all, one) => all + one, 0)
    const forecast = forecastOf(weekly(seen), sum + left, TODAY)
    let [weeks, done] = [0, 0]
    while (done < left) {
      done += week()
      weeks += 1
    }
    const on = addDays(TODAY, weeks * 7)
    // A world is only looked at in whole weeks, and so are the ends of the interval.
    if (
      forecast.tells === 'days' &&
      on >= forecast.earliestOn &&
      on <= addDays(forecast.latestOn ?? '9999-12-24', 6)
    )
      within += 1
  }
  return within / worlds
}

test.each([
  [40, 6],
  [120, 3],
  [25, 15],
])(
  'of 600 worlds with batches of %i, %i a week, 72 to 93 in a hundred end within the interval',
  (batch, perWeek) => {
    const share = calibration(batch, perWeek, 600)
    expect(share).toBeGreaterThan(0.72)
    expect(share).toBeLessThan(0.93)
  },
)

test('the course of a unit is its sums today less what came later, and ends on the day that is asked for', () => {
  const day = fc.constantFrom(...daysBetween(START, addDays(START, 60)))
  const change = fc.record({
    onDay: day,
    nominated: fc.integer({ min: -3, max: 9 }),
    registered: fc.nat({ max: 9 }),
    trained: fc.integer({ min: -3, max: 9 }),
    toward: fc.nat({ max: 9 }),
    unitsMet: fc.nat({ max: 2 }),
  })
  fc.assert(
    fc.property(fc.uniqueArray(change, { selector: ({ onDay }) => onDay }), day, (changes, on) => {
      const sum = (until: string, key: keyof Omit<(typeof changes)[number], 'onDay'>) =>
        changes.filter(({ onDay }) => onDay <= until).reduce((all, one) => all + one[key], 0)
      const keys = ['nominated', 'registered', 'trained', 'toward', 'unitsMet'] as const
      const sums = (until: string) => keys.map((key) => sum(until, key))
      const [nominated = 0, registered = 0, trained = 0, toward = 0, unitsMet = 0] = sums('9999')
      const points = courseOf({ nominated, registered, trained, toward, unitsMet }, changes, on)
      expect(points.map(({ onDay }) => onDay)).toEqual(
        changes
          .map(({ onDay }) => onDay)
          .filter((one) => one <= on)
          .sort(),
      )
      for (const point of points) expect(keys.map((key) => point[key])).toEqual(sums(point.onDay))
    }),
  )
})
