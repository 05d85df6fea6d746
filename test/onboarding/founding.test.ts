import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountIn } from '../support/account.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const draft = (slug: string, over = {}) => ({
  slug,
  nameEn: 'Teachers Union',
  nameHi: 'शिक्षक संघ',
  kind: 'union',
  language: 'hi',
  timeZone: 'Asia/Kolkata',
  currency: 'INR',
  levels: [
    { id: 'state', nameEn: 'State', nameHi: 'राज्य' },
    { id: 'school', nameEn: 'School', nameHi: 'विद्यालय' },
  ],
  rootUnit: { id: v7(), code: 'ST', nameEn: 'State unit', nameHi: 'राज्य इकाई' },
  owner: { id: v7(), nameEn: 'Asha Verma', nameHi: 'आशा वर्मा' },
  ...over,
})

type Founded = { personId: string; accessToken: string }

test('an account founds an organisation and owns its whole tree at once', async () => {
  const asha = await accountIn(w, '+919999900101')
  const founded = await w.call<Founded>('POST', '/organisations', { as: asha, json: draft('teachers') })
  expect(founded.status).toBe(201)
  const units = await w.call<{ units: { nameHi: string }[] }>('GET', '/o/teachers/units', {
    as: founded.body.accessToken,
  })
  expect(units.body.units.map(({ nameHi }) => nameHi)).toEqual(['राज्य इकाई'])
  expect(units.trips).toBe(1)
  const face = await w.call('GET', '/o/teachers')
  expect(face.body).toMatchObject({ nameHi: 'शिक्षक संघ', levels: [{ id: 'state' }, { id: 'school' }] })
  const account = await w.call('GET', '/account', { as: asha })
  expect(account.body).toMatchObject({
    organisations: [{ slug: 'teachers', personId: founded.body.personId }],
  })
})

test('founding again is the same organisation with the same owner', async () => {
  const asha = await accountIn(w, '+919999900102')
  const first = await w.call<Founded>('POST', '/organisations', { as: asha, json: draft('again') })
  const second = await w.call<Founded>('POST', '/organisations', { as: asha, json: draft('again') })
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.body.personId).toBe(first.body.personId)
  const { rows } = await w.database('o-again').execute('select count(*) as n from people')
  expect(rows[0]?.n).toBe(1)
})

test('a founding that broke off after the name was taken is finished by asking again', async () => {
  const asha = await accountIn(w, '+919999900103')
  const { body } = await w.call<{ accountId: string }>('GET', '/account', { as: asha })
  await w.database('directory').execute({
    sql: "insert into organisations values ('broken', 'x', 'x', 'union', ?, 1)",
    args: [body.accountId],
  })
  expect((await w.call('POST', '/organisations', { as: asha, json: draft('broken') })).status).toBe(201)
})

test('a short name that somebody else has is refused', async () => {
  const [asha, ravi] = [await accountIn(w, '+919999900104'), await accountIn(w, '+919999900105')]
  await w.call('POST', '/organisations', { as: asha, json: draft('taken') })
  const refused = await w.call('POST', '/organisations', { as: ravi, json: draft('taken') })
  expect(refused).toMatchObject({ status: 409, body: { type: '/problems/slug-taken' } })
})

test('faults of the draft are located, and nothing is made', async () => {
  const asha = await accountIn(w, '+919999900106')
  const bad = draft('Bad Name', { currency: 'rupees', levels: [] })
  const refused = await w.call<{ errors: { pointer: string }[] }>('POST', '/organisations', {
    as: asha,
    json: bad,
  })
  expect(refused.status).toBe(422)
  expect(refused.body.errors.map(({ pointer }) => pointer).sort()).toEqual(['/currency', '/levels', '/slug'])
})

test('nobody founds without signing in', async () => {
  expect((await w.call('POST', '/organisations', { json: draft('nobody') })).status).toBe(401)
})
