import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { trained } from '../support/trained.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const LEVELS = ['state', 'division', 'district', 'booth']
const UNITS = ['ST', 'V1<ST', 'V2<ST', 'D1<V1', 'D2<V1', 'D3<V2', 'D4<V2', 'B1<D1', 'B2<D2', 'B3<D3', 'B4<D4']
const AT = Math.floor(Date.parse('2026-11-20T06:00:00Z') / 1000)

type Proposals = {
  trainers: number
  proposals: { credentialId: string; person: { id: string }; hops: number; unit: { code: string } }[]
}
type Units = { units: { unit: { code: string }; actsAt: { code: string } | null; mayAct: boolean }[] }

/** Districts of two divisions: D1 of the first and D3 of the second have a trainer each, D2 and D4 have none. */
async function divisions() {
  const org = await w.organisation({ levels: LEVELS, units: UNITS })
  const oneDay = { days: 1, passDays: 1 }
  const made = await cascade(org, [oneDay, oneDay, oneDay])
  const owner = await org.person('Owner', { grants: ['owner@ST'] })
  const planner = await org.person('Planner of V1', { grants: ['planner@V1'] })
  const near = await org.person('Near', { unit: 'D1' })
  const far = await org.person('Far', { unit: 'D3' })
  const workshopId = await made.workshop({ days: 1 })
  const credit = (personId: string, unit: string) =>
    trained(org, made, { workshopId, personId, unit, issuedAt: AT })
  const credentials = { near: await credit(near.id, 'D1'), far: await credit(far.id, 'D3') }
  const tier = made.tierId(2)
  const proposals = (by: typeof owner, unit: string) =>
    by.get<Proposals>(`/radar/${tier}/proposals?needing=${org.unitId(unit)}`)
  const draft = (unit: string, credentialId: string, id = v7()) => ({
    id,
    tierId: tier,
    unitId: org.unitId(unit),
    credentialId,
  })
  const batch = (unit: string) => ({
    id: v7(),
    tierId: tier,
    unitId: org.unitId(unit),
    nameEn: 'Batch',
    nameHi: 'बैच',
    startsOn: '2026-11-25',
    capacity: 20,
  })
  const lacking = async (by: typeof owner) =>
    (await by.get<Units>(`/radar/${tier}/units?leak=no-trainer`)).body.units
  return {
    org,
    made,
    owner,
    planner,
    near,
    far,
    credit,
    credentials,
    proposals,
    draft,
    batch,
    lacking,
    workshopId,
  }
}

test('the trainer of the next district is proposed, two steps away, to the division that can act', async () => {
  const { planner, proposals, near, lacking } = await divisions()
  const { body, trips } = await proposals(planner, 'D2')
  expect(trips).toBe(1)
  expect(body).toMatchObject({
    trainers: 0,
    proposals: [{ person: { id: near.id }, hops: 2, unit: { code: 'D1' } }],
  })
  expect(body.proposals).toHaveLength(1)
  expect(await lacking(planner)).toMatchObject([
    { unit: { code: 'D2' }, actsAt: { code: 'V1' }, mayAct: true },
  ])
})

test('with nobody spare in the division the state proposes one from the other, and the division may not', async () => {
  const { owner, planner, proposals, draft, credentials, far, lacking } = await divisions()
  expect((await planner.post('/radar/assignments', draft('D2', credentials.near))).status).toBe(201)
  const other = await owner.post('/radar/assignments', draft('D4', credentials.far))
  expect(other.status).toBe(201)
  expect((await proposals(owner, 'D4')).body).toMatchObject({ trainers: 1, proposals: [] })
  expect((await owner.delete(`/radar/assignments/${other.body.id}`)).status).toBe(204)
  const { near: gone } = credentials
  expect((await owner.post(`/credentials/${gone}/revocation`, { reason: 'was not there' })).status).toBe(201)
  expect((await proposals(planner, 'D2')).body.proposals).toEqual([])
  expect((await proposals(owner, 'D2')).body.proposals).toMatchObject([{ person: { id: far.id }, hops: 4 }])
  const mine = (await lacking(planner)).find(({ unit }) => unit.code === 'D2')
  expect(mine).toMatchObject({ actsAt: { code: 'ST' }, mayAct: false })
  expect((await planner.post('/radar/assignments', draft('D2', credentials.far))).status).toBe(404)
})

test('one tap lets the trainer open a batch there; taken back he may not', async () => {
  const { org, planner, near, draft, batch, credentials, lacking } = await divisions()
  expect((await near.post('/batches', batch('D2'))).status).toBe(404)
  const asked = draft('D2', credentials.near)
  const sent = await planner.post('/radar/assignments', asked)
  expect(sent).toMatchObject({
    status: 201,
    trips: 1,
    body: { unit: { code: 'D2' }, person: { id: near.id } },
  })
  expect(await planner.post('/radar/assignments', asked)).toMatchObject({
    status: 201,
    body: { id: asked.id },
  })
  expect(await org.rows('select topic, person_id from outbox')).toEqual([
    { topic: 'trainer-sent', person_id: near.id },
  ])
  expect(await lacking(planner)).toEqual([])
  const teaching = await near.get<{ teaching: { unit: { code: string } }[] }>('/teaching')
  expect(teaching.body.teaching.map(({ unit }) => unit.code).sort()).toEqual(['D1', 'D2'])
  expect((await near.post('/batches', batch('D2'))).status).toBe(201)
  const back = await planner.delete(`/radar/assignments/${asked.id}`)
  expect([back.status, back.trips]).toEqual([204, 1])
  expect((await planner.delete(`/radar/assignments/${asked.id}`)).status).toBe(204)
  expect((await near.post('/batches', batch('D2'))).status).toBe(404)
  expect(await lacking(planner)).toHaveLength(1)
})

test('two send a trainer to the same district at once: one does', async () => {
  const { owner, planner, draft, credentials, org } = await divisions()
  const answers = await Promise.all([
    planner.post('/radar/assignments', draft('D2', credentials.near)),
    owner.post('/radar/assignments', draft('D2', credentials.far)),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(await org.rows('select count(*) as n from assignments')).toEqual([{ n: 1 }])
  expect(await org.rows("select count(*) as n from audit where action = 'trainer.assigned'")).toEqual([
    { n: 1 },
  ])
})

test('a trainer who was sent is sent nowhere else, nor to his own district', async () => {
  const { owner, draft, credentials } = await divisions()
  expect((await owner.post('/radar/assignments', draft('D1', credentials.near))).status).toBe(409)
  expect((await owner.post('/radar/assignments', draft('D2', credentials.near))).status).toBe(201)
  expect((await owner.post('/radar/assignments', draft('D4', credentials.near))).status).toBe(409)
})

test('an assignment ends with the credential it rests on', async () => {
  const { owner, near, draft, batch, credentials, lacking, org } = await divisions()
  const asked = draft('D2', credentials.near)
  expect((await owner.post('/radar/assignments', asked)).status).toBe(201)
  await owner.post(`/credentials/${credentials.near}/revocation`, { reason: 'was not there' })
  expect((await near.post('/batches', batch('D2'))).status).not.toBe(201)
  const [grant] = await org.rows('select until_at from grants where id = ?', [asked.id])
  expect(grant?.until_at).not.toBeNull()
  expect((await lacking(owner)).map(({ unit }) => unit.code).sort()).toEqual(['D1', 'D2', 'D4'])
})

test('whose credential runs out is called back, and spare no more; renewed he may be sent again', async () => {
  const { owner, near, draft, batch, credentials, lacking, org, proposals } = await divisions()
  const asked = draft('D2', credentials.near)
  expect((await owner.post('/radar/assignments', asked)).status).toBe(201)
  const until = (at: number) =>
    org.db.execute({
      sql: 'update credentials set valid_until = ? where id = ?',
      args: [at, credentials.near],
    })
  await until(w.clock.now - 60)
  await w.tick()
  const grant = () => org.rows('select until_at from grants where id = ?', [asked.id])
  await expect.poll(grant, { timeout: 10_000 }).toEqual([{ until_at: w.clock.now }])
  expect((await lacking(owner)).map(({ unit }) => unit.code).sort()).toEqual(['D1', 'D2', 'D4'])
  expect((await near.post('/batches', batch('D2'))).status).not.toBe(201)
  await until(w.clock.now + 86_400)
  expect((await lacking(owner)).map(({ unit }) => unit.code).sort()).toEqual(['D2', 'D4'])
  expect((await proposals(owner, 'D2')).body.proposals).toMatchObject([{ person: { id: near.id } }])
})

test('whose credential has run out is neither proposed nor sent', async () => {
  const { org, owner, proposals, draft, credentials } = await divisions()
  await org.db.execute({
    sql: 'update credentials set valid_until = ? where id = ?',
    args: [AT + 60, credentials.near],
  })
  expect((await proposals(owner, 'D2')).body.proposals).toEqual([])
  expect((await owner.post('/radar/assignments', draft('D2', credentials.near))).status).toBe(409)
})

test('a grant for the tier makes a trainer of its district; ending it leaves the district without', async () => {
  const { owner, org, made, lacking } = await divisions()
  const helper = await org.person('Helper', { unit: 'D2' })
  const id = v7()
  const given = await owner.post('/grants', {
    id,
    personId: helper.id,
    role: 'trainer',
    unitId: org.unitId('D2'),
    tierId: made.tierId(2),
  })
  expect(given.status).toBe(201)
  expect((await lacking(owner)).map(({ unit }) => unit.code)).toEqual(['D4'])
  expect((await owner.delete(`/grants/${id}`)).status).toBe(204)
  expect((await lacking(owner)).map(({ unit }) => unit.code).sort()).toEqual(['D2', 'D4'])
})
