import { expect, test } from 'vitest'
import { desk, refusal, wired } from './desk.ts'

test('40 % back leaves 60 % refundable; the rest makes it refunded; more is refused', async () => {
  const { stripe, on, paid } = await desk()
  const { charge, intent } = await paid(100_000)
  const first = await stripe.refunds.create({ payment_intent: intent, amount: 40_000 }, on)
  expect(first).toMatchObject({ status: 'succeeded', amount: 40_000, charge, payment_intent: intent })
  const over = await refusal(stripe.refunds.create({ charge, amount: 60_001 }, on))
  expect(over).toMatchObject({ status: 400, param: 'amount' })
  const rest = await stripe.refunds.create({ charge, reason: 'requested_by_customer' }, on)
  expect(rest.amount).toBe(60_000)
  const after = await stripe.charges.retrieve(charge, { expand: ['refunds'] }, on)
  expect([after.amount_refunded, after.refunded, after.refunds?.data.length]).toEqual([100_000, true, 2])
  expect(await refusal(stripe.refunds.create({ charge }, on))).toMatchObject({
    code: 'charge_already_refunded',
  })
})

test('the fee is not returned: after a full refund the balance is short by it', async () => {
  const { stripe, on, paid } = await desk()
  const { charge } = await paid(100_000)
  await stripe.refunds.create({ charge }, on)
  const txns = await stripe.balanceTransactions.list({}, on)
  expect(txns.data.map((txn) => [txn.type, txn.amount, txn.fee, txn.net])).toEqual([
    ['refund', -100_000, 0, -100_000],
    ['charge', 100_000, 2360, 97_640],
  ])
})

test('a refund made in the organisation’s dashboard has no request behind its events', async () => {
  const { sim, stripe, on, paid, received } = await wired()
  const { session, charge } = await paid()
  sim.refund(session)
  await stripe.refunds.list({ charge }, on)
  await sim.settle()
  const event = received.events.find((one) => one.type === 'refund.created')
  expect(event?.request).toEqual({ id: null, idempotency_key: null })
})

test('a pending refund has no transaction until it succeeds a minute later', async () => {
  const { sim, stripe, on, paid, received } = await wired()
  const { charge } = await paid()
  sim.planRefunds(charge, 'pend')
  const refund = await stripe.refunds.create({ charge }, on)
  expect(refund).toMatchObject({
    status: 'pending',
    pending_reason: 'insufficient_funds',
    balance_transaction: null,
  })
  await sim.advanceClock(60)
  const after = await stripe.refunds.retrieve(refund.id, { expand: ['balance_transaction'] }, on)
  expect(after).toMatchObject({ status: 'succeeded', balance_transaction: { net: -150_000 } })
  expect(received.events.map((event) => event.type)).toContain('refund.updated')
})

test('a refund that fails gives the money back and leaves the charge unrefunded', async () => {
  const { sim, stripe, on, paid, received } = await wired()
  const { charge } = await paid()
  sim.planRefunds(charge, 'fail')
  const refund = await stripe.refunds.create({ charge }, on)
  expect(refund.status).toBe('succeeded')
  await sim.advanceClock(60)
  const after = await stripe.refunds.retrieve(refund.id, {}, on)
  expect([after.status, after.failure_reason]).toEqual(['failed', 'expired_or_canceled_card'])
  expect((await stripe.charges.retrieve(charge, {}, on)).amount_refunded).toBe(0)
  const txns = await stripe.balanceTransactions.list({ source: refund.id }, on)
  expect(txns.data.reduce((sum, txn) => sum + txn.net, 0)).toBe(0)
  expect(received.events.map((event) => event.type)).toContain('refund.failed')
})

test('a pending refund can be cancelled, a done one cannot', async () => {
  const { sim, stripe, on, paid } = await desk()
  const { charge } = await paid()
  sim.planRefunds(charge, 'pend')
  const pending = await stripe.refunds.create({ charge, amount: 1000 }, on)
  expect((await stripe.refunds.cancel(pending.id, {}, on)).status).toBe('canceled')
  await sim.advanceClock(120)
  expect((await stripe.refunds.retrieve(pending.id, {}, on)).status).toBe('canceled')
  sim.planRefunds(charge, 'succeed')
  const done = await stripe.refunds.create({ charge, amount: 1000 }, on)
  expect(await refusal(stripe.refunds.cancel(done.id, {}, on))).toMatchObject({ status: 400 })
})

test.each([
  ['neither charge nor intent', {}, 'parameter_missing'],
  ['both', { charge: 'ch_1', payment_intent: 'pi_1' }, 'parameters_exclusive'],
  ['an unknown charge', { charge: 'ch_1' }, 'resource_missing'],
])('a refund of %s is refused', async (_words, params, code) => {
  const { stripe, on } = await desk()
  expect(await refusal(stripe.refunds.create(params, on))).toMatchObject({ code })
})
