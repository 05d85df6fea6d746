import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const DAY = 86_400
const dayIn = (days: number) =>
  new Date((w.clock.now + 19_800 + days * DAY) * 1000).toISOString().slice(0, 10)
const booth = (code: string) => ({
  id: v7(),
  code,
  levelId: 'booth',
  nameEn: 'North Wing',
  nameHi: 'उत्तर बूथ',
})
const fresh = (code: string, on: string) => ({ id: v7(), on, kind: 'new', unit: booth(code) })

type Days = {
  coming: { id: string; kind: string; on: string; unit: { code: string }; refused: string | null }[]
  closed: { code: string; closedOn: string }[]
  after: string | null
}
type Page = { counts: { levelId: string; units: number }[]; openedOn: string | null; closedOn: string | null }

async function state() {
  const o = await w.organisation()
  const { id } = await o.person('Admin', { grants: ['admin@ST'] })
  // Weeks pass in these tests, and a token lives an hour.
  const admin = { id, ...o.client(await w.token(o.slug, id, 30 * DAY)) }
  const [d1, d2, b2, b3] = [o.unitId('D1'), o.unitId('D2'), o.unitId('B2'), o.unitId('B3')]
  const booths = async (id: string, on = '') => {
    const { body } = await admin.get<Page>(`/units/${id}${on}`)
    return body.counts.find(({ levelId }) => levelId === 'booth')?.units ?? 0
  }
  const days = async (id: string) => (await admin.get<Days>(`/units/${id}/days`)).body
  /** Days pass, and the Worker does what is due. */
  const pass = async (many: number) => {
    w.clock.now += many * DAY
    await w.tick()
    const left = `select count(*) as n from coming where on_day <= '${dayIn(0)}' and refused is null
      and made_at is null and withdrawn_at is null`
    await expect.poll(() => o.rows(left), { timeout: 10_000 }).toEqual([{ n: 0 }])
  }
  return { o, admin, d1, d2, b2, b3, booths, days, pass }
}

test('a unit that opens in two days counts nowhere before, and by itself on its day, once', async () => {
  const { o, admin, d1, booths, days, pass } = await state()
  const plan = fresh('B9', dayIn(2))
  const planned = await admin.post(`/units/${d1}/coming`, plan)
  expect([planned.status, planned.trips]).toEqual([201, 1])
  expect(planned.body).toMatchObject({ id: plan.id, unit: { code: 'B9' }, on: plan.on, refused: null })
  expect((await admin.post(`/units/${d1}/coming`, plan)).status).toBe(201)
  expect(await o.rows("select action from audit where action like 'unit.%'")).toEqual([
    { action: 'unit.planned' },
  ])
  await pass(0)
  expect(await booths(d1)).toBe(2)
  expect((await admin.get(`/units/${plan.unit.id}`)).status).toBe(404)
  expect((await days(d1)).coming.map(({ unit, on }) => [unit.code, on])).toEqual([['B9', plan.on]])
  await pass(2)
  await pass(0)
  expect(await booths(d1)).toBe(3)
  expect(await booths(d1, `?on=${dayIn(-1)}`)).toBe(2)
  expect(await booths(o.unitId('ST'))).toBe(4)
  expect((await admin.get(`/units/${plan.unit.id}`)).body).toMatchObject({
    openedOn: plan.on,
    closedOn: null,
  })
  expect((await days(d1)).coming).toEqual([])
  expect(await o.rows('select kind, changed_by as "by", on_day as "on" from tree_changes')).toEqual([
    { kind: 'new', by: admin.id, on: plan.on },
  ])
})

test('what is planned is taken back before its day, and then nothing happens; it is planned anew', async () => {
  const { o, admin, d1, booths, days, pass } = await state()
  const plan = fresh('B9', dayIn(1))
  await admin.post(`/units/${d1}/coming`, plan)
  expect((await admin.post(`/units/${d1}/coming`, fresh('B9', dayIn(3)))).status).toBe(409)
  const back = () => admin.post(`/coming/${plan.id}/withdrawal`, {})
  expect(await back()).toMatchObject({ status: 200, trips: 1, body: { withdrawnAt: w.clock.now } })
  expect((await back()).status).toBe(200)
  expect((await days(d1)).coming).toEqual([])
  const again = fresh('B9', dayIn(1))
  expect((await admin.post(`/units/${d1}/coming`, again)).status).toBe(201)
  await pass(1)
  expect(await booths(d1)).toBe(3)
  expect((await admin.post(`/coming/${again.id}/withdrawal`, {})).status).toBe(409)
  expect(await o.rows("select count(*) as n from audit where action = 'unit.plan-withdrawn'")).toEqual([
    { n: 1 },
  ])
})

test('a unit closes on its day and is listed; it opens again on another', async () => {
  const { admin, d1, b2, booths, days, pass } = await state()
  const when = (kind: string, on: string) => admin.post(`/units/${b2}/coming`, { id: v7(), on, kind })
  expect((await when('close', dayIn(1))).status).toBe(201)
  expect((await when('close', dayIn(4))).status).toBe(409)
  expect(await booths(d1)).toBe(2)
  await pass(1)
  expect(await booths(d1)).toBe(1)
  expect(await days(d1)).toMatchObject({
    coming: [],
    closed: [{ code: 'B2', closedOn: dayIn(0) }],
    after: null,
  })
  expect((await when('open', dayIn(2))).status).toBe(201)
  expect((await days(b2)).coming).toMatchObject([{ kind: 'open', unit: { code: 'B2' } }])
  await pass(2)
  expect(await booths(d1)).toBe(2)
  expect((await days(d1)).closed).toEqual([])
  expect(await booths(d1, `?on=${dayIn(-1)}`)).toBe(1)
})

test('what cannot be made on its day says why, and is made on the day on which it can', async () => {
  const { o, admin, d1, d2, b2, booths, days, pass } = await state()
  const living = await o.person('Lives here', { unit: 'B2' })
  await admin.post(`/units/${b2}/coming`, { id: v7(), on: dayIn(1), kind: 'close' })
  await admin.post(`/units/${d1}/coming`, fresh('B7', dayIn(1)))
  const taken = { ...booth('B7'), parentId: d2 }
  expect((await admin.post('/units', taken)).status).toBe(201)
  await pass(1)
  expect((await days(d1)).coming.map(({ unit, refused }) => [unit.code, refused]).sort()).toEqual([
    ['B2', 'in-use'],
    ['B7', 'code'],
  ])
  expect(await booths(d1)).toBe(2)
  await o.db.execute({ sql: 'update people set unit_id = ? where id = ?', args: [d1, living.id] })
  await pass(1)
  await expect.poll(async () => (await days(d1)).coming.length, { timeout: 10_000 }).toBe(1)
  expect((await admin.get(`/units/${b2}`)).body).toMatchObject({ closedOn: dayIn(0) })
  expect((await days(d1)).coming.map(({ unit }) => unit.code)).toEqual(['B7'])
})

test('a plan follows its unit to another parent', async () => {
  const { admin, d2, b2, days } = await state()
  await admin.post(`/units/${b2}/coming`, { id: v7(), on: dayIn(3), kind: 'close' })
  await admin.post(`/units/${b2}/move`, { id: v7(), on: dayIn(0), parentId: d2 })
  expect((await days(d2)).coming).toMatchObject([{ kind: 'close', unit: { code: 'B2' } }])
})

test('only who may edit there plans, not for today, not at a level that does not fit', async () => {
  const { o, admin, d1, b2, b3 } = await state()
  const viewer = await o.person('Viewer', { grants: ['viewer@ST'] })
  const other = await o.person('Other', { grants: ['admin@D2'] })
  const plan = fresh('B9', dayIn(2))
  for (const who of [viewer, other]) {
    expect((await who.post(`/units/${d1}/coming`, plan)).status).toBe(404)
    expect((await who.post(`/units/${b2}/coming`, { id: v7(), on: dayIn(2), kind: 'close' })).status).toBe(
      404,
    )
  }
  expect((await other.get(`/units/${d1}/days`)).status).toBe(404)
  expect(await admin.post(`/units/${d1}/coming`, { ...plan, on: dayIn(-1) })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/on', code: 'not-ahead' }] },
  })
  expect(await admin.post(`/units/${b3}/coming`, plan)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/unit/levelId', code: 'level' }] },
  })
  expect((await admin.post(`/units/${b2}/coming`, { id: v7(), on: dayIn(2), kind: 'open' })).status).toBe(422)
  expect((await admin.post(`/units/${d1}/coming`, fresh('B2', dayIn(2)))).status).toBe(409)
  const made = await admin.post(`/units/${d1}/coming`, plan)
  expect(made.status).toBe(201)
  expect((await other.post(`/coming/${plan.id}/withdrawal`, {})).status).toBe(404)
  expect(await o.rows('select count(*) as n from coming')).toEqual([{ n: 1 }])
})
