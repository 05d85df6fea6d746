import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { cardPaid } from '../../support/card.ts'
import { chance } from '../../support/chance.ts'
import { type World, world } from '../../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterEach(() => {
  w.stripe.sim.clearScripts()
  w.stripe.sim.clearFaults()
})
afterAll(() => w.close())

const DAY = 86_400

test('scenario 6: the refunds are told before the payment: the payment is fetched first, and both are booked', async () => {
  const { o, account, seat, checkout, decisions, until, balanced, sum } = await cardPaid(w)
  const ravi = await seat('Ravi')
  const { session } = await checkout(ravi)
  for (const type of ['checkout.session.completed', 'charge.succeeded', 'charge.updated'])
    w.stripe.sim.script({ kind: 'drop', account, type, times: 5 })
  w.stripe.sim.pay(session)
  w.stripe.sim.refund(session, { amount: 40_000 })
  await w.settled()
  await until(decisions, ['allocated', 'allocated'])
  expect(await o.rows('select origin, amount_minor from refunds')).toEqual([
    { origin: 'dashboard', amount_minor: 40_000 },
  ])
  expect(await sum('refunds:')).toBe(40_000)
  await balanced()
})

test('scenario 7: two events of one second, the older state last: what is fetched decides, nothing goes back', async () => {
  const { o, account, session, approved, states, until, balanced } = await cardPaid(w)
  w.stripe.sim.planRefunds(session, 'pend')
  await approved(60_000)
  await until(states, ['sent'])
  const [row] = await o.rows('select provider_id as id from stripe_refunds')
  const old = w.stripe.sim.object('refund', String(row?.id))
  w.stripe.sim.endRefund(old.id, 'succeeded')
  w.stripe.sim.emit(account, 'refund.updated', old)
  await w.settled()
  expect(await states()).toEqual(['paid'])
  expect(await o.rows('select state, status from stripe_refunds')).toEqual([
    { state: 'succeeded', status: 'succeeded' },
  ])
  await balanced()
})

test('scenario 40: one event in ten is lost at random; after the sweeps all states are right and nothing is left to look at', async () => {
  const at = await cardPaid(w)
  const { o, account, seat, checkout, decisions, until, balanced, exceptions, night } = at
  const dice = chance(40)
  let lost = 0
  const some = () => {
    const gone = dice.maybe(0.1)
    lost += gone ? 1 : 0
    return gone
  }
  w.stripe.sim.script({ kind: 'drop', account, times: 1000, some })
  const people = Array.from({ length: 20 }, (_, n) => `Person ${n + 1}`)
  for (const [n, name] of people.entries()) {
    const { session } = await checkout(await seat(name))
    w.stripe.sim.pay(session)
    if (n % 4 === 0) w.stripe.sim.refund(session, { amount: 50_000 })
    await w.settled()
  }
  expect(lost).toBeGreaterThan(3)
  w.clock.now += 200
  await w.tick()
  await until(async () => (await decisions()).filter((d) => d === 'allocated').length, people.length + 1)
  expect(await night()).toMatchObject({ unmatched: 0 })
  expect(await exceptions()).toEqual([])
  expect(
    await o.rows("select count(*) as n, sum(amount_minor) as minor from refunds where origin = 'dashboard'"),
  ).toEqual([{ n: 5, minor: 250_000 }])
  await balanced()
})

test('scenario 40, all of them: no event comes at all; after the sweeps and the night all states are right and nothing is left to look at', async () => {
  const at = await cardPaid(w)
  const { o, account, seat, checkout, decisions, until, balanced, exceptions, night, approved, states } = at
  await approved(20_000)
  await until(states, ['paid'])
  w.stripe.sim.script({ kind: 'drop', account, times: 1000 })
  const paid: string[] = []
  for (const name of ['Ravi', 'Meena', 'Tara', 'Dev', 'Uma']) {
    const { session } = await checkout(await seat(name))
    w.stripe.sim.pay(session)
    paid.push(session)
  }
  w.stripe.sim.refund(paid[0] ?? '', { amount: 50_000 })
  const { id } = w.stripe.sim.dispute(paid[1] ?? '')
  w.stripe.sim.refund(paid[2] ?? '')
  w.stripe.sim.closeDispute(w.stripe.sim.dispute(paid[3] ?? '').id, 'won')
  w.clock.now += 200
  await w.tick()
  await until(async () => (await decisions()).filter((d) => d === 'allocated').length, 6)
  const run = await night()
  expect(run).toMatchObject({ unmatched: 0 })
  expect(await exceptions()).toMatchObject([{ kind: 'dispute-open', subject: id }])
  expect(
    await o.rows("select origin, amount_minor from refunds where origin = 'dashboard' order by amount_minor"),
  ).toEqual([
    { origin: 'dashboard', amount_minor: 50_000 },
    { origin: 'dashboard', amount_minor: 150_000 },
  ])
  w.stripe.sim.closeDispute(id, 'lost')
  const books = await o.rows('select count(*) as n from ledger_entries')
  await night()
  await balanced()
  // The dispute was told by nobody and moved no money in the end: its open row is looked after too.
  await until(async () => (await exceptions()).length, 0)
  expect((await o.rows('select count(*) as n from ledger_entries'))[0]?.n).toBeGreaterThanOrEqual(
    Number(books[0]?.n),
  )
})

test('scenario 51: a payout with a line that was never seen: it is raised, fetched and settled, and adds up', async () => {
  const { o, account, session, until, balanced, exceptions, treasurer, today } = await cardPaid(w)
  w.stripe.sim.script({ kind: 'drop', account, type: 'refund.created', times: 5 })
  w.stripe.sim.script({ kind: 'drop', account, type: 'refund.updated', times: 5 })
  w.stripe.sim.script({ kind: 'drop', account, type: 'charge.refunded', times: 5 })
  w.stripe.sim.refund(session, { amount: 50_000 })
  await w.stripe.sim.advanceClock(0)
  w.clock.now += 4 * DAY
  await w.stripe.sim.advanceClock(0)
  await w.settled()
  type Payout = { status: string; amountMinor: number; matchedMinor: number | null; lines: number | null }
  const payouts = async () =>
    (await (await today(treasurer)).get<{ payouts: Payout[] }>('/payouts')).body.payouts
  await until(async () => (await payouts()).map(({ status, lines }) => [status, lines]), [['paid', 2]])
  const [payout] = await payouts()
  expect(payout?.matchedMinor).toBe(payout?.amountMinor)
  expect(payout?.amountMinor).toBe(150_000 - 3540 - 50_000)
  expect(await exceptions()).toEqual([])
  expect(
    await o.rows(
      "select kind, settled_by from exceptions where kind = 'transaction-unknown' and settled_at is not null",
    ),
  ).toEqual([{ kind: 'transaction-unknown', settled_by: null }])
  expect(await o.rows('select origin, amount_minor from refunds')).toEqual([
    { origin: 'dashboard', amount_minor: 50_000 },
  ])
  await balanced()
})

test('a payout that the bank refuses is back in the balance, and raised', async () => {
  const { account, until, balanced, exceptions, treasurer, sum, today } = await cardPaid(w)
  w.clock.now += 3 * DAY
  await w.stripe.sim.advanceClock(0)
  await w.settled()
  const ids = async () =>
    (await (await today(treasurer)).get<{ payouts: { id: string }[] }>('/payouts')).body.payouts.map(
      ({ id }) => id,
    )
  await until(async () => (await ids()).length, 1)
  expect(await sum('bank')).toBe(146_460)
  w.stripe.sim.failPayout((await ids())[0] ?? '')
  await w.settled()
  expect(await sum('bank')).toBe(0)
  expect((await exceptions()).map(({ kind }) => kind)).toEqual(['payout-failed'])
  expect(account).toBeTruthy()
  await balanced()
})

test('the night counts what is not ours, finds nothing to repair, and says that both balances agree', async () => {
  const { o, account, night, balanced, treasurer, exceptions, today } = await cardPaid(w)
  await o.db.execute({ sql: 'update organisation set stripe_account_id = ?', args: [account] })
  const run = await night()
  expect(run).toMatchObject({ seen: 1, matched: 1, repaired: 0, others: 0, unmatched: 0 })
  expect(run?.stripe_minor).toBe(run?.ledger_minor)
  type Page = { stripeMinor: number; feesMinor: number; runs: { seen: number }[]; suspense: unknown[] }
  const reader = await today(treasurer)
  const { body } = await reader.get<Page>('/reconciliation')
  expect([body.stripeMinor, body.feesMinor, body.runs.length, body.suspense]).toEqual([146_460, 3540, 1, []])
  // Other work of the night may still be counted with a first look.
  await expect.poll(async () => (await reader.get<Page>('/reconciliation')).trips).toBe(1)
  expect(await exceptions()).toEqual([])
  await balanced()
})

test('a payment that Stripe’s book does not know after three days is raised, with a reason settled by the treasurer', async () => {
  const { o, night, treasurer, exceptions, today } = await cardPaid(w)
  const [row] = await o.rows('select id, registration_id from attempts')
  await o.db.execute({
    sql: `insert into attempts (id, registration_id, amount_minor, currency, stripe_account_id, title, created_at, expires_at,
      session_id) select '01937c00-0000-7000-8000-0000000000ff', registration_id, 100, currency, stripe_account_id, 'x', created_at, expires_at,
      'cs_none' from attempts where id = ?`,
    args: [row?.id ?? null],
  })
  await o.db.execute(
    `update attempts set decision = 'mismatch', decided_at = ${w.clock.now - DAY}, intent_id = 'pi_none', paid_minor = 100,
      paid_currency = 'INR' where session_id = 'cs_none'`,
  )
  for (let days = 0; days < 4; days += 1) await night()
  const raised = await exceptions()
  expect(raised.map(({ kind }) => kind).sort()).toEqual(['balance-differs', 'charge-absent'])
  const absent = raised.find(({ kind }) => kind === 'charge-absent') as { id?: string } | undefined
  expect(
    (
      await (
        await today(treasurer)
      ).post(`/exceptions/${absent?.id}/settlement`, { note: 'Entered twice by the bank' })
    ).status,
  ).toBe(201)
  await night()
  expect((await exceptions()).map(({ kind }) => kind)).toEqual(['balance-differs'])
})
