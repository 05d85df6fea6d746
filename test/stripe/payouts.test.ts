import { expect, test } from 'vitest'
import { wired } from './desk.ts'

const DAY = 86_400

test('three days later what came in is paid out: its transactions less the payout are its amount', async () => {
  const { sim, stripe, on, paid, received, account } = await wired()
  const first = await paid(100_000)
  await paid(50_000)
  await stripe.refunds.create({ charge: first.charge, amount: 25_000 }, on)
  const pending = await stripe.balance.retrieve({}, on)
  expect(pending.pending[0]?.amount).toBe(97_640 + 48_820)
  await sim.advanceClock(4 * DAY)
  const [payout] = (await stripe.payouts.list({ status: 'paid' }, on)).data
  expect(payout).toMatchObject({ amount: 121_460, automatic: true, reconciliation_status: 'completed' })
  const txns = await stripe.balanceTransactions.list({ payout: payout?.id ?? '' }, on)
  const inside = txns.data.filter((txn) => txn.type !== 'payout')
  expect(inside.reduce((sum, txn) => sum + txn.net, 0)).toBe(121_460)
  expect(txns.data).toHaveLength(4)
  const after = await stripe.balance.retrieve({}, on)
  expect([after.available[0]?.amount, after.pending[0]?.amount]).toEqual([0, 0])
  const types = received.events.filter((event) => event.account === account).map((event) => event.type)
  expect(types.slice(-3)).toEqual(['payout.created', 'payout.paid', 'payout.reconciliation_completed'])
})

test('a payout the bank refuses returns to the balance and goes out again', async () => {
  const { sim, stripe, on, paid, account } = await wired()
  await paid(100_000)
  await sim.advanceClock(2 * DAY)
  const [payout] = (await stripe.payouts.list({}, on)).data
  sim.failPayout(payout?.id ?? '')
  expect((await stripe.balance.retrieve({}, on)).available[0]?.amount).toBe(97_640)
  const [again] = sim.payOut(account)
  expect([again?.amount, again?.status]).toEqual([97_640, 'in_transit'])
  await sim.advanceClock(2 * DAY)
  const states = (await stripe.payouts.list({}, on)).data.map((one) => one.status)
  expect(states).toEqual(['paid', 'failed'])
})
