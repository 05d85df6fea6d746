import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Row = {
  unit: { code: string; nameEn: string }
  units: number
  minimum: number
  nominated: number
  trained: number
}
type Page = { unit: Row | null; children: Row[] }

const at = (instant: string) => Math.floor(Date.parse(instant) / 1000)

/** One booth with one nomination of the 10th and a certificate of the 12th that was revoked on the 20th. */
async function told() {
  const o = await w.organisation()
  const c = await cascade(o)
  const admin = await o.person('Admin', { grants: ['owner@ST'] })
  const ravi = await o.person('Ravi', { unit: 'B1' })
  await o.db.execute({
    sql: `insert into nominations (id, tier_id, person_id, unit_id, nominated_at) values (?, ?, ?, ?, ?)`,
    args: [v7(), c.tierId(2), ravi.id, o.unitId('B1'), at('2026-11-10T18:29:59Z')],
  })
  const hall = await c.workshop({ tier: 2, unit: 'D1' })
  const { id } = await c.register(hall, ravi.id, 'B1')
  await o.db.execute({
    sql: `insert into credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id, generation, issued_by,
      issued_at, signature) values ('c', 'C', ?, ?, ?, ?, ?, 1, 'x', ?, 'x')`,
    args: [id, ravi.id, c.tierId(2), hall, o.unitId('B1'), at('2026-11-12T06:00:00Z')],
  })
  await o.db.execute({
    sql: "update credentials set revoked_at = ? where id = 'c'",
    args: [at('2026-11-20T06:00:00Z')],
  })
  const page = (on: string, unit = 'ST', as = admin) =>
    as.get<Page>(`/coverage/${c.tierId(2)}?unit=${o.unitId(unit)}${on && `&on=${on}`}`)
  const sums = async (on: string, unit = 'ST') => {
    const { body } = await page(on, unit)
    return [body.unit, ...body.children].map((row) => `${row?.unit.code} ${row?.nominated} ${row?.trained}`)
  }
  return { o, c, admin, ravi, page, sums }
}

test('a certificate that was given and taken back counts on the days between, in one round trip', async () => {
  const { page, sums } = await told()
  expect(await sums('2026-11-09')).toEqual(['ST 0 0', 'D1 0 0', 'D2 0 0'])
  expect(await sums('2026-11-10')).toEqual(['ST 1 0', 'D1 1 0', 'D2 0 0'])
  expect(await sums('2026-11-12')).toEqual(['ST 1 1', 'D1 1 1', 'D2 0 0'])
  expect(await sums('2026-11-19', 'D1')).toEqual(['D1 1 1', 'B1 1 1', 'B2 0 0'])
  expect(await sums('2026-11-20')).toEqual(['ST 1 0', 'D1 1 0', 'D2 0 0'])
  expect(await sums('')).toEqual(await sums('2026-11-22'))
  const answer = await page('2026-11-12')
  expect([answer.status, answer.trips]).toEqual([200, 1])
})

test('what was trained below a district stays there on the days before its booth moved away', async () => {
  const { o, admin, sums, page } = await told()
  const moved = await admin.post(`/units/${o.unitId('B1')}/move`, {
    id: v7(),
    on: '2026-11-22',
    parentId: o.unitId('D2'),
  })
  expect(moved.status).toBe(201)
  expect(await sums('2026-11-21', 'D1')).toEqual(['D1 1 0', 'B1 1 0', 'B2 0 0'])
  expect(await sums('2026-11-22', 'D1')).toEqual(['D1 0 0', 'B2 0 0'])
  expect(await sums('2026-11-22', 'D2')).toEqual(['D2 1 0', 'B1 1 0', 'B3 0 0'])
  expect((await page('2026-11-21', 'D1')).body.unit?.units).toBe(2)
  const officer = await o.person('Officer', { grants: ['viewer@D1'] })
  const before = await page('2026-11-21', 'D1', officer)
  expect([before.body.unit?.nominated, before.body.children.map(({ unit }) => unit.code)]).toEqual([
    1,
    ['B2'],
  ])
})

test('a day is asked of with its quotas and its names; without a unit it begins where one’s powers do', async () => {
  const { o, c, admin, page } = await told()
  const [tier] = await o.rows('select * from tiers where id = ?', [c.tierId(2)])
  await o.db.execute({
    sql: 'update tiers set minimum = 1, changed_at = ? where id = ?',
    args: [at('2026-11-15T06:00:00Z'), c.tierId(2)],
  })
  expect(tier?.minimum).toBe(2)
  expect([
    (await page('2026-11-14')).body.unit?.minimum,
    (await page('2026-11-15')).body.unit?.minimum,
  ]).toEqual([6, 3])
  const renamed = await admin.patch(`/units/${o.unitId('D2')}`, { nameEn: 'New', nameHi: 'नया', aliases: [] })
  expect(renamed.status).toBe(200)
  const officer = await o.person('Officer', { grants: ['viewer@D2', 'viewer@B1'] })
  const tops = await officer.get<Page>(`/coverage/${c.tierId(2)}?on=2026-11-12`)
  expect(tops.body.unit).toBeNull()
  expect(tops.body.children.map(({ unit, trained }) => `${unit.code} ${trained}`)).toEqual(['B1 1', 'D2 0'])
  const alone = await o.person('Alone', { grants: ['viewer@D2'] })
  const one = await alone.get<Page>(`/coverage/${c.tierId(2)}?on=2026-11-12`)
  expect([one.body.unit?.unit.code, one.body.children.map(({ unit }) => unit.code)]).toEqual(['D2', ['B3']])
})

test('nobody reads the past of a unit that he may not see today', async () => {
  const { o, c, page } = await told()
  const stranger = await o.person('Stranger', { grants: ['viewer@D2'] })
  expect((await page('2026-11-12', 'D1', stranger)).status).toBe(404)
  expect((await stranger.get(`/coverage/${c.tierId(2)}?unit=${o.unitId('D2')}&on=2026-13-01`)).status).toBe(
    422,
  )
})
