import { expect, test } from 'vitest'
import { draws, simulated } from '../../db/seed/weeks.ts'

const PACE = { from: '2022-11-15', weeks: 26, rest: [6, 7], comes: 0.87, again: 0.6 }
const GROUPS = Array.from({ length: 80 }, (_, n) => 100 + (n % 30))

test('the same seed trains the same people on the same days', () => {
  expect(simulated(GROUPS, PACE, draws(1))).toEqual(simulated(GROUPS, PACE, draws(1)))
  expect(simulated(GROUPS, PACE, draws(1))).not.toEqual(simulated(GROUPS, PACE, draws(2)))
})

test('of 9,100 people some nine in ten are trained, over some 26 weeks, and nobody in the weeks of rest', () => {
  const days = simulated(GROUPS, PACE, draws(1)).flat()
  const came = days.filter((day) => day !== undefined)
  expect(days).toHaveLength(GROUPS.reduce((sum, size) => sum + size, 0))
  expect(came.length / days.length).toBeGreaterThan(0.9)
  expect(came.length / days.length).toBeLessThan(0.96)
  const weekOf = (day: string) => Math.floor((Date.parse(day) - Date.parse(PACE.from)) / (7 * 86_400_000))
  const weeks = new Set(came.map(weekOf))
  expect([weeks.has(6), weeks.has(7), weeks.has(5), weeks.has(8)]).toEqual([false, false, true, true])
  expect(Math.max(...weeks)).toBeGreaterThan(20)
  expect(Math.max(...weeks)).toBeLessThan(40)
})
