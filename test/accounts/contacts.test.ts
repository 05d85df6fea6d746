import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeFor, proveIn, signIn } from '../support/signing-in.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const phones = (function* () {
  for (let n = 9_999_950_000; ; n += 1) yield `+91${n}`
})()
const newPhone = () => String(phones.next().value)

type Contacts = { contacts: { kind: string; value: string }[] }
const ask = (as: string, contact: string) =>
  w.call('POST', '/account/contact-codes', { as, json: { contact, language: 'en' } })
const confirm = (as: string, contact: string, code: string) =>
  w.call<Contacts>('POST', '/account/contacts', { as, json: { contact, code } })
const remove = (as: string, contact: string) =>
  w.call<Contacts>('POST', '/account/contact-removals', { as, json: { contact } })
const account = async (as: string) =>
  (await w.call<{ accountId: string } & Contacts>('GET', '/account', { as })).body

/** Adds a contact as its owner would: with the code that was sent to it. */
async function add(as: string, contact: string) {
  await ask(as, contact)
  return confirm(as, contact, await codeFor(w, contact))
}

test('a second contact signs in to the same account, after a code', async () => {
  const [phone, email] = [newPhone(), 'asha.second@example.org']
  const as = await signIn(w, phone)
  await ask(as, ' Asha.Second@Example.org ')
  const good = await confirm(as, email, await codeFor(w, email))
  expect(good.status).toBe(201)
  expect(good.body.contacts.map(({ value }) => value).sort()).toEqual([phone, email].sort())
  const { accountId } = await account(as)
  expect((await account(await signIn(w, email))).accountId).toBe(accountId)
})

test('a contact of another account is answered like a free one, and refused once its code is right', async () => {
  const [mine, taken, free] = [newPhone(), newPhone(), newPhone()]
  const [as, owner] = [await signIn(w, mine), await signIn(w, taken)]
  const [known, unknown] = [await ask(as, taken), await ask(as, free)]
  expect([known.status, known.text]).toEqual([202, unknown.text])
  const wrong = (code: string) => (code === '000000' ? '111111' : '000000')
  const [codeOfTaken, codeOfFree] = [await codeFor(w, taken), await codeFor(w, free)]
  const [a, b] = [await confirm(as, taken, wrong(codeOfTaken)), await confirm(as, free, wrong(codeOfFree))]
  expect([a.status, a.text]).toEqual([401, b.text])
  const refused = await confirm(as, taken, codeOfTaken)
  expect(refused).toMatchObject({ status: 409, body: { type: '/problems/contact-taken' } })
  expect((await account(owner)).contacts).toEqual([{ kind: 'phone', value: taken }])
  expect((await account(as)).contacts).toEqual([{ kind: 'phone', value: mine }])
  expect((await confirm(as, free, codeOfFree)).status).toBe(201)
})

test('a code adds a contact to the account that asked for it, to no other, and signs nobody in', async () => {
  const [asha, ravi] = [await signIn(w, newPhone()), await signIn(w, newPhone())]
  const contact = newPhone()
  await ask(asha, contact)
  const code = await codeFor(w, contact)
  expect((await confirm(ravi, contact, code)).status).toBe(401)
  expect((await w.call('POST', '/sessions', { json: { contact, code } })).status).toBe(401)
  await w.call('POST', '/codes', { json: { contact } })
  expect((await confirm(asha, contact, await codeFor(w, contact))).status).toBe(401)
  expect((await confirm(asha, contact, code)).status).toBe(201)
})

test('a session older than ten minutes neither sends a code to a contact, nor adds, nor removes one', async () => {
  const [phone, second, third] = [newPhone(), newPhone(), newPhone()]
  const as = await signIn(w, phone)
  await add(as, second)
  w.clock.now += 599
  await ask(as, third)
  const code = await codeFor(w, third)
  w.clock.now += 2
  const unsent = newPhone()
  const stale = [await ask(as, unsent), await confirm(as, third, code), await remove(as, second)]
  expect(stale.map(({ body }) => (body as { type?: string }).type)).toEqual(
    stale.map(() => '/problems/proof-needed'),
  )
  expect(await codeFor(w, unsent)).toBe('undefined')
  expect((await account(as)).contacts).toHaveLength(2)
  await proveIn(w, phone, as)
  // The code lost no try meanwhile.
  expect((await confirm(as, third, code)).body.contacts).toHaveLength(3)
  expect((await remove(as, second)).body.contacts).toHaveLength(2)
})

test('the last contact stays', async () => {
  const [phone, second] = [newPhone(), newPhone()]
  const as = await signIn(w, phone)
  expect(await remove(as, phone)).toMatchObject({ status: 409, body: { type: '/problems/last-way-in' } })
  await add(as, second)
  expect((await remove(as, phone)).body.contacts).toMatchObject([{ value: second }])
  expect(await remove(as, second)).toMatchObject({ status: 409 })
})

test('of two removals at once that would leave nothing, one is refused', async () => {
  const [phone, second] = [newPhone(), newPhone()]
  const as = await signIn(w, phone)
  await add(as, second)
  const both = await Promise.all([remove(as, phone), remove(as, second)])
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  expect((await account(as)).contacts).toHaveLength(1)
})

test('a removed contact opens another account, and a code sent to it before opens nothing', async () => {
  const [phone, second] = [newPhone(), newPhone()]
  const as = await signIn(w, phone)
  await add(as, second)
  await w.call('POST', '/codes', { json: { contact: second } })
  const old = await codeFor(w, second)
  expect((await remove(as, second)).status).toBe(201)
  expect((await w.call('POST', '/sessions', { json: { contact: second, code: old } })).status).toBe(401)
  expect((await account(await signIn(w, second))).accountId).not.toBe((await account(as)).accountId)
})

test('another’s contact is not removed, and looks like none at all', async () => {
  const [phone, other] = [newPhone(), newPhone()]
  const [as, owner] = [await signIn(w, phone), await signIn(w, other)]
  const [real, none] = [await remove(as, other), await remove(as, newPhone())]
  expect([real.status, real.text]).toEqual([404, none.text])
  expect((await account(owner)).contacts).toHaveLength(1)
})
