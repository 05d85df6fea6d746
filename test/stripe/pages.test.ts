import { expect, test } from 'vitest'
import { desk, KEY, wired } from './desk.ts'

const press = (url: string, act: string, more: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ act, ...more }) })

test('the payment page names the organisation, the item and 1,500 rupees, and says it is a test in two languages', async () => {
  const { session } = await desk()
  const { url } = await session()
  const answer = await fetch(url ?? '')
  const page = await answer.text()
  for (const words of [
    'Seva Prashikshan Samiti',
    'Camp fee',
    '₹1,500.00',
    'यह परीक्षण है',
    'This is a test: no money moves.',
    'http://camp.example/pay',
  ])
    expect(page).toContain(words)
  const policy = answer.headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("form-action 'self' http://camp.example")
  expect(page).not.toMatch(/<script|style=|onclick/i)
})

test('pressing Pay pays and leads back with the session’s id', async () => {
  const { session, stripe, on } = await desk()
  const { id, url } = await session()
  const answer = await press(url ?? '', 'pay', { name: 'Meena Joshi', email: 'meena@example.in' })
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    `http://camp.example/pay/return?cs=${id}`,
  ])
  const after = await stripe.checkout.sessions.retrieve(id, {}, on)
  expect(after).toMatchObject({
    payment_status: 'paid',
    customer_details: { name: 'Meena Joshi', email: 'meena@example.in' },
  })
})

test('pressing Decline stays on the page with the bank’s answer, and Pay still works', async () => {
  const { session, stripe, on } = await desk()
  const { id, url } = await session()
  const declined = await press(url ?? '', 'decline')
  const back = await (await fetch(new URL(declined.headers.get('location') ?? '', url ?? ''))).text()
  expect(back).toContain('The bank declined the payment.')
  await press(url ?? '', 'pay')
  expect((await stripe.checkout.sessions.retrieve(id, {}, on)).payment_status).toBe('paid')
})

test.each([
  ['late', 'checkout.session.async_payment_succeeded'],
  ['late_fails', 'checkout.session.async_payment_failed'],
  ['dispute', 'charge.dispute.created'],
])('pressing %s brings %s within a minute', async (act, type) => {
  const { session, sim, received } = await wired()
  const { url } = await session()
  expect((await press(url ?? '', act)).status).toBe(303)
  await sim.advanceClock(60)
  expect(received.events.map((event) => event.type)).toContain(type)
})

test.each([
  ['refund_pends', 'pending'],
  ['refund_fails', 'succeeded'],
])('after %s a refund is first %s', async (act, status) => {
  const { session, stripe, on } = await desk()
  const { id, url } = await session()
  await press(url ?? '', act)
  const { payment_intent } = await stripe.checkout.sessions.retrieve(id, {}, on)
  expect((await stripe.refunds.create({ payment_intent: String(payment_intent) }, on)).status).toBe(status)
})

test('a paid or expired session’s page says so and takes no second payment', async () => {
  const { session, sim, stripe, on } = await desk()
  const paid = await session()
  sim.pay(paid.id)
  expect(await (await fetch(paid.url ?? '')).text()).toContain('This has been paid.')
  expect((await press(paid.url ?? '', 'pay')).status).toBe(409)
  const gone = await session()
  await stripe.checkout.sessions.expire(gone.id, undefined, on)
  expect(await (await fetch(gone.url ?? '')).text()).toContain('The time for this payment is over.')
  expect((await press(gone.url ?? '', 'pay')).status).toBe(409)
  expect((await stripe.charges.list({}, on)).data).toHaveLength(1)
})

test('names are shown as text, never as markup', async () => {
  const { session, stripe, account } = await desk()
  await stripe.accounts.update(account, { business_profile: { name: '<b>Samiti & "Co"</b>' } })
  const { url } = await session()
  const page = await (await fetch(url ?? '')).text()
  expect(page).toContain('&lt;b&gt;Samiti &amp; &quot;Co&quot;&lt;/b&gt;')
  expect(page).not.toContain('<b>Samiti')
})

test('the page’s style and fonts come from the stand-in itself', async () => {
  const { standIn } = await desk()
  for (const [path, type] of [
    ['/pages.css', 'text/css; charset=utf-8'],
    ['/fonts/devanagari.woff2', 'font/woff2'],
    ['/fonts/latin.woff2', 'font/woff2'],
  ]) {
    const answer = await fetch(`${standIn.url}${path}`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type])
  }
})

test('the controls work over HTTP with the key, and refuse without it', async () => {
  const { standIn, session, stripe, on } = await desk()
  const { id } = await session()
  const drive = (name: string, body: object, key = KEY) =>
    fetch(`${standIn.url}/_sim/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    })
  expect((await drive('pay', { session: id }, 'sk_test_other')).status).toBe(401)
  const charge = (await (await drive('pay', { session: id })).json()) as { id: string }
  expect((await drive('pay', { session: id })).status).toBe(409)
  expect((await drive('pay', { session: 'cs_test_none' })).status).toBe(404)
  expect((await drive('pay', { sesion: id })).status).toBe(422)
  const dispute = (await (await drive('dispute', { payment: charge.id })).json()) as { id: string }
  expect((await stripe.disputes.retrieve(dispute.id, {}, on)).status).toBe('needs_response')
  const before = (await (await drive('advance-clock', { seconds: 0 })).json()) as { now: number }
  const after = (await (await drive('advance-clock', { seconds: 3600 })).json()) as { now: number }
  expect(after.now - before.now).toBeGreaterThanOrEqual(3600)
})
