import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { balance } from '../../support/books.ts'
import { bankOffice, freshUtr } from '../../support/claiming.ts'
import { online } from '../../support/online.ts'
import { type World, world } from '../../support/world.ts'

const at = (instant: string) => Math.floor(Date.parse(instant) / 1000)

let w: World
let began = 0
beforeAll(async () => {
  w = await world()
  began = w.clock.now
})
afterEach(() => {
  w.clock.now = began
})
afterAll(() => w.close())

type Taken = { receiptNumber: string; type?: string }

/** An organisation that takes fees online and at a desk. */
async function desk(shape: { feeMinor: number; kind?: string }) {
  const hold = await online(w, shape)
  const cashier = await hold.o.person('Cashier', { grants: ['cashier@ST'] })
  /** Takes money now; cash unless told otherwise. */
  async function take(registrationId: string, amountMinor: number, how: Record<string, unknown> = {}) {
    const client = hold.o.client(await w.token(hold.o.slug, cashier.id))
    return client.post<Taken>('/payments', {
      id: v7(),
      registrationId,
      provider: 'cash',
      amountMinor,
      ...how,
    })
  }
  return { ...hold, take }
}

test('scenario 46: a party takes no Rs 2,500 in cash, nor Rs 1,500 and Rs 1,000 of one payer; by UPI it does', async () => {
  const { o, seat, take } = await desk({ feeMinor: 250_000, kind: 'political_party' })
  const [asha, ravi] = [await seat('Asha'), await seat('Ravi')]
  const whole = await take(asha.id, 250_000)
  expect([whole.status, whole.body.type]).toEqual([409, '/problems/cash-limit'])
  expect((await take(asha.id, 150_000)).status).toBe(201)
  const rest = await take(asha.id, 100_000)
  expect([rest.status, rest.body.type]).toEqual([409, '/problems/cash-limit'])
  const upi = await take(ravi.id, 250_000, { provider: 'upi', reference: freshUtr() })
  expect(upi.status).toBe(201)
  expect(await o.rows('select provider, amount_minor from payments order by amount_minor')).toEqual([
    { provider: 'cash', amount_minor: 150_000 },
    { provider: 'upi', amount_minor: 250_000 },
  ])
  expect(await balance(o)).toMatchObject({ unbalanced: 0, cash: 150_000, bank: 250_000 })
})

test('scenario 47: one UTR for two registrations: the second is refused, the first stays claimed until it is verified', async () => {
  const { o, seat, claim, verify, receipts } = await bankOffice(w)
  const [asha, ravi] = [await seat('Asha'), await seat('Ravi')]
  const reference = freshUtr()
  const first = await claim(asha.person, asha.id, { reference })
  expect([first.status, first.body.outcome]).toEqual([201, null])
  const second = await claim(ravi.person, ravi.id, { reference })
  expect([second.status, second.body.type]).toEqual([409, '/problems/reference-used'])
  expect(await o.rows('select registration_id, outcome from claims')).toEqual([
    { registration_id: asha.id, outcome: null },
  ])
  expect((await receipts()).numbers).toEqual([])
  expect((await verify(first.body.id)).body.outcome).toBe('verified')
  const again = await claim(ravi.person, ravi.id, { reference })
  expect([again.status, again.body.type]).toEqual([409, '/problems/reference-used'])
  expect((await receipts()).numbers).toHaveLength(1)
  expect(await balance(o)).toMatchObject({ unbalanced: 0, bank: 150_000 })
})

test('scenario 50: a minute before and after the last midnight of March: two series, each consecutive, nothing refused has a number', async () => {
  w.clock.now = at('2027-03-31T23:30:00+05:30')
  const { o, workshop, seat, checkout, take, decisions } = await desk({ feeMinor: 150_000 })
  await o.db.execute({
    sql: "update workshops set starts_on = '2027-04-20', ends_on = '2027-04-21' where id = ?",
    args: [workshop.id],
  })
  const seats = [await seat('A'), await seat('B'), await seat('C'), await seat('D')] as const
  const numberOf = async (registrationId: string, amountMinor = 150_000) =>
    (await take(registrationId, amountMinor)).body.receiptNumber
  w.clock.now = at('2027-03-31T23:59:00+05:30')
  const numbers = [await numberOf(seats[0].id)]
  const { session } = await checkout(seats[3])
  expect(await numberOf(seats[1].id, 150_001)).toBeUndefined()
  w.clock.now = at('2027-04-01T00:01:00+05:30')
  numbers.push(await numberOf(seats[1].id))
  w.stripe.sim.amend('checkout.session', session, { amount_total: 149_000 })
  w.stripe.sim.pay(session)
  await w.settled()
  expect(await decisions()).toEqual(['mismatch'])
  numbers.push(await numberOf(seats[2].id))
  const series = o.slug.replaceAll('-', '').slice(0, 3).toUpperCase()
  expect(numbers).toEqual([`${series}/26-27/000001`, `${series}/27-28/000001`, `${series}/27-28/000002`])
  expect(Math.max(...numbers.map((number) => number.length))).toBeLessThanOrEqual(16)
  expect(await balance(o)).toMatchObject({ unbalanced: 0, cash: 450_000 })
})
