import { afterAll, beforeAll, expect, test } from 'vitest'
import { balanced, deliver, moneyOf } from '../../support/balanced.ts'
import { online } from '../../support/online.ts'
import { signature } from '../../support/stripe/delivery.ts'
import { SUBSCRIBED } from '../../support/stripe/events.ts'
import { type World, world } from '../../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world({ STRIPE_WEBHOOK_SECRETS: 'whsec_next,whsec_test' })
})
afterAll(() => w.close())

const directory = (sql: string) => w.database('directory').execute(sql)
const rowsOf = async (sql: string) => (await directory(sql)).rows.map((row) => ({ ...row }))

const event = (over: Record<string, unknown> = {}) =>
  JSON.stringify({
    id: `evt_${Math.random().toString(36).slice(2)}`,
    object: 'event',
    account: 'acct_x',
    api_version: '2026-10-28.endive',
    created: w.clock.now,
    data: { object: { id: 'cs_test_x', object: 'checkout.session' } },
    livemode: false,
    pending_webhooks: 1,
    request: null,
    type: 'checkout.session.completed',
    ...over,
  })
const signed = (payload: string, secret = w.webhookSecret) => signature(payload, secret, w.clock.now)

/** Lets the cron come by until nothing waits in the inbox of an account. */
const dealtWith = (inbox: () => Promise<{ state: unknown }[]>) => {
  w.clock.now += 61
  return expect
    .poll(
      async () => {
        await w.tick()
        return (await inbox()).filter(({ state }) => state === 'received').length
      },
      { timeout: 20_000, interval: 300 },
    )
    .toBe(0)
}

const ONCE = { paid: 150_000, receipts: 1, told: 1, unbalanced: 0 }

test('scenario 32: an event of the other mode, rightly signed: 200, counted, and in no database of an organisation', async () => {
  const { o, account, seat, checkout, inbox } = await online(w)
  const { session } = await checkout(await seat())
  const before = await moneyOf(o)
  const live = event({
    account,
    livemode: true,
    data: { object: { id: session, object: 'checkout.session' } },
  })
  expect([await deliver(w, live, signed(live)), await deliver(w, live, signed(live))]).toEqual([200, 200])
  await w.settled()
  expect(await inbox()).toEqual([])
  expect(await rowsOf('select reason, events from stripe_passed')).toEqual([{ reason: 'mode', events: 2 }])
  expect(await moneyOf(o)).toEqual(before)
  await balanced(o)
})

test("scenario 35: an unknown account is parked with 200, no account is 400, another endpoint's secret is 400", async () => {
  const unknown = event({ account: 'acct_unknown' })
  const ours = event({ account: undefined })
  const billing = event({ account: 'acct_billing' })
  expect([
    await deliver(w, unknown, signed(unknown)),
    await deliver(w, ours, signed(ours)),
    await deliver(w, billing, signed(billing, 'whsec_account_route')),
  ]).toEqual([200, 400, 400])
  await w.settled()
  expect(await rowsOf('select account, state, error from stripe_inbox')).toEqual([
    { account: 'acct_unknown', state: 'parked', error: 'unknown account' },
  ])
})

test('scenario 36: altered, 301 seconds old, unsigned, v0 only, and 301 seconds ahead: 400, and nothing is kept', async () => {
  const before = await rowsOf('select event_id from stripe_inbox')
  const good = event()
  const at = (seconds: number) => signature(good, w.webhookSecret, w.clock.now + seconds)
  const answers = [
    await deliver(w, good.replace('cs_test_x', 'cs_test_y'), at(0)),
    await deliver(w, good, at(-301)),
    await deliver(w, good, null),
    await deliver(w, good, at(0).replace('v1=', 'v0=')),
    await deliver(w, good, at(301)),
    await deliver(w, good, at(86_400)),
  ]
  expect(answers).toEqual([400, 400, 400, 400, 400, 400])
  expect(await rowsOf('select event_id from stripe_inbox')).toEqual(before)
  expect([await deliver(w, event(), signed(good)), await deliver(w, good, at(-300))]).toEqual([400, 200])
})

test('scenario 37: the inbox cannot be written: 500, Stripe comes again, and it is dealt with once', async () => {
  const { o, account, seat, checkout, books } = await online(w)
  const { session } = await checkout(await seat())
  await directory(
    "create trigger broken before insert on stripe_inbox begin select raise(abort, 'disk I/O error'); end",
  )
  w.stripe.sim.pay(session)
  await w.stripe.sim.settle()
  await directory('drop trigger broken')
  await w.stripe.sim.advanceClock(6)
  await w.settled()
  const paid = w.stripe.sim.events(account).find(({ type }) => type === 'checkout.session.completed')
  const tries = w.stripe.sim.deliveries().find(({ event: id }) => id === paid?.id)?.attempts
  expect(tries?.map(({ answer }) => answer)).toEqual([500, 200])
  expect(await books()).toMatchObject(ONCE)
  await balanced(o)
})

test("scenario 38: the organisation's database fails while an event is dealt with: it waits, and is applied once", async () => {
  const { o, seat, checkout, books, inbox, decisions } = await online(w)
  const { session } = await checkout(await seat())
  await o.db.execute(
    "create trigger broken before insert on payments begin select raise(abort, 'disk I/O error'); end",
  )
  w.stripe.sim.pay(session)
  await w.stripe.sim.settle()
  await expect
    .poll(async () => (await inbox()).find(({ type }) => type === 'checkout.session.completed')?.error, {
      timeout: 20_000,
    })
    .toContain('disk I/O error')
  expect(await decisions()).toEqual([null])
  await o.db.execute('drop trigger broken')
  await dealtWith(inbox)
  expect(await books()).toMatchObject(ONCE)
  await balanced(o)
})

test('scenario 38: somebody else holds the write lock while an event is dealt with: it is applied once after', async () => {
  const { o, seat, checkout, books, inbox } = await online(w)
  const { session } = await checkout(await seat())
  const held = await o.db.transaction('write')
  await held.execute("update organisation set name_en = 'Held'")
  w.stripe.sim.pay(session)
  await w.stripe.sim.settle()
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await books()).toMatchObject({ paid: 0, receipts: 0 })
  await held.rollback()
  await dealtWith(inbox)
  expect(await books()).toMatchObject(ONCE)
  await balanced(o)
})

test('scenario 39: the Worker is killed after it committed and before it said so: done again, nothing twice', async () => {
  const { o, seat, checkout, books, inbox, decisions } = await online(w)
  const { session } = await checkout(await seat())
  await directory(`create trigger broken before update of state on stripe_inbox when new.state <> 'received' begin
    select raise(abort, 'killed'); end`)
  w.stripe.sim.pay(session)
  await w.stripe.sim.settle()
  await expect.poll(decisions, { timeout: 20_000 }).toEqual(['allocated'])
  await w.rekey({})
  const url = new URL('/api/webhooks/stripe', w.address).href
  w.stripe.sim.setWebhook({ url, secret: w.webhookSecret, events: SUBSCRIBED })
  await directory('drop trigger broken')
  const after = await moneyOf(o)
  expect((await inbox()).map(({ state }) => state)).toContain('received')
  await dealtWith(inbox)
  expect((await inbox()).map(({ state }) => state)).not.toContain('received')
  expect(await moneyOf(o)).toEqual(after)
  const unsent = async () => (await o.rows('select 1 from outbox where sent_at is null')).length
  await expect.poll(async () => w.tick().then(unsent), { timeout: 20_000, interval: 300 }).toBe(0)
  expect(await books()).toMatchObject(ONCE)
  await balanced(o)
})

test('what no delivery brings is read from the log of the account within the hour, and dealt with once', async () => {
  const { o, account, seat, checkout, books, inbox, decisions } = await online(w)
  await dealtWith(inbox)
  const { session } = await checkout(await seat())
  w.stripe.sim.script({ kind: 'drop', account, times: 20 })
  w.stripe.sim.pay(session)
  await w.settled()
  w.stripe.sim.clearScripts()
  await directory(`update connected_accounts set swept_at = ${w.clock.now - 3600} where id = '${account}'`)
  expect(await decisions()).toEqual([null])
  await expect
    .poll(
      async () => {
        await w.tick()
        return decisions()
      },
      { timeout: 20_000, interval: 300 },
    )
    .toEqual(['allocated'])
  await dealtWith(inbox)
  expect((await inbox()).map(({ type, state }) => `${type} ${state}`)).toContain(
    'checkout.session.completed done',
  )
  const reads = () =>
    w.stripe.sim.requests().filter((one) => one.path === '/v1/events' && one.account === account)
  const before = reads().length
  await w.tick()
  await w.settled()
  expect(reads().length).toBe(before)
  expect(await books()).toMatchObject(ONCE)
  await balanced(o)
})

test('scenario 52: two endpoints of two versions: both are believed, each event is kept and dealt with once', async () => {
  const { o, account, seat, checkout, books } = await online(w)
  const url = new URL('/api/webhooks/stripe', w.address).href
  w.stripe.sim.addWebhook({ url, secret: 'whsec_next', apiVersion: '2027-01-28.fig' })
  const { session } = await checkout(await seat())
  w.stripe.sim.pay(session)
  await w.settled()
  const kept = await rowsOf(
    `select event_id, count(*) as n, max(state) as state from stripe_inbox where account = '${account}' group by event_id`,
  )
  expect(kept.length).toBeGreaterThan(0)
  expect(kept.every(({ n, state }) => n === 1 && state !== 'received')).toBe(true)
  const taken = w.stripe.sim.deliveries().filter((one) => one.account === account)
  expect(taken.every(({ state }) => state === 'delivered')).toBe(true)
  // The stand-in refuses requests of any version but the pinned one: what was asked for afresh came in that version.
  expect(await books()).toMatchObject(ONCE)
  await balanced(o)
})
