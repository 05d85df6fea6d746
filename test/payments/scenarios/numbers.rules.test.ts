import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** How many ways of failing the design names, each with what must come of it. */
const SCENARIOS = 52

const titles = globSync('test/payments/**/*.test.ts').flatMap((path) =>
  [
    ...readFileSync(path, 'utf8').matchAll(
      /^\s*(?:test[\w.]*\()?\s*['"`](?:scenario )?(\d{1,2})\b[^'"`]*[:,]/gm,
    ),
  ].map(([, number]) => Number(number)),
)

test('every scenario of failure is a test, by its number', () => {
  const all = Array.from({ length: SCENARIOS }, (_, at) => at + 1)
  expect(all.filter((number) => !titles.includes(number))).toEqual([])
})
