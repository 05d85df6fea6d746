import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade, FIRST_DAY } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
  w.clock.now = dayAt - 5 * DAY
})
afterAll(() => w.close())

const DAY = 86_400
const dayAt = Date.parse(`${FIRST_DAY}T00:00:00Z`) / 1000

type Made = { id: string; sessionId: string; link: string; untilAt: number }

async function manned() {
  const o = await w.organisation()
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  const programme = await cascade(o)
  const workshopId = await programme.workshop({ tier: 1, unit: 'D1', faculty: [owner.id] })
  const asha = await o.person('Asha Hidden', { unit: 'B1' })
  await programme.register(workshopId, asha.id, 'D1')
  const [sessionId, otherId] = [v7(), v7()]
  for (const [id, title] of [
    [sessionId, 'Speaking'],
    [otherId, 'Singing'],
  ] as const) {
    await o.db.execute({
      sql: `insert into sessions (id, workshop_id, day_on, starts_minute, ends_minute, title_en, title_hi, speaker)
        values (?, ?, ?, 600, 660, ?, ?, 'Dr Hidden')`,
      args: [id, workshopId, FIRST_DAY, title, title],
    })
  }
  const draft = (more: Record<string, unknown> = {}) => ({
    id: v7(),
    guestName: 'Prof Hidden Rao',
    note: 'Please be there at half past nine',
    untilAt: dayAt + DAY,
    ...more,
  })
  const make = (d = draft(), who = owner) => who.post<Made>(`/sessions/${sessionId}/guest-links`, d)
  const visit = (secret: string) => o.nobody.post('/guest', { secret })
  return { o, owner, host: owner, workshopId, sessionId, otherId, draft, make, visit }
}

const secretIn = (link: string) => link.split('#')[1] ?? ''

test('a guest’s link tells him his session, time and place, how many are expected, and nothing of people', async () => {
  const { o, make, visit } = await manned()
  const made = await make()
  expect([made.status, made.trips]).toEqual([201, 1])
  expect(made.body.link).toMatch(new RegExp(`^${w.origin}/g/${o.slug}#[A-Za-z0-9_-]{43}$`))
  const answer = await visit(secretIn(made.body.link))
  expect([answer.status, answer.trips]).toEqual([200, 1])
  expect(answer.body).toMatchObject({
    titleEn: 'Speaking',
    dayOn: FIRST_DAY,
    startsMinute: 600,
    endsMinute: 660,
    expected: 1,
    note: 'Please be there at half past nine',
    cancelled: false,
  })
  expect(answer.text).not.toMatch(/Hidden|Singing/)
})

test('the secret is kept nowhere: not in the database, not in the audit; making it again gives the same link', async () => {
  const { o, draft, make } = await manned()
  const d = draft()
  const [first, again] = [await make(d), await make(d)]
  expect(again.body).toEqual(first.body)
  const secret = secretIn(first.body.link)
  const kept = JSON.stringify([
    await o.rows('select * from guest_links'),
    await o.rows('select * from audit order by seq'),
  ])
  expect(kept).not.toContain(secret)
  expect(await o.rows("select action, detail from audit where action like 'guest%'")).toEqual([
    {
      action: 'guest-link.made',
      detail: JSON.stringify({ sessionId: first.body.sessionId, untilAt: d.untilAt }),
    },
  ])
})

test('lapsed, not begun, revoked, unknown, of another organisation, of a session taken off: the same bytes', async () => {
  const { o, host, sessionId, draft, make, visit } = await manned()
  const unknown = await visit('x'.repeat(43))
  expect(unknown.status).toBe(404)
  const secret = async (d = draft()) => secretIn((await make(d)).body.link)
  const [good, revoked] = [await secret(), draft()]
  const revokedSecret = await secret(revoked)
  expect((await host.delete(`/guest-links/${revoked.id}`)).status).toBe(204)
  expect((await host.delete(`/guest-links/${revoked.id}`)).status).toBe(204)
  const early = await secret(draft({ fromAt: w.clock.now + DAY }))
  const brief = await secret(draft({ untilAt: w.clock.now + 60 }))
  const elsewhere = await w.organisation()
  w.clock.now += 60
  for (const answer of [
    await visit(revokedSecret),
    await visit(early),
    await visit(brief),
    await elsewhere.nobody.post('/guest', { secret: good }),
  ])
    expect([answer.status, answer.text]).toEqual([404, unknown.text])
  expect((await visit(good)).status).toBe(200)
  await o.db.execute({ sql: 'delete from sessions where id = ?', args: [sessionId] })
  expect((await visit(good)).text).toBe(unknown.text)
})

test('a link ends within a week of the session, and not before it begins', async () => {
  const { o, draft, make } = await manned()
  for (const more of [
    { untilAt: dayAt + 9 * DAY },
    { untilAt: w.clock.now },
    { fromAt: dayAt, untilAt: dayAt - 60 },
  ])
    expect(await make(draft(more))).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/untilAt', code: 'guest-link' }] },
    })
  expect(await o.rows('select * from guest_links')).toEqual([])
})

test('only who runs the workshop makes, lists and revokes links', async () => {
  const { o, host, workshopId, sessionId, draft, make } = await manned()
  const made = await make()
  const far = await o.person('Far', { grants: ['planner@D2'] })
  const steward = await o.person('Steward', { grants: ['steward@ST'] })
  for (const who of [far, steward]) {
    expect((await who.post(`/sessions/${sessionId}/guest-links`, draft())).status).toBe(404)
    expect((await who.get(`/workshops/${workshopId}/guest-links`)).status).toBe(404)
    expect((await who.delete(`/guest-links/${made.body.id}`)).status).toBe(404)
  }
  const listed = await host.get<{ links: { id: string; revokedAt: number | null }[] }>(
    `/workshops/${workshopId}/guest-links`,
  )
  expect([listed.trips, listed.body.links]).toMatchObject([1, [{ id: made.body.id, revokedAt: null }]])
  expect(listed.text).not.toContain(secretIn(made.body.link))
  expect(await o.rows('select count(*) as n from guest_links')).toEqual([{ n: 1 }])
})

test('of a workshop that was called off the guest learns just that; no new link is made', async () => {
  const { host, workshopId, make, visit } = await manned()
  const secret = secretIn((await make()).body.link)
  expect((await host.post(`/workshops/${workshopId}/cancellation`)).status).toBe(200)
  expect((await visit(secret)).body).toMatchObject({ cancelled: true })
  expect((await make()).status).toBe(409)
})
