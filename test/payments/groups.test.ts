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
const ids = (seats: readonly { id: string }[]) => seats.map(({ id }) => id)
const shares = (seats: readonly { id: string }[], amountMinor = FEE) =>
  seats.map(({ id: registrationId }) => ({ registrationId, amountMinor }))

test('an officer pays for three at once: one session, three payments, one receipt with a line each', async () => {
  const p = await party(w)
  const [asha, ravi, meena] = await p.seats(3)
  if (!asha || !ravi || !meena) throw new Error('seats')
  const opened = await p.open([asha.id, ravi.id, meena.id])
  expect([opened.status, opened.trips, opened.body.totalMinor]).toEqual([201, 2, 3 * FEE])
  expect(w.stripe.sim.object('checkout.session', opened.session)).toMatchObject({ amount_total: 3 * FEE })
  expect((await p.group(opened.body.id)).body).toMatchObject({ state: 'open', receiptNumber: null })
  w.stripe.sim.pay(opened.session)
  await w.settled()
  const { body, trips } = await p.group(opened.body.id)
  expect([body.state, body.totalMinor, body.lines.length, trips]).toEqual(['paid', 3 * FEE, 3, 1])
  expect(await p.receipts()).toEqual(['000001.1', '000001.2', '000001.3'])
  expect(await p.sums()).toEqual({ unbalanced: 0, sum: 0, came: 3 * FEE, paid: 3 * FEE, suspense: 0 })
  expect((await p.standing(ravi)).body).toMatchObject({ state: 'paid', payments: [{ provider: 'stripe' }] })
  expect(await p.o.rows("select count(*) as n from outbox where topic = 'payment-received'")).toEqual([
    { n: 3 },
  ])
  const next = await p.seat('Next')
  w.stripe.sim.pay((await p.checkout(next)).session)
  await w.settled()
  expect((await p.receipts()).at(-1)).toBe('000002.1')
})

test('the same id asked again is the same session; another sum under it changes nothing', async () => {
  const p = await party(w)
  const seats = await p.seats(2)
  const [first, second] = [await p.open(ids(seats)), await p.seats(1)]
  const again = await p.open(ids(seats), first.body.id)
  expect([again.status, again.body.url]).toEqual([201, first.body.url])
  expect((await p.open(ids(second), first.body.id)).body.totalMinor).toBe(2 * FEE)
  expect(await p.o.rows('select count(*) as n from attempt_lines')).toEqual([{ n: 2 }])
})

test('each person sees his own line, whoever may see the money all of them, a stranger nothing', async () => {
  const p = await party(w)
  const seats = await p.seats(3)
  const { body, session } = await p.open(ids(seats))
  w.stripe.sim.pay(session)
  await w.settled()
  const [asha] = seats
  const own = await asha?.person.get<{ lines: { registrationId: string }[] }>(`/group-payments/${body.id}`)
  expect(own?.body.lines.map(({ registrationId }) => registrationId)).toEqual([asha?.id])
  expect((await p.group(body.id, p.treasurer)).body.lines).toHaveLength(3)
  const stranger = await p.o.person('Stranger', { unit: 'B2' })
  const missing = await p.group(v7(), stranger)
  expect([(await p.group(body.id, stranger)).text, missing.status]).toEqual([missing.text, 404])
})

test('one line is given back in part and then whole: the others stay, Stripe gives back from the one payment', async () => {
  const p = await party(w)
  const { body, session } = await p.open(ids(await p.seats(3)))
  w.stripe.sim.pay(session)
  await w.settled()
  const lines = (await p.group(body.id)).body.lines
  const paymentId = lines[1]?.paymentId ?? ''
  expect((await p.giveBack(paymentId, 60_000)).status).toEqual([201, 200])
  expect((await p.giveBack(paymentId, 90_001)).status[0]).toBe(409)
  expect((await p.giveBack(paymentId, 90_000)).status).toEqual([201, 200])
  expect((await p.group(body.id)).body.lines.map((line) => line.refundedMinor)).toEqual([0, FEE, 0])
  await expect.poll(async () => (await p.sums()).came, { timeout: 8000 }).toBe(2 * FEE)
  const { data = [] } = await p.dashboard('GET', 'refunds')
  const refunds = data as unknown as { amount: number; payment_intent: string }[]
  expect(refunds.map(({ amount }) => amount).sort()).toEqual([60_000, 90_000])
  expect(new Set(refunds.map((one) => one.payment_intent)).size).toBe(1)
})

test('a line that was paid in cash, and one that was cancelled meanwhile, keep their shares in suspense; the rest is paid', async () => {
  const p = await party(w)
  const [asha, ravi, meena] = await p.seats(3)
  if (!asha || !ravi || !meena) throw new Error('seats')
  const { body, session } = await p.open([asha.id, ravi.id, meena.id])
  await p.cashier.post('/payments', { id: v7(), registrationId: asha.id, provider: 'cash', amountMinor: FEE })
  await p.officer.post(`/registrations/${ravi.id}/cancellation`)
  w.stripe.sim.pay(session)
  await w.settled()
  const { state, lines } = (await p.group(body.id)).body
  expect(state).toBe('partly')
  const decided = Object.fromEntries(lines.map((line) => [line.registrationId, line.decision]))
  expect(decided).toEqual({ [asha.id]: 'duplicate', [ravi.id]: 'late', [meena.id]: 'allocated' })
  expect(await p.receipts()).toEqual(['000001.1', '000002.1'])
  await w.tick()
  await w.settled()
  await expect.poll(p.sums, { timeout: 5000 }).toMatchObject({ unbalanced: 0, came: 2 * FEE, suspense: 0 })
  expect((await p.standing(asha)).body.state).toBe('paid')
})

test('a sum of which every line was paid meanwhile is a duplicate as a whole; one of another amount pays nobody', async () => {
  const p = await party(w)
  const seats = await p.seats(2)
  const { session } = await p.open(ids(seats))
  await p.take(shares(seats))
  w.stripe.sim.pay(session)
  await w.settled()
  expect(await p.decisions()).toEqual(['duplicate'])
  await expect
    .poll(p.sums, { timeout: 8000 })
    .toEqual({ unbalanced: 0, sum: 0, came: 2 * FEE, paid: 2 * FEE, suspense: 0 })
  const q = await party(w)
  const more = await q.open(ids(await q.seats(2)))
  w.stripe.sim.script({ kind: 'drop', type: 'checkout.session.completed' })
  w.stripe.sim.pay(more.session)
  w.stripe.sim.amend('checkout.session', more.session, { amount_total: 1000 }, 'checkout.session.completed')
  await w.settled()
  expect((await q.group(more.body.id)).body.state).toBe('review')
  expect(await q.sums()).toEqual({ unbalanced: 0, sum: 0, came: 1000, paid: 0, suspense: 1000 })
})

test('webhook, return page and sweep at once: a group is paid once', async () => {
  const p = await party(w)
  const { body, session } = await p.open(ids(await p.seats(3)))
  w.stripe.sim.script({ kind: 'duplicate', type: 'checkout.session.completed', count: 3 })
  w.stripe.sim.pay(session)
  w.clock.now += 180
  await Promise.all([p.group(body.id), p.group(body.id), w.tick(), w.settled()])
  await w.settled()
  expect(await p.receipts()).toEqual(['000001.1', '000001.2', '000001.3'])
  expect(await p.sums()).toMatchObject({ unbalanced: 0, came: 3 * FEE, paid: 3 * FEE })
})

test('a session for several whose line was paid meanwhile is closed by the sweep; nothing is charged', async () => {
  const p = await party(w)
  const seats = await p.seats(2)
  const { body, session } = await p.open(ids(seats))
  await p.take(shares(seats.slice(0, 1)))
  w.clock.now += 180
  await w.tick()
  await expect.poll(async () => (await p.group(body.id)).body.state, { timeout: 5000 }).toBe('expired')
  expect(w.stripe.sim.object('checkout.session', session).status).toBe('expired')
})

test('the desk takes one sum for three: each owes nothing, the same asked again is the same, another desk is refused', async () => {
  const p = await party(w)
  const seats = await p.seats(3)
  const asked = { id: v7(), payer: { id: v7(), legalName: 'District office' } }
  const taken = await p.take(shares(seats), asked)
  expect([taken.status, taken.trips, taken.body.state, taken.body.totalMinor]).toEqual([
    201,
    1,
    'paid',
    3 * FEE,
  ])
  expect((await p.take(shares(seats), asked)).text).toBe(taken.text)
  const again = await p.take(shares(seats))
  expect([again.status, again.body.refused?.map(({ reason }) => reason)]).toEqual([
    409,
    ['already-paid', 'already-paid', 'already-paid'],
  ])
  expect(await p.receipts()).toEqual(['000001.1', '000001.2', '000001.3'])
  expect(await p.sums()).toMatchObject({ unbalanced: 0, came: 3 * FEE, paid: 3 * FEE })
  expect(await p.o.rows('select legal_name from payers')).toEqual([{ legal_name: 'District office' }])
})

test('a sum of which one share is too much takes nothing at all; a seat that the desk may not see is not found', async () => {
  const p = await party(w)
  const [asha, ravi] = await p.seats(2)
  if (!asha || !ravi) throw new Error('seats')
  const refused = await p.take([
    { registrationId: asha.id, amountMinor: FEE },
    { registrationId: ravi.id, amountMinor: FEE + 1 },
  ])
  expect(refused.body).toMatchObject({
    type: '/problems/amount-mismatch',
    refused: [{ registrationId: ravi.id, reason: 'amount-mismatch' }],
  })
  expect((await p.take(shares([asha, { id: v7() }]))).status).toBe(404)
  expect(await p.o.rows('select 1 from payments union all select 1 from payers')).toEqual([])
})

test("a bank's reference is used once, by a payment or by a sum for several", async () => {
  const p = await party(w)
  const [a, b, c] = await p.seats(3)
  if (!a || !b || !c) throw new Error('seats')
  const upi = { provider: 'upi', reference: '123456789012' }
  const single = (id: string) =>
    p.cashier.post<{ type: string }>('/payments', {
      id: v7(),
      registrationId: id,
      amountMinor: FEE,
      ...upi,
    })
  expect((await p.take(shares([a, b]), upi)).status).toBe(201)
  expect((await single(c.id)).body.type).toBe('/problems/reference-used')
  expect((await p.take(shares([c]), upi)).body.type).toBe('/problems/reference-used')
  const q = await party(w)
  const [d, e] = await q.seats(2)
  if (!d || !e) throw new Error('seats')
  await q.cashier.post('/payments', { id: v7(), registrationId: d.id, amountMinor: FEE, ...upi })
  expect((await q.take(shares([e]), upi)).body.type).toBe('/problems/reference-used')
})

test('a party takes no more than Rs 2,000 in cash from one payer, for however many; by UPI it does', async () => {
  const p = await party(w, { kind: 'political_party', feeMinor: 90_000 })
  const seats = await p.seats(3)
  expect((await p.take(shares(seats, 90_000))).body.type).toBe('/problems/cash-limit')
  const payer = { id: v7(), legalName: 'District office' }
  expect((await p.take(shares(seats.slice(0, 2), 90_000), { payer })).status).toBe(201)
  expect((await p.take(shares(seats.slice(2), 90_000), { payer })).body.type).toBe('/problems/cash-limit')
  const upi = { provider: 'upi', reference: '123456789012', payer }
  expect((await p.take(shares(seats.slice(2), 90_000), upi)).status).toBe(201)
})

test('nobody pays for somebody whom he may not register', async () => {
  const p = await party(w)
  const seats = await p.seats(2)
  const elsewhere = await p.o.person('Elsewhere', { unit: 'D2', grants: ['registrar@D2'] })
  expect((await p.open(ids(seats), v7(), elsewhere)).status).toBe(404)
  expect((await p.open([...ids(seats), v7()])).status).toBe(404)
  expect(await p.o.rows('select 1 from attempts union all select 1 from payers')).toEqual([])
})

test('one sum by UPI above the limit for one person alone is refused, though each share is below it', async () => {
  const p = await party(w, { feeMinor: 400_000 })
  const upi = { provider: 'upi', reference: '123456789012' }
  const refused = await p.take(shares(await p.seats(3), 400_000), upi)
  expect([refused.status, refused.body.type]).toEqual([403, '/problems/two-people'])
  expect(await p.o.rows('select 1 from payments union all select 1 from payers')).toEqual([])
})
