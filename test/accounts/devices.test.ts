import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeFor, proveIn, signInFully } from '../support/signing-in.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const phones = (function* () {
  for (let n = 9_999_940_000; ; n += 1) yield `+91${n}`
})()
const newPhone = () => String(phones.next().value)

type Access = {
  provenUntil: number
  contacts: { value: string }[]
  sessions: {
    id: string
    system: string
    browser: string
    createdAt: number
    usedAt: number
    current: boolean
  }[]
}
const access = (as: string) => w.call<Access>('GET', '/account/access', { as })
const sessionOf = ({ refreshToken }: { refreshToken: string }) => refreshToken.split('.')[0] ?? ''
const isIn = async (as: string) => (await w.call('GET', '/account', { as })).status === 200

/** Enters an organisation, and says how to ask who one is there. */
async function enter(slug: string, as: string) {
  const entered = await w.call<{ accessToken: string }>('POST', `/o/${slug}/entry`, { as, json: {} })
  return async () => (await w.call('GET', `/o/${slug}/me`, { as: entered.body.accessToken })).status
}

test('one sees one’s own live sessions in one round trip: the device, first and last use, and which is this one', async () => {
  const phone = newPhone()
  const agent = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36'
  const first = await signInFully(w, phone, { 'user-agent': agent })
  await signInFully(w, newPhone())
  const began = w.clock.now
  w.clock.now += 500
  const renewed = await w.call<{ accessToken: string }>('POST', '/session/refresh', {
    json: { refreshToken: first.refreshToken },
  })
  w.clock.now += 100
  const second = await signInFully(w, phone)
  const seen = await access(renewed.body.accessToken)
  expect(seen.trips).toBe(1)
  expect(seen.body.contacts).toEqual([{ kind: 'phone', value: phone }])
  expect(seen.body.sessions).toEqual([
    expect.objectContaining({ id: sessionOf(second), current: false }),
    {
      id: sessionOf(first),
      system: 'android',
      browser: 'chrome',
      createdAt: began,
      usedAt: began + 500,
      current: true,
    },
  ])
})

test('sessions that ended or lapsed are not listed', async () => {
  const phone = newPhone()
  await signInFully(w, phone)
  w.clock.now += 60 * 86_400
  const [gone, here] = [await signInFully(w, phone), await signInFully(w, phone)]
  await w.call('DELETE', '/session', { as: gone.accessToken })
  const seen = await access(here.accessToken)
  expect(seen.body.sessions.map(({ id }) => id)).toEqual([sessionOf(here)])
})

test('ending one session stops its next request in every organisation, and no other session', async () => {
  const [a, b, phone] = [await w.organisation(), await w.organisation(), newPhone()]
  for (const o of [a, b]) await o.person('Asha', { unit: 'B1', phone })
  const [lost, here] = [await signInFully(w, phone), await signInFully(w, phone)]
  const [lostInA, lostInB] = [await enter(a.slug, lost.accessToken), await enter(b.slug, lost.accessToken)]
  const hereInA = await enter(a.slug, here.accessToken)
  expect([await lostInA(), await lostInB(), await hereInA()]).toEqual([200, 200, 200])
  const ended = await w.call('DELETE', `/account/sessions/${sessionOf(lost)}`, { as: here.accessToken })
  expect(ended.status).toBe(204)
  expect([await lostInA(), await lostInB(), await hereInA()]).toEqual([401, 401, 200])
  expect([await isIn(lost.accessToken), await isIn(here.accessToken)]).toEqual([false, true])
  const renewed = await w.call('POST', '/session/refresh', { json: { refreshToken: lost.refreshToken } })
  expect(renewed.status).toBe(401)
})

test('ending the session that asks forgets its tokens on the device', async () => {
  const [o, phone] = [await w.organisation(), newPhone()]
  await o.person('Asha', { unit: 'B1', phone })
  const here = await signInFully(w, phone)
  const me = await enter(o.slug, here.accessToken)
  const ended = await w.call('DELETE', `/account/sessions/${sessionOf(here)}`, { as: here.accessToken })
  expect([ended.status, await me()]).toEqual([204, 401])
  expect(ended.headers.getSetCookie().join()).toContain('__Host-access=;')
})

test('another’s session is not ended, and looks like none at all', async () => {
  const [asha, ravi] = [await signInFully(w, newPhone()), await signInFully(w, newPhone())]
  const end = (id: string) => w.call('DELETE', `/account/sessions/${id}`, { as: ravi.accessToken })
  const [real, none] = [await end(sessionOf(asha)), await end(crypto.randomUUID())]
  expect([real.status, real.text]).toEqual([404, none.text])
  expect(await isIn(asha.accessToken)).toBe(true)
})

test('signing out everywhere else leaves this device in, in every organisation', async () => {
  const [o, phone] = [await w.organisation(), newPhone()]
  await o.person('Asha', { unit: 'B1', phone })
  const sessions = [await signInFully(w, phone), await signInFully(w, phone), await signInFully(w, phone)]
  const stranger = await signInFully(w, newPhone())
  const inside = await Promise.all(sessions.map(({ accessToken }) => enter(o.slug, accessToken)))
  const out = await w.call('POST', '/account/sign-outs', {
    as: sessions[0]?.accessToken,
    json: { which: 'others' },
  })
  expect(out.status).toBe(204)
  expect(await Promise.all(inside.map((me) => me()))).toEqual([200, 401, 401])
  expect(await Promise.all(sessions.map(({ accessToken }) => isIn(accessToken)))).toEqual([
    true,
    false,
    false,
  ])
  expect(await isIn(stranger.accessToken)).toBe(true)
})

test('signing out everywhere ends this device’s session too', async () => {
  const [o, phone] = [await w.organisation(), newPhone()]
  await o.person('Asha', { unit: 'B1', phone })
  const sessions = [await signInFully(w, phone), await signInFully(w, phone)]
  const inside = await Promise.all(sessions.map(({ accessToken }) => enter(o.slug, accessToken)))
  const json = { which: 'all' }
  expect((await w.call('POST', '/account/sign-outs', { as: sessions[0]?.accessToken, json })).status).toBe(
    204,
  )
  expect(await Promise.all(inside.map((me) => me()))).toEqual([401, 401])
  expect(await Promise.all(sessions.map(({ accessToken }) => isIn(accessToken)))).toEqual([false, false])
})

test('an ended session reads nothing and changes nothing of the account', async () => {
  const phone = newPhone()
  const [gone, here] = [await signInFully(w, phone), await signInFully(w, phone)]
  await w.call('DELETE', '/session', { as: gone.accessToken })
  const as = gone.accessToken
  const tried = [
    await access(as),
    await w.call('POST', '/account/sign-outs', { as, json: { which: 'others' } }),
    await w.call('POST', '/account/passkey-challenges', { as }),
    await w.call('POST', '/account/contact-removals', { as, json: { contact: '+919999900001' } }),
  ]
  expect(tried.map(({ status }) => status)).toEqual([401, 401, 401, 401])
  expect(await isIn(here.accessToken)).toBe(true)
})

test('a proof lasts ten minutes from the opening of the session, and from a fresh code', async () => {
  const phone = newPhone()
  const { accessToken: as } = await signInFully(w, phone)
  expect((await access(as)).body.provenUntil).toBe(w.clock.now + 600)
  w.clock.now += 700
  const proof = await proveIn(w, phone, as)
  expect(proof.status).toBe(201)
  expect((await access(as)).body.provenUntil).toBe(w.clock.now + 600)
})

test('a proof is not given for a code sent to another, a wrong code, or a code that was sent for signing in', async () => {
  const [phone, other] = [newPhone(), newPhone()]
  const { accessToken: as } = await signInFully(w, phone)
  await signInFully(w, other)
  const began = w.clock.now
  w.clock.now += 700
  const asked = await w.call('POST', '/account/proof-codes', { as, json: { contact: other } })
  expect(asked.status).toBe(404)
  const prove = (contact: string, code: string) =>
    w.call('POST', '/account/proofs', { as, json: { contact, code } })
  await w.call('POST', '/codes', { json: { contact: phone } })
  expect((await prove(phone, await codeFor(w, phone))).status).toBe(401)
  await w.call('POST', '/account/proof-codes', { as, json: { contact: phone } })
  const code = await codeFor(w, phone)
  expect((await prove(phone, code === '000000' ? '111111' : '000000')).status).toBe(401)
  expect((await access(as)).body.provenUntil).toBe(began + 600)
  // The code itself is good, for this alone.
  expect((await w.call('POST', '/sessions', { json: { contact: phone, code } })).status).toBe(401)
  expect((await prove(phone, code)).status).toBe(201)
  expect((await prove(phone, code)).status).toBe(401)
})

test('after five wrong tries the right code proves nothing', async () => {
  const phone = newPhone()
  const { accessToken: as } = await signInFully(w, phone)
  await w.call('POST', '/account/proof-codes', { as, json: { contact: phone } })
  const code = await codeFor(w, phone)
  const prove = (each: string) =>
    w.call('POST', '/account/proofs', { as, json: { contact: phone, code: each } })
  for (let i = 0; i < 5; i++) expect((await prove(code === '000000' ? '111111' : '000000')).status).toBe(401)
  expect((await prove(code)).status).toBe(401)
})
