import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Offer = {
  offer: string | null
  offered: number
  generation: number
  trainees: { registrationId: string; standing: string; days: number; person: { id: string } }[]
}
type Issued = { issued: { id: string; code: string; registrationId: string; person: { id: string } }[] }

/** A seven-day hall that asks for five days: Asha was there on all, Ravi on five, Meera on four. */
async function hall() {
  const org = await w.organisation()
  const made = await cascade(org)
  const guest = await org.person('National guest')
  const workshopId = await made.workshop({ faculty: [guest.id] })
  const [asha, ravi, meera] = await Promise.all(
    ['Asha', 'Ravi', 'Meera'].map((name) => org.person(name, { unit: 'D1' })),
  )
  if (!asha || !ravi || !meera) throw new Error('nobody')
  const registrations = new Map<string, { id: string; code: string }>()
  for (const [person, days] of [
    [asha, 7],
    [ravi, 5],
    [meera, 4],
  ] as const) {
    const registration = await made.register(workshopId, person.id, 'D1')
    registrations.set(person.id, registration)
    await made.mark(registration.id, days)
  }
  const supervisor = await org.person('Supervisor', { grants: ['supervisor@ST'] })
  const path = `/workshops/${workshopId}/credentials`
  const offer = () => supervisor.get<Offer>(`${path}/offer`)
  const issue = (sealed: string | null) => supervisor.post<Issued>(path, { offer: sealed })
  return { org, workshopId, asha, ravi, meera, guest, supervisor, path, offer, issue, registrations, ...made }
}

test('who has the pass days is offered a credential, and nobody else', async () => {
  const { offer, asha, ravi, meera } = await hall()
  const { body, trips, status } = await offer()
  expect({ status, trips }).toEqual({ status: 200, trips: 1 })
  expect(body).toMatchObject({ offered: 2, generation: 1, passDays: 5, ofDays: 7 })
  expect(body.trainees.map(({ person, standing, days }) => [person.id, standing, days])).toEqual([
    [asha.id, 'passed', 7],
    [meera.id, 'not-yet', 4],
    [ravi.id, 'passed', 5],
  ])
})

test('credentials are issued once: the offer sent again answers the same and writes nothing', async () => {
  const { org, offer, issue, asha, ravi, guest, workshopId } = await hall()
  const { body } = await offer()
  const first = await issue(body.offer)
  expect(first).toMatchObject({ status: 201, trips: 1 })
  expect(first.body.issued.map(({ person }) => person.id)).toEqual([asha.id, ravi.id])
  expect((await issue(body.offer)).text).toBe(first.text)
  const stored = await org.rows('select * from credentials order by code')
  expect(stored).toHaveLength(2)
  expect(stored).toMatchObject([
    { generation: 1, workshop_id: workshopId, revoked_at: null },
    { generation: 1 },
  ])
  expect(await org.rows('select distinct trainer_id, trainer_credential_id from lineage')).toEqual([
    { trainer_id: guest.id, trainer_credential_id: null },
  ])
  expect(await org.rows(`select * from audit where action = 'credentials.issued'`)).toHaveLength(1)
})

test('each holder is told once, with the code and where to see it', async () => {
  const { org, offer, issue } = await hall()
  const { body } = await offer()
  const { issued } = (await issue(body.offer)).body
  await issue(body.offer)
  const told = await org.rows(`select person_id, facts from outbox where topic = 'credential-issued'`)
  expect(
    told.map(({ facts }) => JSON.parse(String(facts))).sort((a, b) => (a.code < b.code ? -1 : 1)),
  ).toEqual(
    issued
      .map(({ code }) => ({ code, link: `${w.origin}/v/${org.slug}/${code}` }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
  )
})

test('after issuing, the next offer has nobody left', async () => {
  const { offer, issue } = await hall()
  await issue((await offer()).body.offer)
  const { body } = await offer()
  expect(body).toMatchObject({ offer: null, offered: 0 })
  expect(body.trainees.map(({ standing }) => standing)).toEqual(['issued', 'not-yet', 'issued'])
})

test('two supervisors with two offers: every trainee has one credential', async () => {
  const { org, offer, issue, path } = await hall()
  const other = await org.person('Other supervisor', { grants: ['supervisor@ST'] })
  const [mine, theirs] = [await offer(), await other.get<Offer>(`${path}/offer`)]
  const outcomes = await Promise.all([issue(mine.body.offer), other.post(path, { offer: theirs.body.offer })])
  expect(outcomes.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(await org.rows('select * from credentials')).toHaveLength(2)
  expect(await org.rows('select * from outbox')).toHaveLength(2)
  expect(await org.rows('select * from lineage')).toHaveLength(2)
})

test('whose days or place fell away between the offer and the commit gets none', async () => {
  const { org, offer, issue, asha, ravi, registrations } = await hall()
  const { body } = await offer()
  await org.db.execute({
    sql: `delete from marks where registration_id = ? and day_on = '2026-11-16'`,
    args: [registrations.get(ravi.id)?.id ?? ''],
  })
  expect((await issue(body.offer)).body.issued.map(({ person }) => person.id)).toEqual([asha.id])
  expect(await org.rows('select person_id from credentials')).toEqual([{ person_id: asha.id }])
})

test('who holds a credential of the tier from another hall is not offered a second', async () => {
  const { offer, issue, workshop, register, mark, asha, org } = await hall()
  await issue((await offer()).body.offer)
  const again = await workshop()
  const { id } = await register(again, asha.id, 'D1')
  await mark(id, 7)
  const supervisor = await org.person('Supervisor', { grants: ['supervisor@ST'] })
  const { body } = await supervisor.get<Offer>(`/workshops/${again}/credentials/offer`)
  expect(body).toMatchObject({ offer: null, trainees: [{ standing: 'held' }] })
})

test("an offer is one person's, for one workshop, for fifteen minutes", async () => {
  const { org, offer, path, workshop, supervisor } = await hall()
  const { body } = await offer()
  const other = await org.person('Other', { grants: ['supervisor@ST'] })
  expect(await other.post(path, { offer: body.offer })).toMatchObject({ status: 410, trips: 0 })
  const elsewhere = await workshop()
  expect((await supervisor.post(`/workshops/${elsewhere}/credentials`, { offer: body.offer })).status).toBe(
    410,
  )
  w.clock.now += 15 * 60 + 1
  expect(await supervisor.post(path, { offer: body.offer })).toMatchObject({ status: 410, trips: 0 })
  w.clock.now -= 15 * 60 + 1
  expect(await org.rows('select * from credentials')).toEqual([])
})

test('who issues nothing here sees no offer, and commits none that he was shown', async () => {
  const { org, path, workshopId } = await hall()
  const steward = await org.person('Steward', { grants: ['steward@ST'] })
  expect((await steward.get(`/workshops/${workshopId}/credentials/offer`)).status).toBe(404)
  const district = await org.person('District', { grants: ['supervisor@D1'] })
  expect((await district.get(`${path}/offer`)).status).toBe(404)
})

test('a right that is taken away between the offer and the commit issues nothing', async () => {
  const { org, offer, issue, supervisor } = await hall()
  const { body } = await offer()
  await org.db.execute({
    sql: 'update grants set until_at = ? where person_id = ?',
    args: [w.clock.now, supervisor.id],
  })
  expect((await issue(body.offer)).status).toBe(409)
  expect(await org.rows('select * from credentials')).toEqual([])
  expect(await org.rows('select * from outbox')).toEqual([])
})

test('a mark on which a credential rests is not taken back', async () => {
  const { org, offer, issue, asha, registrations } = await hall()
  await issue((await offer()).body.offer)
  const [mark] = await org.rows('select id from marks where registration_id = ? limit 1', [
    registrations.get(asha.id)?.id ?? '',
  ])
  const steward = await org.person('Steward', { grants: ['steward@ST'] })
  expect((await steward.delete(`/marks/${mark?.id}`)).body).toMatchObject({ type: '/problems/state-changed' })
  expect(await org.rows('select * from marks')).toHaveLength(16)
  expect(await org.rows(`select * from audit where action = 'mark.undone'`)).toEqual([])
})

test('a signature is verified with nothing but the public keys, and lets nobody in', async () => {
  const { org, offer, issue, asha, workshopId, tierId } = await hall()
  const [first] = (await issue((await offer()).body.offer)).body.issued
  const { body } = await asha.get<{ signature: string }>(`/credentials/${first?.id}`)
  const keys = createRemoteJWKSet(new URL('/api/.well-known/jwks.json', w.address))
  const { payload, protectedHeader } = await jwtVerify(body.signature, keys, {
    audience: `${org.slug}/credentials`,
    currentDate: new Date(w.clock.now * 1000),
  })
  expect(protectedHeader.alg).toBe('ES256')
  expect(payload).toMatchObject({
    jti: first?.id,
    sub: asha.id,
    code: first?.code,
    tier: tierId(1),
    workshop: workshopId,
    unit: org.unitId('D1'),
    generation: 1,
  })
  expect((await org.client(body.signature).get('/me/credentials')).status).toBe(401)
})

test('the public keys have no private part and may be kept', async () => {
  const { body, headers } = await w.call<{ keys: Record<string, unknown>[] }>('GET', '/.well-known/jwks.json')
  expect(body.keys.map((key) => Object.keys(key).sort())).toEqual([
    ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
  ])
  expect(headers.get('cache-control')).toContain('public')
})

test('a certificate is read by its holder and by who reads registrations there, by nobody else', async () => {
  const { org, offer, issue, asha, ravi } = await hall()
  const [first] = (await issue((await offer()).body.offer)).body.issued
  const path = `/credentials/${first?.id}`
  const own = await asha.get(path)
  expect(own).toMatchObject({
    status: 200,
    trips: 1,
    body: {
      code: first?.code,
      generation: 1,
      issuedOn: '2026-11-22',
      days: 7,
      ofDays: 7,
      tier: { nameEn: 'Tier 1' },
      workshop: { nameEn: 'Hall ST', unit: { code: 'ST' } },
      trainers: [{ nameEn: 'National guest', credentialId: null }],
      link: `${w.origin}/v/${org.slug}/${first?.code}`,
    },
  })
  const viewer = await org.person('Viewer', { grants: ['viewer@D1'] })
  expect((await viewer.get(path)).text).toBe(own.text)
  const elsewhere = await org.person('Elsewhere', { grants: ['viewer@D2'] })
  for (const stranger of [ravi, elsewhere]) expect((await stranger.get(path)).status).toBe(404)
  expect((await asha.get('/me/credentials')).body).toMatchObject({ credentials: [{ code: first?.code }] })
  expect((await elsewhere.get('/me/credentials')).body).toEqual({ credentials: [] })
})

test('a hall of 420 is credited by one offer and one commit, in one round trip each', async () => {
  const org = await w.organisation()
  const { workshop, tierId } = await cascade(org)
  const workshopId = await workshop({ capacity: 420 })
  const many = (sql: string, args: string[] = []) =>
    org.db.execute({
      sql: `with recursive n (i) as (select 1 union all select i + 1 from n where i < 420) ${sql}`,
      args,
    })
  await many(
    `insert into people (id, unit_id, name_en, name_hi, search_text, created_at)
      select 'person-' || i, ?, 'Person ' || i, 'Person ' || i, '', 0 from n`,
    [org.unitId('D1')],
  )
  await many(
    `insert into registrations (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at)
      select 'registration-' || i, ?, ?, 'person-' || i, ?, 'CODE-' || i, 'x', 0 from n`,
    [workshopId, tierId(1), org.unitId('D1')],
  )
  await many(
    `insert into marks (id, registration_id, day_on, marked_by, marked_at, way)
      select i || day, 'registration-' || i, day, 'x', 0, 'qr' from n,
        (select '2026-11-' || value as day from json_each('["16", "17", "18", "19", "20"]'))`,
  )
  const supervisor = await org.person('Supervisor', { grants: ['supervisor@ST'] })
  const path = `/workshops/${workshopId}/credentials`
  const offer = await supervisor.get<Offer>(`${path}/offer`)
  expect(offer).toMatchObject({ trips: 1, body: { offered: 420 } })
  const made = await supervisor.post<Issued>(path, { offer: offer.body.offer })
  expect(made).toMatchObject({ status: 201, trips: 1 })
  expect(made.body.issued).toHaveLength(420)
  expect(
    await org.rows(
      'select count(distinct code) as codes, count(distinct signature) as signed from credentials',
    ),
  ).toEqual([{ codes: 420, signed: 420 }])
  expect(await org.rows(`select count(*) as told from outbox where topic = 'credential-issued'`)).toEqual([
    { told: 420 },
  ])
})

test('the certificates of a workshop are listed with revoked ones, to whoever issues them and to nobody else', async () => {
  const { org, offer, issue, path, supervisor, asha, ravi } = await hall()
  expect((await supervisor.get(path)).body).toEqual({ credentials: [], after: null })
  const { issued } = (await issue((await offer()).body.offer)).body
  const revoking = issued.find(({ person }) => person.id === ravi.id)
  await supervisor.post(`/credentials/${revoking?.id}/revocation`, { reason: 'marked by mistake' })
  type Listed = { credentials: { person: { id: string }; revokedReason: string | null; days: number }[] }
  const { body, trips } = await supervisor.get<Listed>(path)
  expect(trips).toBe(1)
  const byPerson = new Map(body.credentials.map((one) => [one.person.id, one]))
  expect(byPerson.get(asha.id)).toMatchObject({ revokedReason: null, days: 7, generation: 1 })
  expect(byPerson.get(ravi.id)).toMatchObject({ revokedReason: 'marked by mistake', days: 5 })
  const steward = await org.person('Steward', { grants: ['steward@ST'] })
  expect((await steward.get(path)).status).toBe(404)
})
