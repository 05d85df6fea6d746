import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judged, tableOf } from '../support/importing.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Exported = { csv: string; rows: number; after: string | null }
type Page = {
  rows: { action: string; evidence: unknown; detail: Record<string, unknown> }[]
  before: number | null
}

/** An officer of D1, Asha in it and Ramesh outside of it, both with a phone. */
async function manned() {
  const o = await w.organisation()
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  const officer = await o.person('Officer', { unit: 'D1', grants: ['registrar@D1'] })
  const asha = await o.person('Asha', { unit: 'B1', phone: '+919999980001', email: 'asha@example.org' })
  const ramesh = await o.person('Ramesh', { unit: 'B3', phone: '+919999980002' })
  return { o, owner, officer, asha, ramesh }
}

test('a phone is shown one by one, in one round trip, and each look leaves a row', async () => {
  const { o, officer, asha, ramesh } = await manned()
  const page = await officer.get(`/people/${asha.id}`)
  expect(page.body).toMatchObject({ phone: '•••••••001', email: 'a•••@example.org', contactShown: true })
  expect((await officer.get('/people')).text).not.toContain('9999980001')
  expect(await o.rows('select * from audit')).toEqual([])
  const seen = await officer.post(`/people/${asha.id}/contact`)
  expect([seen.status, seen.trips, seen.body]).toEqual([
    200,
    1,
    { phone: '+919999980001', email: 'asha@example.org' },
  ])
  await officer.post(`/people/${asha.id}/contact`)
  expect((await officer.post(`/people/${ramesh.id}/contact`)).status).toBe(404)
  const planner = await o.person('Planner', { grants: ['planner@ST'] })
  expect((await planner.post(`/people/${asha.id}/contact`)).status).toBe(404)
  const look = { action: 'person.contact-seen', actor_id: officer.id, subject_id: asha.id }
  expect(await o.rows('select action, actor_id, subject_id from audit')).toEqual([look, look])
})

test('everybody sees his own phone whole', async () => {
  const { o, asha } = await manned()
  expect((await asha.get<{ person: object }>('/me')).body.person).toMatchObject({ phone: '+919999980001' })
  await o.grant(asha.id, 'planner', 'D1')
  expect((await asha.get(`/people/${asha.id}`)).body).toMatchObject({ phone: '+919999980001' })
})

test('a changed field is told by its name and a digest, never by its value', async () => {
  const { o, officer, asha } = await manned()
  const edit = { version: 1, phone: '+919999980077', guardianName: 'Sitaram' }
  expect((await officer.patch(`/people/${asha.id}`, edit)).status).toBe(200)
  const [row] = await o.rows('select * from audit')
  expect(JSON.stringify(row)).not.toMatch(/9999980077|Sitaram/)
  expect(JSON.parse(String(row?.detail)).fields).toEqual({
    phone: expect.stringMatching(/^.{6}\..{16}$/),
    guardianName: expect.stringMatching(/^.{6}\..{16}$/),
  })
})

test('a row says session, network, device and request; a changed fee, role or name says before and after', async () => {
  const { o, owner, asha } = await manned()
  const grantId = v7()
  const draft = { id: grantId, personId: asha.id, role: 'viewer', unitId: o.unitId('D1') }
  const made = await w.call('POST', `/o/${o.slug}/grants`, {
    as: owner.token,
    json: draft,
    headers: {
      'cf-connecting-ip': '203.0.113.77',
      'user-agent': 'Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36',
    },
  })
  expect(made.status).toBe(201)
  const [row] = await o.rows('select * from audit')
  expect(row).toMatchObject({
    actor_id: owner.id,
    account_id: `account-${owner.id}`,
    session_id: 'session',
    source: '203.0.113.0/24',
    device: 'Chrome, Android',
    request_id: made.headers.get('x-request-id'),
  })
  expect((await owner.delete(`/grants/${grantId}`)).status).toBe(204)
  await owner.patch(`/units/${o.unitId('B1')}`, { nameEn: 'New', nameHi: 'नया', aliases: [] })
  const changes = await o.rows('select action, evidence from audit where evidence is not null order by seq')
  expect(changes.map(({ action, evidence }) => [action, JSON.parse(String(evidence))])).toEqual([
    ['grant.ended', { until_at: [null, w.clock.now] }],
    ['unit.renamed', { name_en: ['B1', 'New'], name_hi: ['B1', 'नया'] }],
  ])
})

test('people are exported by whoever may, with why and how many on record, and read again without a change', async () => {
  const { o, owner, officer } = await manned()
  await o.person('=HYPERLINK(1)', { unit: 'B1' })
  expect((await officer.post('/people/export', {})).status).toBe(422)
  const own = await officer.post<Exported>('/people/export', { reason: 'Calling for the camp' })
  expect([own.status, own.trips, own.body.rows]).toEqual([200, 1, 3])
  expect(own.body.csv).toContain("Asha,Asha,B1,booth,,,'+919999980001,asha@example.org")
  expect(own.body.csv).toContain("'=HYPERLINK(1)")
  expect(own.body.csv).not.toContain('Ramesh')
  expect(own.body.csv.trimEnd().split('\r\n').at(-1)).toMatch(
    new RegExp(
      `^# exported by ${officer.id} on .* for Calling for the camp \\(${own.headers.get('x-request-id')}\\)$`,
    ),
  )
  const [row] = await o.rows("select * from audit where action = 'people.exported'")
  expect([JSON.parse(String(row?.detail)).reason, JSON.parse(String(row?.evidence))]).toEqual([
    'Calling for the camp',
    { rows: 3 },
  ])
  const clean = await owner.post<Exported>('/people/export', { reason: 'A copy', unit: o.unitId('D2') })
  expect(clean.body).toMatchObject({ rows: 1, after: null })
  const table = await tableOf('people', clean.body.csv)
  const again = await judged(owner, { kind: 'people', unitId: o.unitId('ST'), table })
  expect(again.import).toMatchObject({ rows: 1, same: 1, added: 0, changed: 0, refused: 0 })
})

test('no phone leaves with an export of whoever may not see phones, and nobody else exports', async () => {
  const { o, owner, officer, asha } = await manned()
  await o.db.execute("update grants set role = 'viewer' where role = 'registrar'")
  expect((await officer.post('/people/export', { reason: 'I like to' })).status).toBe(404)
  expect((await asha.post('/people/export', { reason: 'I like to' })).status).toBe(404)
  expect(await o.rows('select * from audit')).toEqual([])
  expect((await owner.post('/audit/export', { reason: 'Yearly check' })).status).toBe(200)
})

test('the audit is read by whoever may for the whole organisation; that is noted once an hour', async () => {
  const { o, owner, officer, asha } = await manned()
  const district = await o.person('District', { unit: 'D1', grants: ['admin@D1'] })
  await officer.post(`/people/${asha.id}/contact`)
  for (const one of [officer, district, asha]) {
    expect((await one.get('/audit')).status).toBe(404)
    expect((await one.get('/audit/verification')).status).toBe(404)
    expect((await one.post('/audit/export', { reason: 'Curious' })).status).toBe(404)
  }
  const first = await owner.get<Page>('/audit')
  expect([first.status, first.trips, first.body.rows.map(({ action }) => action)]).toEqual([
    200,
    1,
    ['audit.read', 'person.contact-seen'],
  ])
  await owner.get('/audit')
  const reads = "select count(*) as n from audit where action = 'audit.read'"
  expect(await o.rows(reads)).toEqual([{ n: 1 }])
  w.clock.now += 3600
  await w.call('GET', `/o/${o.slug}/audit`, { as: await w.token(o.slug, owner.id) })
  expect(await o.rows(reads)).toEqual([{ n: 2 }])
})

test('the audit is narrowed by person, action, kind and time, and read page by page', async () => {
  const { o, owner, officer, asha } = await manned()
  for (let i = 0; i < 60; i += 1) await officer.post(`/people/${asha.id}/contact`)
  w.clock.now += 10
  await officer.patch(`/people/${asha.id}`, { version: 1, bornYear: 1980 })
  const ask = async (query: string) => (await owner.get<Page>(`/audit?${query}`)).body
  const first = await ask(`person=${asha.id}`)
  expect(first.rows.length).toBe(50)
  const rest = await ask(`person=${asha.id}&before=${first.before}`)
  expect([rest.rows.length, rest.before]).toEqual([11, null])
  expect((await ask('action=person.changed')).rows.length).toBe(1)
  expect((await ask('action=person&before=62')).rows.length).toBe(50)
  expect((await ask(`from=${w.clock.now}&action=person`)).rows.map(({ action }) => action)).toEqual([
    'person.changed',
  ])
  expect((await ask(`person=${officer.id}&until=${w.clock.now - 100}`)).rows).toEqual([])
  expect((await ask(`subject=${o.unitId('B1')}`)).rows).toEqual([])
})
