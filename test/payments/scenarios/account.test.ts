import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { balanced, moneyOf } from '../../support/balanced.ts'
import { online } from '../../support/online.ts'
import { type World, world } from '../../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Online = Awaited<ReturnType<typeof online>>
type Connection = { state: string; disabledReason: string | null }
type Exceptions = { exceptions: { kind: string; subject: string; detail: { error?: string } }[] }

/** Somebody to take money and ask, and somebody to decide. */
async function treasury({ o }: Online) {
  const treasurer = await o.person('Treasurer', { grants: ['treasurer@ST'] })
  const approver = await o.person('Approver', { grants: ['approver@ST'] })
  const open = async () => (await treasurer.get<Exceptions>('/exceptions')).body.exceptions
  return { treasurer, approver, open }
}

/** Money of ours asked for by a session that the organisation's dashboard made, with metadata of our kind. */
const forged = ({ dashboard }: Online, metadata: Record<string, string>) =>
  dashboard('POST', 'checkout/sessions', {
    mode: 'payment',
    'line_items[0][quantity]': '1',
    'line_items[0][price_data][currency]': 'inr',
    'line_items[0][price_data][unit_amount]': '150000',
    'line_items[0][price_data][product_data][name]': 'Camp',
    success_url: 'https://shop.example/thanks',
    ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`metadata[${name}]`, value])),
  })

test('scenario 29: payments stopped at Stripe: no new session, the desk goes on, open ones are watched, refunds are sent', async () => {
  const place = await online(w)
  const { o, account, seat, checkout, standing } = place
  const { treasurer, approver, open } = await treasury(place)
  const [asha, ravi, meena] = [await seat('Asha'), await seat('Ravi'), await seat('Meena')]
  const { session } = await checkout(asha)
  w.stripe.sim.pay((await checkout(meena)).session)
  await w.settled()
  w.stripe.sim.payLate(session, { afterSeconds: 60 })
  w.stripe.sim.disableAccount(account, 'requirements.past_due')
  await w.settled()
  expect((await checkout(ravi)).body.type).toBe('/problems/payments-unavailable')
  expect((await standing(ravi)).body).toMatchObject({ state: 'owed', online: false })
  const { body: seen } = await treasurer.get<Connection>('/stripe/connection')
  expect(seen).toMatchObject({ state: 'disabled', disabledReason: 'requirements.past_due' })
  expect(await open()).toMatchObject([{ kind: 'account-disabled', subject: account }])
  const cash = { id: v7(), registrationId: ravi.id, provider: 'cash', amountMinor: 150_000 }
  expect((await treasurer.post('/payments', cash)).status).toBe(201)
  expect((await standing(asha)).body.state).toBe('confirming')
  await w.stripe.sim.advanceClock(61)
  await w.settled()
  expect((await standing(asha)).body.state).toBe('paid')
  const payment = await o.rows('select id from payments where registration_id = ?', [meena.id])
  const approvalId = v7()
  const refund = { approvalId, amountMinor: 150_000, way: 'stripe', reason: 'Fell ill before the camp' }
  expect((await treasurer.post(`/payments/${payment[0]?.id}/refunds`, refund)).status).toBe(201)
  await approver.post(`/approvals/${approvalId}/decision`, { decision: 'approved' })
  await expect
    .poll(
      async () => {
        await w.tick()
        return (await o.rows('select state from stripe_refunds')).map(({ state }) => state)
      },
      { timeout: 20_000, interval: 300 },
    )
    .toEqual(['succeeded'])
  await balanced(o)
})

test('scenario 30: cut off, then an event of a payment: parked and told, and no other organisation is touched', async () => {
  const [place, other] = [await online(w), await online(w)]
  const { o, account, seat, checkout, inbox } = place
  const { treasurer, open } = await treasury(place)
  const asha = await seat()
  const { session } = await checkout(asha)
  w.stripe.sim.pay((await other.checkout(await other.seat())).session)
  await w.settled()
  const before = await moneyOf(other.o)
  w.stripe.sim.deauthorize(account)
  await w.settled()
  w.stripe.sim.emit(account, 'checkout.session.completed', w.stripe.sim.object('checkout.session', session))
  await w.settled()
  expect((await treasurer.get<Connection>('/stripe/connection')).body.state).toBe('disconnected')
  expect((await checkout(asha)).body.type).toBe('/problems/payments-unavailable')
  expect((await inbox()).filter(({ state }) => state === 'parked')).toMatchObject([
    { type: 'checkout.session.completed', error: 'the account is disconnected' },
  ])
  expect((await open()).map(({ kind }) => kind).sort()).toEqual(['account-disconnected', 'event-parked'])
  expect(await moneyOf(other.o)).toEqual(before)
  await Promise.all([balanced(o), balanced(other.o)])
})

test('scenario 30: connected again, what was parked is dealt with and nothing is left to look at', async () => {
  const place = await online(w)
  const { o, account, seat, checkout, inbox, decisions } = place
  const { treasurer, open } = await treasury(place)
  const { session } = await checkout(await seat())
  w.stripe.sim.deauthorize(account)
  await w.settled()
  w.stripe.sim.pay(session)
  w.stripe.sim.emit(account, 'checkout.session.completed', w.stripe.sim.object('checkout.session', session))
  await w.settled()
  expect(await decisions()).toEqual([null])
  const { body } = await treasurer.post<{ url: string }>('/stripe/connection/authorization')
  const state = new URL(body.url).searchParams.get('state')
  const back = { state, code: w.stripe.sim.authorize(account) }
  expect((await treasurer.post('/stripe/connection/completion', back)).status).toBe(201)
  w.clock.now += 61
  await expect
    .poll(
      async () => {
        await w.tick()
        return (await inbox()).filter(({ state: now }) => now === 'parked' || now === 'received').length
      },
      { timeout: 20_000, interval: 300 },
    )
    .toBe(0)
  expect(await decisions()).toEqual(['allocated'])
  expect(await open()).toEqual([])
  await balanced(o)
})

test('scenario 33: a session of the other mode is asked for in vain: parked and told, nothing booked', async () => {
  const place = await online(w)
  const { o, account, inbox } = place
  const { treasurer, open } = await treasury(place)
  const before = await moneyOf(o)
  w.stripe.sim.emit(account, 'checkout.session.completed', { id: 'cs_live_a1', object: 'checkout.session' })
  await w.settled()
  const [event] = await inbox()
  expect(event).toMatchObject({ state: 'parked' })
  expect(String(event?.error)).toContain('a similar object exists in live mode')
  const [told] = await open()
  expect(told).toMatchObject({ kind: 'event-parked', detail: { objectId: 'cs_live_a1' } })
  expect(await moneyOf(o)).toEqual(before)
  const { body } = await treasurer.get<{ exceptions: { id: string }[] }>('/exceptions')
  const again = await treasurer.post(`/exceptions/${body.exceptions[0]?.id}/retry`)
  expect(again.status).toBe(202)
  await w.settled()
  expect((await open()).length).toBe(1)
  expect((await inbox())[0]?.state).toBe('parked')
  await balanced(o)
})

test.each([
  ['the name and an attempt of another organisation', (two: Online) => two.o.slug],
  ['an attempt of another organisation under its own name', (_two: Online, one: Online) => one.o.slug],
])(
  'scenario 34: an account whose session bears %s: parked as suspect, the other untouched',
  async (_words, named) => {
    const [one, two] = [await online(w), await online(w)]
    const { open } = await treasury(one)
    await two.checkout(await two.seat())
    const [attempt] = await two.o.rows('select id, registration_id from attempts')
    const before = await Promise.all([moneyOf(one.o), moneyOf(two.o)])
    const session = await forged(one, {
      app: 'prashikshan',
      organisation: named(two, one),
      registration: String(attempt?.registration_id),
      attempt: String(attempt?.id),
    })
    w.stripe.sim.pay(session.id)
    await w.settled()
    const parked = (await one.inbox()).filter(({ state }) => state === 'parked')
    expect(parked).toMatchObject([{ type: 'checkout.session.completed' }])
    const told = await open()
    expect(told).toMatchObject([{ kind: 'event-suspect', detail: { objectId: session.id } }])
    expect(await two.inbox()).toEqual([])
    expect(await Promise.all([moneyOf(one.o), moneyOf(two.o)])).toEqual(before)
    await Promise.all([balanced(one.o), balanced(two.o)])
  },
)

test("scenario 44: the organisation's own sale on its account: ignored, booked nowhere, nothing to look at", async () => {
  const place = await online(w)
  const { o, inbox } = place
  const { open } = await treasury(place)
  const before = await moneyOf(o)
  const sale = await forged(place, { shop: 'books' })
  const charge = w.stripe.sim.pay(sale.id)
  w.stripe.sim.refund(charge.id, { amount: 50_000 })
  await w.settled()
  const states = new Set((await inbox()).map(({ state }) => state))
  expect(states).toEqual(new Set(['ignored']))
  await w.database('directory').execute('update connected_accounts set swept_at = null')
  await w.tick()
  await w.settled()
  expect(await open()).toEqual([])
  expect(await moneyOf(o)).toEqual(before)
  await balanced(o)
})
