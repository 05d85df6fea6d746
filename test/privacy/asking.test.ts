import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { publishNotice } from '../support/notice.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Asked = {
  id: string
  kind: string
  state: string
  dueAt: number
  overdue: boolean
  asked: { proposed?: Record<string, unknown>; text?: string } | null
  present: Record<string, unknown> | null
  answer: string | null
}
type Copy = { sections: Record<string, Record<string, unknown>[]> }
const DAY = 86_400

test('a correction is proposed by the person, checked by the officer, and the audit names fields only', async () => {
  const o = await w.organisation()
  const asha = await o.person('Asha', { unit: 'B1', phone: '+919999960201' })
  const officer = await o.person('Officer', { grants: ['privacy_officer@D1'] })
  const elsewhere = await o.person('Elsewhere', { grants: ['privacy_officer@D2'] })
  const proposed = { nameEn: 'Asha Sahu', nameHi: 'आशा साहू', bornYear: 1984 }
  const draft = { id: v7(), asked: { kind: 'correction', proposed } }
  const asked = await asha.post<Asked>('/me/requests', draft)
  expect([asked.status, asked.trips, asked.body.state]).toEqual([201, 1, 'open'])
  expect((await asha.post<Asked>('/me/requests', draft)).body).toEqual(asked.body)
  const list = await officer.get<{ requests: Asked[] }>('/privacy/requests')
  expect(list.body.requests[0]).toMatchObject({
    present: { nameEn: 'Asha', bornYear: null },
    asked: { proposed },
  })
  expect((await elsewhere.get<{ requests: [] }>('/privacy/requests')).body.requests).toEqual([])
  const applied = { personId: asha.id, proposed: { ...proposed, bornYear: 1985 } }
  expect((await elsewhere.post(`/privacy/requests/${draft.id}/application`, applied)).status).toBe(404)
  const done = await officer.post<Asked>(`/privacy/requests/${draft.id}/application`, applied)
  expect([done.status, done.trips, done.body.state]).toEqual([201, 1, 'done'])
  expect(
    await o.rows('select name_en, born_year, search_text from people where id = ?', [asha.id]),
  ).toMatchObject([{ name_en: 'Asha Sahu', born_year: 1985 }])
  const [noted] = await o.rows("select detail from audit where action = 'person.corrected'")
  expect(JSON.parse(String(noted?.detail))).toEqual({
    fields: ['nameEn', 'nameHi', 'bornYear'],
    requestId: draft.id,
  })
  const audit = await o.rows('select detail from audit')
  expect(JSON.stringify(audit)).not.toContain('Sahu')
  const late = await officer.post(`/privacy/requests/${draft.id}/application`, {
    personId: asha.id,
    proposed: { phone: null },
  })
  expect([late.status, late.body.state]).toEqual([201, 'done'])
  expect(await o.rows('select phone from people where id = ?', [asha.id])).toEqual([
    { phone: '+919999960201' },
  ])
})

test('a grievance is due in thirty days, stands first when overdue, and is answered once', async () => {
  const o = await w.organisation()
  const asha = await o.person('Asha', { unit: 'B1' })
  const officer = await o.person('Officer', { grants: ['privacy_officer@ST'] })
  const access = { id: v7(), personId: asha.id, asked: { kind: 'access' } }
  const complaint = { id: v7(), asked: { kind: 'grievance', text: 'Nobody answers' } }
  const first = await asha.post<Asked>('/me/requests', complaint)
  expect(first.body.dueAt).toBe(w.clock.now + 30 * DAY)
  w.clock.now += 1
  await officer.post('/privacy/requests', access)
  await o.db.execute({
    sql: 'update privacy_requests set due_at = ? where id = ?',
    args: [w.clock.now - 1, complaint.id],
  })
  const [one, two] = (await officer.get<{ requests: Asked[] }>('/privacy/requests')).body.requests
  expect([one?.kind, one?.overdue, two?.kind, two?.overdue]).toEqual(['grievance', true, 'access', false])
  const desk = await officer.get('/privacy/desk')
  expect([desk.trips, desk.body.open, desk.body.overdue]).toEqual([1, 2, 1])
  const answer = { outcome: 'done', answer: 'We are sorry; it was mended.' }
  const closed = await officer.post<Asked>(`/privacy/requests/${complaint.id}/closing`, answer)
  expect([closed.status, closed.trips, closed.body.state, closed.body.answer]).toEqual([
    201,
    1,
    'done',
    answer.answer,
  ])
  const other = await officer.post(`/privacy/requests/${complaint.id}/closing`, { outcome: 'refused' })
  expect([other.status, other.body.type]).toEqual([409, '/problems/state-changed'])
  const own = await asha.get<{ requests: Asked[] }>('/me/privacy')
  expect(own.body.requests.map(({ kind, state }) => [kind, state])).toEqual([
    ['access', 'open'],
    ['grievance', 'done'],
  ])
})

test('a person takes his own open request back, and its question to a second person with it', async () => {
  const o = await w.organisation()
  const [asha, other] = [await o.person('Asha', { unit: 'B1' }), await o.person('Other', { unit: 'B1' })]
  const erasure = { id: v7(), asked: { kind: 'erasure' } }
  expect((await asha.post<Asked>('/me/requests', erasure)).body.state).toBe('waiting')
  expect((await other.delete(`/me/requests/${erasure.id}`)).status).toBe(404)
  expect((await asha.delete(`/me/requests/${erasure.id}`)).status).toBe(204)
  expect(await o.rows('select decision from approvals')).toEqual([{ decision: 'withdrawn' }])
  expect((await asha.delete(`/me/requests/${erasure.id}`)).status).toBe(204)
  const again = { id: v7(), asked: { kind: 'erasure' } }
  expect((await asha.post<Asked>('/me/requests', again)).body).toMatchObject({
    id: again.id,
    state: 'waiting',
  })
})

test('the copy holds everything that is kept about a person and nothing about another; an officer’s look is written down', async () => {
  const o = await w.organisation()
  const noticeId = await publishNotice(o, w.clock.now)
  const officer = await o.person('Officer', { grants: ['owner@ST'] })
  const [asha, ram] = [
    await o.person('Asha', { unit: 'B1', phone: '+919999960202' }),
    await o.person('Ramlakhan', { unit: 'B1', phone: '+919999960203' }),
  ]
  const programme = await cascade(o)
  const workshopId = await programme.workshop({ unit: 'D1', tier: 2 })
  const seat = await programme.register(workshopId, asha.id, 'B1')
  await programme.mark(seat.id, 3)
  await asha.post('/me/consents', { id: v7(), noticeId, language: 'hi', given: true })
  await ram.post('/me/requests', { id: v7(), asked: { kind: 'grievance', text: 'Other words' } })
  await officer.put(`/people/${asha.id}/skills/typing`, { state: 'verified' })
  for (const { id } of [asha, ram])
    await o.db.execute({
      sql: `insert into approvals (id, kind, subject_id, unit_id, person_id, detail, reason, asked_by, asked_account, asked_at)
        values (?, 'excuse', ?, ?, ?, '{}', ?, ?, ?, 1)`,
      args: [v7(), id, o.unitId('B1'), id, `Words of ${id}`, id, id],
    })
  await o.db.execute({
    sql: `insert into sign_offs (id, tier_id, unit_id, on_day, units, nominated, registered, trained, units_one, units_more,
        on_time, toward, below, below_signed, note, signed_by, signed_at)
      values (?, ?, ?, '2026-11-21', 3, 3, 3, 2, 2, 0, 2, 2, 0, 0, 'One is ill', ?, 1)`,
    args: [v7(), programme.tierId(2), o.unitId('D1'), asha.id],
  })
  const copy = await asha.get<Copy>('/me/copy')
  expect([copy.status, copy.trips]).toEqual([200, 1])
  const { sections } = copy.body
  expect(sections.person?.[0]).toMatchObject({ nameEn: 'Asha', phone: '+919999960202' })
  expect(sections.attendance).toHaveLength(3)
  expect(sections.registrations?.[0]).toMatchObject({ code: seat.code })
  expect(sections.skills).toMatchObject([{ skill: 'typing', state: 'verified' }])
  expect(sections.consents).toMatchObject([{ given: 1, version: 1, channel: 'app' }])
  expect(sections.questions).toMatchObject([{ kind: 'excuse', reason: `Words of ${asha.id}` }])
  expect(sections.signed).toMatchObject([{ trained: 2, units: 3, remark: 'One is ill', dayOn: '2026-11-21' }])
  expect(sections.seenBy).toMatchObject([{ name: 'Officer / Officer', role: 'owner' }])
  expect(sections.history?.map(({ action }) => action)).toEqual(['consent.given', 'person.skill'])
  expect(copy.text).not.toContain('Ramlakhan')
  expect(copy.text).not.toContain('Other words')
  const printed = await officer.post<Copy>(`/privacy/people/${asha.id}/copies`)
  expect([printed.status, printed.trips]).toEqual([201, 1])
  expect(printed.body.sections.history?.at(-1)).toMatchObject({
    action: 'privacy.copied',
    by: 'Officer / Officer',
  })
  expect((await ram.post(`/privacy/people/${asha.id}/copies`)).status).toBe(404)
})

test('a nomination counts at once; the latest one stands first', async () => {
  const o = await w.organisation()
  const asha = await o.person('Asha', { unit: 'B1' })
  for (const name of ['Mother', 'Brother']) {
    const nominee = { name, relation: 'family' }
    await asha.post('/me/requests', { id: v7(), asked: { kind: 'nomination', nominee } })
    w.clock.now += 1
  }
  const own = await asha.get<{ requests: { state: string; asked: { nominee: { name: string } } }[] }>(
    '/me/privacy',
  )
  expect(own.body.requests.map(({ state, asked }) => [state, asked.nominee.name])).toEqual([
    ['done', 'Brother'],
    ['done', 'Mother'],
  ])
})

test('the desk counts who agreed, who took it back and who was never asked', async () => {
  const o = await w.organisation()
  const noticeId = await publishNotice(o, w.clock.now)
  const officer = await o.person('Officer', { grants: ['privacy_officer@ST'] })
  const people = await Promise.all(['A', 'B', 'C'].map((name) => o.person(name, { unit: 'B1' })))
  for (const person of people.slice(0, 2))
    await person.post('/me/consents', { id: v7(), noticeId, language: 'en', given: true })
  await people[1]?.post('/me/consents', { id: v7(), language: 'en', given: false })
  const desk = await officer.get('/privacy/desk')
  expect(desk.body).toMatchObject({ people: 4, agreed: 1, withdrawn: 1, never: 2 })
  const lacking = await officer.get<{ people: { nameEn: string; reason: string }[] }>('/privacy/lacking')
  expect(lacking.body.people.map(({ nameEn, reason }) => [nameEn, reason]).sort()).toEqual([
    ['B', 'withdrawn'],
    ['C', 'never'],
    ['Officer', 'never'],
  ])
})
