import { expect, test } from 'vitest'
import { desk, SECRET, wired } from './desk.ts'

const types = (events: { type: string }[]) => events.map((event) => event.type)

test('paying sends what happened in its order, signed, with the account, and as the log has it', async () => {
  const { sim, stripe, on, account, paid, received } = await wired()
  await sim.settle()
  received.events.length = 0
  const { session } = await paid()
  await sim.settle()
  expect(types(received.events).sort()).toEqual(
    [
      'charge.succeeded',
      'checkout.session.completed',
      'payment_intent.created',
      'payment_intent.succeeded',
    ].sort(),
  )
  expect(received.refusals).toEqual([])
  expect(new Set(received.events.map((event) => event.account))).toEqual(new Set([account]))
  const done = received.events.find((event) => event.type === 'checkout.session.completed')
  expect(done).toMatchObject({
    livemode: false,
    api_version: '2026-10-28.endive',
    data: { object: { id: session } },
  })
  const logged = await stripe.events.retrieve(done?.id ?? '', {}, on)
  expect(logged).toMatchObject({ type: 'checkout.session.completed', pending_webhooks: 0 })
})

test('only subscribed types are sent, and all are logged', async () => {
  const { sim, account, paid, received } = await wired({ webhookEvents: ['charge.succeeded'] })
  await paid()
  await sim.settle()
  expect(types(received.events)).toEqual(['charge.succeeded'])
  expect(types(sim.events(account))).toContain('checkout.session.completed')
})

test('an event keeps the object as it was, whatever became of it', async () => {
  const { sim, stripe, on, account, paid } = await desk()
  const { charge } = await paid()
  await stripe.refunds.create({ charge }, on)
  const log = sim.events(account).filter((event) => event.type.startsWith('charge.'))
  expect(log.map((event) => [event.type, Reflect.get(event.data.object, 'amount_refunded')])).toEqual([
    ['charge.succeeded', 0],
    ['charge.refunded', 150_000],
  ])
})

test('an event refused with 500 comes again after 5 seconds and then after 5 minutes', async () => {
  const { sim, stripe, on, account, received } = await wired({ webhookEvents: ['account.updated'] })
  await sim.settle()
  received.events.length = 0
  received.answers.push(500, 503)
  sim.disableAccount(account)
  await sim.settle()
  expect((await stripe.events.list({ delivery_success: false }, on)).data).toHaveLength(1)
  await sim.advanceClock(5)
  await sim.advanceClock(299)
  expect(received.events).toHaveLength(2)
  await sim.advanceClock(1)
  expect(received.events).toHaveLength(3)
  expect(new Set(received.events.map((event) => event.id)).size).toBe(1)
  expect((await stripe.events.list({ delivery_success: false }, on)).data).toEqual([])
  expect(
    sim
      .deliveries()
      .at(-1)
      ?.attempts.map((attempt) => attempt.answer),
  ).toEqual([500, 503, 200])
})

test('after the last attempt an event is failed and can be listed and sent again', async () => {
  const { sim, stripe, on, account, received } = await wired({ webhookEvents: ['account.updated'] })
  await sim.settle()
  received.answers.push(500, 500, 500)
  sim.disableAccount(account)
  await sim.advanceClock(86_400)
  expect(sim.deliveries().at(-1)).toMatchObject({ state: 'failed' })
  const [lost] = (await stripe.events.list({ delivery_success: false }, on)).data
  sim.resend(lost?.id ?? '')
  await sim.settle()
  expect((await stripe.events.list({ delivery_success: false }, on)).data).toEqual([])
})

test('a receiver that is down is tried again too', async () => {
  const { sim, account } = await desk({ webhookUrl: 'http://127.0.0.1:1/', webhookSecret: SECRET })
  sim.disableAccount(account)
  await sim.advanceClock(400)
  const [delivery] = sim.deliveries()
  expect(delivery?.attempts).toHaveLength(3)
  expect(delivery?.state).toBe('failed')
})

test('a dropped event never comes, and is in the list of what was not delivered', async () => {
  const { sim, stripe, on, paid, received } = await wired()
  sim.script({ kind: 'drop', type: 'checkout.session.completed' })
  await paid()
  await sim.advanceClock(86_400)
  expect(types(received.events)).not.toContain('checkout.session.completed')
  expect(types((await stripe.events.list({ delivery_success: false }, on)).data)).toEqual([
    'checkout.session.completed',
  ])
})

test('one event in five copies comes five times with one id', async () => {
  const { sim, paid, received } = await wired()
  sim.script({ kind: 'duplicate', type: 'charge.succeeded', count: 5 })
  await paid()
  await sim.settle()
  const copies = received.events.filter((event) => event.type === 'charge.succeeded')
  expect([copies.length, new Set(copies.map((event) => event.id)).size]).toEqual([5, 1])
})

test('three held events come last first', async () => {
  const { sim, stripe, on, paid, received } = await wired({
    webhookEvents: ['charge.succeeded', 'checkout.session.completed', 'refund.created'],
  })
  sim.script({ kind: 'reorder', count: 3 })
  const { charge } = await paid()
  await sim.settle()
  expect(received.events).toEqual([])
  await stripe.refunds.create({ charge, amount: 100 }, on)
  await sim.settle()
  expect(types(received.events)).toEqual(['refund.created', 'checkout.session.completed', 'charge.succeeded'])
})

test('a delayed event comes ten minutes later', async () => {
  const { sim, paid, received } = await wired({ webhookEvents: ['charge.succeeded'] })
  sim.script({ kind: 'delay', seconds: 600 })
  await paid()
  await sim.advanceClock(590)
  expect(received.events).toEqual([])
  await sim.advanceClock(10)
  expect(types(received.events)).toEqual(['charge.succeeded'])
})

test('an event can name another account or the other mode and still be rightly signed', async () => {
  const { sim, stripe, on, account, paid, received } = await wired({ webhookEvents: ['charge.succeeded'] })
  sim.script({ kind: 'wrong_account', as: 'acct_other' })
  sim.script({ kind: 'wrong_mode' })
  await paid()
  await paid()
  await sim.settle()
  expect(received.events.map((event) => [event.account, event.livemode]).sort()).toEqual(
    [
      ['acct_other', false],
      [account, true],
    ].sort(),
  )
  const logged = (await stripe.events.list({ type: 'charge.succeeded' }, on)).data
  expect(logged.every((event) => event.account === account && !event.livemode)).toBe(true)
})

test.each(['secret', 'body', 'stale', 'none'] as const)(
  'a signature spoilt by %s is refused',
  async (how) => {
    const { sim, paid, received } = await wired({ webhookEvents: ['charge.succeeded'] })
    sim.script({ kind: 'bad_signature', how })
    await paid()
    await sim.settle()
    expect(received.events).toEqual([])
    expect(received.refusals).toEqual(['StripeSignatureVerificationError'])
    await sim.advanceClock(5)
    expect(types(received.events)).toEqual(['charge.succeeded'])
  },
)

test('signatures are dated by the clock it was given', async () => {
  const clock = { now: 1_900_000_000 }
  const { sim, paid, received } = await wired({
    clock: () => clock.now,
    webhookEvents: ['charge.succeeded'],
  })
  await paid()
  await sim.settle()
  clock.now += 40 * 86_400
  await paid()
  await sim.settle()
  expect(received.events.map((event) => event.created)).toEqual([1_900_000_000, clock.now])
  expect(received.refusals).toEqual([])
})

test('an unknown status can be put into an object and told about', async () => {
  const { sim, paid, received } = await wired()
  const { id } = sim.dispute((await paid()).charge)
  sim.amend('dispute', id, { status: 'on_the_moon' }, 'charge.dispute.updated')
  await sim.settle()
  const told = received.events.find((event) => event.type === 'charge.dispute.updated')
  expect(told?.data.object).toMatchObject({ id, status: 'on_the_moon' })
})
