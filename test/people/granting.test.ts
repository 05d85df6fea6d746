import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Listed = { grants: { id: string; role: string; live: boolean; unit: { code: string } }[] }

async function manned() {
  const o = await w.organisation()
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  const admin = await o.person('Admin', { unit: 'D1', grants: ['admin@D1'] })
  const asha = await o.person('Asha', { unit: 'B1' })
  const ramesh = await o.person('Ramesh', { unit: 'B3' })
  const grant = (personId: string, role: string, unit: string, more: Record<string, unknown> = {}) => ({
    id: v7(),
    personId,
    role,
    unitId: o.unitId(unit),
    ...more,
  })
  return { o, owner, admin, asha, ramesh, grant }
}

test('a grant works from the next request on, and ending it stops the next request', async () => {
  const { o, admin, asha, grant } = await manned()
  expect((await asha.get('/people')).status).toBe(404)
  const registrar = grant(asha.id, 'registrar', 'B1')
  const given = await admin.post('/grants', registrar)
  expect([given.status, given.trips]).toEqual([201, 1])
  expect(given.body).toMatchObject({ role: 'registrar', live: true, unit: { code: 'B1' }, givenBy: admin.id })
  expect((await asha.get('/people')).status).toBe(200)
  const ended = await admin.delete(`/grants/${registrar.id}`)
  expect([ended.status, ended.trips]).toEqual([204, 1])
  expect((await asha.get('/people')).status).toBe(404)
  expect((await admin.delete(`/grants/${registrar.id}`)).status).toBe(204)
  expect(await o.rows('select action, subject_id as id from audit order by seq')).toEqual([
    { action: 'grant.given', id: registrar.id },
    { action: 'grant.ended', id: registrar.id },
  ])
})

test('the same grant sent twice is one grant', async () => {
  const { o, admin, asha, grant } = await manned()
  const steward = grant(asha.id, 'steward', 'D1', { untilAt: w.clock.now + 3600 })
  for (let i = 0; i < 2; i += 1) expect((await admin.post('/grants', steward)).status).toBe(201)
  expect(await o.rows('select role, until_at as until from grants where person_id = ?', [asha.id])).toEqual([
    { role: 'steward', until: w.clock.now + 3600 },
  ])
})

test.each(['owner', 'treasurer', 'cashier'])(
  'an admin, who does not record money, gives nobody the role %s',
  async (role) => {
    const { o, admin, asha, grant } = await manned()
    const refused = await admin.post('/grants', grant(asha.id, role, 'B1'))
    expect(refused).toMatchObject({ status: 403, body: { type: '/problems/beyond-own-powers' } })
    const owned = await admin.post('/grants', grant(admin.id, role, 'D1'))
    expect(owned.status).toBe(403)
    expect(await o.rows('select count(*) as n from grants')).toEqual([{ n: 2 }])
    expect(await o.rows('select action from audit order by seq')).toEqual([])
  },
)

test('nobody gives a power outside his own unit, or to somebody whom he may not see', async () => {
  const { o, admin, asha, ramesh, grant } = await manned()
  const missing = await admin.get(`/people/${v7()}`)
  for (const draft of [
    grant(asha.id, 'viewer', 'ST'),
    grant(asha.id, 'viewer', 'D2'),
    grant(ramesh.id, 'viewer', 'B1'),
    grant(v7(), 'viewer', 'B1'),
  ]) {
    const refused = await admin.post('/grants', draft)
    expect([refused.status, refused.text]).toEqual([404, missing.text])
  }
  expect((await asha.post('/grants', grant(asha.id, 'viewer', 'B1'))).status).toBe(404)
  expect(await o.rows('select count(*) as n from grants')).toEqual([{ n: 2 }])
})

test('a power limited to a wing gives powers limited to that wing only', async () => {
  const { o, asha, grant } = await manned()
  await o.db.batch(
    [
      "insert into wings values ('youth', 'Youth', 'युवा'), ('women', 'Women', 'महिला')",
      { sql: "insert into wing_members values (?, 'youth')", args: [asha.id] },
    ],
    'write',
  )
  const head = await o.person('Wing Head', { grants: ['admin@ST'] })
  await o.db.execute({ sql: "update grants set wing_id = 'youth' where person_id = ?", args: [head.id] })
  expect((await head.post('/grants', grant(asha.id, 'viewer', 'D1'))).status).toBe(404)
  expect((await head.post('/grants', grant(asha.id, 'viewer', 'D1', { wingId: 'women' }))).status).toBe(404)
  expect((await head.post('/grants', grant(asha.id, 'viewer', 'D1', { wingId: 'youth' }))).status).toBe(201)
})

test('a grant that has already ended, or of an unknown wing, is refused', async () => {
  const { owner, asha, grant } = await manned()
  for (const more of [{ untilAt: w.clock.now - 1 }, { wingId: 'nowhere' }])
    expect((await owner.post('/grants', grant(asha.id, 'viewer', 'D1', more))).status).toBe(422)
})

test('the last owner stays; of two, each may leave by himself', async () => {
  const { o, owner, asha } = await manned()
  const [own] = await o.rows("select id from grants where role = 'owner'")
  const leave = (id: unknown) => owner.delete(`/grants/${String(id)}`)
  expect(await leave(own?.id)).toMatchObject({ status: 409, body: { type: '/problems/last-owner' } })
  await o.grant(asha.id, 'owner', 'D1')
  expect((await leave(own?.id)).status).toBe(409)
  const second = await o.grant(asha.id, 'owner', 'ST')
  expect((await leave(own?.id)).status).toBe(204)
  expect((await owner.get('/people')).status).toBe(404)
  expect((await asha.delete(`/grants/${second}`)).status).toBe(409)
})

test('a grant may begin later: it counts from that day on, and can be taken back before', async () => {
  const { o, admin, asha, grant } = await manned()
  const day = 86_400
  const later = grant(asha.id, 'registrar', 'B1', {
    fromAt: w.clock.now + day,
    untilAt: w.clock.now + 2 * day,
  })
  expect((await admin.post('/grants', later)).body).toMatchObject({ live: false, fromAt: w.clock.now + day })
  const other = grant(asha.id, 'viewer', 'B1', { fromAt: w.clock.now + day })
  await admin.post('/grants', other)
  expect((await admin.delete(`/grants/${other.id}`)).status).toBe(204)
  expect((await asha.get('/people')).status).toBe(404)
  const past = grant(asha.id, 'steward', 'B1', { fromAt: 1000 })
  expect((await admin.post('/grants', past)).body).toMatchObject({ live: true, fromAt: w.clock.now })
  const backwards = { fromAt: w.clock.now + day, untilAt: w.clock.now + 60 }
  expect((await admin.post('/grants', grant(asha.id, 'guest', 'B1', backwards))).status).toBe(422)
  w.clock.now += day + 60
  try {
    const now = o.client(await w.token(o.slug, asha.id))
    expect((await now.get('/people')).status).toBe(200)
  } finally {
    w.clock.now -= day + 60
  }
})

test('an admin does not end an owner; an officer of a district sees no grant of another', async () => {
  const { o, owner, admin, asha, ramesh, grant } = await manned()
  const boss = await o.person('Second Owner', { unit: 'D1' })
  const high = { id: await o.grant(boss.id, 'owner', 'D1') }
  const [near, far] = [grant(asha.id, 'viewer', 'B1'), grant(ramesh.id, 'viewer', 'B3')]
  for (const draft of [near, far]) expect((await owner.post('/grants', draft)).status).toBe(201)
  expect((await admin.delete(`/grants/${high.id}`)).status).toBe(403)
  expect((await admin.delete(`/grants/${far.id}`)).status).toBe(404)
  const listed = await admin.get<Listed>(`/grants?unit=${o.unitId('ST')}`)
  expect([listed.trips, listed.body.grants.map(({ role }) => role)]).toEqual([
    1,
    ['admin', 'owner', 'viewer'],
  ])
  const own = await admin.get<Listed>(`/people/${asha.id}/grants`)
  expect([own.trips, own.body.grants.map(({ id }) => id)]).toEqual([1, [near.id]])
  expect((await admin.get(`/people/${ramesh.id}/grants`)).status).toBe(404)
})
