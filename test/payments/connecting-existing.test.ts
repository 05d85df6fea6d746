import { afterAll, beforeAll, expect, test } from 'vitest'
import { online } from '../support/online.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Link = { url: string; type?: string }
type State = {
  state: string
  account: string | null
  way: string | null
  type?: string
  underWay: { checkouts: number; refunds: number }
}
type Client = Awaited<ReturnType<TestOrganisation['person']>>

const treasurerOf = (o: TestOrganisation) => o.person('Treasurer', { grants: ['treasurer@ST'] })

/** Goes to Stripe's page and agrees there to connect an account; says what Stripe sends back. */
async function agree(treasurer: Client, account: string, act = 'connect') {
  const { body } = await treasurer.post<Link>('/stripe/connection/authorization')
  const answer = await fetch(body.url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ act, account }),
  })
  const back = new URL(answer.headers.get('location') ?? '')
  return {
    address: back.origin + back.pathname,
    error: back.searchParams.get('error'),
    returned: { state: back.searchParams.get('state') ?? '', code: back.searchParams.get('code') ?? '' },
  }
}
const complete = (treasurer: Client, json: { state: string; code: string }) =>
  treasurer.post<State>('/stripe/connection/completion', json)

test('an account that exists is connected by its owner: ready at once, and fees go to it', async () => {
  const o = await w.organisation()
  const treasurer = await treasurerOf(o)
  const own = w.stripe.sim.independent('Gram Samiti')
  const { address, returned } = await agree(treasurer, own.id)
  expect(address).toBe(`${w.origin}/connected`)
  const done = await complete(treasurer, returned)
  expect([done.status, done.body]).toMatchObject([201, { state: 'ready', account: own.id, way: 'oauth' }])
  expect(await o.rows('select stripe_account_id, stripe_ready from organisation')).toEqual([
    { stripe_account_id: own.id, stripe_ready: 1 },
  ])
  const again = await treasurer.get<State>('/stripe/connection')
  expect([again.trips, again.body.state]).toEqual([1, 'ready'])
  expect(await o.rows("select subject_id from audit where action = 'stripe.connected'")).toEqual([
    { subject_id: own.id },
  ])
})

test('whoever says no on the page of Stripe comes back with a refusal, and nothing is connected', async () => {
  const o = await w.organisation()
  const treasurer = await treasurerOf(o)
  expect((await agree(treasurer, '', 'refuse')).error).toBe('access_denied')
  expect((await treasurer.get<State>('/stripe/connection')).body.state).toBe('none')
})

test('the way back counts once, for fifteen minutes, for the same person in the same organisation', async () => {
  const o = await w.organisation()
  const [treasurer, second] = [await treasurerOf(o), await treasurerOf(o)]
  const elsewhere = await treasurerOf(await w.organisation())
  const own = w.stripe.sim.independent()
  const first = await agree(treasurer, own.id)
  expect((await complete(second, first.returned)).body.type).toBe('/problems/offer-lapsed')
  expect((await complete(elsewhere, first.returned)).body.type).toBe('/problems/offer-lapsed')
  w.clock.now += 15 * 60
  expect((await complete(treasurer, first.returned)).body.type).toBe('/problems/offer-lapsed')
  const later = await agree(treasurer, own.id)
  const tries = await Promise.all([1, 2, 3].map(() => complete(treasurer, later.returned)))
  expect(tries.map(({ status }) => status).sort()).toEqual([201, 410, 410])
  const tokens = w.stripe.sim.requests().filter(({ path }) => path === '/oauth/token')
  expect(tokens.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
  expect(await o.rows('select count(*) as n from stripe_accounts')).toEqual([{ n: 1 }])
})

test('an account of one organisation cannot become that of another', async () => {
  const [one, two] = [await w.organisation(), await w.organisation()]
  const [first, second] = [await treasurerOf(one), await treasurerOf(two)]
  const own = w.stripe.sim.independent()
  await complete(first, (await agree(first, own.id)).returned)
  const { body } = await second.post<Link>('/stripe/connection/authorization')
  const state = new URL(body.url).searchParams.get('state') ?? ''
  const stolen = await complete(second, { state, code: w.stripe.sim.authorize(own.id) })
  expect(stolen.body.type).toBe('/problems/account-taken')
  expect(await two.rows('select stripe_account_id, stripe_ready from organisation')).toEqual([
    { stripe_account_id: null, stripe_ready: 0 },
  ])
  expect((await first.get<State>('/stripe/connection')).body.state).toBe('ready')
})

test('one account at a time: a second is not connected while the first is in use, and is let go again', async () => {
  const o = await w.organisation()
  const treasurer = await treasurerOf(o)
  const [one, two] = [w.stripe.sim.independent(), w.stripe.sim.independent()]
  const [slow, quick] = [await agree(treasurer, one.id), await agree(treasurer, two.id)]
  expect((await complete(treasurer, quick.returned)).status).toBe(201)
  expect((await complete(treasurer, slow.returned)).body.type).toBe('/problems/payments-unavailable')
  const denied = await treasurer.post<Link>('/stripe/connection/authorization')
  expect(denied.body.type).toBe('/problems/state-changed')
  expect((await treasurer.get<State>('/stripe/connection')).body.account).toBe(two.id)
  const freed = w.stripe.sim.events(one.id).map(({ type }) => type)
  expect(freed).toContain('account.application.deauthorized')
})

test('the treasurer disconnects: open sessions are closed first, and the same account can come back', async () => {
  const { o, account, seat, checkout, decisions } = await online(w)
  const treasurer = await treasurerOf(o)
  const asha = await seat()
  const { session } = await checkout(asha)
  const ending = { account }
  const wrong = await treasurer.post<State>('/stripe/connection/ending', { account: 'acct_other' })
  expect(wrong.body.type).toBe('/problems/state-changed')
  const ended = await treasurer.post<State>('/stripe/connection/ending', ending)
  expect([ended.status, ended.body.state]).toEqual([201, 'disconnected'])
  expect((await treasurer.post<State>('/stripe/connection/ending', ending)).status).toBe(201)
  await w.settled()
  expect(w.stripe.sim.object('checkout.session', session).status).toBe('expired')
  expect(await decisions()).toEqual(['expired'])
  expect((await checkout(asha)).body.type).toBe('/problems/payments-unavailable')
  expect(await o.rows("select count(*) as n from audit where action = 'stripe.disconnected'")).toEqual([
    { n: 1 },
  ])
  expect(await o.rows('select kind, detail from exceptions')).toEqual([])
  const back = await complete(treasurer, (await agree(treasurer, account)).returned)
  expect([back.status, back.body]).toMatchObject([201, { state: 'ready', account, way: 'oauth' }])
  expect((await checkout(asha)).status).toBe(201)
})

test('while a bank has not answered a payer the account stays, and online payment goes on', async () => {
  const { o, account, seat, checkout } = await online(w)
  const treasurer = await treasurerOf(o)
  const { session } = await checkout(await seat())
  w.stripe.sim.payLate(session)
  await w.settled()
  const refused = await treasurer.post<{ type: string }>('/stripe/connection/ending', { account })
  expect(refused.body).toMatchObject({ type: '/problems/money-under-way', checkouts: 1 })
  expect(await o.rows('select stripe_ready from organisation')).toEqual([{ stripe_ready: 1 }])
  expect((await checkout(await seat())).status).toBe(201)
})

test('after a disconnection a new account can be opened, and it is another one', async () => {
  const { o, account } = await online(w)
  const treasurer = await treasurerOf(o)
  await treasurer.post('/stripe/connection/ending', { account })
  expect((await treasurer.post<Link>('/stripe/connection')).status).toBe(201)
  const { body } = await treasurer.get<State>('/stripe/connection')
  expect(body.state).toBe('started')
  expect(body.account).not.toBe(account)
})

test('what Stripe asks for stands with the treasurer as soon as Stripe says it', async () => {
  const { o, account } = await online(w)
  const treasurer = await treasurerOf(o)
  const deadline = w.clock.now + 86_400
  w.stripe.sim.require(account, {
    currentlyDue: ['company.tax_id'],
    deadline,
    errors: [{ code: 'verification_document_expired', reason: 'It expired.', requirement: 'company.tax_id' }],
  })
  await w.settled()
  const asked = await treasurer.get<State & { requirements: object }>('/stripe/connection')
  expect(asked.body).toMatchObject({
    state: 'asked',
    requirements: { currentlyDue: ['company.tax_id'], deadline, errors: [{ requirement: 'company.tax_id' }] },
  })
  w.stripe.sim.setCapability(account, 'card_payments', 'pending')
  w.stripe.sim.require(account, {})
  await w.settled()
  expect((await treasurer.get<State>('/stripe/connection')).body.state).toBe('checking')
  w.stripe.sim.setCapability(account, 'card_payments', 'inactive')
  await w.settled()
  expect((await treasurer.get<State>('/stripe/connection')).body.state).toBe('disabled')
  const open = await o.rows('select kind from exceptions where settled_at is null order by kind')
  expect(open).toEqual([{ kind: 'account-disabled' }])
  w.stripe.sim.setCapability(account, 'card_payments', 'active')
  await w.settled()
  expect((await treasurer.get<State>('/stripe/connection')).body.state).toBe('ready')
  expect(await o.rows('select count(*) as n from exceptions where settled_at is null')).toEqual([{ n: 0 }])
})

test('a late word that we were cut off does not undo a connection made since', async () => {
  const { o, account } = await online(w)
  const treasurer = await treasurerOf(o)
  w.stripe.sim.script({ kind: 'delay', type: 'account.application.deauthorized', seconds: 600 })
  w.stripe.sim.deauthorize(account)
  await treasurer.post('/stripe/connection/look')
  expect((await treasurer.get<State>('/stripe/connection')).body.state).toBe('disconnected')
  await complete(treasurer, (await agree(treasurer, account)).returned)
  await w.stripe.sim.advanceClock(601)
  await w.settled()
  expect((await treasurer.get<State>('/stripe/connection')).body.state).toBe('ready')
})
