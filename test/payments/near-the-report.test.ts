import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { party } from '../support/group.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Taken = { id: string; payerStanding: string | null; type?: string }
type Payer = { key: string; legalName: string; keptMinor: number; standing: string }

/** A desk of a party, and members whose fees of Rs 8,000 somebody brings by UPI. */
async function desk() {
  const p = await party(w, { kind: 'political_party', feeMinor: 800_000 })
  let utr = 600_000_000_000
  const take = (registrationId: string, payerName?: string, amountMinor = 800_000) =>
    p.cashier.post<Taken>('/payments', {
      ...{ id: v7(), registrationId, provider: 'upi', reference: String(++utr), amountMinor },
      ...(payerName && { payerName }),
    })
  const payers = async () => (await p.treasurer.get<{ payers: Payer[] }>('/payers?year=26-27')).body.payers
  const told = () =>
    p.o.rows(
      "select topic, person_id as who from outbox where topic like 'payer-%' order by created_at, topic",
    )
  return { ...p, take, payers, told }
}

test('one who pays for three at the desk is one payer: near at Rs 16,000, reported above Rs 20,000; desk and treasurer are told, once', async () => {
  const d = await desk()
  const seats = await d.seats(4)
  const standings = []
  for (const [n, { id }] of seats.entries())
    standings.push((await d.take(id, n % 2 ? 'RAMESH traders' : 'Ramesh Traders')).body.payerStanding)
  expect(standings).toEqual([null, 'near', 'reported', 'reported'])
  expect(await d.payers()).toMatchObject([
    { legalName: 'Ramesh Traders', keptMinor: 3_200_000, standing: 'reported' },
  ])
  expect(await d.told()).toEqual([
    { topic: 'payer-near', who: d.treasurer.id },
    { topic: 'payer-reported', who: d.treasurer.id },
  ])
})

test('whoever pays his own fee, named or not, is himself; others of his year do not count for him', async () => {
  const d = await desk()
  const [asha, ravi] = await d.seats(2)
  if (!asha || !ravi) throw new Error('seats')
  expect((await d.take(asha.id, 'member 1')).body.payerStanding).toBe(null)
  await d.take(ravi.id)
  expect((await d.payers()).map(({ key, keptMinor }) => [key, keptMinor]).sort()).toEqual(
    [
      [asha.person.id, 800_000],
      [ravi.person.id, 800_000],
    ].sort(),
  )
})

test('cash that one payer brings for two people is limited together; a claim’s payer counts when it is verified', async () => {
  const d = await desk()
  const [asha, ravi, meena] = await d.seats(3)
  if (!asha || !ravi || !meena) throw new Error('seats')
  const cash = (registrationId: string, amountMinor: number) =>
    d.cashier.post<Taken>('/payments', {
      ...{ id: v7(), registrationId, provider: 'cash', amountMinor, payerName: 'Ramesh Traders' },
    })
  expect((await cash(asha.id, 150_000)).status).toBe(201)
  expect((await cash(ravi.id, 100_000)).body.type).toBe('/problems/cash-limit')
  const id = v7()
  await d.cashier.post('/claims', {
    ...{ id, registrationId: meena.id, provider: 'upi', reference: '699999999999', amountMinor: 800_000 },
    payerName: 'Ramesh Traders',
  })
  expect((await d.treasurer.post(`/claims/${id}/verification`)).status).toBe(201)
  expect((await d.payers()).map(({ legalName, keptMinor }) => [legalName, keptMinor])).toEqual([
    ['Ramesh Traders', 950_000],
  ])
})
