import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { actionTexts } from '../../web/text/actions.ts'

/** What a name with a hole in it can become. */
const OPEN: Record<string, readonly string[]> = {
  'approval.${word.decision}': ['approval.approved', 'approval.refused'],
}

const calls = globSync('worker/**/*.ts')
  .filter((file) => !file.endsWith('platform/audit.ts'))
  .flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(/(?<![.\w])record(?:Change)?\(\s*([^,]+),\s*(['`])?([^'`,]+)/g),
    ].map(([, , quote, name = '']) => ({ file, literal: quote !== undefined, name })),
  )

test('there are calls to look at, and each names its action in place', () => {
  expect(calls.length).toBeGreaterThan(40)
  expect(calls.filter(({ literal }) => !literal)).toEqual([])
})

test('every action that is recorded has a sentence in both languages, and no sentence is left over', () => {
  const actions = new Set(calls.flatMap(({ name }) => OPEN[name] ?? [name]))
  expect([...actions].filter((action) => !(action in actionTexts.en)).sort()).toEqual([])
  expect(Object.keys(actionTexts.en).filter((action) => !actions.has(action))).toEqual([])
})
