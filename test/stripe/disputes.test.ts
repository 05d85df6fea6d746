import { expect, test } from 'vitest'
import { desk, refusal, wired } from './desk.ts'

const net = (txns: { net: number }[]) => txns.reduce((sum, txn) => sum + txn.net, 0)

test('a dispute takes the money and a fee at once and blocks refunds', async () => {
  const { sim, stripe, on, paid, received } = await wired()
  const { charge } = await paid()
  const { id } = sim.dispute(charge, { reason: 'product_not_received' })
  const dispute = await stripe.disputes.retrieve(id, { expand: ['charge'] }, on)
  expect(dispute).toMatchObject({
    amount: 150_000,
    status: 'needs_response',
    reason: 'product_not_received',
    is_charge_refundable: false,
    charge: { id: charge, disputed: true },
  })
  expect(net(dispute.balance_transactions)).toBe(-150_000 - 75_000)
  expect(await refusal(stripe.refunds.create({ charge }, on))).toMatchObject({ code: 'charge_disputed' })
  await sim.settle()
  const types = received.events.map((event) => event.type).filter((type) => type.includes('dispute'))
  expect(types).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn'])
})

test('won, the money is back without the fee, and a full refund is possible', async () => {
  const { sim, stripe, on, paid } = await desk()
  const { charge } = await paid()
  const { id } = sim.dispute(charge)
  sim.closeDispute(id, 'won')
  expect(net((await stripe.disputes.retrieve(id, {}, on)).balance_transactions)).toBe(-75_000)
  expect((await stripe.refunds.create({ charge }, on)).amount).toBe(150_000)
})

test('lost after a 40 % refund, the dispute takes only the rest', async () => {
  const { sim, stripe, on, paid } = await desk()
  const { charge } = await paid(100_000)
  await stripe.refunds.create({ charge, amount: 40_000 }, on)
  const { id, amount } = sim.dispute(charge)
  expect(amount).toBe(60_000)
  expect(sim.closeDispute(id, 'lost').status).toBe('lost')
  const out = (await stripe.balanceTransactions.list({}, on)).data.filter((txn) => txn.amount < 0)
  expect(out.reduce((sum, txn) => sum + txn.amount, 0)).toBe(-100_000)
  expect(await refusal(stripe.refunds.create({ charge }, on))).toMatchObject({ code: 'charge_disputed' })
})

test('an inquiry takes nothing, leaves the charge refundable and ends as warning_closed', async () => {
  const { sim, stripe, on, paid } = await desk()
  const { charge } = await paid()
  const { id } = sim.dispute(charge, { inquiry: true })
  const dispute = await stripe.disputes.retrieve(id, {}, on)
  expect([dispute.status, dispute.is_charge_refundable]).toEqual(['warning_needs_response', true])
  expect(dispute.balance_transactions).toEqual([])
  await stripe.refunds.create({ charge, amount: 1000 }, on)
  expect(sim.closeDispute(id, 'warning_closed').status).toBe('warning_closed')
})

test('evidence puts a dispute under review; closing it through the API accepts the loss', async () => {
  const { sim, stripe, on, paid } = await desk()
  const { id } = sim.dispute((await paid()).charge)
  const sent = await stripe.disputes.update(id, { evidence: { uncategorized_text: 'attended' } }, on)
  expect(sent).toMatchObject({ status: 'under_review', evidence_details: { submission_count: 1 } })
  expect((await stripe.disputes.close(id, {}, on)).status).toBe('lost')
})
