import { expect, test } from 'vitest'
import { CLIENT_ID } from '../support/stripe/oauth.ts'
import { desk, refusal, wired } from './desk.ts'

const back = 'http://camp.example/connected'
const asked = new URLSearchParams({
  ...{ client_id: CLIENT_ID, response_type: 'code', scope: 'read_write' },
  ...{ state: 'samiti.abc', redirect_uri: back },
})

test('an organisation agrees on the page, the code gives its account once, and using it again cuts us off', async () => {
  const { standIn, sim, stripe } = await desk()
  const own = sim.independent('Gram Samiti')
  expect(await refusal(stripe.accounts.retrieve(own.id))).toMatchObject({ code: 'account_invalid' })
  const address = `${standIn.url}/oauth/authorize?${asked}`
  expect(await (await fetch(address)).text()).toContain(`Gram Samiti (${own.id})`)
  const done = await fetch(address, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ act: 'connect', account: own.id }),
  })
  const to = new URL(done.headers.get('location') ?? '')
  expect([done.status, to.origin + to.pathname, to.searchParams.get('state')]).toEqual([
    303,
    back,
    'samiti.abc',
  ])
  const given = { grant_type: 'authorization_code', code: to.searchParams.get('code') ?? '' } as const
  const token = await stripe.oauth.token(given)
  expect(token).toMatchObject({ stripe_user_id: own.id, livemode: false, scope: 'read_write' })
  expect((await stripe.accounts.retrieve(own.id)).charges_enabled).toBe(true)
  expect(await refusal(stripe.oauth.token(given))).toMatchObject({ type: 'StripeInvalidGrantError' })
  expect(await refusal(stripe.accounts.retrieve(own.id))).toMatchObject({ code: 'account_invalid' })
})

test('whoever refuses goes back with access_denied; a foreign client id and another response are not shown', async () => {
  const { standIn } = await desk()
  const post = (query: string, act: string) =>
    fetch(`${standIn.url}/oauth/authorize?${query}`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ act }),
    })
  const no = await post(asked.toString(), 'refuse')
  expect(no.headers.get('location')).toContain('error=access_denied')
  for (const [name, value] of [
    ['client_id', 'ca_other'],
    ['response_type', 'token'],
    ['redirect_uri', 'javascript:alert(1)'],
  ] as const) {
    const other = new URLSearchParams(asked)
    other.set(name, value)
    expect((await post(other.toString(), 'connect')).status).toBe(400)
  }
})

test('a code is worth nothing after five minutes, and an unknown one never', async () => {
  const { sim, stripe } = await desk()
  const code = sim.authorize(sim.independent().id)
  await sim.advanceClock(301)
  for (const one of [code, 'ac_unknown'])
    expect(await refusal(stripe.oauth.token({ grant_type: 'authorization_code', code: one }))).toMatchObject({
      type: 'StripeInvalidGrantError',
    })
})

test('the platform disconnects: the account says so by event, and cannot be disconnected twice', async () => {
  const { account, stripe, sim, received } = await wired()
  const who = { client_id: CLIENT_ID, stripe_user_id: account }
  expect(await stripe.oauth.deauthorize(who)).toMatchObject({ stripe_user_id: account })
  await sim.settle()
  expect(received.events.map(({ type }) => type)).toContain('account.application.deauthorized')
  expect(await refusal(stripe.oauth.deauthorize(who))).toMatchObject({
    status: 401,
    type: 'StripeInvalidClientError',
  })
})

test('what Stripe asks of an account stands in the account and comes as events', async () => {
  const { account, stripe, sim, received } = await wired()
  const deadline = sim.now() + 86_400
  sim.require(account, { currentlyDue: ['company.tax_id'], deadline })
  sim.setCapability(account, 'card_payments', 'pending')
  await sim.settle()
  expect(await stripe.accounts.retrieve(account)).toMatchObject({
    charges_enabled: true,
    capabilities: { card_payments: 'pending', transfers: 'active' },
    requirements: { currently_due: ['company.tax_id'], current_deadline: deadline, disabled_reason: null },
  })
  const came = received.events.map(({ type }) => type)
  expect(came).toContain('capability.updated')
  expect(came.filter((type) => type === 'account.updated').length).toBeGreaterThanOrEqual(2)
})

test('two endpoints get each event in their own version; it counts as delivered when both took it', async () => {
  const { stripe, on, sim, received, paid } = await wired()
  const { endpoint } = {
    endpoint: { url: received.url, secret: 'whsec_desk', apiVersion: '2025-01-27.acacia' },
  }
  sim.addWebhook(endpoint)
  received.answers.push(200, 500)
  await paid()
  await sim.settle()
  const of = (id: string | undefined) => received.events.filter((event) => event.id === id)
  const first = received.events.find(({ type }) => type === 'charge.succeeded')
  expect(new Set(of(first?.id).map(({ api_version }) => api_version))).toEqual(
    new Set(['2026-10-28.endive', '2025-01-27.acacia']),
  )
  const missed = await stripe.events.list({ delivery_success: false }, on)
  expect(missed.data.length).toBeGreaterThan(0)
})
