import { afterAll, beforeAll, expect, test } from 'vitest'
import { online } from '../support/online.ts'
import { signature } from '../support/stripe/delivery.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const rowsOf = async (sql: string) => (await w.database('directory').execute(sql)).rows

/** Delivers a body as it is, with a signature of our choosing. */
const deliver = (payload: string, header: string | null) =>
  fetch(new URL('/api/webhooks/stripe', w.address), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(header ? { 'stripe-signature': header } : {}) },
    body: payload,
  })

const event = (over: Record<string, unknown> = {}) =>
  JSON.stringify({
    id: `evt_${Math.random().toString(36).slice(2)}`,
    object: 'event',
    account: 'acct_x',
    api_version: '2026-10-28.endive',
    created: w.clock.now,
    data: { object: { id: 'cs_test_x', object: 'checkout.session' } },
    livemode: false,
    pending_webhooks: 1,
    request: null,
    type: 'checkout.session.completed',
    ...over,
  })

test('a wrong secret, an altered body, no header, an old one and one from the future are 400 and leave no row', async () => {
  const good = event()
  const now = w.clock.now
  const answers = await Promise.all([
    deliver(good, signature(good, 'whsec_other', now)),
    deliver(good.replace('cs_test_x', 'cs_test_y'), signature(good, w.webhookSecret, now)),
    deliver(good, null),
    deliver(good, signature(good, w.webhookSecret, now - 301)),
    deliver(good, signature(good, w.webhookSecret, now + 86_400)),
    deliver(good, signature(good, w.webhookSecret, now).replace('v1=', 'v0=')),
  ])
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400])
  expect(await rowsOf('select 1 from stripe_inbox')).toEqual([])
})

test('an event of the other mode is answered 200 and leaves no row', async () => {
  const live = event({ livemode: true })
  expect((await deliver(live, signature(live, w.webhookSecret, w.clock.now))).status).toBe(200)
  expect(await rowsOf('select 1 from stripe_inbox')).toEqual([])
})

test('an event without an account is 400, one of an unknown account is parked', async () => {
  const ours = event({ account: undefined })
  expect((await deliver(ours, signature(ours, w.webhookSecret, w.clock.now))).status).toBe(400)
  const unknown = event({ account: 'acct_unknown' })
  expect((await deliver(unknown, signature(unknown, w.webhookSecret, w.clock.now))).status).toBe(200)
  await w.settled()
  expect(await rowsOf("select state, error from stripe_inbox where account = 'acct_unknown'")).toMatchObject([
    { state: 'parked', error: 'unknown account' },
  ])
})

test('an event with the account of one organisation and the attempt of another touches neither', async () => {
  const [one, two] = [await online(w), await online(w)]
  const asha = await one.seat()
  const { session } = await one.checkout(asha)
  w.stripe.sim.script({ kind: 'wrong_account', type: 'checkout.session.completed', as: two.account })
  w.stripe.sim.pay(session)
  await w.settled()
  expect(await one.decisions()).toEqual([null])
  expect(await two.o.rows('select 1 from payments union all select 1 from ledger_entries')).toEqual([])
  expect((await two.inbox()).map(({ state }) => state)).toEqual(['parked'])
})

test('a session that names another organisation is parked, whatever attempt it names', async () => {
  const [one, two] = [await online(w), await online(w)]
  const asha = await one.seat()
  const { session } = await one.checkout(asha)
  const { metadata } = w.stripe.sim.object('checkout.session', session)
  w.stripe.sim.amend('checkout.session', session, { metadata: { ...metadata, organisation: two.o.slug } })
  w.stripe.sim.pay(session)
  await w.settled()
  expect(await one.decisions()).toEqual([null])
  expect((await one.inbox()).find(({ type }) => type === 'checkout.session.completed')?.state).toBe('parked')
})

test("the organisation's own unrelated sale is ignored", async () => {
  const { o, inbox, dashboard } = await online(w)
  const sale = await dashboard('POST', 'checkout/sessions', {
    mode: 'payment',
    'line_items[0][quantity]': '1',
    'line_items[0][price_data][currency]': 'inr',
    'line_items[0][price_data][unit_amount]': '99900',
    'line_items[0][price_data][product_data][name]': 'A book',
    success_url: 'https://shop.example/thanks',
  })
  w.stripe.sim.pay(sale.id)
  await w.settled()
  const states = (await inbox()).map(({ type, state }) => `${type} ${state}`)
  expect(states).toContain('checkout.session.completed ignored')
  expect(states.filter((line) => !line.endsWith('ignored'))).toEqual([])
  expect(await o.rows('select 1 from attempts union all select 1 from ledger_entries')).toEqual([])
})

test('while Stripe does not answer the event waits, and is applied once when it does', async () => {
  const { account, seat, checkout, books, inbox } = await online(w)
  const { session } = await checkout(await seat())
  w.stripe.sim.fault({
    kind: 'status',
    status: 500,
    method: 'GET',
    path: '/v1/checkout/sessions',
    account,
    times: 4,
  })
  w.stripe.sim.pay(session)
  await w.stripe.sim.settle()
  w.clock.now += 120
  await expect
    .poll(
      async () => {
        await w.tick()
        return (await inbox()).find(({ type }) => type === 'checkout.session.completed')?.state
      },
      { timeout: 15_000, interval: 300 },
    )
    .toBe('done')
  expect(await books()).toMatchObject({ paid: 150_000, receipts: 1, told: 1, unbalanced: 0 })
  w.stripe.sim.clearFaults()
})
