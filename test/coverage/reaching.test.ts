import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const at = (day: string) => Math.floor(Date.parse(`${day}T06:00:00Z`) / 1000)

/** Two districts; in B1 two people were trained in the tier of booths, one of the women's wing, on two days of subjects. */
async function told() {
  const o = await w.organisation()
  const c = await cascade(o)
  const admin = await o.person('Admin', { grants: ['owner@ST'] })
  await o.db.execute("insert into wings (id, name_en, name_hi) values ('women', 'Women', 'महिला')")
  const [asha, ravi] = [await o.person('Asha', { unit: 'B1' }), await o.person('Ravi', { unit: 'B1' })]
  await o.db.execute({ sql: "insert into wing_members values (?, 'women')", args: [asha.id] })
  const subjects = [v7(), v7()]
  for (const [n, id] of subjects.entries())
    await o.db.execute({
      sql: 'insert into subjects (id, programme_id, position, name_en, name_hi) values (?, ?, ?, ?, ?)',
      args: [id, c.programmeId, n + 1, `Subject ${n + 1}`, `विषय ${n + 1}`],
    })
  const hall = await c.workshop({ tier: 2, unit: 'D1' })
  for (const [n, id] of subjects.entries())
    await o.db.execute({
      sql: `insert into sessions (id, workshop_id, day_on, starts_minute, ends_minute, subject_id, title_en, title_hi)
        values (?, ?, ?, 600, 660, ?, 'x', 'x')`,
      args: [v7(), hall, `2026-11-${16 + n}`, id],
    })
  const tierId = c.tierId(2)
  await o.db.execute({ sql: "update tiers set finish_by = '2026-11-18' where id = ?", args: [tierId] })
  const credit = async (
    person: { id: string },
    days: number,
    day: string,
    unit = 'B1',
    by: string | null = null,
  ) => {
    const { id } = await c.register(hall, person.id, unit)
    await c.mark(id, days)
    const credential = v7()
    await o.db.execute({
      sql: `insert into credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id, generation, issued_by,
        issued_at, signature) values (?, ?, ?, ?, ?, ?, ?, 1, 'x', ?, 'x')`,
      args: [credential, credential, id, person.id, tierId, hall, o.unitId(unit), at(day)],
    })
    await o.db.execute({ sql: 'insert into lineage values (?, ?, ?)', args: [credential, admin.id, by] })
    return credential
  }
  const first = await credit(asha, 2, '2026-11-17')
  await credit(ravi, 1, '2026-11-20', 'B1', first)
  const ask = <T>(what: string, unit: string, as = admin, more = '') =>
    as.get<T>(`/coverage/${tierId}/${what}?unit=${o.unitId(unit)}${more}`)
  return { o, c, admin, tierId, credit, ask, subjects }
}

type Cell = {
  subject: { nameEn: string } | null
  wing: { id: string } | null
  trained: number
  onTime: number
  unitsOne: number
  unitsMore: number
  unitsZero: number
}

test('a district is told by wing and subject, with who was in time, in one round trip; a past day as it was', async () => {
  const { ask } = await told()
  const line = (cell: Cell) =>
    `${cell.subject?.nameEn ?? 'any'} ${cell.wing?.id ?? 'all'}: ${cell.trained} ${cell.onTime}, ${cell.unitsZero} ${cell.unitsOne} ${cell.unitsMore}`
  const answer = await ask<{ cells: Cell[] }>('cells', 'D1')
  expect([answer.status, answer.trips]).toEqual([200, 1])
  expect(answer.body.cells.map(line)).toEqual([
    'any women: 1 1, 1 1 0',
    'Subject 1 all: 2 1, 1 0 1',
    'Subject 1 women: 1 1, 1 1 0',
    'Subject 2 all: 1 1, 1 1 0',
    'Subject 2 women: 1 1, 1 1 0',
  ])
  const past = await ask<{ cells: Cell[] }>('cells', 'D1', undefined, '&on=2026-11-19')
  expect(past.body.cells.filter(({ wing }) => wing === null).map(line)).toEqual([
    'Subject 1 all: 1 1, 1 1 0',
    'Subject 2 all: 1 1, 1 1 0',
  ])
})

test('a timetable that is changed afterwards changes nothing of what was taught', async () => {
  const { o, ask } = await told()
  const before = (await ask('cells', 'ST')).body
  await o.db.execute('delete from sessions')
  expect((await ask('cells', 'ST')).body).toEqual(before)
})

test('coverage tells who was in time, how many are short and who has taught', async () => {
  const { o, admin, tierId } = await told()
  const { body } = await admin.get<{ unit: object; children: object[] }>(
    `/coverage/${tierId}?unit=${o.unitId('ST')}`,
  )
  expect(body.unit).toMatchObject({ units: 3, minimum: 6, trained: 2, onTime: 1, short: 4, taught: 1 })
})

type Course = {
  points: { onDay: string; trained: number; reached: number }[]
  asked: number
  forecast: object
}

test('the course of a unit ends on the day that is asked for, and nothing is foretold from two days', async () => {
  const { ask } = await told()
  const course = await ask<Course>('course', 'ST')
  expect([course.status, course.trips]).toEqual([200, 1])
  expect(course.body).toMatchObject({ asked: 6, forecast: { tells: 'too-early' }, finishBy: '2026-11-18' })
  expect(course.body.points.map(({ onDay, trained }) => `${onDay} ${trained}`)).toEqual([
    '2026-11-16 0',
    '2026-11-17 1',
    '2026-11-20 2',
  ])
  const past = await ask<Course>('course', 'ST', undefined, '&on=2026-11-18')
  expect(past.body.points.at(-1)).toMatchObject({ onDay: '2026-11-17', trained: 1 })
})

test('the picture has whole levels, parents before children, and the flow the tiers in their order', async () => {
  const { o, admin, c, ask } = await told()
  type Picture = { units: { code: string; parentId: string; unitsMore: number }[] }
  const { body, trips } = await ask<Picture>('picture', 'ST')
  expect(trips).toBe(1)
  expect(body.units.map(({ code, unitsMore }) => `${code} ${unitsMore}`)).toEqual([
    ...['ST 1', 'D1 1', 'D2 0', 'B1 1', 'B2 0', 'B3 0'],
  ])
  const flow = await admin.get<{ tiers: object[] }>(
    `/programmes/${c.programmeId}/flow?unit=${o.unitId('D1')}`,
  )
  expect(flow.trips).toBe(1)
  expect(flow.body.tiers).toHaveLength(3)
  expect(flow.body.tiers[1]).toMatchObject({
    position: 2,
    registered: 2,
    trained: 2,
    taught: 1,
    units: 2,
    minimum: 4,
  })
})

type Signed = {
  units: {
    unit: { code: string }
    top: boolean
    now: { trained: number }
    restated: { trained: number } | null
    signed: { trained: number; below: number; belowSigned: number; note: string | null } | null
  }[]
}

test('a district signs what it saw, the state sees that and what came since, and signs after it', async () => {
  const { o, admin, tierId, credit, ask } = await told()
  const officer = await o.person('Officer', { grants: ['registrar@D1'] })
  const figures = { on: '2026-11-20', nominated: 0, registered: 2, trained: 2 }
  const path = `/coverage/${tierId}/signatures`
  const wrong = { id: v7(), unitId: o.unitId('D1'), ...figures, trained: 3 }
  expect((await officer.post(path, wrong)).status).toBe(409)
  const right = { id: v7(), unitId: o.unitId('D1'), ...figures, note: 'Counted by hand' }
  expect(await officer.post(path, right)).toMatchObject({ status: 201, trips: 1 })
  expect((await officer.post(path, right)).status).toBe(201)
  const late = await o.person('Late', { unit: 'B2' })
  await credit(late, 2, '2026-11-19', 'B2')
  const top = await ask<Signed>('signatures', 'ST')
  expect(top.trips).toBe(1)
  const [state, d1, d2] = top.body.units
  expect([state?.signed, d2?.signed]).toEqual([null, null])
  // The one who was trained before the day that was signed, and written down after it, shows.
  expect(d1).toMatchObject({
    now: { trained: 3 },
    restated: { trained: 3 },
    signed: { trained: 2, below: 2 },
  })
  const all = { id: v7(), unitId: o.unitId('ST'), on: '2026-11-20', nominated: 0, registered: 3, trained: 3 }
  expect((await admin.post(path, all)).status).toBe(201)
  const again = await ask<Signed>('signatures', 'ST')
  expect(again.body.units[0]?.signed).toMatchObject({ trained: 3, below: 2, belowSigned: 1, note: null })
  expect(await o.rows('select count(*) as n from sign_offs')).toEqual([{ n: 2 }])
  expect(await o.rows("select count(*) as n from audit where action = 'coverage.signed'")).toEqual([{ n: 2 }])
  await expect(o.db.execute('update sign_offs set trained = 9, note = null')).rejects.toThrow('stands')
  await expect(o.db.execute('delete from sign_offs')).rejects.toThrow('stands')
})

test('nobody signs for a day to come, for another’s unit, or without the power', async () => {
  const { o, tierId } = await told()
  const [officer, viewer] = [
    await o.person('Officer', { grants: ['registrar@D1'] }),
    await o.person('Viewer', { grants: ['viewer@ST'] }),
  ]
  const path = `/coverage/${tierId}/signatures`
  const figures = { nominated: 0, registered: 0, trained: 0, on: '2026-11-20' }
  const elsewhere = await officer.post(path, { id: v7(), unitId: o.unitId('D2'), ...figures })
  expect(elsewhere.status).toBe(404)
  expect((await officer.post(path, { id: v7(), unitId: v7(), ...figures })).text).toBe(elsewhere.text)
  expect((await viewer.post(path, { id: v7(), unitId: o.unitId('D2'), ...figures })).status).toBe(404)
  const ahead = {
    id: v7(),
    unitId: o.unitId('D1'),
    nominated: 0,
    registered: 2,
    trained: 2,
    on: '2027-11-20',
  }
  expect((await officer.post(path, ahead)).status).toBe(409)
  expect(await o.rows('select count(*) as n from sign_offs')).toEqual([{ n: 0 }])
})

test('a district sees every figure of its own and below, and none beside or above it', async () => {
  const { o, c, ask } = await told()
  const officer = await o.person('Officer', { grants: ['viewer@D1'] })
  for (const what of ['cells', 'course', 'picture', 'signatures']) {
    const nothing = (await ask(what, 'D2', officer)).text
    expect([what, (await ask(what, 'D1', officer)).status, (await ask(what, 'B1', officer)).status]).toEqual([
      what,
      200,
      200,
    ])
    for (const unit of ['ST', 'D2', 'B3'])
      expect([what, unit, (await ask(what, unit, officer)).status]).toEqual([what, unit, 404])
    expect((await officer.get(`/coverage/${c.tierId(2)}/${what}?unit=${v7()}`)).text).toBe(nothing)
  }
  const flow = (unit: string) => officer.get(`/programmes/${c.programmeId}/flow?unit=${o.unitId(unit)}`)
  expect([(await flow('D1')).status, (await flow('ST')).status, (await flow('B3')).status]).toEqual([
    200, 404, 404,
  ])
})
