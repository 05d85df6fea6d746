import { afterAll, beforeAll, expect, test } from 'vitest'
import { cardPaid } from '../support/card.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

test('a refund made at Stripe fails unheard, then all is given back there: both are known, the oldest first', async () => {
  const { o, account, session, sum, seated, balanced } = await cardPaid(w)
  const first = w.stripe.sim.refund(session, { amount: 60_000 })
  await w.settled()
  w.stripe.sim.script({ kind: 'drop', account, times: 9 })
  w.stripe.sim.refundFail(first.id)
  w.stripe.sim.clearScripts()
  w.stripe.sim.refund(session)
  await w.settled()
  expect(await o.rows('select amount_minor, state from stripe_refunds order by amount_minor')).toEqual([
    { amount_minor: 60_000, state: 'failed' },
    { amount_minor: 150_000, state: 'succeeded' },
  ])
  expect([await sum('suspense:'), await sum('refunds:'), await seated()]).toEqual([0, 150_000, false])
  await balanced()
})

test('all is given back at Stripe while a part is approved and not sent: every line is posted once, and they balance', async () => {
  const { o, account, session, approved, until, balanced } = await cardPaid(w)
  w.stripe.sim.fault({ kind: 'status', status: 500, method: 'POST', path: '/v1/refunds', account, times: 20 })
  const id = await approved(60_000)
  w.stripe.sim.refund(session)
  await w.settled()
  w.stripe.sim.clearFaults()
  w.clock.now += 400
  await w.tick()
  const states = async () => {
    const rows = await o.rows('select id, amount_minor, state from stripe_refunds order by amount_minor')
    return rows.map((row) => ({ ...row, id: row.id === id ? 'approved' : 'outside' }))
  }
  await until(states, [
    { id: 'approved', amount_minor: 60_000, state: 'failed' },
    { id: 'outside', amount_minor: 150_000, state: 'succeeded' },
  ])
  await balanced()
})

test('money that does not fit cannot be accepted once a part of it was given back at Stripe; the rest goes back', async () => {
  const { o, seat, checkout, treasurer, sum, until, balanced } = await cardPaid(w)
  const { session } = await checkout(await seat('Ravi'))
  w.stripe.sim.amend('checkout.session', session, { amount_total: 149_000 })
  w.stripe.sim.pay(session)
  await w.settled()
  w.stripe.sim.refund(session, { amount: 59_600 })
  await w.settled()
  const [attempt] = await o.rows("select id from attempts where decision = 'mismatch'")
  const client = o.client(await w.token(o.slug, treasurer.id))
  const answer = (outcome: string) =>
    client.post<{ type?: string }>(`/attempts/${attempt?.id}/review`, { outcome })
  const accepted = await answer('accepted')
  expect([accepted.status, accepted.body.type]).toEqual([409, '/problems/state-changed'])
  expect(await sum('suspense:')).toBe(-89_400)
  expect((await answer('refunded')).status).toBe(201)
  await w.tick()
  await until(() => sum('suspense:'), 0)
  await w.settled()
  await balanced()
})
