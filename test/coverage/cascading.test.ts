import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const TODAY = '2026-11-22'
type Client = Awaited<ReturnType<Awaited<ReturnType<World['organisation']>>['person']>>
type Page = {
  unit: Record<string, number> | null
  children: (Record<string, number> & { unit: { code: string } })[]
}

/** A cascade of one-day tiers whose state hall has trained Asha of district D1. */
async function started() {
  const org = await w.organisation()
  const oneDay = { days: 1, passDays: 1, minimum: 1, target: 2 }
  const made = await cascade(org, [oneDay, oneDay, oneDay])
  const guest = await org.person('National guest')
  const hall = await made.workshop({ days: 1, startsOn: TODAY, faculty: [guest.id] })
  const owner = await org.person('Owner', { grants: ['owner@ST'] })
  const asha = await org.person('Asha', { unit: 'D1' })
  const ravi = await org.person('Ravi', { unit: 'B1' })
  const meera = await org.person('Meera', { unit: 'B1' })

  /** Registers somebody in a batch as its trainer does, over HTTP. */
  async function seat(by: Client, workshopId: string, trainee: Client) {
    const { body } = await by.get<{ offer: string }>(`/workshops/${workshopId}/offer?person=${trainee.id}`)
    const registration = await by.post<{ code: string }>('/registrations', { offer: body.offer })
    expect(registration.status).toBe(201)
    return registration.body
  }

  /** Registers, marks and credits one person in a workshop, as somebody who may; says the credential's id. */
  async function train(by: Client, workshopId: string, trainee: Client, unit: string) {
    const { code } = await (workshopId === hall
      ? made.register(workshopId, trainee.id, unit)
      : seat(by, workshopId, trainee))
    const mark = await by.post(`/workshops/${workshopId}/marks`, {
      id: v7(),
      code,
      dayOn: TODAY,
      way: 'code',
    })
    expect(mark).toMatchObject({ status: 201, trips: 1 })
    const path = `/workshops/${workshopId}/credentials`
    const { body } = await by.get<{ offer: string }>(`${path}/offer`)
    const issued = await by.post<{ issued: { id: string }[] }>(path, { offer: body.offer })
    expect(issued.status).toBe(201)
    return issued.body.issued[0]?.id ?? ''
  }
  const batch = (tier: number, unit: string, more = {}) => ({
    id: v7(),
    tierId: made.tierId(tier),
    unitId: org.unitId(unit),
    nameEn: `Batch at ${unit}`,
    nameHi: `बैच ${unit}`,
    startsOn: TODAY,
    capacity: 20,
    ...more,
  })
  const coverage = (by: Client, tier: number, unit: string) =>
    by.get<Page>(`/coverage/${made.tierId(tier)}?unit=${org.unitId(unit)}`)
  const ashaIs = await train(owner, hall, asha, 'D1')
  return { org, owner, asha, ravi, meera, guest, hall, train, batch, coverage, ashaIs, ...made }
}

type Teaching = {
  teaching: {
    tier: { id: string }
    unit: { code: string }
    units: number
    lacking: number
    nominated: number
    batches: { id: string }[]
  }[]
}

test('from the state hall to the booth: every holder trains the tier below, and the lineage leads back', async () => {
  const { org, asha, ravi, meera, guest, train, batch, ashaIs, hall } = await started()
  const below = batch(2, 'D1')
  expect(await asha.post('/batches', below)).toMatchObject({
    status: 201,
    trips: 1,
    body: { id: below.id, unit: { code: 'D1' }, startsOn: TODAY, endsOn: TODAY, capacity: 20, registered: 0 },
  })
  const raviIs = await train(asha, below.id, ravi, 'B1')
  const last = batch(3, 'B1')
  expect((await ravi.post('/batches', last)).status).toBe(201)
  const meeraIs = await train(ravi, last.id, meera, 'B1')

  type Chain = { chain: { credentialId: string; generation: number; workshop: { id: string } }[] }
  const { body, trips } = await meera.get<Chain>(`/credentials/${meeraIs}/lineage`)
  expect(trips).toBe(1)
  expect(body.chain.map(({ credentialId, generation }) => [credentialId, generation])).toEqual([
    [meeraIs, 3],
    [raviIs, 2],
    [ashaIs, 1],
  ])
  expect(body.chain).toMatchObject([
    { step: 0, person: { nameEn: 'Meera' }, trainedBy: [{ id: ravi.id, credentialId: raviIs }] },
    { step: 1, person: { nameEn: 'Ravi' }, trainedBy: [{ id: asha.id, credentialId: ashaIs }] },
    {
      step: 2,
      person: { nameEn: 'Asha' },
      workshop: { id: hall, unit: { code: 'ST' } },
      trainedBy: [{ id: guest.id, credentialId: null }],
    },
  ])
  const descendants = await asha.get(`/credentials/${ashaIs}/descendants`)
  expect(descendants).toMatchObject({
    trips: 1,
    body: {
      tiers: [
        { tier: { nameEn: 'Tier 2' }, step: 1, trained: 1, revoked: 0 },
        { tier: { nameEn: 'Tier 3' }, step: 2, trained: 1, revoked: 0 },
      ],
    },
  })
  expect((await asha.get(`/credentials/${meeraIs}/lineage`)).status).toBe(404)
  expect(await org.rows('select * from lineage')).toHaveLength(3)
})

test('a batch with two trainers has two roots in its lineage and the later generation', async () => {
  const { org, owner, asha, ravi, train, batch, hall } = await started()
  const kamla = await org.person('Kamla', { unit: 'D1' })
  await train(owner, hall, kamla, 'D1')
  const { id: below } = (await asha.post<{ id: string }>('/batches', batch(2, 'D1'))).body
  await org.db.execute({ sql: 'insert into faculty values (?, ?, 0)', args: [below, kamla.id] })
  const raviIs = await train(asha, below, ravi, 'B1')
  type Chain = { chain: { generation: number; step: number }[] }
  const { body } = await ravi.get<Chain>(`/credentials/${raviIs}/lineage`)
  expect(body.chain.map(({ step, generation }) => [step, generation])).toEqual([
    [0, 2],
    [1, 1],
    [1, 1],
  ])
})

test('the holder may teach the next tier in his subtree at once, and not after revocation', async () => {
  const { owner, asha, ravi, ashaIs, batch, tierId } = await started()
  const { body, trips } = await asha.get<Teaching>('/teaching')
  expect(trips).toBe(1)
  expect(body.teaching).toMatchObject([
    { tier: { id: tierId(2) }, unit: { code: 'D1' }, units: 2, lacking: 2, nominated: 0, batches: [] },
  ])
  const first = batch(2, 'D1')
  expect((await asha.post('/batches', first)).status).toBe(201)
  expect((await asha.get<Teaching>('/teaching')).body.teaching[0]?.batches).toMatchObject([{ id: first.id }])
  expect((await ravi.get<Teaching>('/teaching')).body).toEqual({ teaching: [] })

  await owner.post(`/credentials/${ashaIs}/revocation`, { reason: 'Left the organisation' })
  expect((await asha.get<Teaching>('/teaching')).body).toEqual({ teaching: [] })
  expect((await asha.post('/batches', batch(2, 'D1'))).status).toBe(404)
  expect((await asha.get(`/workshops/${first.id}/credentials/offer`)).status).toBe(404)
})

test('a batch sent twice is one batch, led by who opened it, with the host as its catchment', async () => {
  const { org, asha, batch } = await started()
  const asked = batch(2, 'D1', { venueEn: 'Panchayat hall' })
  const first = await asha.post('/batches', asked)
  expect((await asha.post('/batches', asked)).text).toBe(first.text)
  const of = [asked.id]
  expect(await org.rows('select person_id, leads from faculty where workshop_id = ?', of)).toEqual([
    { person_id: asha.id, leads: 1 },
  ])
  expect(await org.rows('select unit_id, sign from catchment_terms where workshop_id = ?', of)).toEqual([
    { unit_id: org.unitId('D1'), sign: 1 },
  ])
  expect(await org.rows(`select * from audit where action = 'batch.opened'`)).toHaveLength(1)
})

test('a batch outside the subtree, of another tier, too large, or of a planned tier is refused and not written', async () => {
  const { org, asha, owner, batch } = await started()
  const before = await org.rows('select id from workshops')
  const outside = await asha.post('/batches', batch(2, 'D2'))
  expect(outside.status).toBe(404)
  expect((await asha.post('/batches', batch(2, 'D1', { unitId: v7() }))).text).toBe(outside.text)
  expect((await asha.post('/batches', batch(3, 'D1'))).body).toMatchObject({
    type: '/problems/not-qualified',
  })
  expect((await asha.post('/batches', batch(1, 'D1'))).body).toMatchObject({
    type: '/problems/not-qualified',
  })
  expect((await owner.post('/batches', batch(1, 'ST'))).body).toMatchObject({
    type: '/problems/not-a-partition',
  })
  expect((await owner.post('/batches', batch(2, 'D1', { capacity: 41 }))).body).toMatchObject({
    type: '/problems/invalid',
    errors: [{ pointer: '/capacity' }],
  })
  expect(await org.rows('select id from workshops')).toEqual(before)
  expect(await org.rows(`select * from audit where action = 'batch.opened'`)).toEqual([])
})

test('a host of another level than the tier is taught at is refused', async () => {
  const { org, owner, batch } = await started()
  const before = await org.rows('select id from workshops')
  expect((await owner.post('/batches', batch(2, 'B1'))).body).toMatchObject({
    errors: [{ pointer: '/unitId' }],
  })
  expect((await owner.post('/batches', batch(2, 'ST'))).body).toMatchObject({
    errors: [{ pointer: '/unitId' }],
  })
  expect(await org.rows('select id from workshops')).toEqual(before)
})

test('coverage moves at every ancestor in the write that moves it', async () => {
  const { owner, asha, ravi, meera, train, batch, coverage, tierId } = await started()
  expect((await coverage(owner, 1, 'ST')).body).toMatchObject({
    unit: {
      units: 2,
      minimum: 2,
      target: 4,
      trained: 1,
      unitsZero: 1,
      unitsOne: 1,
      unitsMore: 0,
      unitsMet: 1,
    },
  })
  const below = batch(2, 'D1')
  await asha.post('/batches', below)
  const nomination = { id: v7(), tierId: tierId(2), personId: ravi.id }
  await asha.post('/nominations', nomination)
  expect((await coverage(owner, 2, 'ST')).body.unit).toMatchObject({
    units: 3,
    nominated: 1,
    registered: 0,
    trained: 0,
  })
  const raviIs = await train(asha, below.id, ravi, 'B1')
  await train(asha, below.id, meera, 'B1')
  const state = await coverage(owner, 2, 'ST')
  expect(state.trips).toBe(1)
  expect(state.body).toMatchObject({
    unit: {
      units: 3,
      nominated: 1,
      registered: 2,
      trained: 2,
      unitsZero: 2,
      unitsOne: 0,
      unitsMore: 1,
      unitsMet: 1,
    },
    children: [
      { unit: { code: 'D1' }, units: 2, trained: 2, unitsZero: 1, unitsMore: 1 },
      { unit: { code: 'D2' }, units: 1, trained: 0, unitsZero: 1, unitsMore: 0 },
    ],
  })
  await asha.post(`/credentials/${raviIs}/revocation`, { reason: 'Marked by mistake' })
  for (const unit of ['ST', 'D1', 'B1'])
    expect((await coverage(owner, 2, unit)).body.unit).toMatchObject({
      trained: 1,
      unitsOne: 1,
      unitsMore: 0,
    })
})

test('a trainer sees the coverage of his tier in his subtree only', async () => {
  const { asha, owner, coverage, tierId } = await started()
  const own = await coverage(asha, 2, 'D1')
  expect(own).toMatchObject({ status: 200, trips: 1, body: { unit: { units: 2 }, after: null } })
  expect(own.body.children.map(({ unit }) => unit.code)).toEqual(['B1', 'B2'])
  expect((await asha.get(`/coverage/${tierId(2)}`)).text).toBe(own.text)
  const missing = await owner.get(`/coverage/${v7()}`)
  expect(missing.status).toBe(404)
  for (const [tier, unit] of [
    [2, 'ST'],
    [2, 'D2'],
    [2, 'B3'],
    [1, 'D1'],
    [3, 'D1'],
  ] as const)
    expect((await coverage(asha, tier, unit)).text).toBe(missing.text)
})

test('who has powers in two districts and no state is shown both, and opens either', async () => {
  const { org, coverage, tierId } = await started()
  const viewer = await org.person('Viewer', { grants: ['viewer@D1', 'viewer@D2', 'viewer@B1'] })
  const { body } = await viewer.get<Page>(`/coverage/${tierId(2)}`)
  expect(body.unit).toBeNull()
  expect(body.children.map(({ unit }) => unit.code)).toEqual(['D1', 'D2'])
  expect((await coverage(viewer, 2, 'D2')).body.children.map(({ unit }) => unit.code)).toEqual(['B3'])
})
