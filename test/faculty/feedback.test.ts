import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '../../worker/platform/calendar.ts'
import { cascade, FIRST_DAY } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
let shared: Awaited<ReturnType<typeof ground>>
beforeAll(async () => {
  w = await world()
  shared = await ground()
})
afterAll(() => w.close())

const DAY = 86_400
const GRADES = { clear: 5, useful: 4, involved: 3, ready: 5 }

type Target = {
  session: { id: string } | null
  trainer: { id: string; nameEn: string } | null
  guest: string | null
  said: { clear: number; words: string } | null
}
type Page = { open: boolean; closesOn: string; targets: Target[] }
type Result = {
  session: object | null
  guest: string | null
  enough: boolean
  results: { people: number; clear: { average: number; counts: number[] }; words: string[] } | null
}
type Results = { results: Result[] }
type Links = { links: { person: { id: string }; link: string }[] }

async function ground() {
  const o = await w.organisation()
  const made = await cascade(o, [{ days: 2, passDays: 1 }])
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  const desk = await o.person('Desk', { grants: ['steward@ST'] })
  return { o, made, owner, desk }
}

let n = 0

/** A workshop of two days, over yesterday, that Meera teaches, with a guest's session on its first day; `people` were there. */
async function held(people: number) {
  const { o, made, owner, desk } = shared
  const meera = await o.person('Meera', { unit: 'ST' })
  const startsOn = addDays(FIRST_DAY, 4)
  const workshopId = await made.workshop({ days: 2, startsOn, faculty: [meera.id] })
  const sessionId = v7()
  await o.db.execute({
    sql: `insert into sessions (id, workshop_id, day_on, starts_minute, ends_minute, title_en, title_hi, speaker)
      values (?, ?, ?, 600, 660, 'Law', 'क़ानून', 'Prof. Rao')`,
    args: [sessionId, workshopId, startsOn],
  })
  const came = await Promise.all(
    Array.from({ length: people }, async () => {
      n += 1
      const person = await o.person(`Participant ${n}`, { unit: 'D1', phone: `+9198930${20_000 + n}` })
      const { id, code } = await made.register(workshopId, person.id, 'D1')
      await made.mark(id, 2, startsOn)
      const say = (more: object = {}) =>
        person.put<Page>(`/registrations/${id}/feedback`, {
          sessionId: null,
          trainerId: meera.id,
          ...GRADES,
          ...more,
        })
      return { ...person, registrationId: id, code, say }
    }),
  )
  const results = () => owner.get<Results>(`/workshops/${workshopId}/feedback`)
  const links = async () => (await owner.get<Links>(`/workshops/${workshopId}/feedback-links`)).body.links
  const secretOf = async (personId: string) => {
    const [code, proof] = (
      (await links()).find(({ person }) => person.id === personId)?.link.split('#')[1] ?? ''
    ).split('.')
    return { code, proof }
  }
  const one = () => {
    const [first] = came
    if (!first) throw new Error('nobody came')
    return first
  }
  return { o, made, owner, desk, meera, workshopId, sessionId, startsOn, came, one, results, links, secretOf }
}

test('whoever was there is asked of the trainer and of the session’s guest, and sees what he said', async () => {
  const { one, meera, sessionId, startsOn } = await held(1)
  const me = one()
  const page = await me.get<Page>(`/registrations/${me.registrationId}/feedback`)
  expect([page.status, page.trips, page.body]).toMatchObject([
    200,
    1,
    {
      open: true,
      closesOn: addDays(startsOn, 8),
      targets: [
        { session: { id: sessionId }, trainer: null, guest: 'Prof. Rao', said: null },
        { session: null, trainer: { id: meera.id }, guest: null, said: null },
      ],
    },
  ])
  const said = await me.say({ words: 'Slower, please' })
  expect([said.status, said.trips]).toEqual([200, 1])
  expect(said.body.targets[1]?.said).toMatchObject({ clear: 5, words: 'Slower, please' })
})

test('said again it is changed, not counted twice; after seven days it stays as it is', async () => {
  const { o, one } = await held(1)
  const me = one()
  await me.say()
  await me.say({ clear: 1 })
  const stored = () => o.rows('select clear from feedback where registration_id = ?', [me.registrationId])
  expect(await stored()).toEqual([{ clear: 1 }])
  await o.db.execute({
    sql: 'update workshops set ends_on = ? where id = (select workshop_id from registrations where id = ?)',
    args: [addDays(FIRST_DAY, -2), me.registrationId],
  })
  expect((await me.say({ clear: 5 })).body).toMatchObject({ type: '/problems/state-changed' })
  expect(await stored()).toEqual([{ clear: 1 }])
})

test('nobody speaks of a day that he missed, of himself, of somebody who did not teach, or for another', async () => {
  const { o, made, owner, one, meera, workshopId, sessionId, startsOn } = await held(1)
  const late = await o.person('Late', { unit: 'D1' })
  const { id } = await made.register(workshopId, late.id, 'D1')
  const path = `/registrations/${id}/feedback`
  const say = (more: object) => late.put(path, { ...GRADES, sessionId: null, trainerId: meera.id, ...more })
  expect((await say({})).status).toBe(409)
  await made.mark(id, 1, addDays(startsOn, 1))
  expect((await say({})).status).toBe(200)
  expect((await say({ sessionId, trainerId: null })).status).toBe(409)
  expect((await say({ trainerId: owner.id })).status).toBe(409)
  expect((await one().put(path, { ...GRADES, sessionId: null, trainerId: meera.id })).status).toBe(404)
  const own = await made.register(workshopId, meera.id, 'D2')
  await made.mark(own.id, 2, startsOn)
  const self = { ...GRADES, sessionId: null, trainerId: meera.id }
  expect((await meera.put(`/registrations/${own.id}/feedback`, self)).status).toBe(409)
})

test('four answers are told to nobody; of seven, five are told, without names and in no order', async () => {
  const { came, results, meera, o } = await held(7)
  for (const person of came.slice(0, 4)) await person.say()
  const early = await results()
  expect([early.status, early.trips]).toEqual([200, 1])
  expect(early.body.results).toMatchObject([{ enough: false, results: null }])
  expect(early.text).not.toMatch(/people/)
  for (const [at, person] of came.slice(4).entries()) {
    w.clock.now += 1
    await person.say({ clear: 1 + at, words: `Word ${3 - at}` })
  }
  await came[0]?.say({ clear: 5, words: 'Zest' })
  const told = (await results()).body.results[0]?.results
  expect(told).toMatchObject({
    people: 5,
    clear: { average: 4.2, counts: [1, 0, 0, 0, 4] },
    words: ['Word 3', 'Zest'],
  })
  const own = await meera.get<Results>('/me/feedback')
  expect([own.trips, own.body.results[0]?.results]).toEqual([1, told])
  expect(own.text).not.toContain('Participant')
  expect(
    (await o.person('Viewer', { grants: ['viewer@ST'] }).then((v) => v.get('/me/feedback'))).body,
  ).toMatchObject({
    results: [],
  })
})

test('a personal link asks without a log-in and tells no answer; it votes once, also beside the log-in', async () => {
  const { o, one, meera, secretOf } = await held(1)
  const me = one()
  const secret = await secretOf(me.id)
  const asked = await o.nobody.post('/feedback-links/asked', secret)
  expect([asked.status, asked.trips]).toEqual([200, 1])
  expect(asked.body).toMatchObject({ open: true, targets: [{ answered: false }, { answered: false }] })
  expect(asked.text).not.toMatch(/Participant|said/)
  const said = { ...secret, ...GRADES, sessionId: null, trainerId: meera.id, words: 'Hidden words' }
  const first = await o.nobody.post('/feedback-links/said', said)
  expect([first.status, first.trips]).toEqual([204, 1])
  await me.say({ clear: 2 })
  await o.nobody.post('/feedback-links/said', { ...said, clear: 3 })
  expect(await o.rows('select clear from feedback where registration_id = ?', [me.registrationId])).toEqual([
    { clear: 3 },
  ])
  const again = await o.nobody.post('/feedback-links/asked', secret)
  expect(again.body).toMatchObject({ targets: [{ answered: false }, { answered: true }] })
  expect(again.text).not.toMatch(/Hidden|clear/)
})

test('a proof of another person, of another organisation, or made up opens nothing: the same bytes', async () => {
  const { o, came, secretOf } = await held(2)
  const [mine, other] = [await secretOf(came[0]?.id ?? ''), await secretOf(came[1]?.id ?? '')]
  const ask = (secret: object, at = o) => at.nobody.post('/feedback-links/asked', secret)
  const elsewhere = await w.organisation()
  const refused = [
    await ask({ ...mine, proof: other.proof }),
    await ask({ ...mine, proof: 'x'.repeat(22) }),
    await ask({ ...mine, code: 'NOBODY' }),
    await ask(mine, elsewhere),
  ]
  expect(new Set(refused.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(refused[0]?.status).toBe(404)
})

test('links are printed by those who run the workshop, and not by whoever teaches there', async () => {
  const { o, owner, desk, meera, workshopId, links } = await held(1)
  expect(await links()).toHaveLength(1)
  expect((await desk.get(`/workshops/${workshopId}/feedback-links`)).status).toBe(404)
  await o.grant(meera.id, 'planner', 'ST')
  expect((await meera.get(`/workshops/${workshopId}/feedback-links`)).status).toBe(403)
  expect((await owner.get(`/workshops/${workshopId}/feedback-links`)).trips).toBe(1)
})

test('the desk sends everybody who was there his link, once; it stands in no database', async () => {
  const { o, made, desk, workshopId, links, came } = await held(2)
  await made.register(workshopId, (await o.person('Absent', { unit: 'D1' })).id, 'D1')
  const ask = () => desk.post(`/workshops/${workshopId}/feedback-requests`)
  const [first, again] = [await ask(), await ask()]
  expect([first.status, first.trips, first.body, again.body]).toEqual([201, 1, { told: 2 }, { told: 2 }])
  const stored = JSON.stringify(await o.rows("select * from outbox where topic = 'feedback-asked'"))
  const made2 = await links()
  const { messages } = (
    await w.call<{ messages: { body: string }[] }>('GET', `/outbox?organisation=${o.slug}`)
  ).body
  for (const { link } of made2) {
    expect(stored).not.toContain(link.split('.').at(-1))
    expect(messages.some(({ body }) => body.includes(link))).toBe(true)
  }
  expect(made2).toHaveLength(came.length)
})

test('a guest is told by his link what five people say of him, and still a month later', async () => {
  const { owner, o, came, sessionId, startsOn } = await held(5)
  const until = Date.parse(`${startsOn}T00:00:00Z`) / 1000 + 8 * DAY
  const made = await owner.post<{ link: string }>(`/sessions/${sessionId}/guest-links`, {
    id: v7(),
    guestName: 'Prof. Rao',
    untilAt: until,
  })
  const secret = made.body.link.split('#')[1]
  const results = () => o.nobody.post<Results>('/guest/feedback', { secret })
  for (const person of came) await person.say({ sessionId, trainerId: null, clear: 4 })
  expect((await results()).body.results).toMatchObject([
    { guest: 'Prof. Rao', results: { people: 5, clear: { average: 4 } } },
  ])
  await o.db.execute({
    sql: 'update guest_links set from_at = ?, until_at = ? where session_id = ?',
    args: [w.clock.now - 40 * DAY, w.clock.now - 30 * DAY, sessionId],
  })
  expect((await results()).body.results).toHaveLength(1)
  expect((await o.nobody.post('/guest', { secret })).status).toBe(404)
  await o.db.execute({
    sql: 'update guest_links set revoked_at = ? where session_id = ?',
    args: [1, sessionId],
  })
  expect((await results()).status).toBe(404)
})

test('erased, somebody’s words go and his ratings count on; what was said of an erased trainer goes', async () => {
  const { o, came, results, meera, secretOf } = await held(5)
  for (const person of came) await person.say({ words: 'Said by somebody' })
  const gone = came[0]
  const secret = await secretOf(gone?.id ?? '')
  const erase = async (personId: string) => {
    const approvalId = v7()
    await o.db.execute({
      sql: `insert into approvals (id, kind, subject_id, unit_id, person_id, detail, reason, asked_by, asked_account, asked_at)
        values (?, 'erasure', ?, ?, ?, '{}', 'asked', 'x', 'one', 1)`,
      args: [approvalId, personId, o.unitId('ST'), personId],
    })
    await o.db.execute({
      sql: "update approvals set decision = 'approved', decided_by = 'y', decided_account = 'two', decided_at = 2 where id = ?",
      args: [approvalId],
    })
  }
  await erase(gone?.id ?? '')
  expect((await results()).body.results[0]?.results).toMatchObject({
    people: 5,
    words: Array(4).fill('Said by somebody'),
  })
  expect((await o.nobody.post('/feedback-links/asked', secret)).status).toBe(404)
  await erase(meera.id)
  expect(await o.rows('select 1 from feedback where trainer_id = ?', [meera.id])).toEqual([])
})

test('the copy of one’s data has what one said', async () => {
  const { one } = await held(1)
  const me = one()
  await me.say({ words: 'My own words' })
  const copy = await me.get<{ sections: { feedback: object[] } }>('/me/copy')
  expect(copy.body.sections.feedback).toMatchObject([{ said: '5, 4, 3, 5', words: 'My own words' }])
})
