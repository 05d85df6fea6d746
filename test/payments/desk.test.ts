import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hall, register } from '../support/hall.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Paid = { id: string; receiptNumber: string; owedMinor: number; type?: string }
type Fee = { feeMinor?: number; kind?: string; slug?: string }

/** An organisation with a workshop for a fee, a cashier at the host, and a way to seat people. */
async function deskAt({ feeMinor = 150_000, ...shape }: Fee = {}) {
  const o = await w.organisation(shape)
  const workshop = await hall(o, { feeMinor, capacity: 500, maximum: 500 })
  const cashier = await o.person('Cashier', { grants: ['cashier@ST'] })
  const seat = async (name: string, unit = 'B1') => {
    const person = await o.person(name, { unit })
    const { body } = await register(person, workshop.id)
    return { person, id: body.id }
  }
  const pay = (registrationId: string, how: Record<string, unknown> = {}) =>
    cashier.post<Paid>('/payments', {
      id: v7(),
      registrationId,
      provider: 'cash',
      amountMinor: feeMinor,
      ...how,
    })
  return { o, workshop, cashier, seat, pay }
}

/** What a sound ledger must say: every posting sums to zero, and what came in equals the payments. */
async function ledgerOf(o: TestOrganisation) {
  const [unbalanced, came, paid, owed] = await Promise.all([
    o.rows('select posting_key from ledger_entries group by posting_key having sum(amount_minor) <> 0'),
    o.rows(`select coalesce(sum(amount_minor), 0) as n from ledger_entries
      where account = 'bank' or account = 'stripe_balance' or account like 'cash:%'`),
    o.rows('select coalesce(sum(amount_minor), 0) as n from payments'),
    o.rows(
      "select coalesce(sum(amount_minor), 0) as n from ledger_entries where account like 'receivable:%'",
    ),
  ])
  return { unbalanced: unbalanced.length, came: came[0]?.n, paid: paid[0]?.n, owed: owed[0]?.n }
}

test('cash at the desk is one round trip: payment, receipt, ledger, message and audit', async () => {
  const { o, seat, pay, cashier } = await deskAt({ slug: 'bjp-mp-desk' })
  const { id, person } = await seat('Asha')
  const paid = await pay(id)
  expect([paid.status, paid.trips]).toEqual([201, 1])
  expect(paid.body).toMatchObject({ receiptNumber: 'BJP/26-27/000001', owedMinor: 0 })
  expect(await ledgerOf(o)).toEqual({ unbalanced: 0, came: 150_000, paid: 150_000, owed: 0 })
  expect(
    await o.rows(
      `select account, amount_minor from ledger_entries where posting_key like 'payment:%' order by line`,
    ),
  ).toEqual([
    { account: `cash:${cashier.id}`, amount_minor: 150_000 },
    { account: `receivable:${id}`, amount_minor: -150_000 },
  ])
  const told = await o.rows(
    "select person_id, facts ->> 'receiptNumber' as number from outbox where topic = 'payment-received'",
  )
  expect(told).toEqual([{ person_id: person.id, number: 'BJP/26-27/000001' }])
  expect(await o.rows("select actor_id from audit where action = 'payment.recorded'")).toEqual([
    { actor_id: cashier.id },
  ])
})

test('the same payment sent twice is one payment and one receipt, and answers the same', async () => {
  const { o, seat, pay } = await deskAt()
  const { id } = await seat('Asha')
  const payment = v7()
  const [first, second] = await Promise.all([pay(id, { id: payment }), pay(id, { id: payment })])
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.body).toEqual(first.body)
  expect(await o.rows('select count(*) as n from receipts')).toEqual([{ n: 1 }])
  expect(await ledgerOf(o)).toEqual({ unbalanced: 0, came: 150_000, paid: 150_000, owed: 0 })
})

test('two desks that take the same fee at once: one is recorded, the other told that nothing is owed', async () => {
  const { o, seat, pay } = await deskAt()
  const { id } = await seat('Asha')
  const answers = await Promise.all([pay(id), pay(id)])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(answers.find(({ status }) => status === 409)?.body.type).toBe('/problems/already-paid')
  expect(await o.rows('select count(*) as n from payments')).toEqual([{ n: 1 }])
})

test('twenty payments in parallel get the numbers 1 to 20 without a gap, refused ones use none', async () => {
  const { o, seat, pay } = await deskAt({ feeMinor: 10_000 })
  const seats = []
  for (let i = 0; i < 20; i += 1) seats.push(await seat(`P${i}`))
  await Promise.all(seats.flatMap(({ id }) => [pay(id), pay(id, { amountMinor: 99_999 })]))
  const receipts = await o.rows('select seq, number from receipts order by seq')
  expect(receipts.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  expect(receipts.every(({ number }) => String(number).length <= 16)).toBe(true)
  expect(await ledgerOf(o)).toEqual({ unbalanced: 0, came: 200_000, paid: 200_000, owed: 0 })
})

test('one minute before and after 31 March midnight in India stand in two series', async () => {
  const { o, seat, cashier } = await deskAt({ slug: 'zed-fin' })
  const today = w.clock.now
  const seats = [await seat('A'), await seat('B'), await seat('C')]
  const payAt = async (instant: string, registrationId = '') => {
    w.clock.now = Math.floor(Date.parse(instant) / 1000)
    const desk = o.client(await w.token(o.slug, cashier.id))
    const input = { id: v7(), registrationId, provider: 'cash', amountMinor: 150_000 }
    return (await desk.post<Paid>('/payments', input)).body.receiptNumber
  }
  const numbers = [
    await payAt('2027-03-31T23:59:00+05:30', seats[0]?.id),
    await payAt('2027-04-01T00:01:00+05:30', seats[1]?.id),
    await payAt('2027-04-01T00:02:00+05:30', seats[2]?.id),
  ]
  w.clock.now = today
  expect(numbers).toEqual(['ZED/26-27/000001', 'ZED/27-28/000001', 'ZED/27-28/000002'])
})

test('a party takes no more than Rs 2,000 in cash from one person for one workshop, UPI as much as is owed', async () => {
  const { o, seat, pay } = await deskAt({ feeMinor: 250_000, kind: 'political_party' })
  const { id } = await seat('Asha')
  expect((await pay(id)).body.type).toBe('/problems/cash-limit')
  const part = await pay(id, { amountMinor: 150_000 })
  expect(part).toMatchObject({ status: 201, body: { owedMinor: 100_000 } })
  expect((await pay(id, { amountMinor: 100_000 })).body.type).toBe('/problems/cash-limit')
  const rest = await pay(id, { provider: 'upi', amountMinor: 100_000, reference: '412345678901' })
  expect(rest).toMatchObject({ status: 201, body: { owedMinor: 0 } })
  const { id: other } = await seat('Ravi')
  expect((await pay(other, { provider: 'upi', reference: '412345678902' })).status).toBe(201)
  expect(await ledgerOf(o)).toEqual({ unbalanced: 0, came: 500_000, paid: 500_000, owed: 0 })
})

test('a society takes Rs 2,500 in cash', async () => {
  const { seat, pay } = await deskAt({ feeMinor: 250_000 })
  const { id } = await seat('Asha')
  expect((await pay(id)).status).toBe(201)
})

test('a UPI reference pays once: for another registration it is refused, and must have twelve digits', async () => {
  const { o, seat, pay } = await deskAt()
  const [a, b] = [await seat('A'), await seat('B')]
  const upi = { provider: 'upi', reference: '312345678901' }
  expect((await pay(a.id, upi)).status).toBe(201)
  const twice = await pay(b.id, upi)
  expect([twice.status, twice.body.type]).toEqual([409, '/problems/reference-used'])
  expect((await pay(b.id, { ...upi, reference: '31234567890' })).status).toBe(422)
  expect((await pay(b.id, { reference: '312345678902' })).status).toBe(422)
  expect(await o.rows('select count(*) as n from payments')).toEqual([{ n: 1 }])
})

test('more than is owed, a cancelled registration and a free workshop take no money', async () => {
  const { o, seat, pay } = await deskAt()
  const [a, b] = [await seat('A'), await seat('B')]
  expect((await pay(a.id, { amountMinor: 150_001 })).body.type).toBe('/problems/amount-mismatch')
  await b.person.post(`/registrations/${b.id}/cancellation`)
  expect((await pay(b.id)).body.type).toBe('/problems/not-registered')
  const free = await hall(o)
  const { body } = await register(a.person, free.id)
  expect((await pay(body.id)).body.type).toBe('/problems/already-paid')
  expect(await o.rows('select 1 from payments union all select 1 from receipts')).toEqual([])
})

test('a cashier takes money where he sits; elsewhere the registration does not exist', async () => {
  const o = await w.organisation()
  const near = await hall(o, { unit: 'D1', feeMinor: 5_000 })
  const far = await hall(o, { unit: 'D2', feeMinor: 5_000 })
  const cashier = await o.person('Cashier', { unit: 'D1', grants: ['cashier@D1'] })
  const asha = await o.person('Asha', { unit: 'B1' })
  const [here, there] = [await register(asha, near.id), await register(asha, far.id)]
  const pay = (registrationId: string) =>
    cashier.post<Paid>('/payments', { id: v7(), registrationId, provider: 'cash', amountMinor: 5_000 })
  expect((await pay(here.body.id)).status).toBe(201)
  const refused = await pay(there.body.id)
  const missing = await pay(v7())
  expect([refused.status, refused.text]).toEqual([404, missing.text])
  expect(await o.rows('select registration_id from payments')).toEqual([{ registration_id: here.body.id }])
  expect(
    (
      await asha.post('/payments', {
        id: v7(),
        registrationId: there.body.id,
        provider: 'cash',
        amountMinor: 1,
      })
    ).status,
  ).toBe(404)
})

test('the receipt is for its person and the desk; a planner and a stranger get 404', async () => {
  const { o, seat, pay, cashier } = await deskAt()
  const { id, person } = await seat('Asha')
  const { body: payment } = await pay(id, { payerName: 'Office of D1' })
  const receipt = await person.get(`/receipts/${payment.id}`)
  expect(receipt).toMatchObject({
    status: 200,
    trips: 1,
    body: {
      number: payment.receiptNumber,
      payerName: 'Office of D1',
      payment: { amountMinor: 150_000, provider: 'cash' },
      person: { nameEn: 'Asha' },
      recordedBy: { id: cashier.id },
    },
  })
  expect((await cashier.get(`/receipts/${payment.id}`)).text).toBe(receipt.text)
  const planner = await o.person('Planner', { grants: ['planner@ST'] })
  const ravi = await o.person('Ravi', { unit: 'B1' })
  for (const other of [planner, ravi]) expect((await other.get(`/receipts/${payment.id}`)).status).toBe(404)
})

type List = { payments: { id: string }[]; totals: unknown[]; after: string | null }
type Sums = { workshops: { registered: number; dueMinor: number; paidMinor: number; owedMinor: number }[] }

test('the treasurer sees payments by time and way with their totals, and what each workshop is owed', async () => {
  const { o, seat, pay } = await deskAt({ feeMinor: 10_000 })
  const treasurer = await o.person('Treasurer', { grants: ['treasurer@ST'] })
  const [a, b, c] = [await seat('A'), await seat('B'), await seat('C')]
  await pay(a.id)
  w.clock.now += 100
  const mid = w.clock.now
  await pay(b.id, { provider: 'bank', reference: 'NEFT 1' })
  const gone = await seat('D')
  await gone.person.post(`/registrations/${gone.id}/cancellation`)
  const all = await treasurer.get<List>('/payments')
  expect([all.trips, all.body.payments.length, all.body.after]).toEqual([1, 2, null])
  expect(all.body.totals).toEqual([
    { provider: 'bank', currency: 'INR', count: 1, amountMinor: 10_000 },
    { provider: 'cash', currency: 'INR', count: 1, amountMinor: 10_000 },
  ])
  expect((await treasurer.get<List>(`/payments?from=${mid}`)).body.payments).toHaveLength(1)
  expect((await treasurer.get<List>(`/payments?provider=cash&until=${mid}`)).body.payments).toHaveLength(1)
  const sums = await treasurer.get<Sums>('/payments/summary')
  expect(sums.body.workshops).toMatchObject([
    { registered: 3, dueMinor: 30_000, paidMinor: 20_000, owedMinor: 10_000 },
  ])
  const elsewhere = await o.person('Other', { grants: ['treasurer@D2'] })
  expect((await elsewhere.get<List>('/payments')).body).toEqual({ payments: [], totals: [], after: null })
  expect((await c.person.get('/payments')).status).toBe(404)
  expect(
    (await (await o.person('Planner', { grants: ['planner@ST'] })).get('/payments/summary')).status,
  ).toBe(404)
})
