import { expect, test } from 'vitest'
import { hunt } from './farm.ts'
import { MUTANTS } from './mutants.ts'

/** Worlds within which each mistake must be noticed; it is in the first, until what happens in worlds changes. */
const SEEDS = 600

test('there are at least ten mistakes, each of another kind', () => {
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBeGreaterThanOrEqual(10)
})

test.concurrent.for(MUTANTS.map(({ name, from }, at) => ({ name, from, at })))(
  'noticed: $name',
  { timeout: 600_000 },
  async ({ name, from, at }, { expect: is }) => {
    const caught = await hunt(at, SEEDS, from)
    const [fault] = caught?.faults ?? []
    console.log(`${name}: seed ${caught?.seed}, "${fault?.rule}": ${fault?.what}`)
    is(caught).toBeDefined()
  },
)
