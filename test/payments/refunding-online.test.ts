import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Asked, balance } from '../support/books.ts'
import { online } from '../support/online.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterEach(() => w.stripe.sim.clearScripts())
afterAll(() => w.close())

type Plan = 'succeed' | 'fail' | 'pend'
type Refund = { id: string; state: string; failure: string | null; number: string }

/** Somebody who paid by card; a treasurer who asks for money back, and an approver who grants it. */
async function cardPaid(plan: Plan = 'succeed') {
  const at = await online(w)
  const treasurer = await at.o.person('Treasurer', { grants: ['treasurer@ST'] })
  const approver = await at.o.person('Approver', { grants: ['approver@ST'] })
  const asha = await at.seat()
  const { session } = await at.checkout(asha)
  w.stripe.sim.pay(session)
  await w.settled()
  if (plan !== 'succeed') w.stripe.sim.planRefunds(session, plan)
  const [payment] = await at.o.rows('select id, reference from payments')
  const ask = (amountMinor: number, way = 'stripe') =>
    treasurer.post<Asked>(`/payments/${payment?.id}/refunds`, {
      approvalId: v7(),
      amountMinor,
      way,
      reason: 'Fell ill before the camp',
    })
  async function approved(amountMinor: number, way = 'stripe') {
    const { body } = await ask(amountMinor, way)
    await approver.post(`/approvals/${body.approvalId}/decision`, { decision: 'approved' })
    return body.approvalId
  }
  const refunds = async () =>
    (await asha.person.get<{ refunds: Refund[] }>(`/registrations/${asha.id}/payment`)).body.refunds
  const made = async () =>
    (await at.dashboard('GET', `refunds?payment_intent=${payment?.reference}`)).data?.map(({ id }) => id) ??
    []
  const states = async () => (await refunds()).map(({ state }) => state)
  return { ...at, treasurer, approver, asha, session, ask, approved, refunds, states, made }
}

const asked = (account: string) =>
  w.stripe.sim
    .requests()
    .filter((r) => r.account === account && r.method === 'POST' && r.path === '/v1/refunds')

test('an approved refund is sent to Stripe at once and once, on the account that took the money; it is paid when Stripe says so', async () => {
  const { o, account, approved, states, made, refunds } = await cardPaid()
  await approved(60_000)
  await expect.poll(states, { timeout: 5000 }).toEqual(['paid'])
  await w.tick()
  await w.settled()
  expect([(await made()).length, asked(account).length]).toEqual([1, 1])
  expect(await balance(o)).toMatchObject({ unbalanced: 0, payable: 0, stripe: 90_000, refunds: 60_000 })
  expect((await refunds())[0]?.number).toMatch(/\/R00001$/)
  expect(await o.rows("select count(*) as n from outbox where topic = 'refund-paid'")).toEqual([{ n: 1 }])
})

test('before anybody has approved nothing is asked of Stripe', async () => {
  const { account, ask } = await cardPaid()
  expect((await ask(60_000)).status).toBe(201)
  await w.tick()
  await w.settled()
  expect(asked(account)).toEqual([])
})

test('three sweeps at once send it once', async () => {
  const { approved, states, made } = await cardPaid()
  await approved(150_000)
  await Promise.all([w.tick(), w.tick(), w.tick()])
  await expect.poll(states, { timeout: 5000 }).toEqual(['paid'])
  await w.settled()
  expect(await made()).toHaveLength(1)
})

test('the answer of Stripe is cut off: the next sweep finds the refund and makes no second', async () => {
  const { account, approved, states, made } = await cardPaid()
  w.stripe.sim.script({ kind: 'drop', account, times: 50 })
  w.stripe.sim.fault({ kind: 'cut', method: 'POST', path: '/v1/refunds', account })
  await approved(60_000)
  await expect.poll(made, { timeout: 5000 }).toHaveLength(1)
  expect(await states()).toEqual(['approved'])
  w.clock.now += 11
  await w.tick()
  await expect.poll(states, { timeout: 5000 }).toEqual(['paid'])
  expect(await made()).toHaveLength(1)
})

test('Stripe answers 500 to a key for ever: after two equal answers another key is used, and one refund is made', async () => {
  const { account, approved, states, made } = await cardPaid()
  const fault = { kind: 'status', status: 500, method: 'POST', path: '/v1/refunds', account } as const
  w.stripe.sim.fault({ ...fault, remembered: true })
  await approved(60_000)
  for (const tries of [1, 2]) {
    // Each try is repeated once by the SDK.
    await expect.poll(() => asked(account).length, { timeout: 8000 }).toBe(2 * tries)
    expect(await states()).toEqual(['approved'])
    w.clock.now += 61
    await w.tick()
  }
  await expect.poll(states, { timeout: 5000 }).toEqual(['paid'])
  expect(await made()).toHaveLength(1)
  expect(new Set(asked(account).map(({ key }) => key)).size).toBe(2)
})

test('a refund that waits for balance is on its way, and paid when it succeeds', async () => {
  const { o, approved, states } = await cardPaid('pend')
  await approved(60_000)
  await w.tick()
  await expect.poll(states, { timeout: 5000 }).toEqual(['sent'])
  expect(await balance(o)).toMatchObject({ unbalanced: 0, payable: -60_000, stripe: 150_000 })
  w.clock.now += 61
  await w.stripe.sim.advanceClock(0)
  await w.settled()
  await expect.poll(states, { timeout: 5000 }).toEqual(['paid'])
  expect(await balance(o)).toMatchObject({ unbalanced: 0, payable: 0, stripe: 90_000 })
})

test('a refund that fails after it succeeded: the posting is reversed, it is shown, and it may go back another way', async () => {
  const { o, ask, approved, states, refunds, treasurer } = await cardPaid('fail')
  expect((await ask(60_000, 'bank')).status).toBe(422)
  await approved(150_000)
  await w.tick()
  await expect.poll(states, { timeout: 5000 }).toEqual(['paid'])
  expect((await ask(1)).body.type).toBe('/problems/refund-exceeds')
  w.clock.now += 61
  await w.stripe.sim.advanceClock(0)
  await w.settled()
  await expect.poll(states, { timeout: 5000 }).toEqual(['failed'])
  expect(await refunds()).toMatchObject([{ failure: 'expired_or_canceled_card' }])
  expect(await balance(o)).toMatchObject({ unbalanced: 0, payable: 0, refunds: 0, stripe: 150_000 })
  const byBank = await approved(150_000, 'bank')
  expect((await treasurer.post(`/refunds/${byBank}/payout`, { reference: 'NEFT 4711' })).status).toBe(201)
  expect(await states()).toEqual(['failed', 'paid'])
  expect(await balance(o)).toMatchObject({ unbalanced: 0, payable: 0, refunds: 150_000, bank: -150_000 })
})

test('a definite no of Stripe: what it gave back at its own dashboard is recorded, and our refund has failed', async () => {
  const { o, account, session, approved, states, refunds, ask } = await cardPaid()
  w.stripe.sim.script({ kind: 'drop', account, times: 50 })
  w.stripe.sim.refund(session)
  await approved(150_000)
  await expect.poll(states, { timeout: 5000 }).toEqual(['failed', 'paid'])
  expect(await refunds()).toMatchObject([
    { failure: 'charge_already_refunded', origin: 'approved' },
    { origin: 'dashboard', amountMinor: 150_000 },
  ])
  expect(await balance(o)).toMatchObject({ unbalanced: 0, payable: 0, refunds: 150_000, stripe: 0 })
  expect((await ask(1)).body.type).toBe('/problems/refund-exceeds')
})

test('no webhook comes at all: the sweep asks Stripe what became of a refund under way', async () => {
  const { account, approved, states } = await cardPaid('pend')
  w.stripe.sim.script({ kind: 'drop', account, times: 50 })
  await approved(60_000)
  await w.tick()
  await expect.poll(states, { timeout: 5000 }).toEqual(['sent'])
  w.clock.now += 61
  await w.stripe.sim.advanceClock(0)
  w.clock.now += 1800
  await w.tick()
  await expect.poll(states, { timeout: 5000 }).toEqual(['paid'])
})
