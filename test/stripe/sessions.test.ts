import { expect, test } from 'vitest'
import { desk, NOW, order, refusal, wired } from './desk.ts'

test('a session is open, unpaid, without an intent, for 24 hours unless asked otherwise', async () => {
  const { session, standIn } = await desk()
  const made = await session()
  expect(made).toMatchObject({
    status: 'open',
    payment_status: 'unpaid',
    amount_total: 150_000,
    currency: 'inr',
    client_reference_id: 'attempt-1',
    metadata: { app: 'camps', attempt: 'attempt-1' },
    payment_intent: null,
    livemode: false,
  })
  expect(made.expires_at - made.created).toBe(86_400)
  expect(made.url).toBe(`${standIn.url}/pay/${made.id}`)
  expect(made.id).toMatch(/^cs_test_/)
})

test('lines add up: two at 1,250.50 and three at 99 rupees make 2,798', async () => {
  const { session, stripe, on } = await desk()
  const made = await session({
    line_items: [
      { quantity: 2, price_data: { currency: 'inr', unit_amount: 125_050, product_data: { name: 'Camp' } } },
      { quantity: 3, price_data: { currency: 'inr', unit_amount: 9900, product_data: { name: 'Book' } } },
    ],
  })
  expect(made.amount_total).toBe(279_800)
  const lines = await stripe.checkout.sessions.listLineItems(made.id, {}, on)
  expect(lines.data.map((line) => [line.description, line.amount_total])).toEqual([
    ['Camp', 250_100],
    ['Book', 29_700],
  ])
})

test.each([
  ['less than 30 minutes', 1700, 'expires_at'],
  ['more than 24 hours', 86_500, 'expires_at'],
])('a session of %s is refused', async (_words, seconds, param) => {
  const { session } = await desk()
  expect(await refusal(session({ expires_at: NOW + seconds }))).toMatchObject({ status: 400, param })
})

test('31 minutes after creation by the clock the session is expired and says so once', async () => {
  const { session, stripe, sim, on, received } = await wired()
  const made = await session({ expires_at: NOW + 31 * 60 })
  await sim.advanceClock(30 * 60)
  expect((await stripe.checkout.sessions.retrieve(made.id, {}, on)).status).toBe('open')
  await sim.advanceClock(61)
  const after = await stripe.checkout.sessions.retrieve(made.id, {}, on)
  expect([after.status, after.payment_status, after.url]).toEqual(['expired', 'unpaid', null])
  await sim.advanceClock(86_400)
  const told = received.events.filter((event) => event.type === 'checkout.session.expired')
  expect(told.map((event) => event.created)).toEqual([made.expires_at])
  expect(() => sim.pay(made.id)).toThrow('expired')
})

test('expire ends an open session; an expired or paid one answers that only open ones can be', async () => {
  const { session, stripe, sim, on } = await desk()
  const made = await session()
  expect((await stripe.checkout.sessions.expire(made.id, undefined, on)).status).toBe('expired')
  const again = await refusal(stripe.checkout.sessions.expire(made.id, undefined, on))
  expect(again.message).toContain('["open"]')
  const paid = await session()
  sim.pay(paid.id)
  expect((await refusal(stripe.checkout.sessions.expire(paid.id, undefined, on))).message).toContain(
    '`complete`',
  )
})

const line = (amount: number) => order(amount).line_items

test.each<[string, object, string | undefined, string | undefined]>([
  ['an amount below 50 paise', { line_items: line(49) }, 'amount_too_small', undefined],
  ['no success_url', { success_url: undefined }, 'parameter_missing', 'success_url'],
  ['no line items', { line_items: [] }, 'parameter_missing', 'line_items'],
  ['no mode', { mode: undefined }, 'parameter_missing', 'mode'],
  [
    'the removed payment_method_types',
    { payment_method_types: ['card'] },
    'parameter_unknown',
    'payment_method_types',
  ],
  ['the old ui_mode', { ui_mode: 'hosted' }, undefined, 'ui_mode'],
  ['a locale that is not one', { locale: 'hi' }, undefined, 'locale'],
  ['a long reference', { client_reference_id: 'x'.repeat(201) }, undefined, 'client_reference_id'],
  ['a long metadata value', { metadata: { note: 'x'.repeat(501) } }, undefined, 'metadata[note]'],
  [
    'a whole statement descriptor',
    { payment_intent_data: { statement_descriptor: 'CAMP' } },
    undefined,
    'payment_intent_data[statement_descriptor]',
  ],
  ['a bad e-mail', { customer_email: 'nobody' }, 'email_invalid', 'customer_email'],
  ['something not modelled', { allow_promotion_codes: true }, undefined, 'allow_promotion_codes'],
])('%s is refused with its code and parameter', async (_words, wrong, code, param) => {
  const { stripe, on, sim, account } = await desk()
  const error = await refusal(stripe.checkout.sessions.create(Object.assign(order(5000), wrong), on))
  expect(error).toMatchObject({ type: 'StripeInvalidRequestError', status: 400, code, param })
  expect(sim.events(account).filter((event) => event.type.startsWith('checkout'))).toEqual([])
  expect((await stripe.checkout.sessions.list({}, on)).data).toEqual([])
})

test('sessions are listed newest first, by status and by intent, over pages', async () => {
  const { session, stripe, sim, on } = await desk()
  const ids: string[] = []
  for (let n = 0; n < 12; n += 1) ids.unshift((await session()).id)
  const [newest = ''] = ids
  const charge = sim.pay(newest)
  const seen: string[] = []
  for await (const one of stripe.checkout.sessions.list({ limit: 5 }, on)) seen.push(one.id)
  expect(seen).toEqual(ids)
  const open = await stripe.checkout.sessions.list({ status: 'open', limit: 100 }, on)
  expect(open.data).toHaveLength(11)
  const found = await stripe.checkout.sessions.list({ payment_intent: String(charge.payment_intent) }, on)
  expect(found.data.map((one) => one.id)).toEqual([newest])
  const before = await stripe.checkout.sessions.list({ ending_before: ids[3] ?? '', limit: 2 }, on)
  expect([before.data.map((one) => one.id), before.has_more]).toEqual([ids.slice(1, 3), true])
})

test('a session of the other mode is missing, and the message says that modes were mixed', async () => {
  const { stripe, on } = await desk()
  const error = await refusal(stripe.checkout.sessions.retrieve('cs_live_abc', {}, on))
  expect(error).toMatchObject({ status: 404, code: 'resource_missing' })
  expect(error.message).toContain('a similar object exists in live mode')
})
