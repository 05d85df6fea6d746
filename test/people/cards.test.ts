import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Printed = { id: string; number: string; secret: string; nameHi: string }
type Entered = { accessToken: string; personId: string; expiresInSeconds: number }

async function manned() {
  const o = await w.organisation()
  const officer = await o.person('Officer', { unit: 'D1', grants: ['registrar@D1'] })
  const asha = await o.person('Asha', { unit: 'B1', nameHi: 'आशा' })
  const print = (id = v7(), personId = asha.id) => officer.post<Printed>(`/people/${personId}/cards`, { id })
  const show = (number: string, secret: string, bornYear?: number) =>
    o.nobody.post<Entered>('/card-entry', { number, secret, ...(bornYear ? { bornYear } : {}) })
  return { o, officer, asha, print, show }
}

test('a printed card lets its person in for twelve hours, typed as people type', async () => {
  const { o, asha, print, show } = await manned()
  const card = await print()
  expect([card.status, card.trips, card.body.nameHi]).toEqual([201, 1, 'आशा'])
  expect(card.body.number).toMatch(/^[2-9A-Z]{8}$/)
  const entered = await show(
    card.body.number.toLowerCase().replace(/^(.{4})/, '$1-'),
    ` ${card.body.secret} `,
  )
  expect([entered.status, entered.trips, entered.body.expiresInSeconds]).toEqual([201, 1, 43_200])
  expect(entered.body.personId).toBe(asha.id)
  const me = await w.call('GET', `/o/${o.slug}/me`, { as: entered.body.accessToken })
  expect(me.body).toMatchObject({ personId: asha.id, complete: true })
  const [stored] = await o.rows('select secret_hash as hash from cards')
  expect(String(stored?.hash)).not.toContain(card.body.secret)
})

test('a lost answer is printed again as the same card, by the same officer, for ten minutes', async () => {
  const { o, officer, asha, print } = await manned()
  const first = await print()
  expect((await print(first.body.id)).body).toEqual(first.body)
  const other = await o.person('Other', { unit: 'D1', grants: ['registrar@D1'] })
  expect((await other.post(`/people/${asha.id}/cards`, { id: first.body.id })).status).toBe(409)
  await o.db.execute('update cards set issued_at = issued_at - 601')
  expect((await officer.post(`/people/${asha.id}/cards`, { id: first.body.id })).status).toBe(409)
  expect(await o.rows('select count(*) as n from cards')).toEqual([{ n: 1 }])
})

test('a new card makes the one before worthless; a revoked card opens nothing', async () => {
  const { officer, asha, print, show } = await manned()
  const [old, fresh] = [(await print()).body, (await print()).body]
  const refused = await show(old.number, old.secret)
  expect(refused).toMatchObject({ status: 401, body: { type: '/problems/code-wrong' } })
  expect((await show(fresh.number, fresh.secret)).status).toBe(201)
  const listed = await officer.get<{ cards: { number: string }[] }>(`/people/${asha.id}/cards`)
  expect(listed.body.cards.map(({ number }) => number)).toEqual([fresh.number])
  expect((await officer.delete(`/cards/${fresh.id}`)).status).toBe(204)
  expect((await show(fresh.number, fresh.secret)).status).toBe(401)
})

test('after five wrong secrets the right one is refused too; four and a right one are forgiven', async () => {
  const { print, show, officer, asha } = await manned()
  const card = (await print()).body
  for (let i = 0; i < 4; i += 1) expect((await show(card.number, 'WRONG999')).status).toBe(401)
  expect((await show(card.number, card.secret)).status).toBe(201)
  for (let i = 0; i < 5; i += 1) expect((await show(card.number, 'WRONG999')).status).toBe(401)
  const locked = await show(card.number, card.secret)
  const unknown = await show('23456789', card.secret)
  expect([locked.status, locked.text]).toEqual([401, unknown.text])
  const listed = await officer.get(`/people/${asha.id}/cards`)
  expect(listed.body).toMatchObject({ cards: [{ locked: true }] })
})

test('where the year of birth is known, the card needs it', async () => {
  const { o, asha, print, show } = await manned()
  await o.db.execute({ sql: 'update people set born_year = 1970 where id = ?', args: [asha.id] })
  const card = (await print()).body
  expect((await show(card.number, card.secret)).status).toBe(401)
  expect((await show(card.number, card.secret, 1971)).status).toBe(401)
  expect((await show(card.number, card.secret, 1970)).status).toBe(201)
})

test("a card counts in its own organisation only, and nobody prints one for another district's people", async () => {
  const { o, officer, print, show } = await manned()
  const other = await w.organisation()
  const card = (await print()).body
  const elsewhere = await other.nobody.post('/card-entry', { number: card.number, secret: card.secret })
  expect(elsewhere.status).toBe(401)
  const ramesh = await o.person('Ramesh', { unit: 'B3' })
  const missing = await officer.get(`/people/${v7()}`)
  const refused = await print(v7(), ramesh.id)
  expect([refused.status, refused.text]).toEqual([404, missing.text])
  expect((await officer.get(`/people/${ramesh.id}/cards`)).status).toBe(404)
  expect((await show(card.number, card.secret)).status).toBe(201)
})
