import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade, FIRST_DAY } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Made = { already: boolean; days: number; ofDays: number; owedMinor: number; mark: { id: string } }

/** A seven-day workshop in the state hall with one registration, and a steward of the whole state. */
async function hall() {
  const org = await w.organisation()
  const { workshop, register, ...rest } = await cascade(org)
  const workshopId = await workshop()
  const asha = await org.person('Asha', { unit: 'D1' })
  const card = await register(workshopId, asha.id, 'D1')
  const steward = await org.person('Steward', { grants: ['steward@ST'] })
  const scan = (code: string, dayOn: string, id = v7()) =>
    steward.post<Made>(`/workshops/${workshopId}/marks`, { id, code, dayOn, way: 'qr', device: 'gate 1' })
  return { org, workshopId, workshop, register, asha, card, steward, scan, ...rest }
}

const marksIn = (org: Awaited<ReturnType<typeof hall>>['org']) =>
  org.rows('select * from marks order by day_on')

test("a card's code marks its holder present, in one round trip, with who, when and which device", async () => {
  const { org, card, asha, scan, steward } = await hall()
  const aloud = `${card.code.slice(0, 3)} ${card.code.slice(3, 4)}-${card.code.slice(4)}`.toLowerCase()
  const answer = await scan(aloud, FIRST_DAY)
  expect(answer).toMatchObject({
    status: 201,
    trips: 1,
    body: {
      registration: { id: card.id, code: card.code },
      person: { id: asha.id, nameEn: 'Asha' },
      unit: { code: 'D1' },
      already: false,
      days: 1,
      ofDays: 7,
      owedMinor: 0,
      mark: { markedAt: w.clock.now, device: 'gate 1' },
    },
  })
  expect(await marksIn(org)).toMatchObject([
    { registration_id: card.id, day_on: FIRST_DAY, marked_by: steward.id, way: 'qr' },
  ])
  expect(await org.rows(`select * from audit where action = 'mark.made'`)).toHaveLength(1)
})

test('the same card scanned twice in a day is one mark, and the second scan says so', async () => {
  const { org, card, scan } = await hall()
  const first = await scan(card.code, FIRST_DAY)
  const second = await scan(card.code, FIRST_DAY)
  expect(second).toMatchObject({ status: 201, body: { already: true, days: 1, mark: first.body.mark } })
  expect(await marksIn(org)).toHaveLength(1)
  expect(await org.rows(`select * from audit where action = 'mark.made'`)).toHaveLength(1)
})

test('a scan that is sent again after its answer was lost is answered as the first time', async () => {
  const { card, scan } = await hall()
  const id = v7()
  const first = await scan(card.code, FIRST_DAY, id)
  const again = await scan(card.code, FIRST_DAY, id)
  expect(again.text).toBe(first.text)
  expect(again.body.already).toBe(false)
})

test('two gates scan one card at the same moment: one mark', async () => {
  const { org, card, scan } = await hall()
  const scans = await Promise.all(Array.from({ length: 6 }, () => scan(card.code, FIRST_DAY)))
  expect(scans.filter(({ body }) => !body.already)).toHaveLength(1)
  expect(scans.map(({ status }) => status)).toEqual(Array(6).fill(201))
  expect(await marksIn(org)).toHaveLength(1)
})

test('six of seven days say "6 of 7"', async () => {
  const { card, scan } = await hall()
  for (const day of ['16', '17', '18', '20', '21']) await scan(card.code, `2026-11-${day}`)
  expect((await scan(card.code, '2026-11-22')).body).toMatchObject({ days: 6, ofDays: 7, already: false })
})

test.each([
  ['the day before', '2026-11-15'],
  ['the day after', '2026-11-23'],
])('%s the workshop is refused with its dates, and nothing is written', async (_when, dayOn) => {
  const { org, card, scan } = await hall()
  expect(await scan(card.code, dayOn)).toMatchObject({
    status: 409,
    body: { type: '/problems/outside-dates', startsOn: FIRST_DAY, endsOn: '2026-11-22' },
  })
  expect(await marksIn(org)).toEqual([])
  expect(await org.rows('select * from audit')).toEqual([])
})

test('a day of the workshop that has not begun anywhere is refused', async () => {
  const { org, workshop, register, asha, steward } = await hall()
  const later = await workshop({ startsOn: '2026-11-21', days: 5 })
  const card = await register(later, asha.id, 'D1')
  const scan = (dayOn: string) =>
    steward.post(`/workshops/${later}/marks`, { id: v7(), code: card.code, dayOn, way: 'qr' })
  expect((await scan('2026-11-24')).body).toMatchObject({ type: '/problems/outside-dates' })
  expect((await scan('2026-11-22')).status).toBe(201)
  expect(await marksIn(org)).toHaveLength(1)
})

test('an unknown code, a code of another workshop and a cancelled registration are not registered', async () => {
  const { org, workshop, register, asha, card, scan } = await hall()
  const other = await register(await workshop(), asha.id, 'D1')
  expect((await scan('ZZZZZZ', FIRST_DAY)).body).toMatchObject({ type: '/problems/not-registered' })
  expect((await scan(other.code, FIRST_DAY)).body).toMatchObject({ type: '/problems/not-registered' })
  await org.db.execute({ sql: 'update registrations set cancelled_at = 1 where id = ?', args: [card.id] })
  expect((await scan(card.code, FIRST_DAY)).body).toMatchObject({ type: '/problems/not-registered' })
  expect(await marksIn(org)).toEqual([])
})

test('a cancelled workshop takes no marks', async () => {
  const { workshop, register, asha, steward } = await hall()
  const off = await workshop({ cancelled: true })
  const card = await register(off, asha.id, 'D1')
  const scan = { id: v7(), code: card.code, dayOn: FIRST_DAY, way: 'qr' }
  expect((await steward.post(`/workshops/${off}/marks`, scan)).body).toMatchObject({
    type: '/problems/outside-dates',
  })
})

test('a steward of one workshop cannot mark in another: the same bytes as for one that does not exist', async () => {
  const { org, workshop, workshopId, card } = await hall()
  const other = await workshop()
  const steward = await org.person('Gatekeeper')
  await org.db.execute({
    sql: `insert into grants (id, person_id, role, unit_id, workshop_id, from_at, given_at) values (?, ?, 'steward', ?, ?, 0, 0)`,
    args: [v7(), steward.id, org.unitId('ST'), other],
  })
  const scan = (at: string) =>
    steward.post(`/workshops/${at}/marks`, { id: v7(), code: card.code, dayOn: FIRST_DAY, way: 'qr' })
  const refused = await scan(workshopId)
  expect(refused.status).toBe(404)
  expect(refused.text).toBe((await scan(v7())).text)
  expect((await scan(other)).body).toMatchObject({ type: '/problems/not-registered' })
  expect(await marksIn(org)).toEqual([])
})

test('a steward of a district marks nobody in the state hall', async () => {
  const { org, workshopId, card } = await hall()
  const steward = await org.person('District steward', { unit: 'D1', grants: ['steward@D1'] })
  const scan = { id: v7(), code: card.code, dayOn: FIRST_DAY, way: 'qr' }
  expect((await steward.post(`/workshops/${workshopId}/marks`, scan)).status).toBe(404)
  expect(await marksIn(org)).toEqual([])
})

test('who still owes is marked all the same, and the answer says how much', async () => {
  const { org, card, scan } = await hall()
  await org.db.execute({
    sql: `insert into dues (registration_id, amount_minor, currency, raised_at) values (?, 50000, 'INR', 0)`,
    args: [card.id],
  })
  await org.db.execute({
    sql: `insert into payments (id, registration_id, provider, amount_minor, currency, received_at, recorded_by)
      values (?, ?, 'upi', 20000, 'INR', 0, 'treasurer')`,
    args: [v7(), card.id],
  })
  expect(await scan(card.code, FIRST_DAY)).toMatchObject({
    status: 201,
    body: { owedMinor: 30_000, currency: 'INR', already: false },
  })
})

test('somebody is found by name: the registration marks as the code does', async () => {
  const { workshopId, card, steward } = await hall()
  const mark = { id: v7(), registrationId: card.id, dayOn: FIRST_DAY, way: 'name' }
  expect(await steward.post(`/workshops/${workshopId}/marks`, mark)).toMatchObject({ status: 201, trips: 1 })
  const both = { ...mark, code: card.code }
  expect((await steward.post(`/workshops/${workshopId}/marks`, both)).body).toMatchObject({
    type: '/problems/invalid',
    errors: [{ pointer: '/code' }],
  })
})

test('each day is counted, the cancelled are not', async () => {
  const { org, workshopId, register, mark, card, steward } = await hall()
  const ravi = await org.person('Ravi', { unit: 'D2' })
  const gone = await register(workshopId, ravi.id, 'D2')
  await mark(card.id, 3)
  await mark(gone.id, 2)
  await org.db.execute({ sql: 'update registrations set cancelled_at = 1 where id = ?', args: [gone.id] })
  const { body, trips } = await steward.get<{ days: { marked: number }[] }>(
    `/workshops/${workshopId}/attendance`,
  )
  expect(body).toMatchObject({ registered: 1 })
  expect(body.days.map(({ marked }) => marked)).toEqual([1, 1, 1, 0, 0, 0, 0])
  expect(trips).toBe(1)
})

test('a mark is taken back once, by somebody who marks there', async () => {
  const { org, card, scan, steward } = await hall()
  const { body } = await scan(card.code, FIRST_DAY)
  const stranger = await org.person('Stranger', { grants: ['steward@D1'] })
  expect((await stranger.delete(`/marks/${body.mark.id}`)).status).toBe(404)
  expect(await steward.delete(`/marks/${body.mark.id}`)).toMatchObject({ status: 204, trips: 1 })
  expect(await marksIn(org)).toEqual([])
  expect((await steward.delete(`/marks/${body.mark.id}`)).status).toBe(404)
  expect(await org.rows(`select subject_id from audit where action = 'mark.undone'`)).toEqual([
    { subject_id: body.mark.id },
  ])
})
