import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'

/** The architecture. A domain may import the domains before it, never one after it. */
const ORDER =
  'accounts organisations hierarchy approvals consents people imports programmes workshops payments registrations attendance assessments visits credentials obligations coverage radar faculty simulation exports changes privacy messages onboarding audit'.split(
    ' ',
  )

type Edge = { from: string; to: string; typeOnly: boolean }

const files = new Map(
  globSync('{worker,web,db}/**/*.{ts,tsx}').map((path) => [
    path.replaceAll('\\', '/'),
    readFileSync(path, 'utf8'),
  ]),
)
const edges: Edge[] = [...files].flatMap(([from, source]) =>
  [...source.matchAll(/^(?:import|export)\s(type\s)?(?:[^'";]*from\s+)?'([^']+)'/gm)].map(
    ([, type, to = '']) => ({
      from,
      to: to.startsWith('.') ? posix.join(posix.dirname(from), to) : to,
      typeOnly: type !== undefined,
    }),
  ),
)

const domain = (path: string) => /^worker\/(?!platform\/)([^/]+)\//.exec(path)?.[1]
const rank = (path: string) => ORDER.indexOf(domain(path) ?? '')
const between = (e: Edge) =>
  domain(e.from) !== undefined && domain(e.to) !== undefined && domain(e.from) !== domain(e.to)
const breaking = (rule: (e: Edge) => boolean) => edges.filter(rule).map((e) => `${e.from} → ${e.to}`)

function reach(file: string, seen = new Set<string>()): Set<string> {
  for (const { from, to, typeOnly } of edges)
    if (from === file && !typeOnly && !seen.has(to)) reach(to, seen.add(to))
  return seen
}

test('the graph is not empty', () => expect(edges.length).toBeGreaterThan(100))

test('every domain is in the order', () =>
  expect([...files.keys()].filter((file) => domain(file) && rank(file) < 0)).toEqual([]))

test('a domain imports only domains before it', () =>
  expect(breaking((e) => between(e) && rank(e.to) > rank(e.from))).toEqual([]))

test('domains meet only at index.ts', () =>
  expect(breaking((e) => between(e) && !e.to.endsWith('/index.ts'))).toEqual([]))

test('platform knows no domain', () =>
  expect(breaking((e) => e.from.startsWith('worker/platform/') && rank(e.to) >= 0)).toEqual([]))

test('the web app takes only types from the worker', () =>
  expect(breaking((e) => e.from.startsWith('web/') && /^(worker|db)\//.test(e.to) && !e.typeOnly)).toEqual(
    [],
  ))

test('only platform/sql opens a database in the worker', () =>
  expect(
    breaking(
      (e) =>
        e.from.startsWith('worker/') &&
        /@libsql|drizzle-orm\/libsql/.test(e.to) &&
        e.from !== 'worker/platform/sql.ts',
    ),
  ).toEqual([]))

test('rules reach only rules, money and calendar', () => {
  const rules = [...files.keys()].filter((file) => file.endsWith('/rules.ts'))
  expect(
    rules.flatMap((rule) => [...reach(rule)]).filter((to) => !/\/(rules|money|calendar)\.ts$/.test(to)),
  ).toEqual([])
})

test('nothing in rules reads a clock, a key or the network', () => {
  const rules = [...files].filter(([file]) => /\/(rules|money|calendar)\.ts$/.test(file))
  expect(rules.length).toBeGreaterThan(2)
  const impure = /Date\.now|new Date\(\)|Math\.random|randomUUID|fetch\(|process\.|await /
  expect(rules.filter(([, source]) => impure.test(source)).map(([file]) => file)).toEqual([])
})

test('no source file is longer than 300 lines', () => {
  const long = [...files].filter(
    ([file, source]) => !/\/tables\/|^web\/text\//.test(file) && source.split('\n').length > 301,
  )
  expect(long.map(([file, source]) => `${file}: ${source.split('\n').length}`)).toEqual([])
})
