import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { online } from '../support/online.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const once = { unbalanced: 0, came: 150_000, paid: 150_000, receipts: 1, told: 1, suspense: 0 }
const nothing = { unbalanced: 0, came: 0, paid: 0, receipts: 0, told: 0, suspense: 0 }

test("paying at the hosted page: the webhook records it once, on the organisation's own account", async () => {
  const { account, seat, checkout, standing, books, inbox } = await online(w)
  const asha = await seat()
  expect((await standing(asha)).body).toMatchObject({ state: 'owed', owedMinor: 150_000 })
  const { status, session, trips } = await checkout(asha)
  expect([status, trips]).toEqual([201, 2])
  expect(w.stripe.sim.object('checkout.session', session)).toMatchObject({
    amount_total: 150_000,
    currency: 'inr',
    metadata: { registration: asha.id },
  })
  expect(w.stripe.sim.platform().sessions).toBe(0)
  w.stripe.sim.pay(session)
  await w.settled()
  expect(await books()).toEqual(once)
  expect((await standing(asha)).body).toMatchObject({
    state: 'paid',
    owedMinor: 0,
    payments: [{ provider: 'stripe' }],
  })
  const completed = (await inbox()).filter(({ type }) => type === 'checkout.session.completed')
  expect(completed).toEqual([{ type: 'checkout.session.completed', state: 'done', error: null }])
  const asked = w.stripe.sim.requests().filter(({ path }) => path.startsWith('/v1/checkout'))
  expect(asked.every((request) => request.account !== null)).toBe(true)
  expect(asked.some((request) => request.account === account)).toBe(true)
})

test('an event delivered five times at once is one inbox row, one payment, one receipt', async () => {
  const { seat, checkout, books, inbox } = await online(w)
  const { session } = await checkout(await seat())
  w.stripe.sim.script({ kind: 'duplicate', type: 'checkout.session.completed', count: 5 })
  w.stripe.sim.pay(session)
  await w.settled()
  expect(await books()).toEqual(once)
  expect((await inbox()).filter(({ type }) => type === 'checkout.session.completed')).toHaveLength(1)
})

test('the browser comes back first: the return page confirms, the webhook then changes nothing', async () => {
  const { seat, checkout, standing, books, inbox, decisions } = await online(w)
  const asha = await seat()
  const { session } = await checkout(asha)
  w.stripe.sim.script({ kind: 'delay', type: 'checkout.session.completed', seconds: 600 })
  w.stripe.sim.pay(session)
  await w.settled()
  expect(await books()).toEqual(nothing)
  const back = await standing(asha)
  expect([back.body.state, back.trips]).toEqual(['paid', 2])
  expect(await books()).toEqual(once)
  w.clock.now += 600
  await w.stripe.sim.advanceClock(0)
  await w.settled()
  expect((await inbox()).find(({ type }) => type === 'checkout.session.completed')?.state).toBe('done')
  expect([await books(), await decisions()]).toEqual([once, ['allocated']])
})

test('webhook, two return pages and the sweep at once: paid once', async () => {
  const { seat, checkout, standing, books } = await online(w)
  const asha = await seat()
  const { session } = await checkout(asha)
  w.stripe.sim.script({ kind: 'drop', type: 'checkout.session.completed' })
  w.stripe.sim.pay(session)
  await w.stripe.sim.settle()
  const event = w.stripe.sim
    .events()
    .find(
      ({ type, data }) =>
        type === 'checkout.session.completed' && 'id' in data.object && data.object.id === session,
    )
  w.clock.now += 180
  w.stripe.sim.resend(event?.id ?? '')
  await Promise.all([standing(asha), standing(asha), w.tick(), w.settled()])
  await w.settled()
  expect(await books()).toEqual(once)
})

test('money that comes after the organiser cancelled is late: no receipt, and all of it goes back by itself, once', async () => {
  const { o, seat, checkout, books, decisions } = await online(w)
  const asha = await seat()
  const registrar = await o.person('Registrar', { grants: ['registrar@ST'] })
  const { session } = await checkout(asha)
  await registrar.post(`/registrations/${asha.id}/cancellation`)
  w.stripe.sim.pay(session)
  await w.settled()
  expect(await decisions()).toEqual(['late'])
  await expect.poll(books, { timeout: 5000 }).toEqual(nothing)
  await w.settled()
  expect(
    await o.rows(
      'select origin, state, amount_minor, idempotency_key as key, attempt_id from stripe_refunds',
    ),
  ).toMatchObject([
    { origin: 'auto', state: 'succeeded', amount_minor: 150_000, key: expect.stringMatching(/^rf:.+:0$/) },
  ])
  expect(await o.rows("select person_id, topic from outbox where topic like 'payment-%'")).toEqual([
    { person_id: asha.person.id, topic: 'payment-late' },
    { person_id: asha.person.id, topic: 'payment-returned' },
  ])
  const treasurer = await o.person('Treasurer', { grants: ['treasurer@ST'] })
  const sums = await treasurer.get<{ workshops: unknown[] }>('/payments/summary')
  expect(sums.body.workshops).toMatchObject([{ registered: 0, suspenseMinor: 0 }])
})

test('paid in cash while the hosted page was open: the second money is a duplicate and goes back, the first stays', async () => {
  const { o, seat, checkout, books, decisions, standing } = await online(w)
  const asha = await seat()
  const cashier = await o.person('Cashier', { grants: ['cashier@ST'] })
  const { session } = await checkout(asha)
  await cashier.post('/payments', {
    id: v7(),
    registrationId: asha.id,
    provider: 'cash',
    amountMinor: 150_000,
  })
  w.stripe.sim.pay(session)
  await w.settled()
  expect(await decisions()).toEqual(['duplicate'])
  await expect.poll(books, { timeout: 5000 }).toEqual(once)
  expect((await standing(asha)).body.state).toBe('paid')
})

test('a session that tells another amount is a mismatch and pays nothing', async () => {
  const { seat, checkout, books, decisions, standing } = await online(w)
  const asha = await seat()
  const { session } = await checkout(asha)
  w.stripe.sim.script({ kind: 'drop', type: 'checkout.session.completed' })
  w.stripe.sim.pay(session)
  w.stripe.sim.amend('checkout.session', session, { amount_total: 149_000 }, 'checkout.session.completed')
  await w.settled()
  expect(await decisions()).toEqual(['mismatch'])
  expect(await books()).toEqual({ ...nothing, came: 149_000, suspense: 149_000 })
  expect((await standing(asha)).body.state).toBe('review')
})

test('a party takes no card from abroad: the money waits for the treasurer; a society takes it', async () => {
  for (const [kind, decision] of [
    ['political_party', 'foreign'],
    ['society', 'allocated'],
  ] as const) {
    const { seat, checkout, decisions } = await online(w, { kind })
    const { session } = await checkout(await seat())
    w.stripe.sim.pay(session, { card: { country: 'US' } })
    await w.settled()
    expect(await decisions()).toEqual([decision])
  }
})

test('asking twice for the hosted page is one session; a part payment meanwhile closes it and opens one for the rest', async () => {
  const { o, seat, checkout, decisions, books } = await online(w)
  const asha = await seat()
  const [first, second] = await Promise.all([checkout(asha), checkout(asha)])
  expect([first.status, second.body.url]).toEqual([201, first.body.url])
  const cashier = await o.person('Cashier', { grants: ['cashier@ST'] })
  await cashier.post('/payments', {
    id: v7(),
    registrationId: asha.id,
    provider: 'cash',
    amountMinor: 50_000,
  })
  const third = await checkout(asha)
  expect(w.stripe.sim.object('checkout.session', first.session).status).toBe('expired')
  expect(w.stripe.sim.object('checkout.session', third.session)).toMatchObject({
    status: 'open',
    amount_total: 100_000,
  })
  w.stripe.sim.pay(third.session)
  await w.settled()
  expect((await decisions()).sort()).toEqual(['allocated', 'expired'])
  expect(await books()).toEqual({ ...once, receipts: 2, told: 2 })
})

test('Stripe silent at "pay now": the seat stays, and the next try uses the same key and makes one session', async () => {
  const { account, seat, checkout, standing } = await online(w)
  const asha = await seat()
  w.stripe.sim.fault({ kind: 'cut', path: '/v1/checkout/sessions', account })
  const silent = await checkout(asha)
  expect([silent.status, silent.body.type]).toEqual([502, '/problems/provider-unavailable'])
  expect((await standing(asha)).body.state).toBe('owed')
  const again = await checkout(asha)
  expect(again.status).toBe(201)
  const asked = w.stripe.sim
    .requests()
    .filter(
      (request) =>
        request.account === account && request.method === 'POST' && request.path === '/v1/checkout/sessions',
    )
  expect(asked.length).toBeGreaterThan(1)
  expect(new Set(asked.map(({ key }) => key)).size).toBe(1)
})

/** An attempt whose session exists at Stripe, while the answer that told us of it was cut off. */
async function lostSession(hold: Awaited<ReturnType<typeof online>>) {
  w.stripe.sim.fault({ kind: 'cut', path: '/v1/checkout/sessions', account: hold.account })
  const asha = await hold.seat()
  expect((await hold.checkout(asha)).status).toBe(502)
  const { data = [] } = await hold.dashboard('GET', 'checkout/sessions')
  expect(data).toHaveLength(1)
  expect(await hold.o.rows('select session_id from attempts')).toEqual([{ session_id: null }])
  return data[0]?.id ?? ''
}

test('a session that we never heard of, paid all the same: the webhook finds its attempt', async () => {
  const hold = await online(w)
  w.stripe.sim.pay(await lostSession(hold))
  await w.settled()
  expect([await hold.decisions(), await hold.books()]).toEqual([['allocated'], once])
})

test('the same with no webhook: the sweep finds it when its hour is over', async () => {
  const hold = await online(w)
  const session = await lostSession(hold)
  w.stripe.sim.script({ kind: 'drop', account: hold.account, times: 50 })
  w.stripe.sim.pay(session)
  await w.settled()
  w.clock.now += 3700
  await w.tick()
  await expect.poll(hold.decisions, { timeout: 5000 }).toEqual(['allocated'])
  expect(await hold.books()).toEqual(once)
  w.stripe.sim.clearScripts()
})

test('an attempt for which Stripe never made a session ends as expired', async () => {
  const { account, seat, checkout, decisions, books, dashboard } = await online(w)
  w.stripe.sim.fault({ kind: 'status', status: 429, path: '/v1/checkout/sessions', account })
  expect((await checkout(await seat())).status).toBe(502)
  w.clock.now += 3700
  await w.tick()
  await expect.poll(decisions, { timeout: 5000 }).toEqual(['expired'])
  expect(await books()).toEqual(nothing)
  expect((await dashboard('GET', 'checkout/sessions')).data).toEqual([])
})

test('when no webhook comes at all, the sweep records what was paid and closes what is not wanted', async () => {
  const { account, seat, checkout, decisions, books } = await online(w)
  w.stripe.sim.script({ kind: 'drop', account, times: 50 })
  const [asha, ravi] = [await seat('Asha'), await seat('Ravi')]
  const [paid, left] = [await checkout(asha), await checkout(ravi)]
  w.stripe.sim.pay(paid.session)
  await ravi.person.post(`/registrations/${ravi.id}/cancellation`)
  w.clock.now += 180
  await w.tick()
  await expect
    .poll(async () => (await decisions()).sort(), { timeout: 5000 })
    .toEqual(['allocated', 'expired'])
  expect(w.stripe.sim.object('checkout.session', left.session).status).toBe('expired')
  expect(await books()).toEqual(once)
  w.stripe.sim.clearScripts()
})

test('an organisation without a ready account cannot be paid online, and nobody pays for a stranger', async () => {
  const { o, seat, checkout, standing } = await online(w)
  const asha = await seat()
  const ravi = await o.person('Ravi', { unit: 'B1' })
  for (const path of ['checkout', 'payment'] as const) {
    const answer =
      path === 'checkout'
        ? await ravi.post(`/registrations/${asha.id}/checkout`)
        : await ravi.get(`/registrations/${asha.id}/payment`)
    expect(answer.status).toBe(404)
  }
  await o.db.execute('update organisation set stripe_ready = 0')
  const refused = await checkout(asha)
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/payments-unavailable'])
  expect((await standing(asha)).body).toMatchObject({ state: 'owed', online: false })
  expect(await o.rows('select 1 from attempts')).toEqual([])
})

test('a payment that the bank answers later is confirming until then', async () => {
  const { seat, checkout, standing, books } = await online(w)
  const asha = await seat()
  const { session } = await checkout(asha)
  w.stripe.sim.payLate(session, { afterSeconds: 60 })
  await w.settled()
  expect((await standing(asha)).body.state).toBe('confirming')
  expect(await books()).toEqual(nothing)
  w.clock.now += 61
  await w.settled()
  await expect.poll(books, { timeout: 5000 }).toEqual(once)
})
