import Papa from 'papaparse'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type * as z from 'zod'
import { cascade } from '../support/cascade.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { routesOf } from '../support/routes.ts'
import { type World, world } from '../support/world.ts'

let w: World
let o: TestOrganisation
beforeAll(async () => {
  w = await world()
  o = await w.organisation({ slug: 'hall' })
})
afterAll(() => w.close())

const routes = await routesOf()

/** Routes that hand out a table: their answer has a field `csv`. */
const handing = routes.filter(({ promises }) => {
  // Only objects have fields.
  const def = promises?.shape.def as unknown as { shape?: Record<string, z.ZodType> } | undefined
  return def?.shape && 'csv' in def.shape
})

/** How each of them is asked for everything. */
const ASKED: Record<string, object> = {
  'POST /api/o/:organisation/audit/export': { reason: '=1+1' },
  'POST /api/o/:organisation/people/export': { reason: '=1+1' },
  'POST /api/o/:organisation/units/export': { reason: '=1+1' },
  'POST /api/o/:organisation/offices/export': { reason: '=1+1' },
  'POST /api/o/:organisation/trainings/export': { reason: '=1+1' },
  'POST /api/o/:organisation/registrations/export': { reason: '=1+1' },
  'POST /api/o/:organisation/payments/export': { reason: '=1+1' },
  'POST /api/o/:organisation/books/export': { reason: '=1+1', from: '2026-01-01', until: '2027-12-31' },
  'POST /api/o/:organisation/payers/export': { reason: '=1+1', year: '26-27' },
}

const HOSTILE = '=HYPERLINK("http://evil.example","x")'
const STARTS = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u

test('every route that hands out a table is asked here', () => {
  expect(handing.length).toBeGreaterThan(0)
  expect(handing.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
    Object.keys(ASKED).toSorted(),
  )
})

test('no cell of any of them starts a formula, whatever names, devices and reasons people gave', async () => {
  const owner = await o.person('@SUM(1)', { grants: ['owner@ST'] })
  await o.db.execute({
    sql: 'update people set name_en = ?, name_hi = ?, guardian_name = ? where id = ?',
    args: [HOSTILE, '-2+3', '\tcmd', owner.id],
  })
  const headers = { 'user-agent': HOSTILE, 'cf-connecting-ip': '@1.1.1.1' }
  for (const nameEn of [HOSTILE, '+1', '-1+2', '@x', '＝1']) {
    const json = { id: v7(), nameEn, nameHi: nameEn }
    expect((await w.call('POST', '/o/hall/wings', { as: owner.token, json, headers })).status).toBe(201)
  }
  const plan = await cascade(o)
  await o.db.batch(
    [
      { sql: 'update units set name_en = ?', args: [HOSTILE] },
      "insert into office_kinds values ('president', 'President', 'President')",
      {
        sql: `insert into offices (id, person_id, unit_id, kind_id, from_on) select 'o', ?, unit_id, 'president', '2026-01-01'
          from people where id = ?`,
        args: [owner.id, owner.id],
      },
      {
        sql: `insert into prior_trainings (id, person_id, tier_id, unit_id, place, recorded_by, recorded_at)
          select 'p', id, ?, unit_id, '=1+1', 'x', 1 from people where id = ?`,
        args: [plan.tierId(2), owner.id],
      },
    ],
    'write',
  )
  await plan.register(await plan.workshop({ tier: 2, unit: 'D1' }), owner.id, 'B1')
  const telling: string[] = []
  for (const [route, json] of Object.entries(ASKED)) {
    const [method = '', path = ''] = route.split(' ')
    const { body } = await w.call<{ csv: string }>(
      method,
      path.replace('/api', '').replace(':organisation', 'hall'),
      {
        as: owner.token,
        json,
        headers,
      },
    )
    const { data } = Papa.parse<string[]>(body.csv.replace(/^\ufeff/, ''))
    expect(data.length).toBeGreaterThan(1)
    expect(data.flat().filter((cell) => STARTS.test(cell))).toEqual([])
    if (body.csv.includes('HYPERLINK')) telling.push(route)
  }
  expect(telling.length).toBeGreaterThanOrEqual(5)
})
