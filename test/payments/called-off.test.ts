import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { party } from '../support/group.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const FEE = 150_000
type Page = {
  left: { way: string; count: number; amountMinor: number }[]
  asked: { amountMinor: number; count: number; own: boolean } | null
  given: { way: string; state: string; count: number; amountMinor: number }[]
  type?: string
}

/** Five people paid: two by card, one in cash, one by UPI, one by a cheque that no bank has paid; then it is called off. */
async function off() {
  const p = await party(w)
  const seats = await p.seats(5)
  const [a, b, cash, upi, cheque] = seats
  if (!a || !b || !cash || !upi || !cheque) throw new Error('seats')
  const { session } = await p.open([a.id, b.id])
  w.stripe.sim.pay(session)
  await w.settled()
  const take = (registrationId: string, how: object) =>
    p.cashier.post('/payments', { id: v7(), registrationId, amountMinor: FEE, ...how })
  await take(cash.id, { provider: 'cash' })
  await take(upi.id, { provider: 'upi', reference: '612345678901' })
  await take(cheque.id, { provider: 'cheque', number: '12', bank: 'SBI', datedOn: '2026-11-20' })
  await p.o.db.execute({ sql: 'update workshops set cancelled_at = ?', args: [w.clock.now] })
  const path = `/workshops/${p.workshop.id}/refunds`
  const approvalId = v7()
  const ask = () =>
    p.treasurer.post<{ type?: string }>(path, { approvalId, reason: 'The camp is called off' })
  const page = async (by = p.treasurer) => (await by.get<Page>(path)).body
  const decide = (by: typeof p.approver) =>
    by.post<{ type?: string }>(`/approvals/${approvalId}/decision`, { decision: 'approved' })
  return { ...p, seats, ask, page, decide, path }
}

test('everybody is given back by one question: by card at Stripe, the others the way they paid, an uncleared cheque not', async () => {
  const at = await off()
  expect(await at.page()).toMatchObject({
    unclearedMinor: FEE,
    left: [
      { way: 'cash', count: 1, amountMinor: FEE },
      { way: 'stripe', count: 2, amountMinor: 2 * FEE },
      { way: 'upi', count: 1, amountMinor: FEE },
    ],
    asked: null,
    given: [],
  })
  expect((await at.ask()).status).toBe(201)
  expect((await at.page()).asked).toMatchObject({ amountMinor: 4 * FEE, count: 4, own: true })
  expect((await at.decide(at.treasurer)).status).not.toBe(200)
  expect((await at.decide(at.approver)).status).toBe(200)
  await w.tick()
  await w.settled()
  const given = async () => (await at.page()).given.map(({ way, state, count }) => [way, state, count])
  await expect.poll(given, { timeout: 8000 }).toEqual([
    ['cash', 'open', 1],
    ['stripe', 'paid', 2],
    ['upi', 'open', 1],
  ])
  expect((await at.page()).left).toEqual([])
  expect(await at.o.rows('select sum(amount_minor) as minor, count(*) as n from refunds')).toEqual([
    { minor: 4 * FEE, n: 4 },
  ])
  expect(await at.sums()).toMatchObject({ unbalanced: 0, sum: 0 })
})

test('whoever took any of the money does not approve it, and a stranger does not see it', async () => {
  const at = await off()
  await at.ask()
  await at.o.db.execute({
    sql: "update payments set recorded_by = ? where provider = 'cash'",
    args: [at.approver.id],
  })
  expect((await at.decide(at.approver)).body.type).toBe('/problems/duties-conflict')
  const stranger = await at.o.person('Stranger', { unit: 'B2' })
  expect((await stranger.get(at.path)).status).toBe(404)
})

test('asked twice it is one question; of a workshop that takes place it is none', async () => {
  const at = await off()
  expect([(await at.ask()).status, (await at.ask()).status]).toEqual([201, 201])
  expect(await at.o.rows('select count(*) as n from approvals')).toEqual([{ n: 1 }])
  await at.o.db.execute('update workshops set cancelled_at = null')
  const other = await at.treasurer.post<{ type?: string }>(at.path, { approvalId: v7(), reason: 'No reason' })
  expect(other.status).toBe(409)
})
