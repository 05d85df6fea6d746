import { expect, test } from 'vitest'
import { farm } from './farm.ts'
import { story, tally } from './telling.ts'

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
  // The worlds are not quiet ones.
  const seen = (name: string) => all.sums[name] ?? 0
  for (const name of [
    'attempts allocated',
    'attempts duplicate',
    'attempts late',
    'attempts mismatch',
    'attempts foreign',
    'attempts expired',
    'refunds approved succeeded',
    'refunds auto succeeded',
    'refunds dashboard succeeded',
    'payments cash',
    'requests that failed',
    'work killed half-way',
  ])
    expect([name, seen(name) > 0]).toEqual([name, true])
})
