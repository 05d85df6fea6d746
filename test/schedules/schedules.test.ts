import { expect, test } from 'vitest'
import { farm } from './farm.ts'
import { missing, story, tally } from './telling.ts'

/** As many as a test run has time for; `npm run schedules` lives through 2,000. */
const SEEDS = 60

test(`${SEEDS} worlds of payments, outages and kills keep every rule of the treasurer`, {
  timeout: 300_000,
}, async () => {
  const all = tally()
  await farm({ seeds: SEEDS, processes: 2 }, all.add)
  expect(all.bad.map(story).join('\n')).toBe('')
  expect(all.worlds).toBe(SEEDS)
  console.log(`${all.worlds} worlds`, all.sums)
  expect(missing(all, 'often')).toEqual([])
})
