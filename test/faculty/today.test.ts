import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '../../worker/platform/calendar.ts'
import { cascade } from '../support/cascade.ts'
import { trained } from '../support/trained.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const TODAY = '2026-11-22'
const NOW = Date.parse(`${TODAY}T06:00:00Z`) / 1000

type Today = {
  today: string
  batches: { id: string; registered: number; here: number; unmarked: string[]; mayDecline: boolean }[]
  duties: object[]
  missing: { count: number; people: { nameEn: string }[] }
  units: { count: number; units: { code: string }[] }
  waiting: { days: number; unit: { code: string } }[]
  feedback: { registrationId: string }[]
}

test('a trainer sees his day: batches, who is missing, units nobody came from, days without marks, what waits', async () => {
  const o = await w.organisation()
  const oneDay = { days: 1, passDays: 1 }
  const made = await cascade(o, [oneDay, { days: 2, passDays: 1 }, oneDay])
  const asha = await o.person('Asha', { unit: 'D1' })
  const hall = await made.workshop({ days: 1, startsOn: addDays(TODAY, -30) })
  await trained(o, made, { workshopId: hall, personId: asha.id, unit: 'D1', issuedAt: NOW - 30 * 86_400 })
  const day = () => asha.get<Today>('/me/today')
  const idle = await day()
  expect([idle.status, idle.trips]).toEqual([200, 1])
  expect(idle.body).toMatchObject({
    today: TODAY,
    batches: [],
    waiting: [{ days: 30, unit: { code: 'D1' } }],
  })

  const batch = await made.workshop({
    tier: 2,
    unit: 'D1',
    days: 2,
    startsOn: addDays(TODAY, -1),
    faculty: [asha.id],
  })
  await o.db.execute({
    sql: 'insert into catchment_terms (workshop_id, unit_id, sign) values (?, ?, 1)',
    args: [batch, o.unitId('D1')],
  })
  const coming = await made.workshop({
    tier: 2,
    unit: 'D1',
    days: 2,
    startsOn: addDays(TODAY, 7),
    faculty: [asha.id],
  })
  await made.workshop({ tier: 2, unit: 'D1', days: 2, startsOn: addDays(TODAY, 40), faculty: [asha.id] })
  const [ravi, meera] = [await o.person('Ravi', { unit: 'B1' }), await o.person('Meera', { unit: 'B1' })]
  const there = await made.register(batch, ravi.id, 'B1')
  await made.register(batch, meera.id, 'B1')
  await made.mark(there.id, 1, TODAY)
  const busy = await day()
  expect(busy.trips).toBe(1)
  expect(busy.body).toMatchObject({
    batches: [
      { id: batch, registered: 2, here: 1, came: 1, unmarked: [addDays(TODAY, -1)], mayDecline: false },
      { id: coming, registered: 0, unmarked: [], mayDecline: true },
    ],
    missing: { count: 1, people: [{ nameEn: 'Meera', unit: { code: 'B1' } }] },
    units: { count: 1, units: [{ code: 'B2' }] },
    waiting: [],
  })
  expect((await ravi.get<Today>('/me/today')).body).toMatchObject({
    batches: [],
    missing: { count: 0 },
    feedback: [{ registrationId: there.id }],
  })
})
