import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** The requirements of version 5.0.0 by level, as `section:first-last`. */
const LEVELS = {
  1: '1.2:1-5 1.3:1-2 1.5:1 2.1:1 2.2:1-2 2.3:1 3.2:1-2 3.3:1 3.4:1-2 3.5:1-3 4.1:1 4.4:1 5.2:1-2 5.3:1-2 6.1:1 6.2:1-8 6.3:1-2 6.4:1-2 7.2:1-4 7.4:1-2 8.1:1 8.2:1-2 8.3:1 9.1:1-3 9.2:1 10.4:1-5 11.3:1-2 11.4:1 12.1:1 12.2:1-2 13.4:1 14.2:1 14.3:1 15.1:1 15.2:1 15.3:1',
  2: '1.1:1-2 1.2:6-9 1.3:3-11 1.4:1-3 1.5:2 2.1:2-3 2.2:3 2.3:2-4 2.4:1 3.3:2-4 3.4:3-6 3.5:4-5 3.7:1-2 4.1:2-3 4.2:1 4.3:1-2 4.4:2-4 5.1:1 5.2:3 5.4:1-3 6.1:2-3 6.2:9-12 6.3:3-4 6.4:3-4 6.5:1-5 6.6:1-3 6.8:1-4 7.1:1-3 7.3:1-2 7.4:3-5 7.5:1-2 7.6:1-2 8.1:2 8.2:3 8.4:1 9.2:2-4 10.1:1-2 10.2:1-2 10.3:1-4 10.4:6-11 10.5:1-5 10.6:1-2 10.7:1-3 11.1:1-2 11.2:1-3 11.3:3 11.4:2-4 11.5:1 11.6:1 12.1:2-3 12.3:1-4 13.1:1 13.2:1-5 13.3:1-2 13.4:2-5 14.1:1-2 14.2:2-4 14.3:2-3 15.1:2-3 15.2:2-3 15.3:2-7 16.1:1 16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-3 17.1:1 17.2:1-4 17.3:1-2',
}

const idsOf = (list: string) =>
  list.split(' ').flatMap((part) => {
    const [section = '', numbers = ''] = part.split(':')
    return numbers.split(',').flatMap((range) => {
      const [first = 0, last = first] = range.split('-').map(Number)
      return Array.from({ length: last - first + 1 }, (_, at) => `${section}.${first + at}`)
    })
  })
const required = Object.entries(LEVELS).flatMap(([level, list]) =>
  idsOf(list).map((id) => `${id} level ${level}`),
)

const text = readFileSync('worker/ASVS.md', 'utf8')
const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \|(.*)\|$/gm)].map(([, id = '', rest = '']) => {
  const [level = '', words = '', state = '', where = '', tests = ''] = rest
    .split('|')
    .map((cell) => cell.trim())
  return { id, level, words, state, where, tests }
})

const STATES = ['met', 'not applicable', 'not met']
const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, inside = '']) => inside)
const isPath = (name: string) =>
  /^(?:worker|web|db|test)\/|^(?:wrangler\.toml|package(?:-lock)?\.json|tsconfig\.json|biome\.json|README\.md)$/.test(
    name,
  )
const ofState = (state: string) => rows.filter((row) => row.state === state)

test('the standard has 253 requirements of levels 1 and 2, and each stands in the table once', () => {
  expect(required.length).toBe(253)
  expect(rows.map(({ id, level }) => `${id} level ${level}`).toSorted()).toEqual(required.toSorted())
})

test('every state is one of three, and every row says what is asked and where it is met or why not', () => {
  expect(rows.filter(({ state }) => !STATES.includes(state)).map(({ id }) => id)).toEqual([])
  expect(
    rows.filter(({ words, where }) => words.length < 5 || where.length < 10).map(({ id }) => id),
  ).toEqual([])
})

test('every path that the table names exists, and every test in it is one', () => {
  const named = rows.flatMap(({ where, tests }) => [...quoted(where).filter(isPath), ...quoted(tests)])
  expect(new Set(named).size).toBeGreaterThan(60)
  expect(named.filter((path) => !existsSync(path))).toEqual([])
  const tests = rows.flatMap((row) => quoted(row.tests))
  expect(tests.filter((path) => !/^test\/.*\.test\.ts$/.test(path))).toEqual([])
})

test('what is met names code, or a chapter above that is written', () => {
  const chapters = new Set([...text.matchAll(/^### (\D.*)$/gm)].map(([, title = '']) => title))
  const shown = ({ where }: (typeof rows)[number]) =>
    quoted(where).some(isPath) || chapters.has(/[Bb]elow, \*([^*]+)\*/.exec(where)?.[1] ?? '')
  expect(
    ofState('met')
      .filter((row) => !shown(row))
      .map(({ id }) => id),
  ).toEqual([])
  const referred = [...text.matchAll(/[Bb]elow, \*([^*]+)\*/g)].map(([, title = '']) => title)
  expect(referred.length).toBeGreaterThan(10)
  expect(referred.filter((title) => !chapters.has(title))).toEqual([])
})

test('the numbers at its head are those of its rows', () => {
  const numbers = /: (\d+) are met, (\d+) do not apply, (\d+) are not met, of (\d+)/.exec(text)?.slice(1)
  const counts = ['met', 'not applicable', 'not met'].map((state) => String(ofState(state).length))
  expect(numbers).toEqual([...counts, String(rows.length)])
})

test('the README leads to it', () => expect(readFileSync('README.md', 'utf8')).toContain('(worker/ASVS.md)'))
