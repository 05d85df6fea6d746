import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OrganisationShape } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'
import { type Page, type Refusal, tierIn, workshopDraft, workshopIn } from './support.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

/** A planner of the state, a district tier that is held in districts and trains booths, and a workshop in D1 and D2. */
async function twoDistricts(shape: OrganisationShape = {}) {
  const o = await w.organisation(shape)
  const planner = await o.person('Asha Verma', { grants: ['planner@ST'] })
  const tier = await tierIn(planner, { hostLevelId: 'district', traineeLevelId: 'booth', planned: false })
  const one = await workshopIn(o, planner, workshopDraft(tier.tierId, o.unitId('D1')), { include: ['D1'] })
  const two = await workshopIn(o, planner, workshopDraft(tier.tierId, o.unitId('D2')), { include: ['D2'] })
  return { o, planner, ...tier, one, two }
}

const fieldsOf = (draft: ReturnType<typeof workshopDraft>) => {
  const { id: _id, tierId: _tier, unitId: _unit, ...fields } = draft
  return fields
}
const session = (more: Record<string, unknown> = {}) => ({
  id: v7(),
  dayOn: '2026-12-05',
  startsMinute: 600,
  endsMinute: 660,
  subjectId: null,
  titleEn: 'Opening',
  titleHi: 'उद्घाटन',
  speaker: null,
  ...more,
})

describe('who sees and changes what', () => {
  test('a planner of D1 lists, sees and edits D1 only: D2 is the 404 of a thing that does not exist', async () => {
    const { o, tierId, one, two } = await twoDistricts()
    const local = await o.person('Meena Patel', { unit: 'D1', grants: ['planner@D1'] })
    const list = await local.get<{ workshops: { id: string }[] }>('/workshops')
    expect([list.body.workshops.map(({ id }) => id), list.trips]).toEqual([[one.id], 1])
    const edit = { ...fieldsOf(workshopDraft(tierId, '')), version: 2, nameEn: 'Mine' }
    expect((await local.patch<Page>(`/workshops/${one.id}`, edit)).body.nameEn).toBe('Mine')
    const calls = [
      ['get', '', undefined],
      ['patch', '', edit],
      ['post', '/publication', undefined],
      ['post', '/cancellation', undefined],
      ['put', '/catchment', { version: 2, include: [], exclude: [] }],
      ['put', '/timetable', { version: 2, sessions: [] }],
      ['put', '/faculty', { version: 2, faculty: [] }],
    ] as const
    const rows = await o.rows('select * from workshops where id = ?', [two.id])
    for (const [method, path, body] of calls) {
      const theirs = await local[method](`/workshops/${two.id}${path}`, body)
      const missing = await local[method](`/workshops/${v7()}${path}`, body)
      expect([method + path, theirs.status, theirs.text, theirs.trips]).toEqual([
        method + path,
        404,
        missing.text,
        1,
      ])
    }
    expect(await o.rows('select * from workshops where id = ?', [two.id])).toEqual(rows)
    const there = await local.post('/workshops', workshopDraft(tierId, o.unitId('D2')))
    expect([there.status, await o.rows('select count(*) n from workshops')]).toEqual([404, [{ n: 2 }]])
  })

  test('the manager of one workshop only: every other workshop, and making one, is 404', async () => {
    const { o, tierId, one, two } = await twoDistricts()
    const other = await workshopIn(
      o,
      await o.person('Ravi Joshi', { grants: ['planner@ST'] }),
      workshopDraft(tierId, o.unitId('D1')),
    )
    const manager = await o.person('Sunil Rao', { unit: 'D1' })
    const grant = await o.grant(manager.id, 'planner', 'ST')
    await o.db.execute({ sql: 'update grants set workshop_id = ? where id = ?', args: [one.id, grant] })
    const list = await manager.get<{ workshops: { id: string }[] }>('/workshops')
    expect(list.body.workshops.map(({ id }) => id)).toEqual([one.id])
    expect((await manager.get(`/workshops/${one.id}`)).status).toBe(200)
    expect((await manager.post(`/workshops/${one.id}/publication`)).status).toBe(200)
    const missing = await manager.get(`/workshops/${v7()}`)
    for (const id of [two.id, other.id]) {
      const hidden = await manager.get(`/workshops/${id}`)
      expect([hidden.status, hidden.text]).toEqual([404, missing.text])
      expect((await manager.post(`/workshops/${id}/cancellation`)).status).toBe(404)
    }
    expect((await manager.post('/workshops', workshopDraft(tierId, o.unitId('D1')))).status).toBe(404)
    expect((await manager.get('/people')).text).not.toContain('Asha')
  })

  test('somebody without any power gets 404 on the list, and nobody at all 401', async () => {
    const { o } = await twoDistricts()
    const stranger = await o.person('Kiran Dubey')
    expect((await stranger.get('/workshops')).status).toBe(404)
    expect((await o.nobody.get('/workshops')).status).toBe(401)
  })

  test('a planner of D1 cannot draw D2 into his catchment', async () => {
    const { o, one } = await twoDistricts()
    const local = await o.person('Meena Patel', { unit: 'D1', grants: ['planner@D1'] })
    const put = await local.put<Refusal>(`/workshops/${one.id}/catchment`, {
      version: 2,
      include: [o.unitId('D1'), o.unitId('B3')],
      exclude: [v7()],
    })
    expect([put.status, put.body.errors.map(({ pointer, code }) => [pointer, code])]).toEqual([
      422,
      [
        ['/include/1', 'unknown-unit'],
        ['/exclude/0', 'unknown-unit'],
      ],
    ])
    expect(await o.rows('select count(*) n from catchment_terms')).toEqual([{ n: 2 }])
  })
})

describe('changing a workshop', () => {
  test('the second of two editors is told 412, a retry of the first is not, one change is recorded', async () => {
    const { o, planner, tierId, one } = await twoDistricts()
    const fields = fieldsOf(workshopDraft(tierId, ''))
    const path = `/workshops/${one.id}`
    const first = await planner.patch<Page>(path, { ...fields, nameEn: 'First', version: 2 })
    expect([first.status, first.body.version, first.trips]).toEqual([200, 3, 1])
    const second = await planner.patch(path, { ...fields, nameEn: 'Second', version: 2 })
    expect([second.status, second.body.type]).toEqual([412, '/problems/version-changed'])
    expect((await planner.patch(path, { ...fields, nameEn: 'First', version: 2 })).status).toBe(200)
    expect(await o.rows("select count(*) n from audit where action = 'workshop.edited'")).toEqual([{ n: 1 }])
  })

  test('two planners draw the same catchment at the same version: one is told 412', async () => {
    const { o, planner, one } = await twoDistricts()
    const put = (code: string) =>
      planner.put(`/workshops/${one.id}/catchment`, { version: 2, include: [o.unitId(code)], exclude: [] })
    const answers = await Promise.all([put('B1'), put('B2')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
    expect(await o.rows('select version from workshops where id = ?', [one.id])).toEqual([{ version: 3 }])
  })

  test('an emptied catchment serves nobody', async () => {
    const { o, planner, one } = await twoDistricts()
    expect(one.units).toBe(2)
    const put = await planner.put<Page>(`/workshops/${one.id}/catchment`, {
      version: 2,
      include: [],
      exclude: [],
    })
    expect([put.status, put.body.units, put.body.catchment]).toEqual([200, 0, { include: [], exclude: [] }])
    expect(await o.rows('select count(*) n from catchment_terms where workshop_id = ?', [one.id])).toEqual([
      { n: 0 },
    ])
  })

  test.each([
    ['/endsOn', { endsOn: '2026-12-04' }],
    ['/closesAt', { opensAt: 10, closesAt: 10 }],
    ['/capacity', { capacity: 0 }],
    ['/feeMinor', { feeMinor: -1 }],
    ['/feeMinor', { feeMinor: 1.5 }],
    ['/startsOn', { startsOn: '2026-02-30' }],
  ])('a draft with a fault at %s is refused: %o', async (pointer, more) => {
    const { o, planner, tierId } = await twoDistricts()
    const refused = await planner.post<Refusal>('/workshops', workshopDraft(tierId, o.unitId('D1'), more))
    expect([refused.status, refused.body.errors.map((e) => e.pointer)]).toEqual([422, [pointer]])
    expect(await o.rows('select count(*) n from workshops')).toEqual([{ n: 2 }])
  })

  test('a workshop stands at the host level of its tier and has the days that passing takes', async () => {
    const o = await w.organisation()
    const planner = await o.person('Asha Verma', { grants: ['planner@ST'] })
    const { tierId } = await tierIn(planner, { days: 3, passDays: 3 })
    const refused = await planner.post<Refusal>('/workshops', workshopDraft(tierId, o.unitId('D1')))
    expect([refused.status, refused.body.errors.map((e) => [e.pointer, e.code])]).toEqual([
      422,
      [
        ['/unitId', 'host-level'],
        ['/endsOn', 'too-few-days'],
      ],
    ])
  })

  test('called off, three registered people are told once, hold no seat, count nowhere and owe nothing', async () => {
    const { o, planner, tierId, one } = await twoDistricts()
    const path = `/workshops/${one.id}`
    for (const name of ['Ravi', 'Sita', 'Mohan']) {
      const { id } = await o.person(name, { unit: 'B1' })
      const registrationId = v7()
      await o.db.execute({
        sql: `insert into registrations (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at)
          values (?, ?, ?, ?, ?, ?, 'x', 0)`,
        args: [registrationId, one.id, tierId, id, o.unitId('B1'), name],
      })
      await o.db.execute({
        sql: "insert into dues (registration_id, amount_minor, currency, raised_at) values (?, 500, 'INR', 0)",
        args: [registrationId],
      })
    }
    const registered = () =>
      o.rows('select registered n from coverage where unit_id = ? and tier_id = ?', [o.unitId('ST'), tierId])
    expect(await registered()).toEqual([{ n: 3 }])
    const off = await planner.post<Page>(`${path}/cancellation`)
    expect([off.status, off.trips, off.body.registered]).toEqual([200, 1, 0])
    await planner.post(`${path}/cancellation`)
    expect(await registered()).toEqual([{ n: 0 }])
    expect(await o.rows('select topic, count(*) n from outbox group by topic')).toEqual([
      { topic: 'registration-cancelled', n: 3 },
    ])
    expect(
      await o.rows("select sum(amount_minor) n from ledger_entries where account like 'receivable:%'"),
    ).toEqual([{ n: 0 }])
  })

  test('a workshop that somebody attended is not called off', async () => {
    const { o, planner, tierId, one } = await twoDistricts()
    const { id } = await o.person('Ravi', { unit: 'B1' })
    await o.db.batch([
      {
        sql: `insert into registrations (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at)
          values ('r', ?, ?, ?, ?, 'R', 'x', 0)`,
        args: [one.id, tierId, id, o.unitId('B1')],
      },
      `insert into marks (id, registration_id, day_on, marked_by, marked_at, way) values ('m', 'r', '2026-12-05', 'x', 0, 'qr')`,
    ])
    const off = await planner.post(`/workshops/${one.id}/cancellation`)
    expect([off.status, off.body.type]).toEqual([409, '/problems/state-changed'])
    expect(await o.rows('select cancelled_at from registrations')).toEqual([{ cancelled_at: null }])
  })

  test('two of three seats are taken: the hall shrinks to two and not to one', async () => {
    const { o, planner, tierId, one } = await twoDistricts()
    for (const name of ['Ravi', 'Sita']) {
      const { id } = await o.person(name, { unit: 'B1' })
      await o.db.execute({
        sql: `insert into registrations (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at)
          values (?, ?, ?, ?, ?, ?, 'x', 0)`,
        args: [v7(), one.id, tierId, id, o.unitId('B1'), name],
      })
    }
    const fields = fieldsOf(workshopDraft(tierId, ''))
    const path = `/workshops/${one.id}`
    const refused = await planner.patch<Refusal>(path, { ...fields, capacity: 1, version: 2 })
    expect([refused.status, refused.body.errors[0]?.code]).toEqual([422, 'seats-taken'])
    const shrunk = await planner.patch<Page>(path, { ...fields, capacity: 2, version: 2 })
    expect([shrunk.status, shrunk.body.registered, shrunk.body.capacity]).toEqual([200, 2, 2])
  })

  test('published once, called off once, then nothing of it changes', async () => {
    const { o, planner, tierId, one } = await twoDistricts()
    const path = `/workshops/${one.id}`
    const published = await planner.post<Page>(`${path}/publication`)
    w.clock.now += 60
    const again = await planner.post<Page>(`${path}/publication`)
    expect(again.body).toEqual(published.body)
    const called = await planner.post<Page>(`${path}/cancellation`)
    expect([called.status, called.body.cancelledAt, called.trips]).toEqual([200, w.clock.now, 1])
    const { version } = called.body
    const edits = await Promise.all([
      planner.patch(path, { ...fieldsOf(workshopDraft(tierId, '')), nameEn: 'Other', version }),
      planner.put(`${path}/catchment`, { version, include: [], exclude: [] }),
      planner.put(`${path}/timetable`, { version, sessions: [session()] }),
    ])
    expect(edits.map(({ body }) => body.type)).toEqual(Array(3).fill('/problems/state-changed'))
    expect(
      (await o.rows('select action from audit where subject_id = ?', [one.id])).map((r) => r.action),
    ).toEqual(['workshop.drafted', 'workshop.catchment-edited', 'workshop.published', 'workshop.cancelled'])
  })

  test('51 workshops come as a page of 50 and a page of 1', async () => {
    const { o, planner, tierId } = await twoDistricts()
    for (let n = 0; n < 49; n += 1) await planner.post('/workshops', workshopDraft(tierId, o.unitId('D1')))
    type List = { workshops: { id: string }[]; after: string }
    const first = await planner.get<List>('/workshops')
    const second = await planner.get<List>(`/workshops?after=${encodeURIComponent(first.body.after)}`)
    const ids = [...first.body.workshops, ...second.body.workshops].map(({ id }) => id)
    expect([first.body.workshops.length, new Set(ids).size, second.body.after]).toEqual([50, 51, null])
    const inD2 = await planner.get<List>(`/workshops?tier=${tierId}&unit=${o.unitId('D2')}`)
    expect(inD2.body.workshops.length).toBe(1)
  })
})

describe('timetable and faculty', () => {
  test('two sessions are set in order, then replaced; a retry changes nothing', async () => {
    const { o, planner, one } = await twoDistricts()
    const path = `/workshops/${one.id}/timetable`
    const [late, early] = [session({ startsMinute: 700, endsMinute: 760 }), session()]
    const put = await planner.put<Page>(path, { version: 2, sessions: [late, early] })
    expect([put.status, put.trips, put.body.sessions.map(({ id }) => id)]).toEqual([
      200,
      1,
      [early.id, late.id],
    ])
    expect((await planner.put(path, { version: 2, sessions: [late, early] })).status).toBe(200)
    expect((await planner.put(path, { version: 2, sessions: [early] })).status).toBe(412)
    const emptied = await planner.put<Page>(path, { version: 3, sessions: [] })
    expect([emptied.status, emptied.body.sessions]).toEqual([200, []])
    const audited = "select count(*) n from audit where action = 'workshop.timetable-edited'"
    expect(await o.rows(audited)).toEqual([{ n: 2 }])
  })

  test.each([
    ['/sessions/0/dayOn', 'outside-dates', { dayOn: '2026-12-07' }],
    ['/sessions/0/subjectId', 'unknown-subject', { subjectId: v7() }],
    ['/sessions/0/endsMinute', 'custom', { endsMinute: 600 }],
    ['/sessions/0/endsMinute', 'too_big', { endsMinute: 1441 }],
    ['/sessions/0/startsMinute', 'too_small', { startsMinute: -1 }],
  ])('a session with a fault at %s (%s) is refused and nothing is written', async (pointer, code, more) => {
    const { o, planner, one } = await twoDistricts()
    const put = await planner.put<Refusal>(`/workshops/${one.id}/timetable`, {
      version: 2,
      sessions: [session(more)],
    })
    expect([put.status, put.body.errors.map((e) => [e.pointer, e.code])]).toEqual([422, [[pointer, code]]])
    expect(await o.rows('select count(*) n from sessions')).toEqual([{ n: 0 }])
  })

  test('a session of another workshop is not taken away by its id', async () => {
    const { o, planner, one, two } = await twoDistricts()
    const taken = session()
    await planner.put(`/workshops/${two.id}/timetable`, { version: 2, sessions: [taken] })
    const put = await planner.put<Refusal>(`/workshops/${one.id}/timetable`, {
      version: 2,
      sessions: [taken],
    })
    expect([put.status, put.body.errors[0]?.code]).toEqual([422, 'id-taken'])
    expect(await o.rows('select workshop_id from sessions')).toEqual([{ workshop_id: two.id }])
  })

  test('days that the timetable needs are not cut off', async () => {
    const { planner, tierId, one } = await twoDistricts()
    await planner.put(`/workshops/${one.id}/timetable`, {
      version: 2,
      sessions: [session({ dayOn: '2026-12-06' })],
    })
    const edit = { ...fieldsOf(workshopDraft(tierId, '')), endsOn: '2026-12-05', version: 3 }
    const refused = await planner.patch<Refusal>(`/workshops/${one.id}`, edit)
    expect([refused.status, refused.body.errors.map((e) => e.code)]).toEqual([422, ['timetable-outside']])
  })

  test('a subject that a timetable uses is not dropped from the syllabus', async () => {
    const { planner, programmeId, one } = await twoDistricts()
    const subject = { id: v7(), nameEn: 'Booths', nameHi: 'बूथ' }
    await planner.post(`/programmes/${programmeId}/subjects`, subject)
    await planner.put(`/workshops/${one.id}/timetable`, {
      version: 2,
      sessions: [session({ subjectId: subject.id })],
    })
    const put = await planner.put<Refusal>(`/programmes/${programmeId}/subjects`, {
      version: 2,
      subjects: [],
    })
    expect([put.status, put.body.errors[0]?.code]).toEqual([422, 'subject-in-use'])
  })

  test('the faculty has a leader; somebody unknown is refused at his place', async () => {
    const { o, planner, one } = await twoDistricts()
    const teacher = await o.person('Dr. Leela Nair')
    const path = `/workshops/${one.id}/faculty`
    const put = await planner.put<Page>(path, {
      version: 2,
      faculty: [{ personId: teacher.id, leads: true }],
    })
    expect([put.status, put.trips, put.body.faculty]).toEqual([
      200,
      1,
      [{ personId: teacher.id, leads: true, nameEn: 'Dr. Leela Nair', nameHi: 'Dr. Leela Nair' }],
    ])
    const faculty = [
      { personId: teacher.id, leads: false },
      { personId: v7(), leads: false },
    ]
    const refused = await planner.put<Refusal>(path, { version: 3, faculty })
    expect([refused.status, refused.body.errors.map((e) => e.pointer)]).toEqual([
      422,
      ['/faculty/1/personId'],
    ])
    expect(await o.rows('select leads from faculty')).toEqual([{ leads: 1 }])
  })

  test('a district’s planner names nobody of another district, unless he teaches there already', async () => {
    const { o, planner, one } = await twoDistricts()
    const path = `/workshops/${one.id}/faculty`
    const theirs = await o.person('Dr. Secret Nair', { unit: 'B3' })
    const local = await o.person('Local planner', { unit: 'D1', grants: ['planner@D1'] })
    const faculty = [{ personId: theirs.id, leads: true }]
    const [real, missing] = [
      await local.put(path, { version: 2, faculty }),
      await local.put(path, { version: 2, faculty: [{ personId: v7(), leads: true }] }),
    ]
    expect([real.status, real.text]).toEqual([422, missing.text])
    await planner.put(path, { version: 2, faculty })
    expect((await local.put(path, { version: 3, faculty })).status).toBe(200)
  })
})
