import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newKeys } from '../../db/local/keys.ts'
import { signInFully } from '../support/signing-in.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Entered = { accessToken: string; personId: string }

const phones = (function* () {
  for (let n = 9_999_970_000; ; n += 1) yield `+91${n}`
})()

/** Somebody who has signed in and entered an organisation, and how to ask who he is there. */
async function insider(o: Awaited<ReturnType<World['organisation']>>) {
  const phone = String(phones.next().value)
  const person = await o.person('Asha', { unit: 'B1', phone, grants: ['admin@B1'] })
  const session = await signInFully(w, phone)
  const enter = (as: string) => w.call<Entered>('POST', `/o/${o.slug}/entry`, { as, json: {} })
  const token = (await enter(session.accessToken)).body.accessToken
  const me = () => w.call('GET', `/o/${o.slug}/me`, { as: token })
  return { person, phone, session, token, me, enter }
}

test('signing out stops the very next request: reads and writes, in every organisation, and of no other device', async () => {
  const [a, b] = [await w.organisation(), await w.organisation()]
  const asha = await insider(a)
  await b.person('Asha', { unit: 'B2', phone: asha.phone })
  const other = await signInFully(w, asha.phone)
  const [inB, elsewhere] = [
    await w.call<Entered>('POST', `/o/${b.slug}/entry`, { as: asha.session.accessToken, json: {} }),
    await asha.enter(other.accessToken),
  ]
  expect((await asha.me()).status).toBe(200)
  await w.call('DELETE', '/session', { as: asha.session.accessToken })
  const units = await w.call('GET', `/o/${a.slug}/units`, { as: asha.token })
  const cards = `/o/${a.slug}/people/${asha.person.id}/cards`
  const write = await w.call('POST', cards, { as: asha.token, json: { id: v7() } })
  expect([(await asha.me()).status, units.status, write.status]).toEqual([401, 401, 401])
  expect(await a.rows('select count(*) as n from cards')).toEqual([{ n: 0 }])
  expect((await w.call('GET', `/o/${b.slug}/me`, { as: inB.body.accessToken })).status).toBe(401)
  expect((await w.call('GET', `/o/${a.slug}/me`, { as: elsewhere.body.accessToken })).status).toBe(200)
})

test('a replayed refresh token ends the family: its access tokens stop at the next request', async () => {
  const o = await w.organisation()
  const asha = await insider(o)
  const renew = (refreshToken: string) => w.call('POST', '/session/refresh', { json: { refreshToken } })
  expect((await renew(asha.session.refreshToken)).status).toBe(201)
  expect((await asha.me()).status).toBe(200)
  w.clock.now += 60
  expect((await renew(asha.session.refreshToken)).status).toBe(401)
  expect((await asha.me()).status).toBe(401)
})

test('an organisation that could not be reached when a session ended is told by the next sweep', async () => {
  const o = await w.organisation()
  const asha = await insider(o)
  await w.database('directory').execute({
    sql: 'update sessions set ended_at = ? where id = ?',
    args: [w.clock.now, asha.session.refreshToken.split('.')[0] ?? ''],
  })
  expect((await asha.me()).status).toBe(200)
  await w.tick()
  await expect.poll(async () => (await asha.me()).status).toBe(401)
})

test('revoking a card stops the very next request of whoever is in with it', async () => {
  const o = await w.organisation()
  const officer = await o.person('Officer', { grants: ['registrar@D1'] })
  const asha = await o.person('Asha', { unit: 'B1' })
  const card = await officer.post<{ id: string; number: string; secret: string }>(
    `/people/${asha.id}/cards`,
    { id: v7() },
  )
  const { number, secret } = card.body
  const shown = await o.nobody.post<Entered>('/card-entry', { number, secret })
  const me = () => w.call('GET', `/o/${o.slug}/me`, { as: shown.body.accessToken })
  expect((await me()).status).toBe(200)
  await officer.delete(`/cards/${card.body.id}`)
  expect((await me()).status).toBe(401)
})

test('whoever was shut out sees of the programmes what everybody sees: no draft', async () => {
  const o = await w.organisation()
  const planner = await o.person('Planner', { grants: ['planner@ST'] })
  await o.db.execute(`insert into programmes (id, name_en, name_hi, starts_on, ends_on, created_at)
    values ('${v7()}', 'Draft', 'मसौदा', '2026-01-01', '2026-12-31', 0)`)
  const seen = async () => (await planner.get<{ programmes: unknown[] }>('/programmes')).body.programmes
  expect(await seen()).toHaveLength(1)
  await o.db.execute({ sql: 'update entries set ended_at = ? where person_id = ?', args: [1, planner.id] })
  expect(await seen()).toEqual([])
})

test('a token signed with a key that was taken away is refused from the next request on', async () => {
  const o = await w.organisation()
  const { me } = await insider(o)
  expect((await me()).status).toBe(200)
  const [old, fresh] = [w.keys, await newKeys()]
  await w.rekey(fresh)
  expect((await me()).status).toBe(401)
  await w.rekey(old)
  expect((await me()).status).toBe(200)
})
