import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

/** The newest code that was sent to a contact, from the outbox. */
async function codeFor(contact: string): Promise<string> {
  const { rows } = await w.database('directory').execute({
    sql: "select facts ->> 'code' as code from messages where address = ? order by id desc limit 1",
    args: [contact],
  })
  return String(rows[0]?.code)
}

const ask = (contact: string) => w.call('POST', '/codes', { json: { contact, language: 'hi' } })
const signIn = (contact: string, code: string) =>
  w.call<{ accessToken: string; refreshToken: string }>('POST', '/sessions', { json: { contact, code } })

test('a code sent to a phone opens a session, in one round trip each', async () => {
  // Delivering the code is a job of its own, whose trips are not the request's.
  expect((await ask('99999 00001')).status).toBe(202)
  await w.settled()
  const opened = await signIn('+91 99999 00001', await codeFor('+919999900001'))
  expect([opened.status, opened.trips]).toEqual([201, 1])
  const account = await w.call('GET', '/account', { as: opened.body.accessToken })
  expect(account.body).toMatchObject({
    contacts: [{ kind: 'phone', value: '+919999900001' }],
    organisations: [],
  })
  expect(account.trips).toBe(1)
})

test('the same phone signs in to the same account, an e-mail to another', async () => {
  const accounts = []
  for (const contact of ['+919999900002', '+919999900002', 'asha@example.org']) {
    await ask(contact)
    const { body } = await signIn(contact, await codeFor(contact))
    const seen = await w.call<{ accountId: string }>('GET', '/account', { as: body.accessToken })
    accounts.push(seen.body.accountId)
  }
  expect(accounts[0]).toBe(accounts[1])
  expect(accounts[2]).not.toBe(accounts[0])
})

test('a code works once', async () => {
  await ask('+919999900003')
  const code = await codeFor('+919999900003')
  expect((await signIn('+919999900003', code)).status).toBe(201)
  expect(await signIn('+919999900003', code)).toMatchObject({
    status: 401,
    body: { type: '/problems/code-wrong' },
  })
})

test('after five wrong tries the right code is refused too', async () => {
  await ask('+919999900004')
  const code = await codeFor('+919999900004')
  const wrong = code === '000000' ? '000001' : '000000'
  for (let i = 0; i < 5; i++) expect((await signIn('+919999900004', wrong)).status).toBe(401)
  expect((await signIn('+919999900004', code)).status).toBe(401)
})

test('a code lapses after ten minutes', async () => {
  await ask('+919999900005')
  const code = await codeFor('+919999900005')
  w.clock.now += 601
  expect((await signIn('+919999900005', code)).status).toBe(401)
})

test('a contact gets six codes an hour, and an unknown one is answered like a known one', async () => {
  const answers = []
  for (let i = 0; i < 7; i++) answers.push((await ask('+919999900006')).status)
  expect(answers).toEqual([202, 202, 202, 202, 202, 202, 429])
  expect((await ask('nobody@example.org')).text).toBe((await ask('asha@example.org')).text)
})

test('what is neither a phone nor an e-mail is refused with a pointer', async () => {
  expect(await ask('hello')).toMatchObject({ status: 422, body: { errors: [{ pointer: '/contact' }] } })
})

test('a refresh token is exchanged for a new one; replayed later, it ends the session', async () => {
  await ask('+919999900007')
  const { body } = await signIn('+919999900007', await codeFor('+919999900007'))
  const renew = (refreshToken: string) =>
    w.call<typeof body>('POST', '/session/refresh', { json: { refreshToken } })
  const second = await renew(body.refreshToken)
  expect(second.status).toBe(201)
  w.clock.now += 60
  expect((await renew(body.refreshToken)).status).toBe(401)
  expect((await renew(second.body.refreshToken)).status).toBe(401)
})

test('signing out ends the session: its refresh token no longer works', async () => {
  await ask('+919999900008')
  const { body } = await signIn('+919999900008', await codeFor('+919999900008'))
  expect((await w.call('DELETE', '/session', { as: body.accessToken })).status).toBe(204)
  expect((await w.call('GET', '/account', { as: body.accessToken })).status).toBe(401)
  expect(
    (await w.call('POST', '/session/refresh', { json: { refreshToken: body.refreshToken } })).status,
  ).toBe(401)
})

test('signing out after the access token lapsed still ends the session', async () => {
  await ask('+919999900011')
  const { body } = await signIn('+919999900011', await codeFor('+919999900011'))
  w.clock.now += 3600
  const headers = { cookie: `__Host-refresh=${body.refreshToken}` }
  expect((await w.call('DELETE', '/session', { headers })).status).toBe(204)
  expect(
    (await w.call('POST', '/session/refresh', { json: { refreshToken: body.refreshToken } })).status,
  ).toBe(401)
})

test('a session that is used every week ends after half a year all the same', async () => {
  const began = w.clock.now
  await ask('+919999900013')
  let { body } = await signIn('+919999900013', await codeFor('+919999900013'))
  const renew = () =>
    w.call<typeof body>('POST', '/session/refresh', { json: { refreshToken: body.refreshToken } })
  for (let week = 1; week <= 25; week += 1) {
    w.clock.now += 7 * 86_400
    const renewed = await renew()
    expect([week, renewed.status]).toEqual([week, 201])
    body = renewed.body
  }
  w.clock.now += 7 * 86_400
  expect((await renew()).status).toBe(401)
  w.clock.now = began
})

test('another’s refresh token ends nothing', async () => {
  await ask('+919999900012')
  const { body } = await signIn('+919999900012', await codeFor('+919999900012'))
  const [sessionId = ''] = body.refreshToken.split('.')
  const headers = { cookie: `__Host-refresh=${sessionId}.guessed` }
  expect((await w.call('DELETE', '/session', { headers })).status).toBe(204)
  expect((await w.call('GET', '/account', { as: body.accessToken })).status).toBe(200)
})

test('renewing without a refresh token leaves a printed card’s access on the device', async () => {
  const headers = { cookie: '__Host-access-village=token' }
  const renewed = await w.call('POST', '/session/refresh', { json: {}, headers })
  expect([renewed.status, renewed.headers.get('set-cookie')]).toEqual([401, null])
  const left = await w.call('DELETE', '/session', { headers })
  expect(left.headers.get('set-cookie')).toMatch(/__Host-access-village=;/)
})

test('a write that comes from another site is refused', async () => {
  const headers = { origin: 'https://elsewhere.example' }
  const foreign = await w.call('POST', '/codes', { json: { contact: '+919999900009' }, headers })
  expect(foreign).toMatchObject({ status: 400, body: { type: '/problems/foreign-origin' } })
})
