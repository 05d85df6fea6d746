import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { balance } from '../../support/books.ts'
import { bankOffice, freshUtr } from '../../support/claiming.ts'
import { type World, world } from '../../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Office = Awaited<ReturnType<typeof bankOffice>>

/** The office of a political party: its fees are contributions until its treasurer says otherwise. */
async function party(feeMinor: number, slug = ''): Promise<Office> {
  const at = await bankOffice(w, { feeMinor, ...(slug && { slug }) })
  await at.o.db.execute("update organisation set kind = 'political_party'")
  return at
}

test('scenario 46: Rs 2,500 in cash as a contribution is refused with the rule named, so is Rs 1,500 and then Rs 1,000; Rs 2,500 by UPI is accepted', async () => {
  const at = await party(250_000)
  const [a, b, c] = [await at.seat('A'), await at.seat('B'), await at.seat('C')]
  const whole = await at.pay(a.id)
  expect([whole.status, whole.body.type]).toEqual([409, '/problems/cash-limit'])
  expect(whole.text).toContain('section 13A')
  expect((await at.pay(b.id, { amountMinor: 150_000 })).status).toBe(201)
  expect((await at.pay(b.id, { amountMinor: 100_000 })).body.type).toBe('/problems/cash-limit')
  expect((await at.pay(a.id, { provider: 'upi', reference: freshUtr() })).status).toBe(201)
  const { body } = await at.claim(c.person, c.id, { amountMinor: 250_000 })
  expect((await at.verify(body.id)).body.outcome).toBe('verified')
  expect((await at.receipts()).whole).toBe(true)
  expect(await balance(at.o)).toMatchObject({
    unbalanced: 0,
    receivable: 100_000,
    cash: 150_000,
    bank: 500_000,
  })
})

test('scenario 46: where the treasurer has called the fees a fee for service, Rs 2,500 in cash is accepted, and the receipt says so', async () => {
  const at = await party(250_000)
  const { person, id } = await at.seat()
  const rules = { version: 1, twoAboveMinor: 1_000_000, claimDays: 3, programmes: [] }
  await at.treasurer.put('/money-rules', { ...rules, classification: 'fee_for_service' })
  const paid = await at.pay(id)
  expect(paid.status).toBe(201)
  w.clock.now += 60
  await at.treasurer.put('/money-rules', { ...rules, version: 2, classification: 'contribution' })
  const receipt = await person.get(`/receipts/${paid.body.id}`)
  expect(receipt.body).toMatchObject({ classification: 'fee_for_service' })
  expect(await balance(at.o)).toMatchObject({ unbalanced: 0, receivable: 0 })
})

test('scenario 47: the same UTR claimed for two registrations: the second is refused, the first stays claimed until it is verified', async () => {
  const at = await bankOffice(w)
  const [a, b] = [await at.seat('A'), await at.seat('B')]
  const reference = freshUtr()
  const first = await at.claim(a.person, a.id, { reference })
  const second = await at.claim(b.person, b.id, { reference })
  expect([first.status, second.status, second.body.type]).toEqual([201, 409, '/problems/reference-used'])
  expect(await at.o.rows('select registration_id, outcome from claims')).toEqual([
    { registration_id: a.id, outcome: null },
  ])
  expect((await at.verify(first.body.id)).body.outcome).toBe('verified')
  expect((await at.claim(b.person, b.id, { reference })).body.type).toBe('/problems/reference-used')
  const raced = freshUtr()
  const c = await at.seat('C')
  const both = await Promise.all([
    at.claim(b.person, b.id, { reference: raced }),
    at.claim(c.person, c.id, { reference: raced }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(await balance(at.o)).toMatchObject({ unbalanced: 0, receivable: 300_000, bank: 150_000 })
})

test('scenario 50: 31 March 23:59 and 1 April 00:01 in India stand in two series, each whole, whatever is refused between them', async () => {
  const at = await bankOffice(w, { slug: 'zed-year' })
  const today = w.clock.now
  const seats = []
  for (const name of ['A', 'B', 'C', 'D']) seats.push(await at.seat(name))
  const claims = []
  for (const { person, id } of seats) claims.push((await at.claim(person, id)).body.id)
  const verifyAt = async (instant: string, claimId = '') => {
    w.clock.now = Math.floor(Date.parse(instant) / 1000)
    const treasurer = at.o.client(await w.token(at.o.slug, at.treasurer.id))
    return treasurer.post(`/claims/${claimId}/verification`)
  }
  await verifyAt('2027-03-31T23:59:00+05:30', claims[0])
  const again = await verifyAt('2027-03-31T23:59:30+05:30', claims[0])
  expect(again.status).toBe(201)
  expect((await verifyAt('2027-03-31T23:59:40+05:30', v7())).status).toBe(404)
  await verifyAt('2027-04-01T00:01:00+05:30', claims[1])
  await verifyAt('2027-04-01T00:02:00+05:30', claims[2])
  w.clock.now = today
  const { numbers } = await at.receipts()
  expect(numbers).toEqual(['ZED/26-27/000001', 'ZED/27-28/000001', 'ZED/27-28/000002'])
  expect(numbers.every((number) => number.length <= 16)).toBe(true)
  expect(await balance(at.o)).toMatchObject({ unbalanced: 0, receivable: 150_000, bank: 450_000 })
})
