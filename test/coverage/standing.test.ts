import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

test('a booth tells who holds which office, which of its neighbours’ offices is empty, and who is trained', async () => {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const stranger = await o.person('Stranger', { grants: ['admin@D2'] })
  const [ravi, sita] = [await o.person('Ravi', { unit: 'B1' }), await o.person('Sita', { unit: 'B2' })]
  await o.db.executeMultiple(`insert into office_kinds values ('head', 'Head', 'प्रमुख'), ('aide', 'Aide', 'सहायक'),
    ('patron', 'Patron', 'संरक्षक')`)
  const office = (person: string, unit: string, kind: string, until: string | null = null) =>
    o.db.execute({
      sql: "insert into offices values (?, ?, ?, ?, '2026-01-01', ?)",
      args: [v7(), person, o.unitId(unit), kind, until],
    })
  await office(ravi.id, 'B1', 'head')
  await office(ravi.id, 'B1', 'patron', '2026-02-01')
  await office(sita.id, 'B2', 'aide')
  const c = await cascade(o)
  const hall = await c.workshop({ tier: 2, unit: 'D1' })
  const { id } = await c.register(hall, ravi.id, 'B1')
  await o.db.execute({
    sql: `insert into credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id, generation, issued_by,
      issued_at, signature) values (?, 'C', ?, ?, ?, ?, ?, 1, 'x', 1, 'x')`,
    args: [v7(), id, ravi.id, c.tierId(2), hall, o.unitId('B1')],
  })
  const shown = await admin.get(`/units/${o.unitId('B1')}/standing`)
  expect([shown.status, shown.trips]).toEqual([200, 1])
  expect(shown.body).toMatchObject({
    offices: [
      { kind: { id: 'aide' }, holders: [] },
      { kind: { id: 'head' }, holders: [{ id: ravi.id, nameEn: 'Ravi', fromOn: '2026-01-01' }] },
    ],
    tiers: [
      { here: true, units: 1, unitsMet: 0, minimum: 2, trained: 1, people: [{ id: ravi.id }] },
      { here: true, trained: 0, people: [] },
    ],
  })
  expect((await stranger.get(`/units/${o.unitId('B1')}/standing`)).status).toBe(404)
})
