import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hall, register } from '../support/hall.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Share = { kind: string; id: string; minimum: number; target: number; maximum: number | null }
type Tier = { shares: Share[]; version: number; type?: string; errors?: { pointer: string }[] }

const HOP = {
  nameEn: 'Booths',
  nameHi: 'बूथ',
  hostLevelId: 'district',
  traineeLevelId: 'booth',
  taughtBy: 'guest',
  planned: false,
  minimum: 2,
  target: 2,
  maximum: 2,
  batchSize: 40,
  days: 1,
  hoursPerDay: 6,
  passDays: 1,
  startBy: null,
  finishBy: null,
  feeMinor: 0,
}

/** An organisation with a women's wing, and a tier of two a booth of whom one is of that wing. */
async function cascade(change: object = {}) {
  const o = await w.organisation()
  const women = v7()
  await o.db.execute({ sql: 'insert into wings values (?, ?, ?)', args: [women, 'Women', 'महिला'] })
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  const registrar = await o.person('Registrar', { grants: ['registrar@ST'] })
  const [programmeId, tierId] = [v7(), v7()]
  const span = { startsOn: '2026-01-01', endsOn: '2027-12-31', aboutEn: '', aboutHi: '' }
  const names = { nameEn: 'Booth work', nameHi: 'बूथ कार्य' }
  expect((await owner.post('/programmes', { id: programmeId, ...names, ...span })).status).toBe(201)
  await owner.post(`/programmes/${programmeId}/publication`)
  const shares = [{ kind: 'wing', id: women, minimum: 1, target: 1, maximum: null }]
  const tier = await owner.post<Tier>(`/programmes/${programmeId}/tiers`, {
    id: tierId,
    ...HOP,
    shares,
    ...change,
  })
  const nominate = async (name: string, unit: string, wing?: string) => {
    const person = await somebody(o, name, unit, wing)
    return registrar.post<{ type?: string }>('/nominations', { id: v7(), tierId, personId: person.id })
  }
  return { o, women, owner, registrar, tierId, tier, shares, nominate }
}

async function somebody(o: TestOrganisation, name: string, unit: string, wing?: string) {
  const person = await o.person(name, { unit })
  if (wing) await o.db.execute({ sql: 'insert into wing_members values (?, ?)', args: [person.id, wing] })
  return person
}

test('of two a booth one is of the women’s wing: her place is kept until the day on which the level above takes over', async () => {
  const { nominate, women, o, tierId, registrar } = await cascade({ nominateBy: '2026-12-01' })
  expect((await nominate('Ravi', 'B1')).status).toBe(201)
  expect((await nominate('Mohan', 'B1')).body.type).toBe('/problems/wing-kept')
  expect((await nominate('Uma', 'B1', women)).status).toBe(201)
  expect((await nominate('Mina', 'B2', women)).status).toBe(201)
  expect((await nominate('Rita', 'B2', women)).status).toBe(201)
  expect((await nominate('Sohan', 'B3')).status).toBe(201)
  type Standing = { tiers: { shares: Record<string, unknown>[] }[] }
  const standing = (code: string) => registrar.get<Standing>(`/units/${o.unitId(code)}/standing`)
  const [d1, b3] = [await standing('D1'), await standing('B3')]
  expect(d1.trips).toBe(1)
  expect(d1.body.tiers[0]?.shares).toMatchObject([
    {
      kind: 'wing',
      id: women,
      minimum: 2,
      target: 2,
      maximum: null,
      units: 2,
      nominated: 3,
      trained: 0,
      unitsMet: 0,
    },
  ])
  expect(b3.body.tiers[0]?.shares).toMatchObject([{ minimum: 1, nominated: 0, unitsMet: 0 }])
  const asking = await registrar.get<Standing>(`/units/${o.unitId('D1')}/asked`)
  expect([asking.trips, asking.body.tiers[0]?.shares]).toEqual([1, d1.body.tiers[0]?.shares])
  const cells = await registrar.get<{ asked: unknown[] }>(`/coverage/${tierId}/cells?unit=${o.unitId('D1')}`)
  expect(cells.body.asked).toEqual(d1.body.tiers[0]?.shares)
  w.clock.now += 30 * 86_400
  const late = await registrarAnew(o, registrar.id)
  const person = await somebody(o, 'Gopal', 'B3')
  expect((await late.post('/nominations', { id: v7(), tierId, personId: person.id })).status).toBe(201)
  w.clock.now -= 30 * 86_400
})

test('a unit has no more of a wing than it may have, whether nominated or seated', async () => {
  const { o, women, owner, registrar, nominate, tierId } = await cascade({ maximum: 3 })
  const shares = [{ kind: 'wing', id: women, minimum: 0, target: 1, maximum: 1 }]
  const edited = await owner.patch<Tier>(`/tiers/${tierId}`, { ...HOP, maximum: 3, shares, version: 1 })
  expect([edited.status, edited.body.shares]).toEqual([200, shares])
  expect((await nominate('Uma', 'B1', women)).status).toBe(201)
  expect((await nominate('Rita', 'B1', women)).body.type).toBe('/problems/wing-full')
  const workshop = await hall(o, { maximum: 3, trains: 'booth' })
  await o.db.execute({
    sql: 'update tiers set shares = ? where id = ?',
    args: [JSON.stringify(shares), workshop.tierId],
  })
  const [uma, rita] = [await somebody(o, 'Uma', 'B1', women), await somebody(o, 'Rita', 'B1', women)]
  expect((await register(registrar, workshop.id, uma.id)).status).toBe(201)
  const refused = await registrar.get<{ type: string }>(`/workshops/${workshop.id}/offer?person=${rita.id}`)
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/wing-full'])
})

test('shares name wings and subjects that there are, in order, and no more people than a unit has places', async () => {
  const { tier, shares, owner, tierId } = await cascade()
  expect([tier.status, tier.trips, tier.body.shares]).toEqual([201, 1, shares])
  const [share] = shares
  const edit = (change: object) => owner.patch<Tier>(`/tiers/${tierId}`, { ...HOP, version: 1, ...change })
  expect((await edit({ shares: [{ ...share, minimum: 3, target: 3 }] })).status).toBe(422)
  expect((await edit({ shares: [{ ...share, minimum: 2, target: 1 }] })).status).toBe(422)
  expect((await edit({ shares: [{ ...share, id: v7() }] })).body.type).toBe('/problems/state-changed')
  expect((await edit({ shares: [] })).body.shares).toEqual([])
})

const registrarAnew = async (o: TestOrganisation, id: string) => o.client(await w.token(o.slug, id))
