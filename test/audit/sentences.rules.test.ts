import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { actionTexts } from '../../web/text/actions.ts'

/** What a name with a hole in it can become. */
const OPEN: Record<string, readonly string[]> = {
  'approval.${word.decision}': ['approval.approved', 'approval.refused'],
  'tree.${deed.kind}': ['move', 'merge', 'split', 'close', 'open', 'new', 'level', 'level-end', 'undo'].map(
    (kind) => `tree.${kind}`,
  ),
  'privacy.${closing.outcome}': ['privacy.done', 'privacy.refused'],
}

/** The text of a call's second argument; `from` is just behind the opening bracket. */
function secondArgument(source: string, from: number): string {
  const commas: number[] = []
  for (let at = from, depth = 0; depth >= 0 && commas.length < 2; at += 1) {
    if ('([{'.includes(source.charAt(at))) depth += 1
    if (')]}'.includes(source.charAt(at))) depth -= 1
    if ((source[at] === ',' && depth === 0) || depth < 0) commas.push(at)
  }
  return source.slice((commas[0] ?? from) + 1, commas[1])
}

/** Every call that records something: where, and the names that its action can have. */
const calls = globSync('worker/**/*.ts')
  .filter((file) => !file.endsWith('platform/audit.ts'))
  .flatMap((file) => {
    const source = readFileSync(file, 'utf8')
    return [...source.matchAll(/(?<![.\w])record(?:Change)?\(/g)].map((call) => {
      const said = secondArgument(source, call.index + call[0].length)
      return { file, names: [...said.matchAll(/['`]([^'`]+)['`]/g)].map(([, name = '']) => name) }
    })
  })

test('there are calls to look at, and each names its action in place', () => {
  expect(calls.length).toBeGreaterThan(40)
  expect(calls.filter(({ names }) => names.length === 0)).toEqual([])
})

test('every action that is recorded has a sentence in both languages, and no sentence is left over', () => {
  const actions = new Set(calls.flatMap(({ names }) => names.flatMap((name) => OPEN[name] ?? [name])))
  expect([...actions].filter((action) => !(action in actionTexts.en)).sort()).toEqual([])
  expect(Object.keys(actionTexts.en).filter((action) => !actions.has(action))).toEqual([])
})
