import { expect, test } from 'vitest'
import { desk, order, refusal, sdk } from './desk.ts'

test('the same key and parameters make one session and repeat its first answer', async () => {
  const { stripe, on, sim } = await desk()
  const keyed = { ...on, idempotencyKey: 'attempt-1' }
  const first = await stripe.checkout.sessions.create(order(5000), keyed)
  sim.pay(first.id)
  const second = await stripe.checkout.sessions.create(order(5000), keyed)
  expect([second.id, second.status]).toEqual([first.id, 'open'])
  const headers = new Headers(second.lastResponse.headers)
  expect(headers.get('idempotent-replayed')).toBe('true')
  expect(headers.get('original-request')).toBe(first.lastResponse.requestId)
  expect((await stripe.checkout.sessions.list({}, on)).data).toHaveLength(1)
})

test('the same key with another fee is an idempotency error', async () => {
  const { stripe, on } = await desk()
  const keyed = { ...on, idempotencyKey: 'attempt-1' }
  await stripe.checkout.sessions.create(order(5000), keyed)
  const error = await refusal(stripe.checkout.sessions.create(order(6000), keyed))
  expect(error).toMatchObject({ type: 'StripeIdempotencyError', status: 400 })
})

test('two organisations can use one key', async () => {
  const { stripe, on, sim } = await desk()
  const other = { stripeAccount: sim.connect().id }
  const first = await stripe.checkout.sessions.create(order(5000), { ...on, idempotencyKey: 'k' })
  const second = await stripe.checkout.sessions.create(order(6000), { ...other, idempotencyKey: 'k' })
  expect(second.id).not.toBe(first.id)
})

test('while the first request runs, the second with its key is a 409 and does nothing', async () => {
  const { stripe, on, sim, paid } = await desk()
  const { charge } = await paid()
  sim.fault({ kind: 'slow', path: '/v1/refunds', waitMs: 300 })
  const keyed = { ...on, idempotencyKey: 'rf-1' }
  const slow = stripe.refunds.create({ charge, amount: 1000 }, keyed)
  await expect.poll(() => sim.requests().some((line) => line.path === '/v1/refunds')).toBe(true)
  const error = await refusal(stripe.refunds.create({ charge, amount: 1000 }, keyed))
  expect(error).toMatchObject({ status: 409, code: 'idempotency_key_in_use' })
  const { id } = await slow
  expect((await stripe.refunds.create({ charge, amount: 1000 }, keyed)).id).toBe(id)
  expect((await stripe.refunds.list({}, on)).data).toHaveLength(1)
})

test('twenty requests at once with one key make one refund', async () => {
  const { standIn, on, paid } = await desk()
  const stripe = sdk(standIn, { maxNetworkRetries: 2 })
  const { charge } = await paid()
  const keyed = { ...on, idempotencyKey: 'rf-1' }
  const made = await Promise.all(
    Array.from({ length: 20 }, () => stripe.refunds.create({ charge, amount: 1000 }, keyed)),
  )
  expect(new Set(made.map((refund) => refund.id)).size).toBe(1)
  expect((await stripe.charges.retrieve(charge, {}, on)).amount_refunded).toBe(1000)
})

test('a refusal after execution is remembered, a malformed request is not', async () => {
  const { stripe, on, sim, session } = await desk()
  const { id } = await session()
  const failed = sim.decline(id)
  const keyed = { ...on, idempotencyKey: 'rf-1' }
  const intent = String(failed.payment_intent)
  const first = await refusal(stripe.refunds.create({ payment_intent: intent }, keyed))
  sim.pay(id)
  expect(await refusal(stripe.refunds.create({ payment_intent: intent }, keyed))).toEqual(first)
  const again = { ...on, idempotencyKey: 'rf-2' }
  await refusal(stripe.refunds.create({ payment_intent: intent, amount: 0 }, again))
  expect((await stripe.refunds.create({ payment_intent: intent, amount: 100 }, again)).amount).toBe(100)
})

test('a remembered 500 is repeated for its key and not for the next', async () => {
  const { stripe, on, sim, paid } = await desk()
  const { charge } = await paid()
  sim.fault({ kind: 'status', path: '/v1/refunds', remembered: true })
  const keyed = { ...on, idempotencyKey: 'rf:0' }
  for (let n = 0; n < 3; n += 1)
    expect(await refusal(stripe.refunds.create({ charge }, keyed))).toMatchObject({ status: 500 })
  expect((await stripe.refunds.list({ charge }, on)).data).toEqual([])
  expect((await stripe.refunds.create({ charge }, { ...on, idempotencyKey: 'rf:1' })).status).toBe(
    'succeeded',
  )
})

test('after a day a key is new again', async () => {
  const { stripe, on, sim } = await desk()
  const keyed = { ...on, idempotencyKey: 'k' }
  const first = await stripe.checkout.sessions.create(order(5000), keyed)
  await sim.advanceClock(86_399)
  expect((await stripe.checkout.sessions.create(order(5000), keyed)).id).toBe(first.id)
  await sim.advanceClock(1)
  expect((await stripe.checkout.sessions.create(order(5000), keyed)).id).not.toBe(first.id)
})
