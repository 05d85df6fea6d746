import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '../../worker/platform/calendar.ts'
import { cascade, FIRST_DAY } from '../support/cascade.ts'
import { subject, trained } from '../support/trained.ts'
import { type World, world } from '../support/world.ts'

let w: World
let shared: Awaited<ReturnType<typeof ground>>
beforeAll(async () => {
  w = await world()
  w.clock.now = MONDAY - 4 * DAY
  shared = await ground()
})
afterAll(() => w.close())

const DAY = 86_400
const MONDAY = Date.parse(`${FIRST_DAY}T04:00:00Z`) / 1000

type Duty = {
  dutyId: string | null
  workshop: { id: string } | null
  session: { nameEn: string } | null
  clash: boolean
  hops: number
}
type Week = {
  person: { id: string; nameEn: string }
  duties: Duty[]
  sessions: number
  days: number
  cap: object | null
  over: boolean
}
type Open = { workshop: { id: string }; session: { id: string } | null; declined: { reason: string } | null }
type Guest = { speaker: string; session: { id: string } }
type Roster = {
  trainers: Week[]
  open: Open[]
  guests: Guest[]
  tiers: { id: string; cap: object | null }[]
  monday: string
}

/** One organisation for all: a state hall, a tier that its trained teach in districts, and who plans. */
async function ground() {
  const o = await w.organisation()
  const oneDay = { days: 1, passDays: 1 }
  const made = await cascade(o, [oneDay, { ...oneDay, batchSize: 100 }, oneDay])
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  const planner = await o.person('Planner of D1', { unit: 'D1', grants: ['planner@D1'] })
  const mohan = await o.person('Mohan', { unit: 'D2' })
  const hall = await made.workshop({ days: 1, startsOn: addDays(FIRST_DAY, -30) })
  return { o, made, owner, planner, mohan, hall, subjectId: await subject(o, made.programmeId, 1) }
}

/**
 * Asha and Ravi of D1, trained in the hall; in the week of the tests D1 and D2 each hold a workshop of the next tier from
 * Monday to Wednesday, D1 with two sessions on Monday and one on Tuesday, D2 with one on Monday morning and on Tuesday.
 */
async function halls() {
  const { o, made, owner, planner, mohan, hall, subjectId } = shared
  await o.db.execute('delete from load_caps')
  const trainer = async (name: string) => {
    const person = await o.person(name, { unit: 'D1', phone: '+919893011111' })
    await trained(o, made, { workshopId: hall, personId: person.id, unit: 'D1', issuedAt: MONDAY - 20 * DAY })
    return person
  }
  const [asha, ravi] = [await trainer('Asha'), await trainer('Ravi')]
  const one = await made.workshop({ tier: 2, unit: 'D1', days: 3 })
  const two = await made.workshop({ tier: 2, unit: 'D2', days: 3 })
  const session = async (workshopId: string, name: string, day: number, from: number, until: number) => {
    const id = v7()
    await o.db.execute({
      sql: `insert into sessions (id, workshop_id, day_on, starts_minute, ends_minute, subject_id, title_en, title_hi)
        values (?, ?, ?, ?, ?, ?, ?, ?)`,
      args: [id, workshopId, addDays(FIRST_DAY, day), from, until, subjectId, name, name],
    })
    return id
  }
  const sessions = {
    speech: await session(one, 'Speech', 0, 600, 660),
    media: await session(one, 'Media', 0, 660, 720),
    booth: await session(one, 'Booth', 1, 600, 660),
    law: await session(two, 'Law', 0, 630, 690),
    tea: await session(two, 'Tea', 1, 660, 720),
  }
  type Place = keyof typeof sessions | null
  const draft = (personId: string, at: Place, workshopId = one) => {
    const place = at === 'law' || at === 'tea' ? two : workshopId
    return { id: v7(), workshopId: place, sessionId: at && sessions[at], personId }
  }
  const give = (personId: string, at: Place, who = owner) => who.post('/duties', draft(personId, at))
  const roster = async (who = owner, unit = 'ST', week = FIRST_DAY) => {
    const answer = await who.get<Roster>(`/duty-roster?unit=${o.unitId(unit)}&week=${week}`)
    expect(answer.trips).toBe(1)
    return answer
  }
  const weekOf = async (id: string, who = owner) =>
    (await roster(who)).body.trainers.find(({ person }) => person.id === id)
  const topics = async (personId: string) =>
    (await o.rows('select topic from outbox where person_id = ? order by created_at, rowid', [personId])).map(
      ({ topic }) => topic,
    )
  const faculty = async (workshopId: string) =>
    (await o.rows('select person_id from faculty where workshop_id = ?', [workshopId])).map(
      (r) => r.person_id,
    )
  return {
    o,
    made,
    owner,
    planner,
    asha,
    ravi,
    mohan,
    one,
    two,
    sessions,
    draft,
    give,
    roster,
    weekOf,
    topics,
    faculty,
  }
}

test('a duty puts somebody into the faculty and on the roster, and he is told once; again it is the same duty', async () => {
  const { owner, asha, one, draft, weekOf, topics, faculty } = await halls()
  const d = draft(asha.id, 'speech')
  const [first, again] = [await owner.post('/duties', d), await owner.post('/duties', d)]
  expect([first.status, first.trips, again.status]).toEqual([201, 1, 201])
  expect(again.body).toEqual(first.body)
  expect(first.body).toMatchObject({ session: { nameEn: 'Speech' }, person: { nameEn: 'Asha' }, loads: [] })
  expect(await faculty(one)).toEqual([asha.id])
  expect(await topics(asha.id)).toEqual(['duty-given'])
  const week = await weekOf(asha.id)
  expect(week).toMatchObject({ sessions: 1, days: 1, cap: null, over: false })
  expect(week?.duties).toMatchObject([{ dutyId: d.id, session: { nameEn: 'Speech' }, clash: false, hops: 0 }])
})

test('two places at overlapping times are refused, with the name of the other session; two in a row are not', async () => {
  const { asha, give, o } = await halls()
  expect((await give(asha.id, 'speech')).status).toBe(201)
  const refused = await give(asha.id, 'law')
  expect([refused.status, refused.trips]).toEqual([409, 1])
  expect(refused.body).toMatchObject({
    type: '/problems/duty-clash',
    errors: [
      {
        pointer: '/personId',
        code: 'duty-clash',
        detail: expect.stringMatching(/Speech, Hall D1.*10:00 to 11:00/),
      },
    ],
    clashes: [{ session: { nameEn: 'Speech' }, workshop: { nameEn: 'Hall D1' }, startsMinute: 600 }],
  })
  expect((await give(asha.id, 'media')).status).toBe(201)
  expect((await give(asha.id, null)).status).toBe(201)
  expect(await o.rows('select 1 from duties where person_id = ?', [asha.id])).toHaveLength(3)
})

test('whoever does not run the other workshop is told that the trainer is busy, not where', async () => {
  const { asha, give, planner } = await halls()
  await give(asha.id, 'law')
  const refused = await give(asha.id, 'speech', planner)
  expect(refused.body).toMatchObject({ clashes: [{ workshop: null, session: null, startsMinute: 630 }] })
  expect(refused.text).not.toMatch(/Law|D2/)
})

test('the database itself refuses a clash, and a session that is moved into one', async () => {
  const { asha, give, o, one, two, sessions } = await halls()
  await give(asha.id, 'speech')
  const put = (session: string) =>
    o.db.execute({
      sql: `insert into duties (id, workshop_id, session_id, person_id, assigned_by, assigned_at) values (?, ?, ?, ?, '', 0)`,
      args: [v7(), session === sessions.law || session === sessions.tea ? two : one, session, asha.id],
    })
  await expect(put(sessions.law)).rejects.toThrow(/duty-clash/)
  await put(sessions.tea)
  const move = 'update sessions set day_on = ?, starts_minute = 640, ends_minute = 700 where id = ?'
  await expect(o.db.execute({ sql: move, args: [FIRST_DAY, sessions.tea] })).rejects.toThrow(/duty-clash/)
})

test('a timetable that would put a trainer in two places is refused at that session, which names the other; two may change places', async () => {
  const { asha, give, owner, one, sessions } = await halls()
  await give(asha.id, 'speech')
  await give(asha.id, 'media')
  await give(asha.id, 'tea')
  type Page = {
    version: number
    sessions: { id: string; dayOn: string; startsMinute: number; endsMinute: number }[]
  }
  const page = (await owner.get<Page>(`/workshops/${one}`)).body
  const at =
    (id: string, startsMinute: number, dayOn = FIRST_DAY) =>
    (session: Page['sessions'][number]) =>
      session.id === id ? { ...session, dayOn, startsMinute, endsMinute: startsMinute + 60 } : session
  const put = (...moves: ReturnType<typeof at>[]) =>
    owner.put(`/workshops/${one}/timetable`, {
      version: page.version,
      sessions: page.sessions.map((session) => moves.reduce((moved, move) => move(moved), session)),
    })
  const beside = await put(at(sessions.speech, 690))
  expect([beside.status, beside.trips]).toEqual([409, 1])
  expect(beside.body).toMatchObject({
    type: '/problems/duty-clash',
    errors: [
      { pointer: '/sessions/0', detail: 'Its trainer teaches then: Media' },
      { pointer: '/sessions/1', detail: 'Its trainer teaches then: Speech' },
    ],
  })
  const away = await put(at(sessions.speech, 660, addDays(FIRST_DAY, 1)))
  expect(away.body).toMatchObject({
    errors: [{ pointer: '/sessions/0', detail: 'Its trainer teaches then: Tea, Hall D2' }],
  })
  expect((await put(at(sessions.speech, 660), at(sessions.media, 600))).status).toBe(200)
})

test('ten organisers race to give one trainer two places at a time: one does', async () => {
  const { owner, asha, draft, o } = await halls()
  const all = Array.from({ length: 10 }, (_, at) => draft(asha.id, at % 2 === 0 ? 'speech' : 'law'))
  const answers = await Promise.all(all.map((d) => owner.post('/duties', d)))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(await o.rows('select 1 from duties where person_id = ?', [asha.id])).toHaveLength(1)
})

test('a cap refuses what passes it, or only tells: as its tier says', async () => {
  const { owner, made, asha, give, weekOf } = await halls()
  const cap = { sessions: 2, days: null, refused: true, hops: 1 }
  const set = await owner.put(`/tiers/${made.tierId(2)}/load-cap`, cap)
  expect([set.status, set.trips, set.body]).toMatchObject([200, 1, { cap }])
  await give(asha.id, 'speech')
  await give(asha.id, 'media')
  const full = await give(asha.id, 'booth')
  expect([full.status, full.body]).toMatchObject([
    409,
    { type: '/problems/load-full', loads: [{ monday: FIRST_DAY, sessions: 3, days: 2 }] },
  ])
  await owner.put(`/tiers/${made.tierId(2)}/load-cap`, { ...cap, refused: false })
  const told = await give(asha.id, 'booth')
  expect([told.status, told.body]).toMatchObject([201, { loads: [{ sessions: 3, days: 2 }] }])
  expect(await weekOf(asha.id)).toMatchObject({ sessions: 3, days: 2, cap: { sessions: 2 }, over: true })
})

test('two days in a row in two districts are told as a journey of two hops, where one is allowed', async () => {
  const { owner, made, asha, give, weekOf } = await halls()
  await give(asha.id, 'speech')
  await give(asha.id, 'tea')
  expect((await weekOf(asha.id))?.duties.map(({ hops }) => hops)).toEqual([0, 0])
  await owner.put(`/tiers/${made.tierId(2)}/load-cap`, {
    sessions: null,
    days: null,
    refused: false,
    hops: 1,
  })
  expect((await weekOf(asha.id))?.duties.map(({ hops }) => hops)).toEqual([0, 2])
})

test('only somebody who holds what the tier asks for is given a duty', async () => {
  const { mohan, give, asha, draft, owner } = await halls()
  expect((await give(mohan.id, 'law')).body).toMatchObject({ type: '/problems/not-qualified' })
  expect((await give(v7(), 'law')).body).toMatchObject({
    errors: [{ pointer: '/personId', code: 'unknown-person' }],
  })
  const elsewhere = { ...draft(asha.id, 'law'), sessionId: v7() }
  expect((await owner.post('/duties', elsewhere)).body).toMatchObject({ errors: [{ pointer: '/sessionId' }] })
})

test('an exchange gives the duty to another, tells both, and takes the first out of the faculty he came into by it', async () => {
  const { owner, asha, ravi, one, draft, topics, faculty, weekOf } = await halls()
  const d = draft(asha.id, 'speech')
  await owner.post('/duties', d)
  const asked = { id: v7(), personId: ravi.id }
  const [done, again] = [
    await owner.post(`/duties/${d.id}/exchange`, asked),
    await owner.post(`/duties/${d.id}/exchange`, asked),
  ]
  expect([done.status, done.trips, again.status]).toEqual([201, 1, 201])
  expect(await faculty(one)).toEqual([ravi.id])
  expect([await topics(asha.id), await topics(ravi.id)]).toEqual([
    ['duty-given', 'duty-taken'],
    ['duty-given'],
  ])
  expect(await weekOf(asha.id)).toBeUndefined()
  expect((await owner.post(`/duties/${d.id}/exchange`, { id: v7(), personId: ravi.id })).status).toBe(409)
})

test('taken off, a trainer is told, and the session is open again', async () => {
  const { owner, asha, sessions, draft, roster, topics } = await halls()
  const open = async () => (await roster()).body.open.map(({ session }) => session?.id)
  const d = draft(asha.id, 'speech')
  await owner.post('/duties', d)
  expect(await open()).not.toContain(sessions.speech)
  const gone = await owner.delete(`/duties/${d.id}`)
  expect([gone.status, gone.trips, (await owner.delete(`/duties/${d.id}`)).status]).toEqual([204, 1, 204])
  expect(await open()).toContain(sessions.speech)
  expect(await topics(asha.id)).toEqual(['duty-given', 'duty-taken'])
})

test('a trainer declines with a reason: it is open with his name and why, and who gave it is told', async () => {
  const { owner, asha, ravi, sessions, draft, roster, topics } = await halls()
  const d = draft(asha.id, 'speech')
  await owner.post('/duties', d)
  expect((await ravi.post(`/duties/${d.id}/declination`, { reason: 'Not mine' })).status).toBe(404)
  const done = await asha.post(`/duties/${d.id}/declination`, { reason: 'My sister marries that day' })
  expect([done.status, done.trips]).toEqual([201, 1])
  const open = (await roster()).body.open.find(({ session }) => session?.id === sessions.speech)
  expect(open?.declined).toMatchObject({ person: { nameEn: 'Asha' }, reason: 'My sister marries that day' })
  expect(await topics(owner.id)).toContain('duty-declined')
})

test('a batch without a timetable is a duty of all its days; its trainer declines it as a whole, before it begins', async () => {
  const { owner, asha, made, o, roster, weekOf, give } = await halls()
  const startsOn = addDays(FIRST_DAY, 1)
  const batch = await made.workshop({ tier: 3, unit: 'B1', startsOn, days: 2, faculty: [asha.id] })
  await o.db.execute({ sql: 'update workshops set created_by = ? where id = ?', args: [owner.id, batch] })
  expect(await weekOf(asha.id)).toMatchObject({
    sessions: 2,
    days: 2,
    duties: [{ dutyId: null, workshop: { id: batch } }],
  })
  expect((await give(asha.id, 'booth')).body).toMatchObject({
    clashes: [{ workshop: { id: batch }, session: null }],
  })
  const decline = (who = asha) =>
    who.post(`/workshops/${batch}/declination`, { id: v7(), reason: 'No bus goes there' })
  expect((await decline(owner)).status).toBe(404)
  expect((await decline()).status).toBe(201)
  const open = (await roster()).body.open.find(({ workshop }) => workshop.id === batch)
  expect(open).toMatchObject({ session: null, declined: { reason: 'No bus goes there' } })
})

test('nobody declines a day that has begun', async () => {
  const { owner, asha, draft, o, sessions } = await halls()
  const d = draft(asha.id, 'speech')
  await owner.post('/duties', d)
  await o.db.execute({
    sql: 'update sessions set day_on = ? where id = ?',
    args: [addDays(FIRST_DAY, -7), sessions.speech],
  })
  expect((await asha.post(`/duties/${d.id}/declination`, { reason: 'Too late' })).status).toBe(409)
})

test('a guest named by hand closes a session; a name that somebody else wrote meanwhile is not overwritten', async () => {
  const { owner, sessions, roster, o, one } = await halls()
  const name = (speaker: string | null, was: string | null) =>
    owner.put(`/sessions/${sessions.speech}/speaker`, { speaker, was })
  const named = await name('Prof. Rao', null)
  expect([named.status, named.trips, (await name('Prof. Rao', null)).status]).toEqual([200, 1, 200])
  expect((await roster()).body.open.map(({ session }) => session?.id)).not.toContain(sessions.speech)
  expect((await name('Dr. Das', null)).status).toBe(409)
  expect((await name(null, 'Prof. Rao')).body).toEqual({ sessionId: sessions.speech, speaker: null })
  expect(await o.rows('select version from workshops where id = ?', [one])).toEqual([{ version: 3 }])
})

test('whoever is put into the faculty of a workshop that is announced is told once, and of a draft when it is', async () => {
  const { owner, o, ravi, mohan, one, topics, roster, sessions } = await halls()
  await o.db.execute({ sql: 'update workshops set published_at = null where id = ?', args: [one] })
  const teach = async (people: string[]) => {
    const { version } = (await owner.get<{ version: number }>(`/workshops/${one}`)).body
    const faculty = people.map((personId) => ({ personId, leads: false }))
    return owner.put(`/workshops/${one}/faculty`, { version, faculty })
  }
  expect((await teach([ravi.id])).trips).toBe(1)
  expect(await topics(ravi.id)).toEqual([])
  await owner.post(`/workshops/${one}/publication`)
  expect(await topics(ravi.id)).toEqual(['duty-given'])
  const before = (await topics(mohan.id)).length
  await teach([ravi.id, mohan.id])
  await teach([ravi.id, mohan.id])
  expect([await topics(ravi.id), (await topics(mohan.id)).length - before]).toEqual([['duty-given'], 1])
  await owner.put(`/sessions/${sessions.booth}/speaker`, { speaker: 'Smt. Guest', was: null })
  const { guests } = (await roster()).body
  expect(guests.find(({ session }) => session.id === sessions.booth)).toMatchObject({ speaker: 'Smt. Guest' })
})

test('a planner of one district sees its roster, and of what his trainers do elsewhere only that they are busy', async () => {
  const { asha, give, planner, roster, draft } = await halls()
  await give(asha.id, 'speech')
  await give(asha.id, 'tea')
  const own = await roster(planner, 'D1')
  expect(own.body.trainers.find(({ person }) => person.id === asha.id)).toMatchObject({
    sessions: 2,
    duties: [{ session: { nameEn: 'Speech' } }, { workshop: null, session: null, dutyId: null }],
  })
  expect(own.text).not.toMatch(/Tea|Law|Hall D2/)
  expect((await roster(planner, 'D2')).status).toBe(404)
  expect((await planner.post('/duties', draft(asha.id, 'law'))).status).toBe(404)
})

test('who may teach there is proposed: the faculty, then who is qualified near by, the free before the busy', async () => {
  const { owner, asha, ravi, one, two, sessions, give } = await halls()
  await give(asha.id, 'speech')
  type Found = { candidates: { person: { id: string }; member: boolean; busy: boolean; hops: number }[] }
  const found = await owner.get<Found>(`/workshops/${two}/candidates?session=${sessions.law}`)
  expect([found.status, found.trips]).toEqual([200, 1])
  const standing = (id: string) => found.body.candidates.findIndex(({ person }) => person.id === id)
  expect(found.body.candidates[standing(ravi.id)]).toMatchObject({ busy: false, hops: 2, member: false })
  expect(found.body.candidates[standing(asha.id)]).toMatchObject({ busy: true })
  expect(standing(ravi.id)).toBeLessThan(standing(asha.id))
  const member = await owner.get<Found>(`/workshops/${one}/candidates?session=${sessions.booth}`)
  expect(member.body.candidates[0]).toMatchObject({ person: { id: asha.id }, member: true, busy: false })
})

test('two records become one with all duties, and part again with their own', async () => {
  const { owner, o, asha, ravi, draft, one } = await halls()
  const d = draft(ravi.id, 'speech')
  await owner.post('/duties', d)
  const mergeId = v7()
  const [kept] = [await o.person('Ravi again', { unit: 'D1' })]
  await o.db.execute({
    sql: 'insert into merges (id, kept_id, gone_id, merged_by, merged_at) values (?, ?, ?, ?, ?)',
    args: [mergeId, kept?.id ?? '', ravi.id, asha.id, MONDAY],
  })
  const whose = async () => await o.rows('select person_id, ended_at from duties where id = ?', [d.id])
  expect(await whose()).toEqual([{ person_id: kept?.id, ended_at: null }])
  await o.db.execute({ sql: 'update merges set undone_at = ? where id = ?', args: [MONDAY + 1, mergeId] })
  expect(await whose()).toEqual([{ person_id: ravi.id, ended_at: null }])
  expect(await o.rows('select person_id from faculty where workshop_id = ?', [one])).toEqual([
    { person_id: ravi.id },
  ])
})
