import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { COMPATIBILITY_DATE } from '../db/local/worker.ts'

const toml = readFileSync('wrangler.toml', 'utf8')
const readme = readFileSync('README.md', 'utf8')
const scripts: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts

test('production and one machine run with the same compatibility date', () => {
  expect(toml).toContain(`compatibility_date = "${COMPATIBILITY_DATE}"`)
})

test('the README has at most 200 lines, and every command that it names exists', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(200)
  const named = [...readme.matchAll(/npm (?:run )?([a-z]+)/g)].map(([, name = '']) => name)
  expect(named.filter((name) => name !== 'ci' && !(name in scripts))).toEqual([])
})

test('every dependency has a word in the README', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(Object.keys(dependencies).filter((name) => !readme.includes(name))).toEqual([])
})
