import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const made = () => ({ id: v7(), on: '2026-11-22' })
const mandal = { id: 'mandal', nameEn: 'Mandal', nameHi: 'मंडल' }

test('a level between district and booth, one unit for each district to begin with: previewed, made and undone', async () => {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const ravi = await o.person('Ravi', { unit: 'B1' })
  await o.person('Sita', { unit: 'D1' })
  const c = await cascade(o)
  const hall = await c.workshop({ tier: 3, unit: 'B1' })
  const { id: seat } = await c.register(hall, ravi.id, 'B1')
  await o.db.execute({
    sql: "insert into dues (registration_id, amount_minor, currency, raised_at) values (?, 5000, 'INR', 1)",
    args: [seat],
  })
  const draft = { level: mandal, aboveId: 'booth', beginning: { way: 'each', suffix: 'M' } }
  const seen = await admin.post('/levels/preview', draft)
  expect([seen.status, seen.trips]).toEqual([200, 1])
  expect(seen.body).toEqual({
    units: 2,
    moves: 3,
    examples: [
      {
        code: 'D1-M',
        nameEn: 'D1 Mandal',
        nameHi: 'D1 मंडल',
        parent: expect.objectContaining({ code: 'D1' }),
        children: 2,
      },
      {
        code: 'D2-M',
        nameEn: 'D2 Mandal',
        nameHi: 'D2 मंडल',
        parent: expect.objectContaining({ code: 'D2' }),
        children: 1,
      },
    ],
    load: {
      units: 3,
      people: 1,
      offices: 0,
      workshops: [expect.objectContaining({ id: hall })],
      registrations: 1,
      dueMinor: 5000,
      paidMinor: 0,
      currency: 'INR',
    },
  })
  const change = made()
  const inserted = await admin.post('/levels', { ...draft, ...change })
  expect([inserted.status, inserted.trips]).toEqual([201, 1])
  const { body } = await admin.get<{ levels: { id: string; depth: number; units: number }[] }>('/levels')
  expect(body.levels.map(({ id, depth, units }) => [id, depth, units])).toEqual([
    ['state', 0, 1],
    ['district', 1, 2],
    ['mandal', 2, 2],
    ['booth', 3, 3],
  ])
  expect((await admin.get(`/units/${o.unitId('B1')}`)).body).toMatchObject({
    ancestors: [{ code: 'ST' }, { code: 'D1' }, { code: 'D1-M' }],
  })
  expect((await admin.get(`/units/search?q=${encodeURIComponent('मंडल')}`)).body).toMatchObject({
    units: [{}, {}],
  })
  expect((await admin.post(`/tree-changes/${change.id}/undoing`, made())).status).toBe(201)
  expect(await o.rows('select id, depth from levels order by depth')).toEqual([
    { id: 'state', depth: 0 },
    { id: 'district', depth: 1 },
    { id: 'booth', depth: 2 },
  ])
  expect(await o.rows('select count(*) as n from units where parent_id is not null')).toEqual([{ n: 5 }])
})

test('a level begins with the units of a table, or with none; a table that does not fit changes nothing', async () => {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const row = { id: v7(), code: 'M1', nameEn: 'North', nameHi: 'उत्तर', parentCode: 'D1', childCodes: ['B1'] }
  const table = (units: object[]) => ({ level: mandal, aboveId: 'booth', beginning: { way: 'table', units } })
  const faults = [
    [[{ ...row, parentCode: 'D9' }], 422, 'units'],
    [[{ ...row, childCodes: ['B3'] }], 422, 'units'],
    [[{ ...row, parentCode: 'B2', childCodes: [] }], 422, 'units'],
    [[row, { ...row, id: v7(), code: 'M2' }], 422, 'doubled'],
    [[{ ...row, code: 'B2' }], 409, undefined],
  ] as const
  for (const [units, status, code] of faults) {
    const refused = await admin.post<{ errors?: { code: string }[] }>('/levels', {
      ...table([...units]),
      ...made(),
    })
    expect([refused.status, refused.body.errors?.[0]?.code]).toEqual([status, code])
  }
  expect(await o.rows('select count(*) as n from levels')).toEqual([{ n: 3 }])
  expect((await admin.post('/levels', { ...table([row]), ...made() })).status).toBe(201)
  expect((await admin.get(`/units/${o.unitId('B1')}`)).body).toMatchObject({
    ancestors: [{}, {}, { code: 'M1' }],
  })
  expect((await admin.get(`/units/${o.unitId('B2')}`)).body).toMatchObject({
    ancestors: [{}, { code: 'D1' }],
  })
})

test('only the levels that may stand above a level do; a level in use stays, an empty one goes', async () => {
  const o = await w.organisation()
  await cascade(o)
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const planner = await o.person('Planner', { grants: ['planner@ST'] })
  const names = { nameEn: 'Booth', nameHi: 'बूथ' }
  const edit = (parentIds: string[] | null) => admin.patch('/levels/booth', { ...names, parentIds })
  expect((await planner.patch('/levels/booth', { ...names, parentIds: null })).status).toBe(404)
  expect(await edit(['booth'])).toMatchObject({ status: 422, body: { errors: [{ code: 'parents' }] } })
  expect(await edit(['state'])).toMatchObject({ status: 422, body: { errors: [{ code: 'in-use' }] } })
  expect(await edit(['district'])).toMatchObject({ status: 200 })
  const bare = { id: v7(), code: 'B9', parentId: o.unitId('ST'), levelId: 'booth', nameEn: 'X', nameHi: 'X' }
  expect((await admin.post('/units', bare)).status).toBe(422)
  const moved = await admin.post(`/units/${o.unitId('B1')}/move`, { ...made(), parentId: o.unitId('ST') })
  expect(moved).toMatchObject({ status: 422, body: { errors: [{ code: 'level' }] } })
  await admin.post('/levels', { level: mandal, aboveId: 'booth', beginning: { way: 'none' }, ...made() })
  expect((await admin.get('/levels')).body).toMatchObject({
    levels: [{}, {}, { id: 'mandal', parentIds: null }, { id: 'booth', parentIds: ['district', 'mandal'] }],
  })
  expect((await admin.post('/levels/booth/removal', made())).status).toBe(409)
  const gone = made()
  expect((await admin.post('/levels/mandal/removal', gone)).status).toBe(201)
  expect(await o.rows('select id, depth from levels order by depth')).toEqual([
    { id: 'state', depth: 0 },
    { id: 'district', depth: 1 },
    { id: 'booth', depth: 2 },
  ])
  expect((await admin.post(`/tree-changes/${gone.id}/undoing`, made())).status).toBe(201)
  expect(await o.rows("select depth from levels where id = 'mandal'")).toEqual([{ depth: 2 }])
})
