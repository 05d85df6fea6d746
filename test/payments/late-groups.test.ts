import { afterAll, beforeAll, expect, test } from 'vitest'
import { party } from '../support/group.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const FEE = 150_000
type Party = Awaited<ReturnType<typeof party>>

/** So many of a group whose session is open give their seats up; then so many seats are left in the hall. */
async function late(p: Party, count: number, free: number) {
  const seats = await p.seats(count)
  const { body, session } = await p.open(seats.map(({ id }) => id))
  for (const { person, id } of seats) await person.post(`/registrations/${id}/cancellation`)
  await p.o.db.execute({ sql: 'update workshops set capacity = ?', args: [free] })
  w.stripe.sim.pay(session)
  await w.settled()
  await w.tick()
  await w.settled()
  return { id: body.id, session, seats }
}
const decisions = async (p: Party, id: string) =>
  (await p.group(id)).body.lines.map(({ decision }) => decision).sort()
const seated = async (p: Party) =>
  Number((await p.o.rows('select count(*) as n from registrations where cancelled_at is null'))[0]?.n)

test('a group pays after all gave up, and the hall is free: all three are seated again, on one receipt', async () => {
  const p = await party(w)
  const { id } = await late(p, 3, 50)
  expect(await decisions(p, id)).toEqual(['reseated', 'reseated', 'reseated'])
  expect([await seated(p), (await p.group(id)).body.state]).toEqual([3, 'paid'])
  expect(await p.receipts()).toEqual(['000001.1', '000001.2', '000001.3'])
  expect(await p.sums()).toEqual({ unbalanced: 0, sum: 0, came: 3 * FEE, paid: 3 * FEE, suspense: 0 })
})

test('two seats are left for three who paid late: two sit again, the third’s share goes back, nobody is too many', async () => {
  const p = await party(w)
  const { id } = await late(p, 3, 2)
  expect(await decisions(p, id)).toEqual(['late', 'reseated', 'reseated'])
  expect(await seated(p)).toBe(2)
  await expect.poll(p.sums, { timeout: 8000 }).toEqual({
    unbalanced: 0,
    sum: 0,
    came: 2 * FEE,
    paid: 2 * FEE,
    suspense: 0,
  })
  expect(await p.receipts()).toEqual(['000001.1', '000001.2'])
})

test('no seat is left: all of it goes back and no receipt is used', async () => {
  const p = await party(w)
  const { id } = await late(p, 2, 0)
  expect(await decisions(p, id)).toEqual(['late', 'late'])
  await expect.poll(p.sums, { timeout: 8000 }).toMatchObject({ unbalanced: 0, came: 0, suspense: 0 })
  expect([await seated(p), await p.receipts()]).toEqual([0, []])
})

test('one refund in Stripe’s dashboard of a sum for three is booked line by line: first who gave up, then the oldest, never more than a share', async () => {
  const p = await party(w)
  const seats = await p.seats(3)
  const { body, session } = await p.open(seats.map(({ id }) => id))
  w.stripe.sim.pay(session)
  await w.settled()
  const last = seats[2]
  if (!last) throw new Error('seats')
  await last.person.post(`/registrations/${last.id}/cancellation`)
  const [intent] = await p.o.rows('select intent_id as id from attempts')
  await p.dashboard('POST', 'refunds', { payment_intent: String(intent?.id), amount: '200000' })
  await w.settled()
  const refunded = async () =>
    Object.fromEntries(
      (await p.group(body.id)).body.lines.map((line) => [line.registrationId, line.refundedMinor]),
    )
  const [first, second] = seats
  await expect
    .poll(refunded, { timeout: 8000 })
    .toEqual({ [first?.id ?? '']: 50_000, [second?.id ?? '']: 0, [last.id]: FEE })
  expect(
    await p.o.rows('select count(distinct number) as n, sum(amount_minor) as minor from refunds'),
  ).toEqual([{ n: 2, minor: 200_000 }])
  expect(await p.sums()).toMatchObject({ unbalanced: 0, sum: 0, came: 250_000 })
})
