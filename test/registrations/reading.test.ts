import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hall, register } from '../support/hall.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Rows = {
  rows: { code: string; person: { nameEn: string }; days: string[] }[]
  counts: { registered: number; attended: number; capacity: number; dueMinor: number; paidMinor: number }
  after: string | null
}

test('my card shows code, workshop, what I owe and the days I was there, in one round trip', async () => {
  const o = await w.organisation()
  const workshop = await hall(o, { feeMinor: 25_000 })
  const asha = await o.person('Asha', { unit: 'B1' })
  const { body: seat } = await register(asha, workshop.id)
  for (const day of ['2026-12-02', '2026-12-01'])
    await o.db.execute({
      sql: "insert into marks (id, registration_id, day_on, marked_by, marked_at, way) values (?, ?, ?, 'x', 1, 'qr')",
      args: [v7(), seat.id, day],
    })
  const mine = await asha.get<{ registrations: unknown[] }>('/me/registrations')
  const one = await asha.get(`/registrations/${seat.id}`)
  expect([mine.trips, one.trips]).toEqual([1, 1])
  expect(mine.body.registrations).toEqual([one.body])
  expect(one.body).toMatchObject({
    code: seat.code,
    workshop: { id: workshop.id, startsOn: '2026-12-01' },
    unit: { code: 'D1' },
    dueMinor: 25_000,
    paidMinor: 0,
    owedMinor: 25_000,
    receipts: [],
    days: ['2026-12-01', '2026-12-02'],
    credential: null,
  })
})

test('a registration does not exist for a person of another unit, nor for an officer of another district', async () => {
  const o = await w.organisation()
  const workshop = await hall(o)
  const asha = await o.person('Asha', { unit: 'B1' })
  const { body: seat } = await register(asha, workshop.id)
  const ravi = await o.person('Ravi', { unit: 'B3' })
  const away = await o.person('Away', { unit: 'D2', grants: ['viewer@D2'] })
  const near = await o.person('Near', { unit: 'D1', grants: ['viewer@D1'] })
  const missing = await ravi.get(`/registrations/${v7()}`)
  for (const stranger of [ravi, away]) {
    const { status, text } = await stranger.get(`/registrations/${seat.id}`)
    expect([status, text]).toEqual([404, missing.text])
  }
  expect((await near.get(`/registrations/${seat.id}`)).status).toBe(200)
})

test('the roster shows the host everybody, a district its own people, and others nothing', async () => {
  const o = await w.organisation()
  const workshop = await hall(o, { feeMinor: 1_000 })
  const host = await o.person('Host', { grants: ['viewer@ST'] })
  const district = await o.person('District', { unit: 'D1', grants: ['viewer@D1'] })
  for (const [name, unit] of [
    ['Zoya', 'B1'],
    ['Amit', 'B2'],
    ['Mina', 'B3'],
  ] as const)
    await register(await o.person(name, { unit }), workshop.id)
  const gone = await o.person('Gone', { unit: 'B1' })
  const { body: left } = await register(gone, workshop.id)
  await gone.post(`/registrations/${left.id}/cancellation`)
  const all = await host.get<Rows>(`/workshops/${workshop.id}/roster`)
  expect(all.trips).toBe(1)
  expect(all.body.rows.map((row) => row.person.nameEn)).toEqual(['Amit', 'Mina', 'Zoya'])
  expect(all.body.counts).toEqual({
    capacity: 100,
    registered: 3,
    attended: 0,
    dueMinor: 3_000,
    paidMinor: 0,
  })
  const own = await district.get<Rows>(`/workshops/${workshop.id}/roster`)
  expect(own.body.rows.map((row) => row.person.nameEn)).toEqual(['Amit', 'Zoya'])
  expect(own.body.counts.registered).toBe(2)
  const found = await host.get<Rows>(`/workshops/${workshop.id}/roster?q=zo`)
  expect(found.body.rows.map((row) => row.person.nameEn)).toEqual(['Zoya'])
  const code = found.body.rows[0]?.code ?? ''
  const aloud = `${code.slice(0, 4)} ${code.slice(4)}`.toLowerCase()
  const byCode = await host.get<Rows>(`/workshops/${workshop.id}/roster?q=${encodeURIComponent(aloud)}`)
  expect(byCode.body.rows.map((row) => row.person.nameEn)).toEqual(['Zoya'])
  const booth = await o.person('Booth', { unit: 'B3', grants: ['steward@B2'] })
  expect((await booth.get<Rows>(`/workshops/${workshop.id}/roster`)).body.counts.registered).toBe(1)
  const member = await o.person('Member', { unit: 'B1' })
  expect((await member.get(`/workshops/${workshop.id}/roster`)).status).toBe(404)
})

test('the manager of one workshop gets 404 on every other', async () => {
  const o = await w.organisation()
  const [his, other] = [await hall(o), await hall(o)]
  const manager = await o.person('Manager', { unit: 'ST' })
  await o.db.execute({
    sql: `insert into grants (id, person_id, role, unit_id, workshop_id, from_at, given_at) values (?, ?, 'steward', ?, ?, 1, 1)`,
    args: [v7(), manager.id, o.unitId('ST'), his.id],
  })
  await register(await o.person('Asha', { unit: 'B1' }), other.id)
  expect((await manager.get(`/workshops/${his.id}/roster`)).status).toBe(200)
  expect((await manager.get(`/workshops/${other.id}/roster`)).status).toBe(404)
})

test('a roster can be asked for those only who owe, or who were never there, and names its workshop', async () => {
  const o = await w.organisation()
  const workshop = await hall(o, { feeMinor: 1_000 })
  const host = await o.person('Host', { grants: ['owner@ST'] })
  const seats: string[] = []
  for (const name of ['Amit', 'Mina', 'Zoya'])
    seats.push((await register(await o.person(name, { unit: 'B1' }), workshop.id)).body.id)
  await o.db.execute({
    sql: "insert into marks (id, registration_id, day_on, marked_by, marked_at, way) values (?, ?, '2026-12-01', 'x', 1, 'qr')",
    args: [v7(), seats[0] ?? ''],
  })
  const paid = { id: v7(), registrationId: seats[1], provider: 'cash', amountMinor: 1_000 }
  expect((await host.post('/payments', paid)).status).toBe(201)
  const names = async (only: string) => {
    const { body, trips } = await host.get<Rows & { workshop: unknown }>(
      `/workshops/${workshop.id}/roster?only=${only}`,
    )
    expect(trips).toBe(1)
    expect(body.counts.registered).toBe(3)
    expect(body.workshop).toMatchObject({ id: workshop.id, startsOn: '2026-12-01', cancelledAt: null })
    return body.rows.map((row) => row.person.nameEn)
  }
  expect(await names('owing')).toEqual(['Amit', 'Zoya'])
  expect(await names('absent')).toEqual(['Mina', 'Zoya'])
  expect((await host.get(`/workshops/${workshop.id}/roster?only=rich`)).status).toBe(422)
})

test('a roster of 130 comes in two pages, nobody twice', async () => {
  const o = await w.organisation()
  const workshop = await hall(o, { capacity: 200, maximum: 200 })
  const host = await o.person('Host', { grants: ['viewer@ST'] })
  const people = Array.from({ length: 130 }, (_, i) => ({ id: v7(), name: `Name ${i % 7}` }))
  await o.db.batch(
    people.flatMap(({ id, name }) => [
      {
        sql: `insert into people (id, unit_id, name_en, name_hi, search_text, created_at) values (?, ?, ?, ?, '', 1)`,
        args: [id, o.unitId('B1'), name, name],
      },
      {
        sql: `insert into registrations (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at)
          values (?, ?, ?, ?, ?, ?, ?, 1)`,
        args: [v7(), workshop.id, workshop.tierId, id, o.unitId('D1'), id, id],
      },
    ]),
    'write',
  )
  const first = await host.get<Rows>(`/workshops/${workshop.id}/roster`)
  const second = await host.get<Rows>(`/workshops/${workshop.id}/roster?after=${first.body.after}`)
  expect([first.body.rows.length, second.body.rows.length, second.body.after]).toEqual([100, 30, null])
  expect(new Set([...first.body.rows, ...second.body.rows].map(({ code }) => code)).size).toBe(130)
  expect(first.body.counts.registered).toBe(130)
})
