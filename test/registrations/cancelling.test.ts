import { afterAll, beforeAll, expect, test } from 'vitest'
import { hall, register } from '../support/hall.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

test('giving a seat up frees it in one round trip, and the due is owed no more', async () => {
  const o = await w.organisation()
  const workshop = await hall(o, { feeMinor: 50_000, capacity: 1 })
  const asha = await o.person('Asha', { unit: 'D1' })
  const ravi = await o.person('Ravi', { unit: 'D1' })
  const { body: seat } = await register(asha, workshop.id)
  expect((await ravi.get(`/workshops/${workshop.id}/offer`)).body.type).toBe('/problems/workshop-full')
  const left = await asha.post(`/registrations/${seat.id}/cancellation`)
  const again = await asha.post(`/registrations/${seat.id}/cancellation`)
  expect([left.status, left.trips, again.status, again.text]).toEqual([201, 1, 201, left.text])
  expect((await register(ravi, workshop.id)).status).toBe(201)
  expect(
    await o.rows(`select account, sum(amount_minor) as sum from ledger_entries
      where account = 'receivable:${seat.id}' group by account`),
  ).toEqual([{ account: `receivable:${seat.id}`, sum: 0 }])
  expect(await o.rows("select count(*) as n from outbox where topic = 'registration-cancelled'")).toEqual([
    { n: 1 },
  ])
  expect(await o.rows(`select registered from coverage where unit_id = '${o.unitId('D1')}'`)).toEqual([
    { registered: 1 },
  ])
})

test('whoever cancelled may register again under a new offer; the old offer answers what it was', async () => {
  const o = await w.organisation()
  const workshop = await hall(o)
  const asha = await o.person('Asha', { unit: 'D1' })
  const offer = await asha.get(`/workshops/${workshop.id}/offer`)
  const first = await asha.post<{ id: string }>('/registrations', { offer: offer.body.offer })
  await asha.post(`/registrations/${first.body.id}/cancellation`)
  const replay = await asha.post('/registrations', { offer: offer.body.offer })
  expect(replay).toMatchObject({ status: 201, body: { id: first.body.id, cancelledAt: w.clock.now } })
  const second = await register(asha, workshop.id)
  expect(second.status).toBe(201)
  expect(second.body.id).not.toBe(first.body.id)
})

test('another person of the same unit cannot give my seat up, my officer can', async () => {
  const o = await w.organisation()
  const workshop = await hall(o)
  const asha = await o.person('Asha', { unit: 'B1' })
  const ravi = await o.person('Ravi', { unit: 'B1' })
  const neighbour = await o.person('Neighbour', { unit: 'D2', grants: ['registrar@D2'] })
  const officer = await o.person('Officer', { unit: 'D1', grants: ['registrar@D1'] })
  const { body: seat } = await register(asha, workshop.id)
  for (const person of [ravi, neighbour])
    expect((await person.post(`/registrations/${seat.id}/cancellation`)).status).toBe(404)
  expect(await o.rows('select cancelled_at from registrations')).toEqual([{ cancelled_at: null }])
  expect((await officer.post(`/registrations/${seat.id}/cancellation`)).status).toBe(201)
  expect(await o.rows('select cancelled_by from registrations')).toEqual([{ cancelled_by: officer.id }])
})

test('somebody who attended keeps his registration', async () => {
  const o = await w.organisation()
  const workshop = await hall(o)
  const asha = await o.person('Asha', { unit: 'D1' })
  const { body: seat } = await register(asha, workshop.id)
  await o.db.execute({
    sql: "insert into marks (id, registration_id, day_on, marked_by, marked_at, way) values ('m', ?, '2026-12-01', 'x', 1, 'qr')",
    args: [seat.id],
  })
  const kept = await asha.post(`/registrations/${seat.id}/cancellation`)
  expect([kept.status, kept.body.type]).toEqual([409, '/problems/state-changed'])
  expect(await o.rows('select cancelled_at from registrations')).toEqual([{ cancelled_at: null }])
})
