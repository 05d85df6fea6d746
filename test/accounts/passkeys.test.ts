import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authenticator, type Faults, type Making, type Signing } from '../support/authenticator.ts'
import { proveIn, signInFully } from '../support/signing-in.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const phones = (function* () {
  for (let n = 9_999_930_000; ; n += 1) yield `+91${n}`
})()

type Passkeys = { passkeys: { id: string; name: string; usedAt: number | null }[] }
type Opened = { accessToken: string; refreshToken: string }

/** Somebody who has just signed in with a code, holding a device that can keep a passkey. */
async function somebody() {
  const phone = String(phones.next().value)
  const { accessToken: as, refreshToken } = await signInFully(w, phone)
  const device = await authenticator(w.origin)
  const options = () => w.call<Making>('POST', '/account/passkey-challenges', { as })
  const add = async (faults: Faults = {}, name = 'My phone') => {
    const response = await device.make((await options()).body, faults)
    return w.call<Passkeys>('POST', '/account/passkeys', { as, json: { name, response } })
  }
  const accountId = async () =>
    (await w.call<{ accountId: string }>('GET', '/account', { as })).body.accountId
  return { phone, as, refreshToken, device, options, add, accountId }
}

const challenge = async () => (await w.call<Signing>('POST', '/passkey-challenges')).body
const open = (response: unknown) => w.call<Opened>('POST', '/passkey-sessions', { json: { response } })
const signIn = async (device: Awaited<ReturnType<typeof authenticator>>, faults: Faults = {}) =>
  open(await device.sign(await challenge(), faults))
const rows = async (sql: string, args: (string | number)[] = []) =>
  (await w.database('directory').execute({ sql, args })).rows
const passkeysIn = async (device: { id: string }) =>
  Number((await rows('select count(*) as n from passkeys where id = ?', [device.id]))[0]?.n)

test('a passkey opens a session of the account that made it, in two round trips', async () => {
  const asha = await somebody()
  const added = await asha.add()
  expect([added.status, added.trips]).toEqual([201, 2])
  expect(added.body.passkeys).toMatchObject([{ id: asha.device.id, name: 'My phone', usedAt: null }])
  const opened = await signIn(asha.device)
  expect([opened.status, opened.trips]).toEqual([201, 2])
  expect(opened.headers.getSetCookie().join()).toContain(`__Host-refresh=${opened.body.refreshToken}`)
  const account = await w.call('GET', '/account', { as: opened.body.accessToken })
  expect(account.body).toMatchObject({ accountId: await asha.accountId(), contacts: [{ value: asha.phone }] })
})

test('the browser is asked for a passkey of this site that finds its account and checks its holder', async () => {
  const asha = await somebody()
  await asha.add()
  const { body } = await asha.options()
  expect(body).toMatchObject({
    rp: { id: 'prashikshan.test' },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: [{ id: asha.device.id, transports: ['internal', 'hybrid'] }],
  })
  expect(Buffer.from(body.user.id, 'base64url').toString()).toBe(await asha.accountId())
  expect(await challenge()).toMatchObject({ rpId: 'prashikshan.test', userVerification: 'required' })
})

test('a session opened by a passkey is a family like any other: renewed once, and ended by a replay', async () => {
  const asha = await somebody()
  await asha.add()
  const { refreshToken } = (await signIn(asha.device)).body
  const renew = (token: string) =>
    w.call<Opened>('POST', '/session/refresh', { json: { refreshToken: token } })
  const second = await renew(refreshToken)
  expect(second.status).toBe(201)
  w.clock.now += 60
  expect((await renew(refreshToken)).status).toBe(401)
  expect((await renew(second.body.refreshToken)).status).toBe(401)
})

test('a device that attests itself is taken too', async () => {
  const asha = await somebody()
  expect((await asha.add({ attesting: true })).status).toBe(201)
  expect((await signIn(asha.device)).status).toBe(201)
})

describe('a passkey is not added', () => {
  test.each<[string, Faults]>([
    ['from another origin', { origin: 'https://prashikshan.example' }],
    ['for another site', { rpId: 'elsewhere.test' }],
    ['for a challenge that we did not give', { challenge: 'bm90IG91cnM' }],
    ['when its holder was not checked', { unverified: true }],
    ['from the answer of a sign-in', { type: 'webauthn.get' }],
  ])('%s', async (_, faults) => {
    const asha = await somebody()
    const added = await asha.add(faults)
    expect(added).toMatchObject({ status: 401, body: { type: '/problems/passkey-wrong' } })
    expect(await passkeysIn(asha.device)).toBe(0)
  })

  test('with a challenge that was used, that lapsed, that is another account’s, or that was for signing in', async () => {
    const [asha, ravi] = [await somebody(), await somebody()]
    const put = (response: unknown) =>
      w.call('POST', '/account/passkeys', { as: asha.as, json: { name: 'Phone', response } })
    const used = await asha.device.make((await asha.options()).body)
    expect((await put(used)).status).toBe(201)
    expect((await put(used)).status).toBe(401)
    const other = await authenticator(w.origin)
    const old = await other.make((await asha.options()).body)
    w.clock.now += 301
    expect((await put(old)).status).toBe(401)
    expect((await put(await other.make((await ravi.options()).body))).status).toBe(401)
    const { body } = await asha.options()
    expect((await put(await other.make({ ...body, ...(await challenge()) }))).status).toBe(401)
    expect(await passkeysIn(other)).toBe(0)
  })

  test('that is another account’s already', async () => {
    const [asha, ravi] = [await somebody(), await somebody()]
    await asha.add()
    const response = await asha.device.make((await ravi.options()).body)
    const stolen = await w.call('POST', '/account/passkeys', {
      as: ravi.as,
      json: { name: 'Mine', response },
    })
    expect(stolen.status).toBe(401)
    const kept = await rows('select account_id as owner from passkeys where id = ?', [asha.device.id])
    expect(kept).toMatchObject([{ owner: await asha.accountId() }])
  })
})

describe('nobody signs in', () => {
  test.each<[string, Faults]>([
    ['from another origin', { origin: 'https://prashikshan.example' }],
    ['for another site', { rpId: 'elsewhere.test' }],
    ['for a challenge that we did not give', { challenge: 'bm90IG91cnM' }],
    ['when the holder was not checked', { unverified: true }],
    ['with another key', { otherKey: true }],
    ['as another account', { userHandle: 'c29tZWJvZHkgZWxzZQ' }],
    ['with the answer of a registration', { type: 'webauthn.create' }],
  ])('%s', async (_, faults) => {
    const asha = await somebody()
    await asha.add()
    const refused = await signIn(asha.device, faults)
    expect(refused).toMatchObject({ status: 401, body: { type: '/problems/passkey-wrong' } })
    expect(refused.headers.get('set-cookie')).toBeNull()
    expect(await rows('select id from sessions where account_id = ?', [await asha.accountId()])).toHaveLength(
      1,
    )
  })

  test('twice with one challenge, nor with one that lapsed or was for adding a passkey', async () => {
    const asha = await somebody()
    await asha.add()
    const once = await challenge()
    expect((await open(await asha.device.sign(once))).status).toBe(201)
    expect((await open(await asha.device.sign(once))).status).toBe(401)
    const adding = (await asha.options()).body.challenge
    expect((await open(await asha.device.sign({ ...once, challenge: adding }))).status).toBe(401)
    const old = await challenge()
    w.clock.now += 301
    expect((await open(await asha.device.sign(old))).status).toBe(401)
  })

  test('with a challenge whose first answer was wrong', async () => {
    const asha = await somebody()
    await asha.add()
    const once = await challenge()
    expect((await open(await asha.device.sign(once, { otherKey: true }))).status).toBe(401)
    expect((await open(await asha.device.sign(once))).status).toBe(401)
  })

  test('with a passkey that we do not know: the same bytes as for a wrong signature', async () => {
    const [asha, stranger] = [await somebody(), await authenticator(w.origin)]
    await asha.add()
    const unknown = await signIn(stranger, { userHandle: 'bm9ib2R5' })
    const wrong = await signIn(asha.device, { otherKey: true })
    expect([unknown.status, unknown.text]).toEqual([401, wrong.text])
  })

  test('with a counter that goes backwards or stands still', async () => {
    const asha = await somebody()
    await asha.add()
    expect((await signIn(asha.device, { counter: 7 })).status).toBe(201)
    expect((await signIn(asha.device, { counter: 6 })).status).toBe(401)
    expect((await signIn(asha.device, { counter: 7 })).status).toBe(401)
    expect((await signIn(asha.device, { counter: 8 })).status).toBe(201)
  })
})

test('of two requests at once with the same counter one signs in', async () => {
  const asha = await somebody()
  await asha.add()
  const answers = await Promise.all(
    [1, 2].map(async () => asha.device.sign(await challenge(), { counter: 5 })),
  )
  const opened = await Promise.all(answers.map(open))
  expect(opened.map(({ status }) => status).sort()).toEqual([201, 401])
})

test('a passkey without a counter signs in again and again', async () => {
  const asha = await somebody()
  await asha.add({ counter: 0 })
  for (let i = 0; i < 3; i++) expect((await signIn(asha.device, { counter: 0 })).status).toBe(201)
})

test('a session that is older than ten minutes adds and removes nothing until a fresh code confirms it', async () => {
  const asha = await somebody()
  await asha.add()
  const response = await (await authenticator(w.origin)).make((await asha.options()).body)
  w.clock.now += 601
  const remove = () => w.call('DELETE', `/account/passkeys/${asha.device.id}`, { as: asha.as })
  const stale = [
    await asha.options(),
    await w.call('POST', '/account/passkeys', { as: asha.as, json: { name: 'Phone', response } }),
    await remove(),
  ]
  // The challenge lapsed before the proof did; either refusal would do.
  expect(stale.map(({ status }) => status)).toEqual([403, 401, 403])
  expect(stale[0]?.body).toMatchObject({ type: '/problems/proof-needed' })
  expect(await passkeysIn(asha.device)).toBe(1)
  await proveIn(w, asha.phone, asha.as)
  expect((await asha.options()).status).toBe(201)
  expect((await remove()).body).toEqual({ passkeys: [] })
})

test('a proof that ends between the challenge and its answer adds nothing', async () => {
  const asha = await somebody()
  w.clock.now += 500
  const response = await asha.device.make((await asha.options()).body)
  w.clock.now += 200
  const late = await w.call('POST', '/account/passkeys', { as: asha.as, json: { name: 'Phone', response } })
  expect(late).toMatchObject({ status: 403, body: { type: '/problems/proof-needed' } })
  expect(await passkeysIn(asha.device)).toBe(0)
})

test('a removed passkey opens nothing; a contact stays as a way in', async () => {
  const asha = await somebody()
  await asha.add()
  const removed = await w.call('DELETE', `/account/passkeys/${asha.device.id}`, { as: asha.as })
  expect([removed.status, removed.trips]).toEqual([200, 1])
  expect((await signIn(asha.device)).status).toBe(401)
})

test('the last way in stays: an account without contacts keeps its last passkey', async () => {
  const asha = await somebody()
  await asha.add()
  await rows('delete from contacts where value = ?', [asha.phone])
  const kept = await w.call('DELETE', `/account/passkeys/${asha.device.id}`, { as: asha.as })
  expect(kept).toMatchObject({ status: 409, body: { type: '/problems/last-way-in' } })
  expect(await passkeysIn(asha.device)).toBe(1)
})

test('another’s passkey is neither named nor removed, and looks like none at all', async () => {
  const [asha, ravi] = [await somebody(), await somebody()]
  await asha.add()
  const at = (id: string) => `/account/passkeys/${id}`
  const json = { name: 'Taken' }
  const real = await w.call('PATCH', at(asha.device.id), { as: ravi.as, json })
  const none = await w.call('PATCH', at('bm9uZQ'), { as: ravi.as, json })
  const gone = await w.call('DELETE', at(asha.device.id), { as: ravi.as })
  expect([real.status, gone.status, real.text]).toEqual([404, 404, none.text])
  expect(await rows('select name from passkeys where id = ?', [asha.device.id])).toMatchObject([
    { name: 'My phone' },
  ])
})

test('a passkey gets another name', async () => {
  const asha = await somebody()
  await asha.add()
  const json = { name: ' दफ़्तर का कंप्यूटर ' }
  const named = await w.call('PATCH', `/account/passkeys/${asha.device.id}`, { as: asha.as, json })
  expect(named.body).toMatchObject({ passkeys: [{ name: 'दफ़्तर का कंप्यूटर' }] })
})

test('challenges that lapsed are not kept', async () => {
  await challenge()
  w.clock.now += 301
  await challenge()
  expect(await rows('select count(*) as n from challenges')).toMatchObject([{ n: 1 }])
})

test('what is no answer of a browser is refused before anything is read', async () => {
  const refused = await open({ id: 'x', rawId: 'x', type: 'public-key', response: {} })
  expect([refused.status, refused.trips]).toEqual([422, 0])
})
