import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn, signInFully } from '../support/signing-in.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Entered = {
  accessToken: string | null
  personId: string
  complete: boolean
  choose: { personId: string; nameEn: string; unitEn: string }[]
}
const enter = (slug: string, as: string, json: Record<string, unknown> = {}) =>
  w.call<Entered>('POST', `/o/${slug}/entry`, { as, json })

const profile = (unitId: string, more: Record<string, unknown> = {}) => ({
  nameEn: 'Kavita Rawat',
  nameHi: 'कविता रावत',
  unitId,
  language: 'hi',
  ...more,
})

test('a phone that the organisation knows enters as its person: one read, one write', async () => {
  const o = await w.organisation()
  const asha = await o.person('Asha', { unit: 'B1', phone: '+919999910001' })
  const token = await signIn(w, '+919999910001')
  const entered = await enter(o.slug, token)
  expect([entered.status, entered.trips]).toEqual([201, 2])
  expect(entered.body).toMatchObject({ personId: asha.id, complete: true, choose: [] })
  const me = await w.call('GET', `/o/${o.slug}/me`, { as: entered.body.accessToken ?? '' })
  expect([me.status, me.trips]).toEqual([200, 1])
  expect(me.body).toMatchObject({
    personId: asha.id,
    complete: true,
    person: { phone: '+919999910001' },
    powers: [],
  })
  const account = await w.call('GET', '/account', { as: token })
  expect(account.body).toMatchObject({ contacts: [{ value: '+919999910001' }] })
})

test('a family that shares one phone is asked who they are', async () => {
  const o = await w.organisation()
  const [ram, sita] = [
    await o.person('Ram', { unit: 'B1', phone: '+919999910002' }),
    await o.person('Sita', { unit: 'B2', phone: '+919999910002' }),
  ]
  const stranger = await o.person('Stranger', { unit: 'B3', phone: '+919999910099' })
  const token = await signIn(w, '+919999910002')
  const asked = await enter(o.slug, token)
  expect(asked.body).toMatchObject({ accessToken: null, personId: null })
  expect(asked.body.choose.map(({ personId }) => personId)).toEqual([ram.id, sita.id])
  expect(asked.headers.get('set-cookie')).toBeNull()
  expect((await enter(o.slug, token, { personId: sita.id })).body).toMatchObject({
    personId: sita.id,
    complete: true,
  })
  expect((await enter(o.slug, token)).body.choose).toHaveLength(2)
  expect((await enter(o.slug, token, { personId: stranger.id })).status).toBe(404)
  const third = await enter(o.slug, token, { asNew: true })
  expect([ram.id, sita.id]).not.toContain(third.body.personId)
  expect(third.body.complete).toBe(false)
})

test('who shares a phone stays the person chosen last when the session is renewed', async () => {
  const o = await w.organisation()
  const people = [
    await o.person('Mohan', { unit: 'B1', phone: '+919999910012' }),
    await o.person('Radha', { unit: 'B2', phone: '+919999910012' }),
  ]
  const session = await signInFully(w, '+919999910012')
  let refreshToken = session.refreshToken
  for (const person of [...people, ...people.slice(0, 1)]) {
    w.clock.now += 1
    await enter(o.slug, session.accessToken, { personId: person.id })
    const renewed = await w.call<{ refreshToken: string }>('POST', '/session/refresh', {
      json: { refreshToken },
    })
    refreshToken = renewed.body.refreshToken
    const cookies = renewed.headers.getSetCookie().filter((each) => each.includes(`access-${o.slug}=`))
    const token = /=([^;]+)/.exec(cookies.at(-1) ?? '')?.[1] ?? ''
    const me = await w.call('GET', `/o/${o.slug}/me`, { as: token })
    expect(me.body).toMatchObject({ personId: person.id })
  }
})

test('an unknown contact is one new person, who exists after completing the profile', async () => {
  const o = await w.organisation()
  const token = await signIn(w, '+919999910003')
  const first = (await enter(o.slug, token)).body
  const second = (await enter(o.slug, token)).body
  expect(first).toMatchObject({ complete: false, choose: [] })
  expect(second.personId).toBe(first.personId)
  const as = first.accessToken ?? ''
  expect((await w.call('GET', `/o/${o.slug}/me`, { as })).body).toMatchObject({
    complete: false,
    person: null,
  })
  expect(await o.rows('select id from people')).toEqual([])

  const made = await w.call('PUT', `/o/${o.slug}/me/profile`, { as, json: profile(o.unitId('B2')) })
  expect([made.status, made.trips]).toEqual([200, 1])
  expect(made.body).toMatchObject({
    complete: true,
    person: { nameHi: 'कविता रावत', phone: '+919999910003', unit: { code: 'B2' }, version: 1 },
  })
  expect((await enter(o.slug, token)).body).toMatchObject({ personId: first.personId, complete: true })
  expect(await o.rows('select action from audit order by seq')).toEqual([{ action: 'person.joined' }])
})

test('saying the same profile twice changes nothing; another unit is refused', async () => {
  const o = await w.organisation()
  const asha = await o.person('Asha', { unit: 'B1' })
  const say = (unit: string, more = {}) => asha.put('/me/profile', profile(o.unitId(unit), more))
  expect((await say('B1')).body).toMatchObject({ person: { nameEn: 'Kavita Rawat', version: 2 } })
  expect((await say('B1')).body).toMatchObject({ person: { version: 2 } })
  const moved = await say('B2', { nameEn: 'Moved' })
  expect(moved).toMatchObject({ status: 422, body: { errors: [{ pointer: '/unitId' }] } })
  expect(await o.rows('select name_en as name, version from people')).toEqual([
    { name: 'Kavita Rawat', version: 2 },
  ])
})

test('a unit that does not exist makes no person', async () => {
  const o = await w.organisation()
  const token = await signIn(w, '+919999910004')
  const as = (await enter(o.slug, token)).body.accessToken ?? ''
  const answer = await w.call('PUT', `/o/${o.slug}/me/profile`, { as, json: profile(crypto.randomUUID()) })
  expect(answer.status).toBe(422)
  expect(await o.rows('select id from people')).toEqual([])
})

test('whoever entered may look for the name of his unit without any power', async () => {
  const o = await w.organisation({ names: { D1: 'Ashok Nagar|अशोक नगर' } })
  const asha = await o.person('Asha')
  const found = await asha.get<{ units: { code: string }[] }>('/unit-names/search?q=Ashoknagar')
  expect(found.body.units.map(({ code }) => code)).toEqual(['D1'])
  const top = await asha.get<{ units: { id: string; code: string }[] }>('/unit-names')
  expect(top.body.units.map(({ code }) => code)).toEqual(['ST'])
  const below = await asha.get<{ units: { code: string }[] }>(`/unit-names?parent=${o.unitId('D1')}`)
  expect(below.body.units.map(({ code }) => code)).toEqual(['B1', 'B2'])
  expect((await o.nobody.get('/unit-names')).status).toBe(401)
  expect((await asha.get('/units/search?q=Ashoknagar')).status).toBe(404)
})

test('an organisation that does not exist is not entered', async () => {
  const token = await signIn(w, '+919999910005')
  expect((await enter('no-such-place', token)).status).toBe(404)
  const account = await w.call('GET', '/account', { as: token })
  expect(account.body).toMatchObject({ organisations: [] })
})

test("my powers name the role, its capabilities and the unit; another organisation's token is nobody here", async () => {
  const [a, b] = [await w.organisation(), await w.organisation()]
  const officer = await a.person('Officer', { grants: ['registrar@D1'] })
  const me = await officer.get<{
    powers: { role: string; capabilities: string[]; unit: { code: string } }[]
  }>('/me')
  expect(me.body.powers).toHaveLength(1)
  expect(me.body.powers[0]).toMatchObject({ role: 'registrar', unit: { code: 'D1' } })
  expect(me.body.powers[0]?.capabilities).toContain('people:contact')
  expect((await w.call('GET', `/o/${b.slug}/me`, { as: officer.token })).status).toBe(401)
})
