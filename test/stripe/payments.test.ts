import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { feeOn } from '../support/stripe/balance.ts'
import { desk, refusal, wired } from './desk.ts'

test.each([
  [50, 1, 0],
  [100, 2, 0],
  [2_500, 50, 9],
  [99_900, 1998, 360],
  [150_000, 3000, 540],
  [99_999_999, 2_000_000, 360_000],
])('on %d paise the fee is %d and the GST on it %d', (amount, fee, tax) => {
  expect(feeOn(amount)).toEqual({ fee, tax })
})

test('one retrieve shows session, intent, charge and balance transaction, and the money adds up', async () => {
  const { stripe, on, paid } = await desk()
  const { session } = await paid()
  const found = await stripe.checkout.sessions.retrieve(
    session,
    { expand: ['payment_intent.latest_charge.balance_transaction', 'line_items'] },
    on,
  )
  expect(found).toMatchObject({ status: 'complete', payment_status: 'paid', url: null })
  const intent = found.payment_intent as Stripe.PaymentIntent
  const charge = intent.latest_charge as Stripe.Charge
  const posted = charge.balance_transaction as Stripe.BalanceTransaction
  expect(intent).toMatchObject({ status: 'succeeded', amount_received: 150_000 })
  expect(intent.metadata).toEqual({ app: 'camps', attempt: 'attempt-1' })
  expect(charge).toMatchObject({ status: 'succeeded', paid: true, captured: true, payment_intent: intent.id })
  expect(charge.payment_method_details?.card?.country).toBe('IN')
  expect(posted).toMatchObject({ amount: 150_000, fee: 3540, net: 146_460, source: charge.id })
  expect(posted.fee_details.map((line) => [line.type, line.amount])).toEqual([
    ['stripe_fee', 3000],
    ['tax', 540],
  ])
  expect(found.line_items?.data[0]?.price?.unit_amount_decimal?.toString()).toBe('150000')
})

test('a paid session cannot be paid again', async () => {
  const { sim, paid, stripe, on } = await desk()
  const { session } = await paid()
  expect(() => sim.pay(session)).toThrow('complete')
  expect((await stripe.charges.list({}, on)).data).toHaveLength(1)
})

test('after a decline the session is open and the second try pays the same intent', async () => {
  const { session, sim, stripe, on, received } = await wired()
  const { id } = await session()
  const failed = sim.decline(id, 'insufficient_funds')
  expect(failed).toMatchObject({ status: 'failed', failure_code: 'card_declined', paid: false })
  const between = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] }, on)
  expect(between.status).toBe('open')
  expect(between.payment_intent).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds' },
  })
  const charge = sim.pay(id)
  expect(charge.payment_intent).toBe(failed.payment_intent)
  expect(
    (await stripe.charges.list({ payment_intent: String(charge.payment_intent) }, on)).data,
  ).toHaveLength(2)
  expect((await stripe.balanceTransactions.list({}, on)).data).toHaveLength(1)
  await sim.settle()
  expect(received.events.map((event) => event.type)).toContain('payment_intent.payment_failed')
})

test('a late payment completes unpaid, and an hour later is paid', async () => {
  const { session, sim, stripe, on, received } = await wired()
  const { id } = await session()
  sim.payLate(id, { afterSeconds: 3600 })
  const waiting = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] }, on)
  expect([waiting.status, waiting.payment_status]).toEqual(['complete', 'unpaid'])
  expect(waiting.payment_intent).toMatchObject({ status: 'processing' })
  expect((await stripe.balanceTransactions.list({}, on)).data).toEqual([])
  await sim.advanceClock(3600)
  expect((await stripe.checkout.sessions.retrieve(id, {}, on)).payment_status).toBe('paid')
  const types = received.events.map((event) => event.type).filter((type) => type.startsWith('checkout'))
  expect(types).toEqual(['checkout.session.completed', 'checkout.session.async_payment_succeeded'])
})

test('a late payment that fails stays unpaid and posts nothing', async () => {
  const { session, sim, stripe, on, received } = await wired()
  const { id } = await session()
  sim.payLate(id, { afterSeconds: 60, outcome: 'fails' })
  await sim.advanceClock(60)
  expect((await stripe.checkout.sessions.retrieve(id, {}, on)).payment_status).toBe('unpaid')
  expect((await stripe.balanceTransactions.list({}, on)).data).toEqual([])
  expect(received.events.at(-1)?.type).toBe('checkout.session.async_payment_failed')
})

test('a fee that comes later leaves the charge without its transaction until charge.updated', async () => {
  const { session, sim, stripe, on, received } = await wired()
  const { id } = await session()
  const charge = sim.pay(id, { feeAfterSeconds: 120 })
  expect(charge.balance_transaction).toBeNull()
  await sim.advanceClock(120)
  const after = await stripe.charges.retrieve(charge.id, { expand: ['balance_transaction'] }, on)
  expect(after.balance_transaction).toMatchObject({ fee: 3540, net: 146_460 })
  expect(received.events.at(-1)?.type).toBe('charge.updated')
})

test('a card from abroad shows its country, and UPI its kind', async () => {
  const { session, sim } = await desk()
  const foreign = sim.pay((await session()).id, { card: { country: 'US' } })
  expect(foreign.payment_method_details?.card?.country).toBe('US')
  const upi = sim.pay((await session()).id, { method: 'upi' })
  expect(upi.payment_method_details).toMatchObject({ type: 'upi', upi: { vpa: 'payer@examplebank' } })
})

test('a field that cannot be expanded is refused before anything is done', async () => {
  const { stripe, on, paid } = await desk()
  const { charge } = await paid()
  const error = await refusal(stripe.refunds.create({ charge, expand: ['charge.customer'] }, on))
  expect(error.message).toContain('cannot be expanded (charge.customer)')
  expect((await stripe.refunds.list({}, on)).data).toEqual([])
})
