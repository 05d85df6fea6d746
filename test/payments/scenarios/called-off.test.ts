import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectBalanced } from '../../support/ledger.ts'
import { online } from '../../support/online.ts'
import { type World, world } from '../../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const PEOPLE = 200

test('scenario 18: a workshop of 200 is called off while Stripe answers 429, and the Worker is started anew: all go back, each once', async () => {
  const at = await online(w, { capacity: 250 })
  const { o, account, workshop, seat, checkout } = at
  // One event for each payment is enough here, and two busy cores have less to do.
  for (const type of ['charge.succeeded', 'charge.updated', 'charge.refunded', 'refund.updated'])
    w.stripe.sim.script({ kind: 'drop', account, type, times: 1000 })
  for (let done = 0; done < PEOPLE; done += 10)
    await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        const { session } = await checkout(await seat(`Person ${done + n}`))
        w.stripe.sim.pay(session)
      }),
    )
  await expect
    .poll(() => o.rows('select count(*) as n from payments'), { timeout: 120_000 })
    .toEqual([{ n: PEOPLE }])
  const treasurer = await o.person('Treasurer', { grants: ['treasurer@ST'] })
  const approver = await o.person('Approver', { grants: ['approver@ST'] })
  const approvalId = v7()
  const ask = () =>
    treasurer.post<{ type?: string }>(`/workshops/${workshop.id}/refunds`, {
      approvalId,
      reason: 'The camp is called off',
    })
  expect((await ask()).body.type).toBe('/problems/state-changed')
  await o.db.execute({
    sql: 'update workshops set cancelled_at = ? where id = ?',
    args: [w.clock.now, workshop.id],
  })
  const asked = await ask()
  expect([asked.status, asked.trips]).toEqual([201, 1])
  for (let skip = 3; skip < 400; skip += 9)
    w.stripe.sim.fault({
      kind: 'status',
      status: 429,
      method: 'POST',
      path: '/v1/refunds',
      account,
      skip,
      times: 2,
    })
  expect((await approver.post(`/approvals/${approvalId}/decision`, { decision: 'approved' })).status).toBe(
    200,
  )
  const states = async () =>
    Object.fromEntries(
      (await o.rows('select state, count(*) as n from stripe_refunds group by state')).map(({ state, n }) => [
        state,
        n,
      ]),
    )
  for (let round = 0; round < 120 && (await states()).succeeded !== PEOPLE; round += 1) {
    w.clock.now += 61
    if (round % 10 === 9) await w.rekey({})
    await w.tick()
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  expect(await states()).toEqual({ succeeded: PEOPLE })
  const inbox = async () => (await at.inbox()).filter(({ state }) => state === 'received').length
  await expect.poll(inbox, { timeout: 120_000 }).toBe(0)
  const posts = w.stripe.sim
    .requests()
    .filter((r) => r.account === account && r.method === 'POST' && r.path === '/v1/refunds')
  expect(posts.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(10)
  const made = w.stripe.sim.events(account).filter(({ type }) => type === 'refund.created')
  expect(made).toHaveLength(PEOPLE)
  expect(
    await o.rows('select count(*) as n, sum(amount_minor) as sum from refunds where paid_at is not null'),
  ).toEqual([{ n: PEOPLE, sum: PEOPLE * 150_000 }])
  expect(await o.rows('select min(seq) as low, max(seq) as high from refunds')).toEqual([
    { low: 1, high: PEOPLE },
  ])
  await expectBalanced(w, o, account)
}, 240_000)
