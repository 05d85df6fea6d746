import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Stripe from 'stripe'
import { expect, onTestFinished, test } from 'vitest'
import { KEY, order, refusal } from './desk.ts'

const main = new URL('../support/stripe/main.ts', import.meta.url).pathname

function start(settings: Record<string, string>): ChildProcess {
  const named = Object.entries(settings).map(([name, value]) => [`STRIPE_STANDIN_${name}`, value])
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, ...Object.fromEntries(named) },
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

/** Starts a process and answers it with the address on its first line. */
async function ready(settings: Record<string, string>): Promise<{ child: ChildProcess; url: URL }> {
  const child = start(settings)
  if (!child.stdout) throw new Error('no output')
  const [line] = await once(createInterface(child.stdout), 'line')
  const { ready: up, url }: { ready: boolean; url: string } = JSON.parse(String(line))
  expect(up).toBe(true)
  return { child, url: new URL(url) }
}

/** How a process that should not start ends, and what it says. */
async function ending(settings: Record<string, string>): Promise<[number, string]> {
  const child = start(settings)
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  const [code] = await once(child, 'close')
  return [Number(code), said.trim()]
}

const client = (url: URL) =>
  new Stripe(KEY, {
    host: url.hostname,
    port: url.port,
    protocol: 'http',
    httpClient: Stripe.createFetchHttpClient(),
    maxNetworkRetries: 0,
  })

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
}

test('a restart keeps accounts, sessions, payments and idempotency keys', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const settings = { SECRET_KEY: KEY, STATE: join(folder, 'deep', 'stripe.json') }
  const first = await ready(settings)
  const before = client(first.url)
  const drive = await fetch(new URL('/_sim/connect', first.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}` },
    body: '{"name":"Samiti"}',
  })
  const { id } = (await drive.json()) as { id: string }
  const on = { stripeAccount: id }
  const keyed = { ...on, idempotencyKey: 'k' }
  const session = await before.checkout.sessions.create(order(5000), keyed)
  await fetch(session.url ?? '', {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ act: 'pay' }),
  })
  await stop(first.child)

  const second = await ready({ ...settings, PORT: first.url.port })
  const after = client(second.url)
  const found = await after.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] }, on)
  expect(found).toMatchObject({ payment_status: 'paid', payment_intent: { status: 'succeeded' } })
  expect((await after.checkout.sessions.create(order(5000), keyed)).id).toBe(session.id)
  expect((await after.accounts.list()).data.map((account) => account.id)).toEqual([id])
  expect(await refusal(after.charges.list({}, { stripeAccount: 'acct_x' }))).toMatchObject({ status: 403 })
  await stop(second.child)
}, 60_000)

test('a busy port is one sentence that names it', async () => {
  const { url } = await ready({ SECRET_KEY: KEY })
  expect(await ending({ SECRET_KEY: KEY, PORT: url.port })).toEqual([
    1,
    `The Stripe stand-in cannot start: port ${url.port} on 127.0.0.1 is in use.`,
  ])
}, 60_000)

test('without a key it says which setting is missing', async () => {
  const [code, said] = await ending({})
  expect([code, said]).toEqual([1, 'Set STRIPE_STANDIN_SECRET_KEY to a key that begins with sk_test_.'])
}, 60_000)
