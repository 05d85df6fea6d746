import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type * as z from 'zod'
import type { RouteFace } from '../../worker/platform/routes.ts'
import { brought } from '../support/importing.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { routesOf } from '../support/routes.ts'
import { seedVictim } from '../support/victim.ts'
import { type World, world } from '../support/world.ts'

let w: World
let o: TestOrganisation
let ids: Record<string, string>
let token: string
const routes = await routesOf()
const inside = routes.filter(({ path }) => path.startsWith('/api/o/:organisation'))

beforeAll(async () => {
  w = await world()
  o = await w.organisation({ slug: 'victim' })
  ids = await seedVictim(o)
  token = await w.token('victim', ids.ownerId ?? '')
})
afterAll(() => w.close())

/** Seconds that the whole route table is tried with values that nobody means well with. */
const SECONDS = 25

const HOSTILE: readonly unknown[] = [
  "'; drop table people; --",
  '" or 1=1 --',
  '%_\\',
  '=HYPERLINK("http://evil")',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '$'.concat('{7*7}{{7*7}}'),
  '\0',
  '\ud800',
  '\u202e',
  'x'.repeat(5000),
  '',
  ' ',
  'NaN',
  '*"()^: NEAR(a b)',
  '-1',
  '1e309',
  '9007199254740993',
  '0001-01-01',
  '9999-12-31',
  '2026-02-30',
  '018f0000-0000-7000-8000-000000000000',
  null,
  true,
  0,
  -1,
  0.5,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  [null],
  { $ne: null },
]
const hostile = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
)

type Inner = {
  type: string
  shape?: Record<string, z.ZodType>
  innerType?: z.ZodType
  options?: readonly z.ZodType[]
}

/** The fields of a shape, through what wraps it. */
function fieldsOf(shape: z.ZodType | undefined): string[] {
  // The parts of a shape are what zod documents for libraries; only the kinds that have them have them.
  const def = shape?.def as unknown as Inner | undefined
  if (def?.shape) return Object.keys(def.shape)
  if (def?.innerType) return fieldsOf(def.innerType)
  return [...new Set((def?.options ?? []).flatMap(fieldsOf))]
}

/** What a field of this name may truly hold: hostile values go deeper behind true neighbours. */
const truly = (name: string): unknown =>
  ids[name] ??
  ids[`${name}Id`] ??
  ({
    id: v7(),
    version: 1,
    language: 'hi',
    startsOn: '2026-12-01',
    endsOn: '2026-12-02',
    unit: ids.unitId,
    nameEn: 'Name',
    nameHi: 'नाम',
    reason: 'because',
  }[name] as unknown) ??
  'x'

const filled = (names: readonly string[]) =>
  fc.record(
    Object.fromEntries(
      names.map((name) => [
        name,
        fc.oneof(
          fc.constant(undefined),
          hostile,
          fc.constant(null).map(() => truly(name)),
        ),
      ]),
    ),
  )

/** Tries of a route: its address, its question and its body, each part true or hostile. */
function triesOf(route: RouteFace) {
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  const shapeOf = (target: string) => route.accepts.find((part) => part.target === target)?.shape
  return fc.record({
    params: filled(names.filter((name) => name !== 'organisation')),
    query: filled(fieldsOf(shapeOf('query'))),
    json: fc.oneof(
      { weight: 5, arbitrary: filled(fieldsOf(shapeOf('json'))) },
      { weight: 1, arbitrary: hostile },
    ),
    match: fc.constantFrom('"1"', '*', '1', "W/'", ''),
  })
}
type Try = ReturnType<typeof triesOf> extends fc.Arbitrary<infer T> ? T : never

async function attempt(route: RouteFace, { params, query, json, match }: Try) {
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)) ?? ''
  const path = route.path
    .replace('/api', '')
    .replace(':organisation', 'victim')
    .replace(
      /:(\w+)/g,
      (_, name: string) => encodeURIComponent(text(params[name] ?? truly(name)).toWellFormed()) || 'x',
    )
  const asked = Object.entries(query).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(asked.map(([name, value]) => [name, text(value)]))
  const body = route.method === 'GET' ? {} : { json }
  return w.call(route.method, `${path}?${search}`, {
    as: token,
    ...body,
    headers: match ? { 'if-match': match } : {},
  })
}

/** What no answer may tell: code, statements, tables, secrets, machines. */
const TELLS =
  /\bat \w+ \(|index\.js:\d|\.ts:\d|SQLITE|LibsqlError|drizzle|select .* from |insert into |no such (?:table|column)|test-token|BEGIN PRIVATE|"d":"|127\.0\.0\.1|stack/i

test(
  `for ${SECONDS} seconds every route is tried with hostile values: no 5xx, and nothing of the inside is told`,
  async () => {
    const ends = Date.now() + SECONDS * 1000
    const asked = inside.filter(({ path, method }) => !(method === 'GET' && path.endsWith('/openapi.json')))
    const counts = { tries: 0, refused: 0 }
    const wrong: string[] = []
    const seed = 20_261_122
    for (let round = 0; Date.now() < ends; round += 1)
      for (const route of asked) {
        const [one] = fc.sample(triesOf(route), {
          numRuns: 1,
          seed: seed + round * asked.length + counts.tries,
        })
        if (!one || Date.now() > ends) break
        const answer = await attempt(route, one)
        counts.tries += 1
        if (answer.status >= 400) counts.refused += 1
        if (answer.status >= 500 || (answer.status >= 400 && TELLS.test(answer.text)))
          wrong.push(
            `${route.method} ${route.path} ${answer.status} ${answer.text} ${JSON.stringify(one)}`.slice(
              0,
              700,
            ),
          )
      }
    expect(wrong).toEqual([])
    expect(counts.tries).toBeGreaterThan(asked.length)
    expect(counts.refused).toBeGreaterThan(counts.tries / 2)
  },
  (SECONDS + 30) * 1000,
)

test('the routes outside organisations are tried too', async () => {
  const outside = routes.filter(({ path }) => !path.startsWith('/api/o/') && path !== '/api/openapi.json')
  expect(outside.length).toBeGreaterThan(6)
  const wrong: string[] = []
  for (const route of outside)
    for (const one of fc.sample(triesOf(route), { numRuns: 12, seed: 7 })) {
      const answer = await attempt(route, one)
      if (answer.status >= 500 || TELLS.test(answer.status >= 400 ? answer.text : ''))
        wrong.push(`${route.method} ${route.path} ${answer.status} ${answer.text}`)
    }
  expect(wrong).toEqual([])
})

test('outside tests a fault of ours is told by its number alone', async () => {
  await o.db.execute('alter table wings rename to lost_wings')
  await w.rekey({ ENVIRONMENT: 'local', DATABASE_TOKEN: 'another' })
  const answer = await w.call('GET', '/o/victim/units', { as: token })
  await w.rekey({})
  await o.db.execute('alter table lost_wings rename to wings')
  expect(answer.status).toBeGreaterThanOrEqual(500)
  expect(Object.keys(answer.body).sort()).toEqual(['instance', 'status', 'title', 'type'])
  expect(answer.text).not.toMatch(TELLS)
  expect(answer.text).not.toContain('another')
})

test('a table that is sent in is read and forgotten: what it says beside its columns stands in no row', async () => {
  const columns = ['code', 'parent_code', 'level', 'name_en']
  const table = [columns, ['N77', 'D1', 'booth', 'New', 'mark-of-a-remark']]
  const told = await brought(o.client(token), { kind: 'units', unitId: o.unitId('ST'), table })
  expect(told).toMatchObject({ state: 'done', written: 1 })
  const tables = await o.rows(
    "select name from sqlite_master where type = 'table' and name not like '%\\_%' escape '\\'",
  )
  expect(tables.length).toBeGreaterThan(20)
  for (const { name } of tables)
    expect(JSON.stringify(await o.rows(`select * from "${name}"`))).not.toContain('mark-of-a-remark')
})
