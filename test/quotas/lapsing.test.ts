import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const dayIn = (days: number) => new Date((w.clock.now + days * 86_400) * 1000).toISOString().slice(0, 10)

test('places that units left open lapse to the nearest officers above, who are told once and fill them', async () => {
  const org = await w.organisation()
  const run = await cascade(org)
  const tierId = run.tierId(2)
  await org.db.execute({
    sql: 'update tiers set nominate_by = ?, target = 2, maximum = 3 where id = ?',
    args: [dayIn(-1), tierId],
  })
  await org.db.execute('update programmes set published_at = coalesce(published_at, 1)')
  const [booth, district, state] = [
    await org.person('Booth officer', { unit: 'B1', grants: ['registrar@B1'] }),
    await org.person('District officer', { unit: 'D1', grants: ['registrar@D1'] }),
    await org.person('State officer', { unit: 'ST', grants: ['registrar@ST'] }),
  ]
  const [asha, mina] = [await org.person('Asha', { unit: 'B1' }), await org.person('Mina', { unit: 'B1' })]
  const nominate = (by: typeof booth, personId: string) =>
    by.post<{ type?: string }>('/nominations', { id: v7(), tierId, personId })
  expect((await nominate(booth, asha.id)).body.type).toBe('/problems/nominations-over')
  expect((await nominate(district, asha.id)).status).toBe(201)
  type Places = { lapsed: boolean; target: number; units: { unit: { code: string }; places: number }[] }
  const places = await district.get<Places>(`/tiers/${tierId}/places?unit=${org.unitId('D1')}`)
  expect([places.status, places.trips]).toEqual([200, 1])
  expect(places.body).toMatchObject({
    lapsed: true,
    target: 2,
    units: [
      { unit: { code: 'B1' }, places: 1 },
      { unit: { code: 'B2' }, places: 2 },
    ],
  })
  expect((await booth.get(`/tiers/${tierId}/places?unit=${org.unitId('D1')}`)).status).toBe(404)
  const told = () =>
    org.rows(`select person_id as who, facts ->> 'places' as places, facts ->> 'units' as units from outbox
      where topic = 'nominations-lapsed' order by created_at, places`)
  await w.tick()
  // District D2 has no officer of its own: its booth's places go to the state.
  await expect.poll(told, { timeout: 10_000 }).toEqual([
    { who: state.id, places: 2, units: 1 },
    { who: district.id, places: 3, units: 2 },
  ])
  expect((await nominate(district, mina.id)).status).toBe(201)
  await org.db.execute({ sql: 'update tiers set nominate_by = ? where id = ?', args: [dayIn(-2), tierId] })
  w.clock.now += 300
  await w.tick()
  const anew = async () => (await told()).slice(2)
  await expect.poll(anew, { timeout: 10_000 }).toEqual([
    { who: state.id, places: 2, units: 1 },
    { who: district.id, places: 2, units: 1 },
  ])
})
