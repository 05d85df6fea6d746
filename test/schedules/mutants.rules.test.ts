import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { changed, MUTANTS } from './mutants.ts'

const files = globSync('{worker,db}/**/*.{ts,sql}')

test.each(MUTANTS)('the text that "$name" changes is there', (mutant) => {
  const here = files.filter((path) => changed(mutant, path) !== undefined)
  const meant = new Set(mutant.changes.map(({ file }) => file))
  expect(here.length).toBe(meant.size)
})
