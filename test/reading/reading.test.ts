import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RouteFace } from '../../worker/platform/routes.ts'
import { HINTS } from '../support/hints.ts'
import { type Ids, nameOf, pathOf, requestTo } from '../support/requests.ts'
import { routesOf } from '../support/routes.ts'
import { type Siege, siege } from '../support/siege.ts'
import { listening } from './listening.ts'
import { FEW, rootPages, type Scan, SMALL, scansOf } from './plans.ts'

const routes = (await routesOf()).filter(
  ({ method, path }) => method === 'GET' && path.startsWith('/api/o/:organisation'),
)

let ear: Awaited<ReturnType<typeof listening>>
let s: Siege
let token: string
let names: Map<number, Scan>
beforeAll(async () => {
  ear = await listening()
  s = await siege({ DATABASE_URL: `${ear.url}/{database}/` }, ear.to)
  token = await s.w.token('victim', s.ids.ownerId ?? '')
  names = await rootPages(s.victim.db)
})
afterAll(async () => {
  await s.close()
  await ear.close()
})

/** How a read is asked for: bare, with everything that it can be narrowed by, and as of a past day. */
function asksOf(route: RouteFace, ids: Ids): string[] {
  const { path } = requestTo(route, 'victim', ids, HINTS)
  const bare = pathOf(route, 'victim', ids)
  const past = `${bare}?on=2026-11-01&unit=${ids.unitId}&parent=${ids.unitId}`
  return [...new Set([bare, path, past])]
}

test('a scan of a table is seen, and a search by an index is none', async () => {
  const scans = (sql: string) => scansOf(s.victim.db, { sql, args: [] }, names)
  expect(await scans('select * from people where gender = 1')).toEqual([{ table: 'people', index: null }])
  expect(await scans('select count(*) from units')).toEqual([])
  expect(await scans("select * from units where name_en = 'x' or id = 'y'")).toMatchObject([
    { table: 'units' },
  ])
  expect(await scans("select * from people where unit_id = 'x' order by id desc limit 5")).toEqual([])
  expect(await scans('select * from payments order by received_at limit 5')).toMatchObject([
    { table: 'payments', index: 'payments_by_time' },
  ])
  expect(
    await scans('select * from units u where exists (select 1 from people p where p.name_en = u.name_en)'),
  ).toHaveLength(2)
  // Without statistics a plan is the same for ten rows and for ten million.
  expect(await s.victim.rows("select name from sqlite_schema where name like 'sqlite_stat%'")).toEqual([])
})

test('no read of the whole API walks through a table that grows', async () => {
  const wrong = new Map<string, string>()
  const silent: string[] = []
  let statements = 0
  for (const route of routes) {
    let heard = 0
    for (const path of asksOf(route, s.ids)) {
      ear.take()
      const answer = await s.w.call('GET', path, { as: token })
      const sent = ear.take().filter(({ sql }) => !/^(begin|commit|rollback)/i.test(sql))
      if (answer.status === 200) heard += sent.length
      for (const one of sent) {
        statements += 1
        for (const { table, index } of await scansOf(s.victim.db, one, names))
          if (!SMALL[table] && !(index && FEW[index]))
            wrong.set(`${nameOf(route)}: ${table} ${index ?? ''}`.trim(), one.sql)
      }
    }
    if (heard === 0) silent.push(nameOf(route))
  }
  if (process.env.READING_SQL) for (const [what, sql] of wrong) console.log(`${what}\n${sql}\n`)
  expect(silent).toEqual([])
  expect([...wrong.keys()].sort()).toEqual([])
  expect(routes.length).toBeGreaterThan(100)
  expect(statements).toBeGreaterThan(routes.length * 2)
}, 300_000)
