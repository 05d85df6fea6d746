import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RouteFace } from '../../worker/platform/routes.ts'
import { HINTS } from '../support/hints.ts'
import { type Ids, nameOf, pathOf, requestTo } from '../support/requests.ts'
import { routesOf } from '../support/routes.ts'
import { type Siege, siege } from '../support/siege.ts'
import { listening } from './listening.ts'
import { allowed, FEW, rootPages, type Scan, SMALL, scansOf } from './plans.ts'

const routes = (await routesOf()).filter(
  ({ method, path }) => method === 'GET' && path.startsWith('/api/o/:organisation'),
)

let ear: Awaited<ReturnType<typeof listening>>
let s: Siege
let token: string
let names: Map<number, Scan>
let file: Database.Database
beforeAll(async () => {
  ear = await listening()
  s = await siege({ DATABASE_URL: `${ear.url}/{database}/` }, ear.to)
  token = await s.w.token('victim', s.ids.ownerId ?? '')
  file = new Database(join(s.w.folder, 'o-victim.db'), { readonly: true })
  names = rootPages(file)
})
afterAll(async () => {
  file.close()
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
  const scans = async (sql: string) => scansOf(file, { sql, args: [] }, names)
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

/**
 * The owner of this organisation is too far from the workshop to be offered a seat or asked, and teaches there, so that he
 * gets no links for feedback; what is read for it is explained all the same.
 */
const UNHEARD = [
  'GET /workshops/:workshopId/offer',
  'GET /registrations/:registrationId/papers',
  'GET /registrations/:registrationId/feedback',
  'GET /workshops/:workshopId/feedback-links',
]

type Heard = { statements: number; answered: boolean; scans: Map<string, string> }

/** Asks a route in every way, and explains each statement that this sends. */
async function hear(route: RouteFace): Promise<Heard> {
  const all: Heard = { statements: 0, answered: false, scans: new Map() }
  for (const path of asksOf(route, s.ids)) {
    ear.take()
    const { status } = await s.w.call('GET', path, { as: token })
    const sent = ear.take().filter(({ sql }) => !/^(begin|commit|rollback)/i.test(sql))
    all.answered ||= (status === 200 || UNHEARD.includes(nameOf(route))) && sent.length > 0
    all.statements += sent.length
    for (const one of sent)
      for (const { table, index } of scansOf(file, one, names))
        if (!SMALL[table] && !(index && FEW[index]) && !allowed(nameOf(route), table))
          all.scans.set(`${table} ${index ?? ''}`.trim(), one.sql)
  }
  return all
}

test('no read of the whole API walks through a table that grows', async () => {
  const wrong: string[] = []
  const silent: string[] = []
  let statements = 0
  for (const route of routes) {
    const heard = await hear(route)
    statements += heard.statements
    if (!heard.answered) silent.push(nameOf(route))
    for (const [what, sql] of heard.scans) {
      wrong.push(`${nameOf(route)}: ${what}`)
      if (process.env.READING_SQL) console.log(`${nameOf(route)}: ${what}\n${sql}\n`)
    }
  }
  expect(wrong).toEqual([])
  expect(silent).toEqual([])
  expect(routes.length).toBeGreaterThan(70)
  expect(statements).toBeGreaterThan(routes.length * 2)
}, 300_000)
