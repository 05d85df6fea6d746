import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade, FIRST_DAY } from '../support/cascade.ts'
import { subjectsTaught } from '../support/sessions.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Tick = { registrationId: string; sessionId: string; there: boolean }
type Sheet = {
  ofSessions: number
  sessions: { id: string; subject: { nameEn: string } }[]
  rows: { person: { nameEn: string }; sessions: string[]; sessionsMarked: number; daysMarked: number }[]
  after: string | null
}

/** Forty people of a workshop of seven days, three subjects on the first day and one on the second. */
async function hall(people = 40) {
  const org = await w.organisation()
  const { workshop, register, programmeId, tierId } = await cascade(org, [{ maximum: 100, passDays: 1 }])
  const workshopId = await workshop()
  const sessions = await subjectsTaught(org, { programmeId, workshopId, days: [3, 1] })
  const cards: { id: string }[] = []
  for (let n = 0; n < people; n += 1) {
    const person = await org.person(`Person ${String(n).padStart(2, '0')}`, { unit: 'D1' })
    cards.push(await register(workshopId, person.id, 'D1'))
  }
  const steward = await org.person('Steward', { grants: ['steward@ST'] })
  const put = (ticks: Tick[]) => steward.put<{ ticks: Tick[] }>(`/workshops/${workshopId}/sheet`, { ticks })
  const look = (dayOn = FIRST_DAY) => steward.get<Sheet>(`/workshops/${workshopId}/sheet?dayOn=${dayOn}`)
  const all = (there: boolean) =>
    cards.flatMap(({ id }) =>
      sessions.slice(0, 3).map((sessionId) => ({ registrationId: id, sessionId, there })),
    )
  return { org, workshopId, tierId, register, sessions, cards, steward, put, look, all, programmeId }
}

test('forty people are marked in three subjects by one request, in one round trip', async () => {
  const { org, put, look, all } = await hall()
  const answer = await put(all(true))
  expect(answer).toMatchObject({ status: 200, trips: 1 })
  expect(answer.body.ticks.filter(({ there }) => there)).toHaveLength(120)
  const sheet = await look()
  expect(sheet).toMatchObject({ status: 200, trips: 1, body: { ofSessions: 4, after: null } })
  expect(sheet.body.sessions).toHaveLength(3)
  expect(sheet.body.rows.map((row) => [row.sessions.length, row.sessionsMarked, row.daysMarked])).toEqual(
    Array(40).fill([3, 3, 1]),
  )
  expect(await org.rows("select count(*) as n from marks where way = 'session'")).toEqual([{ n: 40 }])
  expect(await org.rows("select count(*) as n from audit where action = 'sessions.marked'")).toEqual([
    { n: 1 },
  ])
})

test('the same sheet sent again changes nothing and is recorded once', async () => {
  const { org, put, all } = await hall(2)
  const first = await put(all(true))
  expect((await put(all(true))).text).toBe(first.text)
  expect(await org.rows('select count(*) as n from session_marks')).toEqual([{ n: 6 }])
  expect(await org.rows("select count(*) as n from audit where action like 'sessions.%'")).toEqual([{ n: 1 }])
})

test('the day that a session made goes with its last session; a day marked at the gate stays', async () => {
  const { org, workshopId, steward, put, cards, sessions } = await hall(2)
  const [byGate, bySession] = [cards[0]?.id ?? '', cards[1]?.id ?? '']
  await steward.post(`/workshops/${workshopId}/marks`, {
    id: v7(),
    registrationId: byGate,
    dayOn: FIRST_DAY,
    way: 'name',
  })
  const cells = (there: boolean, upto: number) =>
    [byGate, bySession].flatMap((registrationId) =>
      sessions.slice(0, upto).map((sessionId) => ({ registrationId, sessionId, there })),
    )
  await put(cells(true, 2))
  await put(cells(false, 1))
  expect(await org.rows('select count(*) as n from marks')).toEqual([{ n: 2 }])
  await put(cells(false, 2))
  expect(await org.rows('select registration_id, way from marks')).toEqual([
    { registration_id: byGate, way: 'name' },
  ])
})

test('a day cannot be taken back while a session of it is marked', async () => {
  const { org, steward, put, all } = await hall(1)
  await put(all(true))
  const [mark] = await org.rows('select id from marks')
  expect((await steward.delete(`/marks/${mark?.id}`)).body).toMatchObject({ type: '/problems/state-changed' })
  expect(await org.rows('select count(*) as n from session_marks')).toEqual([{ n: 3 }])
})

test('sessions of days to come, of other workshops and of cancelled people are not marked', async () => {
  const { org, put, cards, sessions } = await hall(1)
  const one = cards[0]?.id ?? ''
  const tried = (sessionId = '') => put([{ registrationId: one, sessionId, there: true }])
  expect(await tried(v7())).toMatchObject({ status: 200, body: { ticks: [] } })
  await org.db.execute("update workshops set ends_on = '2026-11-30'")
  await org.db.execute({
    sql: "update sessions set day_on = '2026-11-30' where id = ?",
    args: [sessions[3] ?? ''],
  })
  expect((await tried(sessions[3])).body.ticks).toMatchObject([{ there: false }])
  await org.db.execute({ sql: 'update registrations set cancelled_at = 1 where id = ?', args: [one] })
  expect((await tried(sessions[0])).body.ticks).toEqual([])
  expect(await org.rows('select * from session_marks')).toEqual([])
})

test('who does not mark here is told the same as of a workshop that does not exist', async () => {
  const { org, workshopId, cards, sessions } = await hall(1)
  const stranger = await org.person('Stranger', { unit: 'D1', grants: ['steward@D1'] })
  const ticks = [{ registrationId: cards[0]?.id, sessionId: sessions[0], there: true }]
  const refused = await stranger.put(`/workshops/${workshopId}/sheet`, { ticks })
  expect(refused.status).toBe(404)
  expect(refused.text).toBe((await stranger.put(`/workshops/${v7()}/sheet`, { ticks })).text)
  expect(await org.rows('select * from session_marks')).toEqual([])
})

test('a timetable keeps the sessions that somebody was marked in, and lets the others go', async () => {
  const { org, workshopId, put, cards, sessions } = await hall(1)
  const planner = await org.person('Planner', { grants: ['planner@ST'] })
  await put([{ registrationId: cards[0]?.id ?? '', sessionId: sessions[0] ?? '', there: true }])
  const [page] = await org.rows('select version from workshops where id = ?', [workshopId])
  const kept = await org.rows(
    `select id, day_on as "dayOn", starts_minute as "startsMinute", ends_minute as "endsMinute",
      subject_id as "subjectId", title_en as "titleEn", title_hi as "titleHi", speaker from sessions order by day_on,
      starts_minute`,
  )
  const set = (list: unknown[]) =>
    planner.put(`/workshops/${workshopId}/timetable`, { version: page?.version, sessions: list })
  expect((await set(kept.slice(1))).body).toMatchObject({ type: '/problems/state-changed' })
  expect(
    await set(kept.slice(0, 1).map((session) => ({ ...session, titleEn: 'Moved later' }))),
  ).toMatchObject({
    status: 200,
  })
  expect(await org.rows('select session_id from session_marks')).toEqual([{ session_id: sessions[0] }])
})

test('a tier that asks for three of four sessions offers certificates to those alone, and issues them alone', async () => {
  const { org, workshopId, tierId, put, cards, sessions } = await hall(2)
  await org.db.execute({ sql: 'update tiers set pass_sessions = 75 where id = ?', args: [tierId(1)] })
  const [three, two] = [cards[0]?.id ?? '', cards[1]?.id ?? '']
  const cell = (registrationId: string, upto: number) =>
    sessions.slice(0, upto).map((sessionId) => ({ registrationId, sessionId, there: true }))
  await put([...cell(three, 3), ...cell(two, 2)])
  const issuer = await org.person('Issuer', { grants: ['supervisor@ST'] })
  const path = `/workshops/${workshopId}/credentials`
  const offer = await issuer.get<{ offer: string; trainees: object[] }>(`${path}/offer`)
  expect(offer.body).toMatchObject({
    passSessions: 3,
    ofSessions: 4,
    trainees: [
      { registrationId: three, sessions: 3, standing: 'passed' },
      { registrationId: two, sessions: 2, standing: 'not-yet' },
    ],
  })
  await put(cell(three, 1).map((tick) => ({ ...tick, there: false })))
  expect((await issuer.post(path, { offer: offer.body.offer })).body).toMatchObject({
    type: '/problems/state-changed',
  })
  await put(cell(three, 1))
  expect(await issuer.post(path, { offer: offer.body.offer })).toMatchObject({ status: 201 })
  await put(cell(three, 3).map((tick) => ({ ...tick, there: false })))
  expect(
    await org.rows('select count(*) as n from session_marks where registration_id = ?', [three]),
  ).toEqual([{ n: 3 }])
})
