import { expect, test } from 'vitest'
import { desk, order, refusal, wired } from './desk.ts'

const plain = {
  country: 'IN',
  email: 'office@samiti.example.in',
  controller: {
    fees: { payer: 'account' },
    losses: { payments: 'stripe' },
    requirement_collection: 'stripe',
    stripe_dashboard: { type: 'full' },
  },
  capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
  metadata: { tenant: 'samiti' },
} as const

test('a new account carries its controller and cannot charge before onboarding', async () => {
  const { stripe } = await desk()
  const account = await stripe.accounts.create(plain)
  expect(account).toMatchObject({ type: 'standard', charges_enabled: false, default_currency: 'inr' })
  expect(account.controller).toMatchObject({
    losses: { payments: 'stripe' },
    stripe_dashboard: { type: 'full' },
  })
  expect(account.capabilities).toEqual({ card_payments: 'inactive', transfers: 'inactive' })
  const error = await refusal(stripe.checkout.sessions.create(order(5000), { stripeAccount: account.id }))
  expect(error).toMatchObject({ status: 400, code: 'account_invalid' })
})

test('the hosted onboarding page ends onboarding and sends account.updated', async () => {
  const { stripe, sim, received } = await wired()
  const account = await stripe.accounts.create(plain)
  const link = await stripe.accountLinks.create({
    account: account.id,
    type: 'account_onboarding',
    refresh_url: 'http://camp.example/refresh',
    return_url: 'http://camp.example/return',
  })
  const page = await (await fetch(link.url)).text()
  expect(page).toContain('This is a test: no money moves.')
  const done = await fetch(link.url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ act: 'finish', name: 'Gram Samiti' }),
  })
  expect([done.status, done.headers.get('location')]).toEqual([303, 'http://camp.example/return'])
  await sim.settle()
  const after = await stripe.accounts.retrieve(account.id)
  expect(after).toMatchObject({ charges_enabled: true, payouts_enabled: true, details_submitted: true })
  expect(after.business_profile?.name).toBe('Gram Samiti')
  const event = received.events.find((one) => one.type === 'account.updated' && one.account === account.id)
  expect(event?.data.previous_attributes).toMatchObject({ charges_enabled: false })
  expect((await fetch(link.url)).status).toBe(404)
})

test('an onboarding link older than five minutes leads to refresh_url', async () => {
  const { stripe, sim } = await desk()
  const account = await stripe.accounts.create(plain)
  const link = await stripe.accountLinks.create({
    account: account.id,
    type: 'account_onboarding',
    refresh_url: 'http://camp.example/refresh',
    return_url: 'http://camp.example/return',
  })
  await sim.advanceClock(301)
  const late = await fetch(link.url, { redirect: 'manual' })
  expect(late.headers.get('location')).toBe('http://camp.example/refresh')
})

test('an account the platform is not connected to is 403 account_invalid', async () => {
  const { stripe, sim, account, on } = await desk()
  const stranger = await refusal(stripe.balance.retrieve({}, { stripeAccount: 'acct_nobody' }))
  expect(stranger).toMatchObject({ type: 'StripePermissionError', status: 403, code: 'account_invalid' })
  sim.deauthorize(account)
  expect(await refusal(stripe.balance.retrieve({}, on))).toMatchObject({
    status: 403,
    code: 'account_invalid',
  })
  expect((await stripe.accounts.list()).data).toEqual([])
})

test('a disabled account refuses new sessions and says why; enabled again it takes them', async () => {
  const { stripe, sim, account, session } = await desk()
  sim.disableAccount(account, 'rejected.other')
  const after = await stripe.accounts.retrieve(account)
  expect([after.charges_enabled, after.requirements?.disabled_reason]).toEqual([false, 'rejected.other'])
  expect(await refusal(session())).toMatchObject({ status: 400 })
  sim.enableAccount(account)
  expect((await session()).status).toBe('open')
})

test('one organisation sees nothing of another: every retrieve is a 404 and every list is empty', async () => {
  const { stripe, sim, paid, on } = await desk()
  const { session, charge, intent } = await paid()
  const refund = await stripe.refunds.create({ charge, amount: 1000 }, on)
  const dispute = sim.dispute(charge)
  const event = (await stripe.events.list({ limit: 1 }, on)).data[0]?.id ?? ''
  const txn = (await stripe.balanceTransactions.list({ limit: 1 }, on)).data[0]?.id ?? ''
  await sim.advanceClock(4 * 86_400)
  const other = { stripeAccount: sim.connect({ name: 'Another Party' }).id }
  const looks = [
    stripe.checkout.sessions.retrieve(session, {}, other),
    stripe.paymentIntents.retrieve(intent, {}, other),
    stripe.charges.retrieve(charge, {}, other),
    stripe.refunds.retrieve(refund.id, {}, other),
    stripe.disputes.retrieve(dispute.id, {}, other),
    stripe.events.retrieve(event, {}, other),
    stripe.balanceTransactions.retrieve(txn, {}, other),
    stripe.checkout.sessions.expire(session, {}, other),
  ]
  for (const look of looks)
    expect(await refusal(look)).toMatchObject({ status: 404, code: 'resource_missing' })
  const lists = [
    await stripe.checkout.sessions.list({}, other),
    await stripe.charges.list({}, other),
    await stripe.refunds.list({}, other),
    await stripe.disputes.list({}, other),
    await stripe.payouts.list({}, other),
    await stripe.balanceTransactions.list({}, other),
    await stripe.events.list({ types: ['charge.*', 'checkout.*'] }, other),
  ]
  expect(lists.map((list) => list.data.length)).toEqual([0, 0, 0, 0, 0, 0, 0])
})

test('a call without an account acts on the platform, not on the organisation', async () => {
  const { stripe, sim, on } = await desk()
  await stripe.checkout.sessions.create(order(5000))
  expect(sim.platform().sessions).toBe(1)
  expect((await stripe.checkout.sessions.list({}, on)).data).toEqual([])
})
