import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { scarce } from '../../support/seats.ts'
import { type World, world } from '../../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())
let camp: Awaited<ReturnType<typeof scarce>>
afterEach(async () => {
  w.stripe.sim.clearFaults()
  w.stripe.sim.clearScripts()
  await camp.sound()
})

test('scenario 9: the hold ends, the seat is released, then the payment succeeds while it is free: reseated', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  const { session } = await camp.checkout(asha)
  w.stripe.sim.script({ kind: 'drop', account: camp.account, times: 50 })
  const { held_until: until } = await camp.row(asha)
  expect(until).toBeGreaterThanOrEqual(w.clock.now + 31 * 60)
  w.stripe.sim.pay(session)
  // The payer was at it as the seat went: Stripe tells of it only afterwards.
  await camp.o.db.execute({
    sql: 'update registrations set cancelled_at = ?, lapsed_at = ? where id = ?',
    args: [w.clock.now, w.clock.now, asha.id],
  })
  await camp.sound()
  await camp.pass(3, async () => (await camp.decisionOf(asha))[0] === 'reseated')
  expect(await camp.row(asha)).toEqual({ cancelled_at: null, lapsed_at: null, held_until: null })
  expect((await camp.standing(asha)).body).toMatchObject({
    state: 'paid',
    decision: 'reseated',
    owedMinor: 0,
  })
  expect([await camp.receipts(), await camp.told('payment-reseated'), await camp.refunds()]).toEqual([
    [expect.stringMatching(/000001$/)],
    [asha.person.id],
    [],
  ])
})

/** Somebody whose seat lapsed while his bank was still at it; `then` happens before his money is told of. */
async function late(then: (asha: Awaited<ReturnType<typeof camp.seat>>) => Promise<unknown>) {
  camp = await scarce(w)
  const asha = await camp.seat()
  const { session } = await camp.checkout(asha)
  w.stripe.sim.script({ kind: 'drop', account: camp.account, times: 50 })
  w.stripe.sim.pay(session)
  await then(asha)
  w.stripe.sim.clearScripts()
  await camp.pass(3, async () => (await camp.decisionOf(asha))[0] !== null)
  return asha
}
const lapse = ({ id }: { id: string }) =>
  camp.o.db.execute({
    sql: 'update registrations set cancelled_at = ?, lapsed_at = ? where id = ?',
    args: [w.clock.now, w.clock.now, id],
  })

test('scenario 10: the same, but somebody has the seat: all of it goes back, no receipt number is used', async () => {
  const asha = await late(async (lapsed) => {
    await lapse(lapsed)
    await camp.seat('Ravi')
  })
  expect(await camp.decisionOf(asha)).toEqual(['late'])
  await expect.poll(async () => (await camp.refunds())[0]?.state).toBe('succeeded')
  const attempt = (await camp.o.rows('select id from attempts'))[0]?.id
  expect(await camp.refunds()).toEqual([
    { origin: 'auto', generation: 0, key: `rf:${attempt}:0`, amount: 150_000, state: 'succeeded' },
  ])
  expect([await camp.receipts(), await camp.told('payment-late'), await camp.taken()]).toEqual([
    [],
    [asha.person.id],
    1,
  ])
  expect((await camp.standing(asha)).body).toMatchObject({
    state: 'returned',
    decision: 'late',
    lapsed: true,
  })
})

test('scenario 11: the same, with the last seat offered to the waiting list: the money goes back, the offer stands', async () => {
  let ravi: Awaited<ReturnType<typeof camp.somebody>> | undefined
  const asha = await late(async (lapsed) => {
    ravi = await camp.somebody('Ravi')
    const { body } = await camp.waitFor(ravi)
    expect(body).toMatchObject({ state: 'waiting', position: 1 })
    await lapse(lapsed)
    expect((await camp.standsAt(ravi, body.id)).body).toMatchObject({ state: 'offered', position: null })
  })
  expect(await camp.decisionOf(asha)).toEqual(['late'])
  expect(await camp.told('seat-offered')).toEqual([ravi?.id])
  expect(ravi && (await camp.offer(ravi)).status).toBe(200)
  await expect.poll(async () => (await camp.refunds())[0]?.state).toBe('succeeded')
})

test('a late payment goes back as well when the organiser cancelled, or when the workshop has begun', async () => {
  const asha = await late((seat) => camp.registrar.post(`/registrations/${seat.id}/cancellation`))
  expect(await camp.decisionOf(asha)).toEqual(['late'])
  const ravi = await late(async (seat) => {
    await lapse(seat)
    await camp.o.db.execute({
      sql: "update workshops set starts_on = '2026-11-22' where id = ?",
      args: [camp.workshop.id],
    })
  })
  expect(await camp.decisionOf(ravi)).toEqual(['late'])
})

test('scenario 12: two sessions for one registration, both paid: the second money goes back, the seat stays', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  w.stripe.sim.fault({ kind: 'cut', path: '/v1/checkout/sessions', account: camp.account })
  expect((await camp.checkout(asha)).status).toBe(502)
  const [lost] = (await camp.dashboard('GET', 'checkout/sessions')).data ?? []
  w.clock.now += 10 * 60
  const { session } = await camp.checkout(asha)
  expect(session).not.toBe(lost?.id)
  w.stripe.sim.pay(session)
  await w.settled()
  w.stripe.sim.pay(lost?.id ?? '')
  await w.settled()
  expect((await camp.decisionOf(asha)).sort()).toEqual(['allocated', 'duplicate'])
  await expect.poll(async () => (await camp.refunds()).map(({ state }) => state)).toEqual(['succeeded'])
  expect(await camp.row(asha)).toEqual({ cancelled_at: null, lapsed_at: null, held_until: null })
  expect(await camp.receipts()).toHaveLength(1)
})

test('scenario 19: the hold ends while Stripe is down: the seat is kept, and Stripe asked again before it is released', async () => {
  camp = await scarce(w)
  const [asha] = [await camp.seat()]
  await camp.checkout(asha)
  const { held_until: until } = await camp.row(asha)
  w.stripe.sim.fault({ kind: 'status', status: 500, account: camp.account, times: 10_000 })
  w.stripe.sim.script({ kind: 'drop', account: camp.account, times: 50 })
  await camp.pass(37, async () => Number((await camp.row(asha)).held_until) > Number(until))
  expect(await camp.row(asha)).toMatchObject({ cancelled_at: null, held_until: Number(until) + 300 })
  await camp.pass(10)
  expect(await camp.row(asha)).toMatchObject({ cancelled_at: null })
  w.stripe.sim.clearFaults()
  await camp.pass(5, () => camp.isLapsed(asha))
  expect([await camp.told('seat-lapsed'), await camp.decisionOf(asha)]).toEqual([
    [asha.person.id],
    ['expired'],
  ])
})

test('scenario 19: the same, but it was paid meanwhile: the seat is firm', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  const { session } = await camp.checkout(asha)
  w.stripe.sim.script({ kind: 'drop', account: camp.account, times: 50 })
  w.stripe.sim.pay(session)
  w.stripe.sim.fault({ kind: 'status', status: 500, account: camp.account, times: 10_000 })
  await camp.pass(50)
  expect(await camp.row(asha)).toMatchObject({ cancelled_at: null })
  w.stripe.sim.clearFaults()
  await camp.pass(5, async () => (await camp.decisionOf(asha))[0] === 'allocated')
  expect(await camp.row(asha)).toEqual({ cancelled_at: null, lapsed_at: null, held_until: null })
})

test('scenario 20: expiring answers "not open" because it was just paid: treated as paid, nothing is released', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  const { session } = await camp.checkout(asha)
  w.stripe.sim.script({ kind: 'drop', account: camp.account, times: 50 })
  w.stripe.sim.fault({ kind: 'status', status: 500, path: '/v1/events', account: camp.account, times: 50 })
  w.stripe.sim.pay(session)
  await camp.o.db.execute({
    sql: 'update registrations set held_until = ? where id = ?',
    args: [w.clock.now + 60, asha.id],
  })
  await camp.pass(1, async () => (await camp.decisionOf(asha))[0] === 'allocated')
  const expired = w.stripe.sim
    .requests()
    .filter(({ path, account }) => path.endsWith('/expire') && account === camp.account)
  expect(expired).toHaveLength(1)
  expect(await camp.row(asha)).toEqual({ cancelled_at: null, lapsed_at: null, held_until: null })
  expect(await camp.told('seat-lapsed')).toEqual([])
})

test('an unpaid seat lapses: what is open at Stripe is closed first, what was owed is owed no more, the person is told', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  const { session } = await camp.checkout(asha)
  await camp.o.db.execute({
    sql: 'update registrations set held_until = ? where id = ?',
    args: [w.clock.now + 60, asha.id],
  })
  await camp.pass(2, () => camp.isLapsed(asha))
  expect(w.stripe.sim.object('checkout.session', session).status).toBe('expired')
  expect(await camp.told('seat-lapsed')).toEqual([asha.person.id])
  expect((await camp.checkout(asha)).body.type).toBe('/problems/not-registered')
})

test('no rule, no lapse: the seat stays for the desk; a rule of three days holds it three days; paying makes it firm', async () => {
  camp = await scarce(w, { holdMinutes: null, capacity: 5 })
  const asha = await camp.seat()
  expect((await camp.row(asha)).held_until).toBeNull()
  await camp.o.db.execute({
    sql: 'update workshops set hold_minutes = 4320 where id = ?',
    args: [camp.workshop.id],
  })
  const ravi = await camp.seat('Ravi')
  expect((await camp.standing(ravi)).body).toMatchObject({ heldUntil: w.clock.now + 4320 * 60 })
  const cashier = await camp.o.person('Cashier', { grants: ['cashier@ST'] })
  const cash = (amountMinor: number) =>
    cashier.post('/payments', { id: v7(), registrationId: ravi.id, provider: 'cash', amountMinor })
  await cash(50_000)
  expect((await camp.row(ravi)).held_until).not.toBeNull()
  await cash(100_000)
  expect((await camp.row(ravi)).held_until).toBeNull()
  await camp.pass(120)
  expect(await camp.taken()).toBe(2)
})

test('a hold is never shorter than what can be paid, and nobody holds a seat by opening one page after another', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  w.clock.now += 29 * 60
  const { body } = await camp.checkout(asha)
  const end = (await camp.o.rows('select expires_at from attempts'))[0]?.expires_at
  expect([body.type, (await camp.row(asha)).held_until]).toEqual([undefined, end])
  w.clock.now = Number(end) - 30
  const person = await camp.anew(asha.person)
  expect((await camp.checkout({ ...asha, person })).body.type).toBe('/problems/offer-lapsed')
})

test('scenario 41: the last seat and two payers who finish in the same second: one has it, the other his money', async () => {
  camp = await scarce(w)
  const [asha] = [await camp.seat('Asha')]
  const first = await camp.checkout(asha)
  w.stripe.sim.script({ kind: 'drop', account: camp.account, times: 50 })
  await lapse(asha)
  const ravi = await camp.seat('Ravi')
  const second = await camp.checkout(ravi)
  await lapse(ravi)
  w.stripe.sim.pay(first.session)
  w.stripe.sim.pay(second.session)
  w.stripe.sim.clearScripts()
  await Promise.all([camp.standing(asha), camp.standing(ravi), camp.standing(asha), camp.standing(ravi)])
  const decisions = [...(await camp.decisionOf(asha)), ...(await camp.decisionOf(ravi))].sort()
  expect([decisions, await camp.taken()]).toEqual([['late', 'reseated'], 1])
  await camp.pass(3)
  await expect.poll(async () => (await camp.refunds()).map(({ state }) => state)).toEqual(['succeeded'])
  expect(await camp.receipts()).toHaveLength(1)
})
