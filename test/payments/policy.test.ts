import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Asked, office } from '../support/books.ts'
import { party } from '../support/group.ts'
import { type World, world } from '../support/world.ts'

let w: World
let noon: number
beforeAll(async () => {
  w = await world()
  noon = w.clock.now
})
// The hall begins on 1 December: nine days after the world's first noon.
beforeEach(() => {
  w.clock.now = noon
})
afterAll(() => w.close())

const FEE = 150_000
const STEPS = [
  { days: 9, percent: 80 },
  { days: 3, percent: 33 },
]

type Back = {
  percent: number | null
  calledOff: boolean
  backMinor: number
  steps: { until: string; percent: number }[] | null
  payments: { paymentId: string; leftMinor: number; backMinor: number | null }[]
}
type Standing = { back: Back; waiting: { amountMinor: number }[] }
type Policies = {
  policies: { kind: string; id: string; version: number; steps: unknown }[]
  sets: boolean
  type?: string
}
type Office = Awaited<ReturnType<typeof office>>
type Seat = Awaited<ReturnType<Office['seat']>>

const set = (
  { treasurer }: Pick<Office, 'treasurer'>,
  steps: unknown,
  of: { kind: string; id: string } = { kind: 'organisation', id: 'organisation' },
  version = 0,
) => treasurer.put<Policies>('/refund-policies', { ...of, version, steps })

const backOf = async ({ person, id }: Seat) =>
  (await person.get<Standing>(`/registrations/${id}/payment`)).body.back
const giveUp = ({ person, id }: Seat) =>
  person.post<{ backMinor: number }>(`/registrations/${id}/cancellation`)
const at = (instant: string) => Math.floor(Date.parse(instant) / 1000)

test('a treasurer sets it, an approver reads it, a cashier sees nothing; set twice from one version the second is told', async () => {
  const o = await office(w)
  expect((await set(o, STEPS)).status).toBe(200)
  expect((await set(o, STEPS)).body.policies[0]).toMatchObject({ version: 1, steps: STEPS })
  expect((await set(o, [])).body.type).toBe('/problems/version-changed')
  const read = await o.approver.get<Policies>('/refund-policies')
  expect([read.status, read.trips, read.body.sets]).toEqual([200, 1, false])
  expect(
    (
      await o.approver.put('/refund-policies', {
        kind: 'organisation',
        id: 'organisation',
        version: 1,
        steps: [],
      })
    ).status,
  ).toBe(404)
  expect((await o.cashier.get('/refund-policies')).status).toBe(404)
  expect(
    (
      await set(
        o,
        [
          { days: 3, percent: 10 },
          { days: 9, percent: 80 },
        ],
        undefined,
        1,
      )
    ).status,
  ).toBe(422)
  expect((await set(o, [], { kind: 'programme', id: v7() })).status).toBe(404)
})

test('before he registers the person reads until when how much goes back; the nearest policy counts', async () => {
  const o = await office(w)
  await set(o, STEPS)
  const person = await o.o.person('Asha', { unit: 'B1' })
  const offered = async () =>
    (await person.get<{ goesBack: unknown }>(`/workshops/${o.workshop.id}/offer`)).body.goesBack
  expect(await offered()).toEqual([
    { until: '2026-11-22', percent: 80 },
    { until: '2026-11-28', percent: 33 },
  ])
  await set(o, [{ days: 1, percent: 50 }], { kind: 'workshop', id: o.workshop.id })
  expect(await offered()).toEqual([{ until: '2026-11-30', percent: 50 }])
  await set(o, null, { kind: 'workshop', id: o.workshop.id }, 1)
  expect(await offered()).toHaveLength(2)
})

test('without a policy nothing is promised, and giving up asks for nothing', async () => {
  const o = await office(w)
  const asha = await o.seat()
  await o.pay(asha.id)
  expect(await backOf(asha)).toMatchObject({ percent: null, backMinor: 0, steps: null })
  expect((await giveUp(asha)).body.backMinor).toBe(0)
  expect(await o.o.rows('select count(*) as n from approvals')).toEqual([{ n: 0 }])
})

test('whoever gives his seat up is told what goes back, and it is put before the second person at once, once', async () => {
  const o = await office(w)
  await set(o, STEPS)
  const asha = await o.seat()
  await o.pay(asha.id)
  expect(await backOf(asha)).toMatchObject({ percent: 80, backMinor: 120_000, calledOff: false })
  const left = await giveUp(asha)
  expect([left.status, left.trips, left.body.backMinor]).toEqual([201, 1, 120_000])
  expect((await giveUp(asha)).body.backMinor).toBe(120_000)
  const asked = await o.o.rows(
    "select id, detail ->> 'way' as way, detail ->> 'amountMinor' as minor from approvals",
  )
  expect(asked.map(({ way, minor }) => [way, minor])).toEqual([['cash', 120_000]])
  const decide = (who: typeof o.approver) =>
    who.post(`/approvals/${asked[0]?.id}/decision`, { decision: 'approved' })
  expect((await decide(asha.person)).status).not.toBe(200)
  expect((await decide(o.approver)).status).toBe(200)
  expect(await o.o.rows('select amount_minor from refunds')).toEqual([{ amount_minor: 120_000 }])
  expect((await backOf(asha)).backMinor).toBe(0)
})

test('the day turns at midnight of the organisation’s place: one second makes the difference, and the start ends it', async () => {
  const o = await office(w)
  await set(o, STEPS)
  const asha = await o.seat()
  await o.pay(asha.id)
  const percents = []
  for (const instant of [
    '2026-11-22T18:29:59Z',
    '2026-11-22T18:30:00Z',
    '2026-11-28T18:29:59Z',
    '2026-11-28T18:30:00Z',
    '2026-12-01T06:00:00Z',
  ]) {
    w.clock.now = at(instant)
    const client = o.o.client(await w.token(o.o.slug, asha.person.id))
    const { body } = await client.get<Standing>(`/registrations/${asha.id}/payment`)
    percents.push(body.back.percent)
  }
  expect(percents).toEqual([80, 33, 33, 0, 0])
})

test('of what was paid in parts each part goes back in proportion, rounded down; what was waived or never paid does not', async () => {
  const o = await office(w)
  await set(o, [{ days: 3, percent: 33 }])
  const asha = await o.seat()
  await o.pay(asha.id, { amountMinor: 10_001 })
  await o.pay(asha.id, { amountMinor: 20_002, provider: 'upi', reference: '612345678901' })
  const waived = await o.waive(asha.id, 50_000)
  await o.approver.post(`/approvals/${waived.body.approvalId}/decision`, { decision: 'approved' })
  expect((await giveUp(asha)).body.backMinor).toBe(3300 + 6600)
  expect(
    await o.o.rows(
      "select detail ->> 'way' as way, detail ->> 'amountMinor' as minor from approvals where kind = 'refund' order by 2",
    ),
  ).toEqual([
    { way: 'cash', minor: 3300 },
    { way: 'upi', minor: 6600 },
  ])
})

test('an officer who names no amount asks for what the policy says; another amount is asked with the policy’s beside it', async () => {
  const o = await office(w)
  await set(o, STEPS)
  const [asha, ravi] = [await o.seat(), await o.seat('Ravi')]
  const ask = async (seat: Seat, amountMinor?: number) => {
    const { body } = await o.pay(seat.id)
    const approvalId = v7()
    const answer = await o.treasurer.post<Asked>(`/payments/${body.id}/refunds`, {
      approvalId,
      ...(amountMinor && { amountMinor }),
      way: 'cash',
      reason: 'Fell ill before the camp',
    })
    return { status: answer.status, approvalId }
  }
  const [usual, more] = [await ask(asha), await ask(ravi, FEE)]
  expect([usual.status, more.status]).toEqual([201, 201])
  type Listed = { approvals: { id: string; detail: object }[] }
  const { approvals } = (await o.approver.get<Listed>('/approvals')).body
  const read = (id: string) => approvals.find((one) => one.id === id)?.detail
  expect(read(usual.approvalId)).toMatchObject({ amountMinor: 120_000, policyMinor: 120_000 })
  expect(read(more.approvalId)).toMatchObject({ amountMinor: FEE, policyMinor: 120_000 })
})

test('what was shown when the fee was raised holds, however strict the policy becomes', async () => {
  const o = await office(w)
  await set(o, STEPS)
  const asha = await o.seat()
  await o.pay(asha.id)
  await set(o, [], undefined, 1)
  const ravi = await o.seat('Ravi')
  await o.pay(ravi.id)
  expect([(await backOf(asha)).percent, (await backOf(ravi)).percent]).toEqual([80, 0])
})

test('a workshop that is called off gives everything back, except to whoever had given his seat up before', async () => {
  const o = await office(w)
  await set(o, STEPS)
  const [asha, ravi] = [await o.seat(), await o.seat('Ravi')]
  await o.pay(asha.id)
  await o.pay(ravi.id)
  await giveUp(ravi)
  w.clock.now += 60
  await o.o.db.execute({ sql: 'update workshops set cancelled_at = ?', args: [w.clock.now] })
  expect(await backOf(asha)).toMatchObject({ percent: 100, calledOff: true, backMinor: FEE })
  expect(await backOf(ravi)).toMatchObject({ percent: 80, calledOff: false })
})

test('of a sum for three, the one who gives up gets his own line’s part back, to the card that paid for all', async () => {
  const p = await party(w)
  await set({ treasurer: p.treasurer }, STEPS)
  const seats = await p.seats(3)
  const { session, body } = await p.open(seats.map(({ id }) => id))
  w.stripe.sim.pay(session)
  await w.settled()
  const [asha] = seats
  if (!asha) throw new Error('seats')
  expect((await giveUp(asha)).body.backMinor).toBe(120_000)
  const [asked] = await p.o.rows("select id, detail ->> 'way' as way from approvals")
  expect(asked?.way).toBe('stripe')
  await p.approver.post(`/approvals/${asked?.id}/decision`, { decision: 'approved' })
  await w.tick()
  await w.settled()
  await expect
    .poll(async () => (await p.group(body.id)).body.lines.map((line) => line.refundedMinor).sort(), {
      timeout: 8000,
    })
    .toEqual([0, 0, 120_000])
  expect((await p.sums()).came).toBe(3 * FEE - 120_000)
})
