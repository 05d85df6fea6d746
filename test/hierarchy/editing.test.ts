import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const draft = (parentId: string, more: Record<string, unknown> = {}) => ({
  id: v7(),
  code: 'B9',
  parentId,
  levelId: 'booth',
  nameEn: 'Bari',
  nameHi: 'बारी',
  ...more,
})

test('adding a unit twice adds one, in one round trip each', async () => {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@D1'] })
  const bari = draft(o.unitId('D1'))
  const made = await admin.post('/units', bari)
  expect([made.status, made.trips]).toEqual([201, 1])
  expect(made.body).toMatchObject({ code: 'B9', ancestors: [{ code: 'ST' }, { code: 'D1' }] })
  expect(await admin.post('/units', bari)).toMatchObject({ status: 201, body: { code: 'B9' } })
  expect(await o.rows("select count(*) as n from units where code = 'B9'")).toEqual([{ n: 1 }])
  expect(await o.rows('select action from audit')).toEqual([{ action: 'unit.added' }])
})

test('a code in use, a level that is not lower and a parent of another district are refused', async () => {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@D1'] })
  const [own, other] = [o.unitId('D1'), o.unitId('D2')]
  expect(await admin.post('/units', draft(own, { code: 'B3' }))).toMatchObject({
    status: 409,
    body: { type: '/problems/code-taken' },
  })
  for (const levelId of ['district', 'state', 'hamlet'])
    expect(await admin.post('/units', draft(own, { levelId }))).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/levelId' }] },
    })
  const missing = await admin.get(`/units/${v7()}`)
  for (const parent of [other, v7()]) {
    const refused = await admin.post('/units', draft(parent))
    expect([refused.status, refused.text]).toEqual([404, missing.text])
  }
  expect(await o.rows('select count(*) as n from units')).toEqual([{ n: 6 }])
  expect(await o.rows('select action from audit')).toEqual([])
})

test('a viewer neither adds nor renames, and learns nothing from trying', async () => {
  const o = await w.organisation()
  const viewer = await o.person('Viewer', { grants: ['viewer@ST'] })
  expect((await viewer.post('/units', draft(o.unitId('D1')))).status).toBe(404)
  const renamed = await viewer.patch(`/units/${o.unitId('D1')}`, { nameEn: 'X', nameHi: 'X', aliases: [] })
  expect(renamed.status).toBe(404)
  expect(await o.rows("select name_en as n from units where code = 'D1'")).toEqual([{ n: 'D1' }])
})

test('a power for one wing reads the units below it and renames none: it is told 404, not that it did', async () => {
  const o = await w.organisation()
  await o.db.execute("insert into wings values ('youth', 'Youth', 'युवा')")
  const head = await o.person('Wing Head', { grants: ['admin@ST'] })
  await o.db.execute({ sql: "update grants set wing_id = 'youth' where person_id = ?", args: [head.id] })
  const path = `/units/${o.unitId('D1')}`
  const renamed = await head.patch(path, { nameEn: 'X', nameHi: 'X', aliases: [] })
  expect([(await head.get(path)).status, renamed.status]).toEqual([200, 404])
})

test('a unit that opened last week counts from that day on; one that is to open next week is not added yet', async () => {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const [past, future] = ['2026-11-15', '2026-11-29']
  const made = await admin.post('/units', draft(o.unitId('D1'), { openedOn: past }))
  expect(made).toMatchObject({ status: 201, body: { openedOn: past } })
  const booths = async (on: string) => {
    type Page = { counts: { levelId: string; units: number }[] }
    const page = await admin.get<Page>(`/units/${o.unitId('D1')}?on=${on}`)
    return page.body.counts.find(({ levelId }) => levelId === 'booth')?.units
  }
  expect([await booths('2026-11-14'), await booths('2026-11-15'), await booths('2026-11-22')]).toEqual([
    2, 3, 3,
  ])
  const early = await admin.post('/units', draft(o.unitId('D1'), { code: 'B10', openedOn: future }))
  expect(early).toMatchObject({ status: 422, body: { errors: [{ pointer: '/openedOn' }] } })
  expect(await booths('2026-11-29')).toBe(3)
})
