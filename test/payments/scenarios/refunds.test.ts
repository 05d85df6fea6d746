import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { cardPaid } from '../../support/card.ts'
import { type World, world } from '../../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterEach(() => {
  w.stripe.sim.clearScripts()
  w.stripe.sim.clearFaults()
})
afterAll(() => w.close())

const asked = (account: string) =>
  w.stripe.sim
    .requests()
    .filter((r) => r.account === account && r.method === 'POST' && r.path === '/v1/refunds')

test('scenario 17: Stripe repeats a 500 for one key: it is asked what there is, and the next key makes the refund', async () => {
  const { account, approved, states, made, until, balanced } = await cardPaid(w)
  const fault = { kind: 'status', status: 500, method: 'POST', path: '/v1/refunds', account } as const
  w.stripe.sim.fault({ ...fault, remembered: true })
  const id = await approved(60_000)
  for (const tries of [1, 2]) {
    // Each try is repeated once by the SDK.
    await until(async () => asked(account).length, 2 * tries)
    w.clock.now += 61
    await w.tick()
  }
  await until(states, ['paid'])
  const keys = asked(account).map(({ key }) => key)
  expect(keys).toEqual([`rf:${id}:0`, `rf:${id}:0`, `rf:${id}:0`, `rf:${id}:0`, `rf:${id}:1`])
  expect(await made()).toHaveLength(1)
  await w.settled()
  await balanced()
})

test('scenario 17: the 500 had made the refund all the same: it is found and recorded, and no other key is used', async () => {
  const { account, approved, states, made, until, balanced } = await cardPaid(w)
  w.stripe.sim.script({ kind: 'drop', account, times: 50 })
  w.stripe.sim.fault({ kind: 'cut', method: 'POST', path: '/v1/refunds', account })
  const id = await approved(60_000)
  await until(async () => (await made()).length, 1)
  expect(await states()).toEqual(['approved'])
  w.clock.now += 11
  await w.tick()
  await until(states, ['paid'])
  expect(new Set(asked(account).map(({ key }) => key))).toEqual(new Set([`rf:${id}:0`]))
  expect(await made()).toHaveLength(1)
  await balanced()
})

test('scenario 21: 40 % goes back: the seat stays, the voucher names its receipt, the ledger and Stripe agree', async () => {
  const { approved, states, refunds, until, seated, sum, balanced } = await cardPaid(w)
  await approved(60_000)
  await until(states, ['paid'])
  await w.settled()
  const [voucher] = await refunds()
  expect(voucher?.number).toMatch(/\/R00001$/)
  expect(voucher?.receiptNumber).toMatch(/\/000001$/)
  expect(await seated()).toBe(true)
  expect([await sum('refunds:'), await sum('payable:')]).toEqual([60_000, 0])
  await balanced()
})

test('scenario 21: all goes back and the seat is freed, unless it was said that it stays', async () => {
  const freed = await cardPaid(w)
  await freed.approved(150_000)
  await freed.until(freed.states, ['paid'])
  expect(await freed.seated()).toBe(false)
  await w.settled()
  await freed.balanced()
  const kept = await cardPaid(w)
  await kept.approved(150_000, { keepSeat: true })
  await kept.until(kept.states, ['paid'])
  expect(await kept.seated()).toBe(true)
})

test('scenario 22: the organisation gives all back at Stripe itself: recorded, posted, seat freed, treasurer told', async () => {
  const { o, session, refunds, seated, sum, balanced, treasurer, asha, exceptions } = await cardPaid(w)
  w.stripe.sim.refund(session, { amount: 50_000 })
  await w.settled()
  expect(await refunds()).toMatchObject([{ origin: 'dashboard', state: 'paid', amountMinor: 50_000 }])
  expect(await seated()).toBe(true)
  w.stripe.sim.refund(session)
  await w.settled()
  expect((await refunds()).map(({ number }) => number.slice(-6)).sort()).toEqual(['R00001', 'R00002'])
  expect(await seated()).toBe(false)
  expect(await sum('refunds:')).toBe(150_000)
  const told = await o.rows(
    "select person_id, topic from outbox where topic in ('refund-outside', 'refund-paid')",
  )
  expect(told.filter(({ topic }) => topic === 'refund-outside').map(({ person_id }) => person_id)).toEqual([
    treasurer.id,
    treasurer.id,
  ])
  expect(told.filter(({ topic }) => topic === 'refund-paid').map(({ person_id }) => person_id)).toEqual([
    asha.person.id,
    asha.person.id,
  ])
  expect(await exceptions()).toEqual([])
  await balanced()
})

test('scenario 23: a refund waits for money and fails: posting reversed, raised, paid back by hand, the seat as before', async () => {
  const at = await cardPaid(w)
  const { o, account, approved, states, refunds, until, seated, sum, balanced, exceptions, treasurer } = at
  w.stripe.sim.planRefunds(at.session, 'pend')
  await approved(60_000)
  await until(states, ['sent'])
  await w.settled()
  await balanced()
  const [sent] = await o.rows('select provider_id as id from stripe_refunds')
  w.stripe.sim.endRefund(String(sent?.id), 'failed')
  await w.settled()
  expect(await states()).toEqual(['failed'])
  expect(await refunds()).toMatchObject([{ failure: 'expired_or_canceled_card' }])
  expect([await sum('refunds:'), await sum('payable:')]).toEqual([0, 0])
  expect((await exceptions()).map(({ kind }) => kind)).toEqual(['refund-failed'])
  expect(await seated()).toBe(true)
  await balanced()
  const byBank = await approved(60_000, { way: 'bank' })
  expect((await treasurer.post(`/refunds/${byBank}/payout`, { reference: 'NEFT 4711' })).status).toBe(201)
  expect(await states()).toEqual(['failed', 'paid'])
  expect([await sum('refunds:'), await sum('bank')]).toEqual([60_000, -60_000])
  expect(await exceptions()).toEqual([])
  await balanced()
  expect(asked(account)).toHaveLength(1)
})

test('scenario 23: money that paid nothing does not reach the card again: it is tried anew with another key, or paid by hand', async () => {
  const at = await cardPaid(w)
  const { o, account, seat, checkout, balanced, until, treasurer, decide, sum, exceptions } = at
  const ravi = await seat('Ravi')
  const { session } = await checkout(ravi)
  await ravi.person.post(`/registrations/${ravi.id}/cancellation`)
  // Nobody is seated again where no seat is free.
  await o.db.execute('update workshops set capacity = 1')
  w.stripe.sim.script({ kind: 'drop', account, type: 'refund.created', times: 5 })
  w.stripe.sim.pay(session)
  await until(
    async () => (await o.rows("select state from stripe_refunds where origin = 'auto'"))[0]?.state,
    'succeeded',
  )
  const [first] = await o.rows("select id, provider_id, attempt_id from stripe_refunds where origin = 'auto'")
  w.stripe.sim.refundFail(String(first?.provider_id))
  await w.settled()
  expect(await sum('suspense:')).toBe(-150_000)
  expect((await exceptions()).map(({ kind, subject }) => [kind, subject])).toEqual([
    ['refund-failed', first?.id],
  ])
  await balanced()
  w.stripe.sim.planRefunds(session, 'fail')
  expect((await treasurer.post(`/attempts/${first?.attempt_id}/refunds`)).status).toBe(201)
  await until(
    async () =>
      (
        await o.rows("select idempotency_key as key from stripe_refunds where origin = 'auto' order by key")
      ).map(({ key }) => key),
    [`rf:${first?.attempt_id}:0`, `rf:${first?.attempt_id}:1`],
  )
  await until(() => sum('suspense:'), 0)
  w.clock.now += 61
  await w.stripe.sim.advanceClock(0)
  await w.settled()
  expect(await sum('suspense:')).toBe(-150_000)
  const byHand = await treasurer.post<{ approvalId: string }>(`/payments/${first?.attempt_id}/refunds`, {
    approvalId: '01937c00-0000-7000-8000-000000000023',
    amountMinor: 150_000,
    way: 'upi',
    reason: 'The card is closed',
  })
  expect(byHand.status).toBe(201)
  expect((await decide(byHand.body.approvalId)).status).toBe(200)
  const paid = await treasurer.post(`/refunds/${byHand.body.approvalId}/payout`, {
    reference: '312345678901',
  })
  expect(paid.status).toBe(201)
  expect([await sum('suspense:'), await sum('payable:'), await sum('bank')]).toEqual([0, 0, -150_000])
  await balanced()
})

test('scenario 24: more than is left is refused before Stripe; of two at once one wins and the other is told', async () => {
  const { o, account, ask, decide, approver, until, states, made, balanced } = await cardPaid(w)
  const second = await o.person('Second treasurer', { grants: ['treasurer@ST'] })
  expect((await ask(150_001)).body.type).toBe('/problems/refund-exceeds')
  expect(asked(account)).toEqual([])
  const both = await Promise.all([ask(100_000), ask(100_000, {}, second)])
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(both.find(({ status }) => status === 409)?.body.type).toBe('/problems/approval-open')
  const won = both.find(({ status }) => status === 201)?.body.approvalId ?? ''
  const twice = await Promise.all([decide(won), decide(won)])
  expect(twice.map(({ status }) => status)).toEqual([200, 200])
  await until(states, ['paid'])
  expect((await ask(50_001, {}, second)).body.type).toBe('/problems/refund-exceeds')
  expect(await made()).toHaveLength(1)
  expect(approver.id).toBeTruthy()
  await w.settled()
  await balanced()
})
