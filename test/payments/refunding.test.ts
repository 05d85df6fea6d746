import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { balance, office } from '../support/books.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Refund = {
  id: string
  number: string
  state: string
  amountMinor: number
  payable: boolean
  receiptNumber: string
}
type Standing = {
  state: string
  owedMinor: number
  refundedMinor: number
  refunds: Refund[]
  waiting: unknown[]
}

test('a refund asked by one, approved by a second and paid by a third: payable, then paid, each in one round trip', async () => {
  const { o, seat, pay, giveBack, decide, payOut, treasurer } = await office(w, { slug: 'cpi-bihar-r' })
  const asha = await seat()
  const { body: payment } = await pay(asha.id)
  const asked = await giveBack(payment.id, 150_000, { way: 'upi' })
  expect([asked.status, asked.trips]).toEqual([201, 1])
  const id = asked.body.approvalId
  await decide(id)
  expect(await balance(o)).toMatchObject({
    unbalanced: 0,
    refunds: 150_000,
    payable: -150_000,
    cash: 150_000,
  })
  const read = async () => (await asha.person.get<Standing>(`/registrations/${asha.id}/payment`)).body
  expect(await read()).toMatchObject({
    state: 'paid',
    owedMinor: 0,
    refundedMinor: 150_000,
    refunds: [{ id, number: 'CPI/26-27/R00001', state: 'approved', receiptNumber: 'CPI/26-27/000001' }],
  })
  const list = await treasurer.get<{ refunds: Refund[]; unpaid: unknown[] }>('/refunds')
  expect(list.trips).toBe(1)
  expect(list.body).toMatchObject({
    refunds: [{ id, payable: true, person: { nameEn: 'Asha' } }],
    unpaid: [{ count: 1, amountMinor: 150_000 }],
  })
  const paid = await payOut(id, '312345678901')
  expect([paid.status, paid.trips, paid.body.state]).toEqual([201, 1, 'paid'])
  expect(await balance(o)).toMatchObject({ unbalanced: 0, payable: 0, bank: -150_000, cash: 150_000 })
  expect((await read()).refunds).toMatchObject([{ state: 'paid' }])
  const receipt = await asha.person.get<{ refunds: Refund[] }>(`/receipts/${payment.id}`)
  expect([receipt.trips, receipt.body.refunds]).toMatchObject([
    1,
    [{ number: 'CPI/26-27/R00001', state: 'paid' }],
  ])
  expect(await o.rows("select person_id from outbox where topic = 'refund-paid'")).toEqual([
    { person_id: asha.person.id },
  ])
})

test('the payout sent twice is one posting; another reference, a used one and a wrong one are refused', async () => {
  const { o, seat, pay, giveBack, decide, payOut } = await office(w)
  const [a, b] = [await seat('A'), await seat('B')]
  const ids = []
  for (const { id } of [a, b]) {
    const { body } = await pay(id)
    const asked = await giveBack(body.id, 10_000, { way: 'upi' })
    await decide(asked.body.approvalId)
    ids.push(asked.body.approvalId)
  }
  const [first = '', second = ''] = ids
  expect((await payOut(first, '123')).status).toBe(422)
  expect((await payOut(first, 'NEFT 4711')).status).toBe(422)
  expect((await payOut(first)).status).toBe(422)
  const twice = await Promise.all([payOut(first, '312345678901'), payOut(first, '312345678901')])
  expect(twice.map(({ status }) => status)).toEqual([201, 201])
  expect((await payOut(first, '312345678902')).body.type).toBe('/problems/state-changed')
  expect((await payOut(second, '312345678901')).body.type).toBe('/problems/reference-used')
  expect(
    await o.rows("select posting_key from ledger_entries where posting_key like '%:paid' and line = 1"),
  ).toEqual([{ posting_key: `refund:${first}:paid` }])
})

test('in parts until the payment is used up, never more; what is refused may be asked for again', async () => {
  const { o, seat, pay, giveBack, decide } = await office(w)
  const { id } = await seat()
  const { body: payment } = await pay(id)
  const part = async (amountMinor: number, decision = 'approved') => {
    const asked = await giveBack(payment.id, amountMinor, { way: 'bank' })
    if (asked.status === 201) await decide(asked.body.approvalId, undefined, decision)
    return asked.body.type ?? asked.status
  }
  expect(await part(150_001)).toBe('/problems/refund-exceeds')
  expect(await part(100_000)).toBe(201)
  expect(await part(50_001)).toBe('/problems/refund-exceeds')
  expect(await part(50_000, 'refused')).toBe(201)
  expect(await part(50_000)).toBe(201)
  expect(await part(1)).toBe('/problems/refund-exceeds')
  expect(await o.rows('select sum(amount_minor) as n from refunds')).toEqual([{ n: 150_000 }])
})

test('two refunds of one payment at once: one question is open, and two approvals at once give back once', async () => {
  const { o, seat, pay, giveBack, decide } = await office(w)
  const other = await o.person('Second approver', { grants: ['approver@ST'] })
  const { id } = await seat()
  const { body: payment } = await pay(id)
  const asked = await Promise.all([giveBack(payment.id, 150_000), giveBack(payment.id, 150_000)])
  expect(asked.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(asked.find(({ status }) => status === 409)?.body.type).toBe('/problems/approval-open')
  const approvalId = asked.find(({ status }) => status === 201)?.body.approvalId ?? ''
  const decided = await Promise.all([decide(approvalId), decide(approvalId, other)])
  expect(decided.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(await o.rows('select amount_minor from refunds')).toEqual([{ amount_minor: 150_000 }])
  expect(await balance(o)).toMatchObject({ unbalanced: 0, payable: -150_000 })
})

test('twenty refunds decided in parallel get the vouchers 1 to 20 without a gap, in at most sixteen characters', async () => {
  const { o, seat, pay, giveBack, decide } = await office(w)
  const asked = []
  for (let i = 0; i < 20; i += 1) {
    const { id } = await seat(`P${i}`)
    const { body } = await pay(id)
    asked.push((await giveBack(body.id, 1_000)).body.approvalId)
  }
  await Promise.all(asked.map((id, i) => decide(id, undefined, i % 4 === 3 ? 'refused' : 'approved')))
  const vouchers = await o.rows('select seq, number from refunds order by seq')
  expect(vouchers.map(({ seq }) => seq)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1))
  expect(vouchers.every(({ number }) => String(number).length <= 16)).toBe(true)
})

test('one minute before and after 31 March midnight in India stand in two series of vouchers', async () => {
  const { o, seat, pay, giveBack, approver } = await office(w, { slug: 'zed-voucher' })
  const { id } = await seat()
  const { body: payment } = await pay(id)
  const today = w.clock.now
  const numbers = []
  for (const instant of [
    '2027-03-31T23:59:00+05:30',
    '2027-04-01T00:01:00+05:30',
    '2028-02-29T12:00:00+05:30',
  ]) {
    w.clock.now = today
    const { body } = await giveBack(payment.id, 1_000)
    w.clock.now = Math.floor(Date.parse(instant) / 1000)
    const late = o.client(await w.token(o.slug, approver.id))
    await late.post(`/approvals/${body.approvalId}/decision`, { decision: 'approved' })
    const [row] = await o.rows('select number from refunds where approval_id = ?', [body.approvalId])
    numbers.push(row?.number)
  }
  w.clock.now = today
  expect(numbers).toEqual(['ZED/26-27/R00001', 'ZED/27-28/R00001', 'ZED/27-28/R00002'])
})

test('cash goes back out of the cash of the day: more than is there is refused, and the page says what is left', async () => {
  const { o, seat, pay, giveBack, decide, payOut, cashier, treasurer } = await office(w)
  const [a, b] = [await seat('A'), await seat('B')]
  const { body: payment } = await pay(a.id, { provider: 'upi', reference: '412345678901' })
  const asked = await giveBack(payment.id, 100_000, { way: 'cash' })
  await decide(asked.body.approvalId)
  expect((await payOut(asked.body.approvalId, undefined, treasurer)).body.type).toBe('/problems/cash-short')
  await pay(b.id)
  const paid = await payOut(asked.body.approvalId, undefined, cashier)
  expect([paid.status, paid.body.state]).toEqual([201, 'paid'])
  const book = await cashier.get('/me/cash-book')
  expect(book.body).toMatchObject({ pages: [{ entries: 2, expectedMinor: 50_000 }] })
  expect(await balance(o)).toMatchObject({ unbalanced: 0, payable: 0, cash: 50_000, bank: 150_000 })
})

test('a way that the payment does not go back is refused: cash is not sent to a card', async () => {
  const { seat, pay, giveBack } = await office(w)
  const { id } = await seat()
  const { body: payment } = await pay(id)
  const refused = await giveBack(payment.id, 1_000, { way: 'stripe' })
  expect([refused.status, refused.body]).toMatchObject([422, { errors: [{ pointer: '/way' }] }])
})

test('the cashier, a planner and a treasurer of another district ask for no refund; they see none either', async () => {
  const { o, seat, pay, giveBack, decide, payOut, cashier } = await office(w)
  const { id, person } = await seat()
  const { body: payment } = await pay(id)
  const planner = await o.person('Planner', { grants: ['planner@ST'] })
  const elsewhere = await o.person('Elsewhere', { grants: ['treasurer@D2'] })
  for (const by of [cashier, planner, elsewhere, person])
    expect((await giveBack(payment.id, 1_000, { by })).status).toBe(404)
  const asked = await giveBack(payment.id, 1_000)
  await decide(asked.body.approvalId)
  const missing = await payOut(v7(), 'NEFT 1', elsewhere)
  const there = await payOut(asked.body.approvalId, 'NEFT 1', elsewhere)
  expect([there.status, there.text]).toEqual([404, missing.text])
  expect((await elsewhere.get<{ refunds: unknown[] }>('/refunds')).body.refunds).toEqual([])
  for (const by of [cashier, planner, person]) expect((await by.get('/refunds')).status).toBe(404)
})
