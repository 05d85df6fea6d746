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

const events = (session: string) =>
  w.stripe.sim
    .events(camp.account)
    .filter(({ data }) => 'id' in data.object && data.object.id === session)
    .map(({ id, type }) => ({ id, type }))
const charges = () =>
  camp.o.rows("select posting_key from ledger_entries where account = 'stripe_balance' and amount_minor > 0")

test('scenario 1: the webhook comes before the browser returns: confirmed once, one receipt, one message', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  const { session } = await camp.checkout(asha)
  w.stripe.sim.pay(session)
  await w.settled()
  const back = await camp.standing(asha)
  expect([back.body.state, back.trips]).toEqual(['paid', 1])
  expect([await camp.receipts(), await camp.told('payment-received'), await charges()]).toEqual([
    [expect.any(String)],
    [asha.person.id],
    [expect.anything()],
  ])
})

test('scenario 2: the browser returns first, the webhook ten minutes later: the page confirms, the webhook is a no-op', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  const { session } = await camp.checkout(asha)
  w.stripe.sim.script({ kind: 'delay', account: camp.account, seconds: 600, times: 50 })
  w.stripe.sim.pay(session)
  await w.settled()
  expect((await camp.standing(asha)).body.state).toBe('paid')
  await camp.pass(10)
  expect([await camp.receipts(), await camp.decisionOf(asha), await charges()]).toEqual([
    [expect.any(String)],
    ['allocated'],
    [expect.anything()],
  ])
  const states = (await camp.inbox()).filter(({ type }) => type === 'checkout.session.completed')
  expect(states).toMatchObject([{ state: 'done' }])
})

test('scenario 3: the browser returns while nothing is paid: no seat changes; another registration shows nothing', async () => {
  camp = await scarce(w, { capacity: 2 })
  const [asha, ravi] = [await camp.seat('Asha'), await camp.seat('Ravi')]
  const { session } = await camp.checkout(asha)
  const before = await camp.row(asha)
  expect((await camp.standing(asha)).body.state).toBe('owed')
  expect(await camp.row(asha)).toEqual(before)
  w.stripe.sim.payLate(session, { afterSeconds: 3600 })
  expect((await camp.standing(asha)).body.state).toBe('confirming')
  const forged = await ravi.person.get<{ state: string }>(`/registrations/${ravi.id}/payment?cs=${session}`)
  expect(forged.body.state).toBe('owed')
  expect((await ravi.person.get(`/registrations/${asha.id}/payment?cs=${session}`)).status).toBe(404)
  expect(await camp.receipts()).toEqual([])
})

test('scenario 4: one event five times, three of them at once: one row of the inbox, one receipt, one posting', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  const { session } = await camp.checkout(asha)
  w.stripe.sim.script({ kind: 'duplicate', type: 'checkout.session.completed', count: 3 })
  w.stripe.sim.pay(session)
  await w.settled()
  const completed = events(session).find(({ type }) => type === 'checkout.session.completed')
  for (let again = 0; again < 2; again += 1) {
    w.stripe.sim.resend(completed?.id ?? '')
    await w.settled()
  }
  expect((await camp.inbox()).filter(({ type }) => type === 'checkout.session.completed')).toHaveLength(1)
  expect([(await camp.receipts()).length, (await charges()).length]).toEqual([1, 1])
})

test('scenario 5: completed and charge.succeeded, two ids of one fact, at once: one posting, one decision', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  const { session } = await camp.checkout(asha)
  w.stripe.sim.pay(session)
  await Promise.all([w.settled(), camp.standing(asha), w.tick()])
  await w.settled()
  expect(w.stripe.sim.events(camp.account).map(({ type }) => type)).toContain('charge.succeeded')
  expect([await camp.decisionOf(asha), (await charges()).length, (await camp.receipts()).length]).toEqual([
    ['allocated'],
    1,
    1,
  ])
})

test('scenario 8: "expired" told after "completed" changes nothing', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  const { session } = await camp.checkout(asha)
  w.stripe.sim.pay(session)
  await w.settled()
  w.stripe.sim.emit(
    camp.account,
    'checkout.session.expired',
    w.stripe.sim.object('checkout.session', session),
  )
  await w.settled()
  expect([await camp.decisionOf(asha), await camp.row(asha)]).toMatchObject([
    ['allocated'],
    { cancelled_at: null },
  ])
})

test('scenario 13: the answer with the session is lost and the payer asks again: the same key, one session', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  w.stripe.sim.fault({ kind: 'cut', path: '/v1/checkout/sessions', account: camp.account })
  expect((await camp.checkout(asha)).status).toBe(502)
  const { session } = await camp.checkout(asha)
  const { data = [] } = await camp.dashboard('GET', 'checkout/sessions')
  expect(data.map(({ id }) => id)).toEqual([session])
  expect(await camp.o.rows('select session_id from attempts')).toEqual([{ session_id: session }])
})

test('scenario 14: a session that was never stored is found by its attempt, checked and adopted', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  w.stripe.sim.fault({ kind: 'cut', path: '/v1/checkout/sessions', account: camp.account })
  await camp.checkout(asha)
  const [lost] = (await camp.dashboard('GET', 'checkout/sessions')).data ?? []
  w.stripe.sim.pay(lost?.id ?? '')
  await w.settled()
  expect(await camp.o.rows('select session_id, decision from attempts')).toEqual([
    { session_id: lost?.id, decision: 'allocated' },
  ])
})

test('scenario 15: what is owed changes between two tries: a new attempt with a new key, the old page closed', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  const cashier = await camp.o.person('Cashier', { grants: ['cashier@ST'] })
  const first = await camp.checkout(asha)
  await cashier.post('/payments', {
    id: v7(),
    registrationId: asha.id,
    provider: 'cash',
    amountMinor: 50_000,
  })
  const second = await camp.checkout(asha)
  expect([second.status, second.session === first.session]).toEqual([201, false])
  expect(w.stripe.sim.object('checkout.session', first.session).status).toBe('expired')
  expect(w.stripe.sim.object('checkout.session', second.session).amount_total).toBe(100_000)
  const keys = w.stripe.sim
    .requests()
    .filter(({ account, path }) => account === camp.account && path === '/v1/checkout/sessions')
    .map(({ key }) => key)
  expect(new Set(keys).size).toBe(2)
  w.stripe.sim.pay(second.session)
  await w.settled()
  expect(await camp.decisionOf(asha)).toEqual(['expired', 'allocated'])
})

test('scenario 15: the old page was paid while the new one was asked for: it counts, no second page', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  const cashier = await camp.o.person('Cashier', { grants: ['cashier@ST'] })
  const first = await camp.checkout(asha)
  w.stripe.sim.script({ kind: 'drop', account: camp.account, times: 50 })
  w.stripe.sim.pay(first.session)
  await cashier.post('/payments', {
    id: v7(),
    registrationId: asha.id,
    provider: 'cash',
    amountMinor: 50_000,
  })
  expect((await camp.checkout(asha)).body.type).toBe('/problems/already-paid')
  expect((await camp.decisionOf(asha))[0]).toBe('duplicate')
  await camp.pass(5)
  await expect.poll(async () => (await camp.refunds()).map(({ amount }) => amount)).toEqual([150_000])
})

test('scenario 16: Stripe is down at "pay now": seat and hold stay, no page of errors, nothing behind the payer’s back', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  const before = await camp.row(asha)
  w.stripe.sim.fault({ kind: 'hang_up', account: camp.account, times: 4 })
  const silent = await camp.checkout(asha)
  expect([silent.status, silent.body.type]).toEqual([502, '/problems/provider-unavailable'])
  expect(Number((await camp.row(asha)).held_until)).toBeGreaterThanOrEqual(Number(before.held_until))
  w.stripe.sim.clearFaults()
  await camp.pass(10)
  expect((await camp.dashboard('GET', 'checkout/sessions')).data).toEqual([])
  expect((await camp.checkout(asha)).status).toBe(201)
})

test('scenario 31: 1,000 paise less than due: looked at, the seat kept, no receipt; the treasurer accepts', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  const { session } = await camp.checkout(asha)
  w.stripe.sim.script({ kind: 'drop', type: 'checkout.session.completed' })
  w.stripe.sim.pay(session)
  w.stripe.sim.amend('checkout.session', session, { amount_total: 149_000 }, 'checkout.session.completed')
  await w.settled()
  expect((await camp.standing(asha)).body).toMatchObject({ state: 'review', decision: 'mismatch' })
  await camp.pass(600)
  expect([await camp.row(asha), await camp.receipts()]).toMatchObject([{ cancelled_at: null }, []])
  type Reviews = { reviews: { attemptId: string; paidMinor: number; askedMinor: number }[] }
  const treasurer = await camp.anew(camp.treasurer)
  const person = await camp.anew(asha.person)
  const { body } = await treasurer.get<Reviews>('/reviews')
  expect(body.reviews).toMatchObject([{ paidMinor: 149_000, askedMinor: 150_000 }])
  const path = `/attempts/${body.reviews[0]?.attemptId}/review`
  expect((await person.post(path, { outcome: 'accepted' })).status).toBe(404)
  const accepted = await treasurer.post(path, { outcome: 'accepted' })
  expect(accepted.status).toBe(201)
  expect((await treasurer.post(path, { outcome: 'accepted' })).status).toBe(201)
  expect((await treasurer.post(path, { outcome: 'refunded' })).body.type).toBe('/problems/state-changed')
  expect((await camp.standing({ ...asha, person })).body).toMatchObject({
    state: 'owed',
    owedMinor: 1_000,
    paidMinor: 149_000,
  })
  expect([await camp.receipts(), await camp.refunds()]).toEqual([[expect.any(String)], []])
  expect(
    await camp.o.rows(
      "select coalesce(sum(amount_minor), 0) as n from ledger_entries where account like 'suspense:%'",
    ),
  ).toEqual([{ n: 0 }])
})

test('scenario 31: dollars instead of rupees: accepted for what they are worth, or given back as dollars', async () => {
  for (const outcome of ['accepted', 'refunded'] as const) {
    camp = await scarce(w)
    const asha = await camp.seat()
    const { session } = await camp.checkout(asha)
    w.stripe.sim.script({ kind: 'drop', type: 'checkout.session.completed' })
    w.stripe.sim.pay(session)
    w.stripe.sim.amend('checkout.session', session, { currency: 'usd' }, 'checkout.session.completed')
    await w.settled()
    expect(await camp.decisionOf(asha)).toEqual(['mismatch'])
    const id = (await camp.o.rows('select id from attempts'))[0]?.id
    const answer = (body: Record<string, unknown>) =>
      camp.treasurer.post<{ type?: string }>(`/attempts/${id}/review`, body)
    if (outcome === 'accepted') {
      expect((await answer({ outcome })).status).toBe(422)
      expect((await answer({ outcome, worthMinor: 150_001 })).body.type).toBe('/problems/amount-mismatch')
      const accepted = await answer({ outcome, worthMinor: 150_000 })
      expect([accepted.status, accepted.trips]).toEqual([201, 1])
      expect((await camp.standing(asha)).body.state).toBe('paid')
    } else {
      expect((await answer({ outcome })).status).toBe(201)
      expect((await camp.standing(asha)).body).toMatchObject({ state: 'returned', owedMinor: 150_000 })
      expect(await camp.refunds()).toMatchObject([{ origin: 'auto', amount: 150_000 }])
      expect((await camp.row(asha)).held_until).toBe(w.clock.now + 86_400)
    }
    expect(await camp.row(asha)).toMatchObject({ cancelled_at: null })
    await camp.sound()
  }
})

test('scenario 42: an answer of the bank that comes later: confirming, then failed; the seat is held, no receipt between', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  const { session } = await camp.checkout(asha)
  w.stripe.sim.payLate(session, { afterSeconds: 7200, outcome: 'fails' })
  await w.settled()
  expect((await camp.standing(asha)).body.state).toBe('confirming')
  await camp.pass(100)
  expect([await camp.row(asha), await camp.receipts()]).toMatchObject([{ cancelled_at: null }, []])
  await camp.pass(21, async () => (await camp.decisionOf(asha))[0] === 'failed')
  const person = await camp.anew(asha.person)
  expect((await camp.standing({ ...asha, person })).body).toMatchObject({ state: 'owed', decision: 'failed' })
  expect((await camp.row(asha)).held_until).toBe(w.clock.now + 3600)
  expect(await camp.told('payment-failed')).toEqual([asha.person.id])
  await camp.pass(61, () => camp.isLapsed(asha))
  expect(await camp.receipts()).toEqual([])
})

test('scenario 43: the failure of the first try is told after the second was paid: the seat stays paid', async () => {
  camp = await scarce(w, { holdMinutes: null })
  const asha = await camp.seat()
  const first = await camp.checkout(asha)
  w.stripe.sim.payLate(first.session, { afterSeconds: 1800, outcome: 'fails' })
  await w.settled()
  await camp.o.db.execute('update attempts set expires_at = created_at')
  const second = await camp.checkout(asha)
  if (second.status === 201) w.stripe.sim.pay(second.session)
  else {
    const cashier = await camp.o.person('Cashier', { grants: ['cashier@ST'] })
    await cashier.post('/payments', {
      id: v7(),
      registrationId: asha.id,
      provider: 'cash',
      amountMinor: 150_000,
    })
  }
  await w.settled()
  await camp.pass(31, async () => (await camp.decisionOf(asha))[0] === 'failed')
  expect((await camp.standing(asha)).body.state).toBe('paid')
  expect([await camp.row(asha), (await camp.receipts()).length]).toMatchObject([{ cancelled_at: null }, 1])
  expect(await camp.told('payment-failed')).toEqual([])
})

test('scenario 45: the whole fee is waived while the page is open, and paid all the same: the waiver stands, the money goes back', async () => {
  camp = await scarce(w)
  const asha = await camp.seat()
  const { session } = await camp.checkout(asha)
  const approver = await camp.o.person('Approver', { grants: ['approver@ST'] })
  const approvalId = v7()
  await camp.treasurer.post(`/registrations/${asha.id}/waivers`, {
    approvalId,
    amountMinor: 150_000,
    reason: 'Cannot pay',
  })
  expect((await approver.post(`/approvals/${approvalId}/decision`, { decision: 'approved' })).status).toBe(
    200,
  )
  expect((await camp.row(asha)).held_until).toBeNull()
  w.stripe.sim.pay(session)
  await w.settled()
  expect(await camp.decisionOf(asha)).toEqual(['duplicate'])
  await expect.poll(async () => (await camp.refunds()).map(({ state }) => state)).toEqual(['succeeded'])
  expect([(await camp.standing(asha)).body.state, await camp.receipts(), await camp.taken()]).toEqual([
    'waived',
    [],
    1,
  ])
})

test('scenario 49: a card from abroad at a party: looked at, or back by itself where the treasurer has said so', async () => {
  camp = await scarce(w, { kind: 'political_party', capacity: 2 })
  const asha = await camp.seat()
  w.stripe.sim.pay((await camp.checkout(asha)).session, { card: { country: 'US' } })
  await w.settled()
  expect((await camp.standing(asha)).body).toMatchObject({ state: 'review', decision: 'foreign' })
  const { body } = await camp.treasurer.get<{ reviews: { attemptId: string; cardCountry: string }[] }>(
    '/reviews',
  )
  expect(body.reviews).toMatchObject([{ cardCountry: 'US' }])
  expect([await camp.receipts(), await camp.told('payment-review')]).toEqual([[], [asha.person.id]])
  expect((await camp.planner.put('/reviews/rule', { foreignCards: 'refund' })).status).toBe(404)
  expect((await camp.treasurer.put('/reviews/rule', { foreignCards: 'refund' })).status).toBe(200)
  const ravi = await camp.seat('Ravi')
  w.stripe.sim.pay((await camp.checkout(ravi)).session, { card: { country: 'GB' } })
  await w.settled()
  expect((await camp.standing(ravi)).body).toMatchObject({ state: 'returned', decision: 'foreign' })
  await expect.poll(async () => (await camp.refunds()).map(({ state }) => state)).toEqual(['succeeded'])
  expect([await camp.receipts(), await camp.taken()]).toEqual([[], 2])
})
