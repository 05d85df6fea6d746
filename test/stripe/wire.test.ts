import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { serveStripe } from '../support/stripe/index.ts'
import { desk, KEY, order, refusal } from './desk.ts'

const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    body,
    headers: {
      authorization: `Bearer ${KEY}`,
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
  })

test('a wrong key is 401 and no key says how to give one', async () => {
  const { standIn } = await desk()
  const config = { host: '127.0.0.1', port: standIn.port, protocol: 'http', maxNetworkRetries: 0 } as const
  const wrong = new Stripe('sk_test_wrong', { ...config, httpClient: Stripe.createFetchHttpClient() })
  const error = await refusal(wrong.balance.retrieve())
  expect(error).toMatchObject({ type: 'StripeAuthenticationError', status: 401 })
  const none = await fetch(`${standIn.url}/v1/balance`)
  expect([none.status, await none.text()]).toEqual([
    401,
    expect.stringContaining('did not provide an API key'),
  ])
})

test('answers echo request id, key, account and version', async () => {
  const { stripe, on, account } = await desk()
  const { lastResponse } = await stripe.checkout.sessions.create(order(5000), {
    ...on,
    idempotencyKey: 'k-1',
  })
  expect(lastResponse).toMatchObject({
    statusCode: 200,
    idempotencyKey: 'k-1',
    stripeAccount: account,
    apiVersion: '2026-10-28.endive',
  })
  expect(lastResponse.requestId).toMatch(/^req_/)
})

test('a body in JSON is refused', async () => {
  const { standIn } = await desk()
  const answer = await post(`${standIn.url}/v1/accounts`, '{"country":"IN"}', {
    'content-type': 'application/json',
  })
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    { error: { type: 'invalid_request_error' } },
  ])
})

test('another API version and an unknown address are refused', async () => {
  const { standIn, stripe } = await desk()
  const old = await post(`${standIn.url}/v1/accounts`, '', { 'stripe-version': '2020-08-27' })
  expect([old.status, await old.text()]).toEqual([400, expect.stringContaining('Invalid Stripe API version')])
  const error = await refusal(stripe.rawRequest('GET', '/v1/tokens/tok_1'))
  expect(error).toMatchObject({ status: 404, message: 'Unrecognized request URL (GET: /v1/tokens/tok_1).' })
})

test.each([
  ['an unknown name', 'charge=ch_1&colour=red', 'parameter_unknown', 'colour'],
  ['a nested unknown name', 'metadata[a][b]=c', undefined, 'metadata[a]'],
  ['a number that is not one', 'charge=ch_1&amount=ten', 'parameter_invalid_integer', 'amount'],
  ['an empty string', 'charge=', 'parameter_invalid_empty', 'charge'],
  ['a reason that is not one', 'charge=ch_1&reason=because', undefined, 'reason'],
  ['a list where none is', 'charge[0]=ch_1', undefined, 'charge'],
])('a refund with %s is refused', async (_words, form, code, param) => {
  const { standIn } = await desk()
  const answer = await post(`${standIn.url}/v1/refunds`, form)
  const { error } = (await answer.json()) as { error: { code?: string; param?: string } }
  expect([answer.status, error.code, error.param]).toEqual([400, code, param])
})

test('names that would reach into objects stay names', async () => {
  const { standIn } = await desk()
  const answer = await post(`${standIn.url}/v1/refunds`, '__proto__[charge]=ch_1&constructor=x')
  expect(await answer.json()).toMatchObject({ error: { code: 'parameter_unknown', param: '__proto__' } })
  expect(Reflect.get({}, 'charge')).toBeUndefined()
})

test('250 transactions come in three pages, each once, newest first', async () => {
  const { stripe, sim, on, session, account } = await desk()
  for (let n = 0; n < 125; n += 1) sim.refund(sim.pay((await session()).id).id)
  const seen: Stripe.BalanceTransaction[] = []
  for await (const txn of stripe.balanceTransactions.list({ limit: 100 }, on)) seen.push(txn)
  expect([seen.length, new Set(seen.map((txn) => txn.id)).size]).toEqual([250, 250])
  expect(seen.every((txn, at) => at === 0 || (seen[at - 1]?.created ?? 0) >= txn.created)).toBe(true)
  const asked = sim.requests().filter((line) => line.path === '/v1/balance_transactions')
  expect(asked.map((line) => line.account)).toEqual([account, account, account])
})

test('lists take 1 to 100, a time range, and only one cursor', async () => {
  const { stripe, sim, on, paid } = await desk()
  await paid()
  await sim.advanceClock(100)
  const late = await paid()
  const since = { created: { gte: sim.now() - 50 } }
  expect((await stripe.charges.list(since, on)).data.map((charge) => charge.id)).toEqual([late.charge])
  expect(await refusal(stripe.charges.list({ limit: 101 }, on))).toMatchObject({ param: 'limit' })
  const both = stripe.charges.list({ starting_after: late.charge, ending_before: late.charge }, on)
  expect(await refusal(both)).toMatchObject({ code: 'parameters_exclusive' })
  const gone = stripe.charges.list({ starting_after: 'ch_gone' }, on)
  expect(await refusal(gone)).toMatchObject({
    status: 400,
    code: 'resource_missing',
    param: 'starting_after',
  })
})

test('500, 500, then right: the SDK tries three times with one key and makes one session', async () => {
  const { standIn, sim, on } = await desk()
  const stripe = new Stripe(KEY, {
    ...{ host: '127.0.0.1', port: standIn.port, protocol: 'http' as const },
    httpClient: Stripe.createFetchHttpClient(),
    maxNetworkRetries: 2,
  })
  sim.fault({ kind: 'status', status: 500, path: '/v1/checkout', times: 2 })
  await stripe.checkout.sessions.create(order(5000), { ...on, idempotencyKey: 'k' })
  const asked = sim.requests().filter((line) => line.path.startsWith('/v1/checkout'))
  expect(asked.map((line) => [line.status, line.key])).toEqual([
    [500, 'k'],
    [500, 'k'],
    [200, 'k'],
  ])
  expect((await stripe.checkout.sessions.list({}, on)).data).toHaveLength(1)
})

test.each([
  ['429', { kind: 'status', status: 429 } as const, 'StripeRateLimitError'],
  ['a gateway’s page', { kind: 'html' } as const, 'StripeAPIError'],
  ['a closed connection', { kind: 'hang_up' } as const, 'StripeConnectionError'],
])('%s does nothing, and the SDK says %s', async (_words, fault, type) => {
  const { sim, stripe, on } = await desk()
  sim.fault({ ...fault, path: '/v1/checkout' })
  expect((await refusal(stripe.checkout.sessions.create(order(5000), on))).type).toBe(type)
  expect((await stripe.checkout.sessions.list({}, on)).data).toEqual([])
})

test('an answer cut off in its middle has done its work: the same key finds the same session', async () => {
  const { sim, stripe, on } = await desk()
  sim.fault({ kind: 'cut', path: '/v1/checkout' })
  const keyed = { ...on, idempotencyKey: 'k' }
  const error = await refusal(stripe.checkout.sessions.create(order(5000), keyed))
  expect(error.type).toBe('StripeConnectionError')
  const { id } = await stripe.checkout.sessions.create(order(5000), keyed)
  expect((await stripe.checkout.sessions.list({}, on)).data.map((one) => one.id)).toEqual([id])
})

test('a stand-in needs a key of its own mode', async () => {
  await expect(serveStripe({ secretKey: 'sk_test_x', livemode: true })).rejects.toThrow('sk_live_')
})
