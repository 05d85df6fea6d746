import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultOf, shareOf, untilDays } from '../../worker/payments/policy/rules.ts'

test('steps are told as days: until when, that day included, how much goes back', () => {
  const steps = [
    { days: 14, percent: 100 },
    { days: 1, percent: 25 },
  ]
  expect(untilDays(steps, '2027-03-05')).toEqual([
    { until: '2027-02-19', percent: 100 },
    { until: '2027-03-04', percent: 25 },
  ])
})

test('nearer to the start less goes back: the first step that breaks it is named', () => {
  expect(faultOf([])).toBe(undefined)
  expect(
    faultOf([
      { days: 14, percent: 100 },
      { days: 7, percent: 50 },
      { days: 0, percent: 0 },
    ]),
  ).toBe(undefined)
  expect(
    faultOf([
      { days: 7, percent: 50 },
      { days: 14, percent: 40 },
    ]),
  ).toBe(1)
  expect(
    faultOf([
      { days: 14, percent: 50 },
      { days: 7, percent: 50 },
    ]),
  ).toBe(1)
})

test('what goes back in parts never passes what goes back at once, nor what was paid', () => {
  const amounts = fc.integer({ min: 1, max: 99_999_999 })
  fc.assert(
    fc.property(
      amounts,
      fc.integer({ min: 0, max: 100 }),
      fc.double({ min: 0, max: 1 }),
      (paid, percent, part) => {
        const whole = shareOf(paid, percent, 0)
        const before = Math.floor(paid * part)
        expect(whole).toBeLessThanOrEqual(paid)
        expect(shareOf(paid, percent, before)).toBe(Math.max(0, whole - before))
      },
    ),
  )
})
