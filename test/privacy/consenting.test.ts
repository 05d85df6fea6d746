import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { hall, type Shown } from '../support/hall.ts'
import { publishNotice } from '../support/notice.ts'
import { signIn } from '../support/signing-in.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Own = {
  given: boolean | null
  minor: boolean
  consents: { id: string; given: boolean; version: number; channel: string; guardian: string | null }[]
}
type Entered = { accessToken: string; personId: string }

const guardian = { name: 'Sita Devi', relation: 'mother', verified: 'present' }
const yes = (noticeId: string, more = {}) => ({ id: v7(), noticeId, language: 'hi', given: true, ...more })
const no = () => ({ id: v7(), language: 'hi', given: false })

/** Somebody new at the door of an organisation, and how he tells who he is. */
async function newcomer(o: { slug: string }, phone: string, unitId: string) {
  const as = await signIn(w, phone)
  const { body } = await w.call<Entered>('POST', `/o/${o.slug}/entry`, { as, json: {} })
  const about = { nameEn: 'Kavita Rawat', nameHi: 'कविता रावत', unitId, language: 'hi' }
  const join = (more: Record<string, unknown> = {}) =>
    w.call('PUT', `/o/${o.slug}/me/profile`, { as: body.accessToken, json: { ...about, ...more } })
  return { join, personId: body.personId, token: body.accessToken }
}

test('joining without consent is refused and writes nothing; with it, person and consent are one write', async () => {
  const o = await w.organisation()
  const noticeId = await publishNotice(o, w.clock.now)
  const kavita = await newcomer(o, '+919999960001', o.unitId('B1'))
  const refused = await kavita.join()
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/consent-needed'])
  const old = await kavita.join({ consent: { id: v7(), noticeId: v7(), language: 'hi' } })
  expect([old.status, old.body.type]).toEqual([412, '/problems/version-changed'])
  expect(await o.rows('select id from people')).toEqual([])
  const consent = { id: v7(), noticeId, language: 'hi' }
  const joined = await kavita.join({ consent })
  expect([joined.status, joined.trips]).toEqual([200, 1])
  expect((await kavita.join({ consent })).status).toBe(200)
  expect(await o.rows('select person_id, given, channel, recorded_by from consents')).toEqual([
    { person_id: kavita.personId, given: 1, channel: 'app', recorded_by: kavita.personId },
  ])
  expect((await kavita.join()).status).toBe(200)
})

test('an organisation that has published no notice asks nothing', async () => {
  const o = await w.organisation()
  const kavita = await newcomer(o, '+919999960002', o.unitId('B1'))
  expect((await kavita.join({ bornYear: 2012 })).status).toBe(200)
})

test('somebody under 18 joins only with a guardian, somebody who cannot read only with a witness', async () => {
  const o = await w.organisation()
  const noticeId = await publishNotice(o, w.clock.now)
  const child = await newcomer(o, '+919999960003', o.unitId('B1'))
  const consent = () => ({ id: v7(), noticeId, language: 'hi' })
  const alone = await child.join({ bornYear: 2010, consent: consent() })
  expect([alone.status, alone.body.type]).toEqual([409, '/problems/guardian-needed'])
  const unread = await child.join({ bornYear: 2010, canRead: false, consent: { ...consent(), guardian } })
  expect([unread.status, unread.body.type]).toEqual([409, '/problems/witness-needed'])
  expect(await o.rows('select id from people')).toEqual([])
  expect((await child.join({ bornYear: 2010, consent: { ...consent(), guardian } })).status).toBe(200)
})

test('whoever takes consent back is told nothing and seated nowhere until he agrees again', async () => {
  const o = await w.organisation()
  const noticeId = await publishNotice(o, w.clock.now)
  const workshop = await hall(o, { capacity: 9 })
  const [asha, officer] = [
    await o.person('Asha', { unit: 'B1', phone: '+919999960004' }),
    await o.person('Officer', { grants: ['registrar@ST'] }),
  ]
  await asha.post('/me/consents', yes(noticeId))
  const first = await asha.get<Shown>(`/workshops/${workshop.id}/offer`)
  await o.db.execute({
    sql: "insert into outbox (id, key, topic, person_id, facts, created_at) values ('waits', 'waits', 'registration-received', ?, '{}', ?)",
    args: [asha.id, w.clock.now],
  })
  const back = await asha.post<Own>('/me/consents', no())
  expect([back.status, back.trips, back.body.given]).toEqual([201, 1, false])
  expect(await o.rows('select id from outbox')).toEqual([])
  const late = await asha.post('/registrations', { offer: first.body.offer })
  const fresh = await officer.get(`/workshops/${workshop.id}/offer?person=${asha.id}`)
  expect([late.body.type, fresh.body.type]).toEqual(['/problems/consent-needed', '/problems/consent-needed'])
  await o.db.execute({
    sql: "insert into outbox (id, key, topic, person_id, facts, created_at) values ('later', 'later', 'registration-received', ?, '{}', ?)",
    args: [asha.id, w.clock.now],
  })
  expect(await o.rows('select id from outbox')).toEqual([])
  expect(await o.rows('select id from registrations')).toEqual([])
  await asha.post('/me/consents', yes(noticeId))
  const again = await asha.get<Shown>(`/workshops/${workshop.id}/offer`)
  expect((await asha.post('/registrations', { offer: again.body.offer })).status).toBe(201)
  expect(await o.rows('select count(*) as n from outbox')).toEqual([{ n: 1 }])
})

test('no path seats or nominates a minor without his guardian: not the API, not a group, not plain SQL', async () => {
  const o = await w.organisation()
  await publishNotice(o, w.clock.now)
  const programme = await cascade(o)
  const workshopId = await programme.workshop({ unit: 'D1', tier: 2 })
  await o.db.execute({
    sql: 'insert into catchment_terms (workshop_id, unit_id, sign) values (?, ?, 1)',
    args: [workshopId, o.unitId('D1')],
  })
  const officer = await o.person('Officer', { grants: ['owner@ST'] })
  const child = await o.person('Child', { unit: 'B1' })
  await o.db.execute({ sql: 'update people set born_year = 2008 where id = ?', args: [child.id] })
  const nominate = () =>
    officer.post('/nominations', { id: v7(), tierId: programme.tierId(2), personId: child.id })
  const group = await officer.post<{ refused: { reason: string }[] }>(
    `/workshops/${workshopId}/group-offer`,
    { personIds: [child.id] },
  )
  const offered = await officer.get(`/workshops/${workshopId}/offer?person=${child.id}`)
  expect([(await nominate()).body.type, offered.body.type]).toEqual([
    '/problems/guardian-needed',
    '/problems/guardian-needed',
  ])
  expect(group.body.refused.map(({ reason }) => reason)).toEqual(['guardian-needed'])
  await expect(programme.register(workshopId, child.id, 'B1')).rejects.toThrow('problem:guardian-needed')
  expect(await o.rows('select id from registrations union all select id from nominations')).toEqual([])
  const [notice] = await o.rows('select id from notices')
  const words = [
    {
      id: v7(),
      personId: child.id,
      given: true,
      language: 'hi',
      channel: 'paper',
      noticeId: notice?.id,
      guardian,
    },
  ]
  expect((await officer.post('/privacy/consents', { consents: words })).status).toBe(201)
  expect((await nominate()).status).toBe(201)
  expect((await programme.register(workshopId, child.id, 'B1')).id).toBeTruthy()
})

test('an officer writes a signed list of three down at once, all or none, and only of his own units', async () => {
  const o = await w.organisation()
  await publishNotice(o, w.clock.now)
  const [officer, elsewhere] = [
    await o.person('Officer', { grants: ['registrar@D1'] }),
    await o.person('Elsewhere', { grants: ['registrar@D2'] }),
  ]
  const people = await Promise.all(['Ram', 'Shyam', 'Mohan'].map((name) => o.person(name, { unit: 'B1' })))
  const list = () => ({
    consents: people.map(({ id: personId }) => ({
      id: v7(),
      personId,
      given: true,
      language: 'hi',
      channel: 'paper',
    })),
  })
  const before = await officer.get<{ people: { id: string; reason: string }[] }>('/privacy/lacking')
  expect(before.body.people.map(({ reason }) => reason)).toEqual(['never', 'never', 'never'])
  expect((await elsewhere.post('/privacy/consents', list())).status).toBe(404)
  await o.db.execute({ sql: 'update people set can_read = 0 where id = ?', args: [people[2]?.id ?? ''] })
  const unread = await officer.post('/privacy/consents', list())
  expect([unread.status, unread.body.type]).toEqual([409, '/problems/witness-needed'])
  expect(await o.rows('select count(*) as n from consents')).toEqual([{ n: 0 }])
  const heard = list()
  const witness = { name: 'Gita Bai', readOut: 'read' }
  const asked = { consents: heard.consents.map((word) => ({ ...word, channel: 'spoken', witness })) }
  const kept = await officer.post('/privacy/consents', asked)
  expect([kept.status, kept.trips, kept.body]).toEqual([201, 1, { recorded: 3 }])
  expect((await officer.post('/privacy/consents', asked)).body).toEqual({ recorded: 3 })
  expect((await officer.get<{ people: [] }>('/privacy/lacking')).body.people).toEqual([])
  expect(await o.rows('select distinct recorded_by, witness_name from consents')).toEqual([
    { recorded_by: officer.id, witness_name: 'Gita Bai' },
  ])
})

test('the ledger and the notices are append-only', async () => {
  const o = await w.organisation()
  const noticeId = await publishNotice(o, w.clock.now)
  const asha = await o.person('Asha', { unit: 'B1' })
  await asha.post('/me/consents', yes(noticeId))
  for (const sql of [
    'delete from consents',
    'update consents set given = 0',
    'update consents set witness_name = null',
    'delete from notices',
    "update notices set text_en = 'other'",
  ]) {
    await expect(o.db.execute(sql)).rejects.toThrow(/are not (changed|deleted)/)
  }
})

test('only who looks after privacy everywhere publishes; a version that somebody else took is refused', async () => {
  const o = await w.organisation()
  const [officer, below] = [
    await o.person('Officer', { grants: ['privacy_officer@ST'] }),
    await o.person('Below', { grants: ['privacy_officer@D1'] }),
  ]
  const template = await o.nobody.get<{ textEn: string; textHi: string; contact: string }>('/notice/template')
  expect(template.body.textHi).toContain('भारतीय डेटा संरक्षण बोर्ड')
  expect(template.body.textEn).toContain('Data Protection Board of India')
  const draft = (version: number) => ({ id: v7(), version, ...template.body })
  const [first, same] = [draft(1), draft(1)]
  expect((await below.post('/notices', first)).status).toBe(404)
  expect((await officer.post('/notices', first)).status).toBe(201)
  expect((await officer.post('/notices', first)).status).toBe(201)
  expect((await officer.post('/notices', same)).status).toBe(412)
  expect((await officer.post('/notices', draft(2))).status).toBe(201)
  const shown = await o.nobody.get<{ notice: { version: number } }>('/notice')
  expect([shown.body.notice.version, shown.trips]).toEqual([2, 1])
  expect(await o.rows('select version from notices order by version')).toEqual([
    { version: 1 },
    { version: 2 },
  ])
})
