import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { v7 } from 'uuid'
import { dayOf } from '../../worker/platform/calendar.ts'
import { newCode } from '../../worker/platform/id.ts'
import { signature } from '../support/stripe/delivery.ts'
import { run, type Shot } from './load.ts'
import { openHall, type Stage } from './stage.ts'

const KEY = 'sk_test_bench'
const SECRET = 'whsec_bench'
const DUES = 300
const AT_ONCE = 16
const DELIVERIES = 4000
/** Least share of the floor that the product must reach: the floor books nothing and asks Stripe once, not three times. */
const LEAST = { dues: 0.05, webhooks: 0.4 }

/** The stand-in for Stripe, in a process of its own. */
export type Provider = { child: ChildProcess; url: string; bindings: Record<string, string> }

/** Starts the stand-in for Stripe. */
export function startProvider(): Promise<Provider> {
  const child = spawn(process.execPath, ['test/support/stripe/main.ts'], {
    env: { ...process.env, STRIPE_STANDIN_PORT: '0', STRIPE_STANDIN_SECRET_KEY: KEY },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('the stand-in for Stripe ended')))
    createInterface({ input: child.stdout ?? process.stdin }).once('line', (line) => {
      const { url } = JSON.parse(line)
      const bindings = { STRIPE_SECRET_KEY: KEY, STRIPE_WEBHOOK_SECRETS: SECRET, STRIPE_BASE_URL: url }
      resolve({ child, url, bindings })
    })
  })
}

async function ask<T>(address: URL | string, token: string, body: unknown, form = false): Promise<T> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
      ...(form ? { 'stripe-account': ACCOUNT } : {}),
    },
    body: form ? new URLSearchParams(body as Record<string, string>) : JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

const ACCOUNT = 'acct_bench1'
const percentile = (sorted: number[], share: number) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)

/** Does a thing for each of some, so many at once. */
async function each<T>(of: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = of.values()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const one of rest) await work(one)
    }),
  )
}

type Paid = { perSecond: number; paidP50Ms: number; paidP99Ms: number; unpaid: number }

/** Raises and pays dues with `pay`, and waits until `arrived` knows of all; latencies are from the payer's to ours. */
async function course<T>(
  of: readonly T[],
  pay: (one: T) => Promise<string>,
  arrived: () => Promise<string[]>,
): Promise<Paid> {
  const began = performance.now()
  const sent = new Map<string, number>()
  const took: number[] = []
  let all = false
  const watching = (async () => {
    for (let idle = 0; !(all && sent.size === 0) && idle < 1500; idle += 1) {
      const now = performance.now()
      for (const id of await arrived()) {
        const at = sent.get(id)
        if (at === undefined) continue
        took.push(now - at)
        sent.delete(id)
      }
      await new Promise((done) => setTimeout(done, 20))
    }
  })()
  await each(of, async (one) => void sent.set(await pay(one), performance.now()))
  all = true
  await watching
  const seconds = (performance.now() - began) / 1000
  took.sort((a, b) => a - b)
  return {
    perSecond: Math.round((took.length / seconds) * 10) / 10,
    paidP50Ms: percentile(took, 0.5),
    paidP99Ms: percentile(took, 0.99),
    unpaid: sent.size,
  }
}

const sessionForm = {
  mode: 'payment',
  'line_items[0][quantity]': '1',
  'line_items[0][price_data][currency]': 'inr',
  'line_items[0][price_data][unit_amount]': '150000',
  'line_items[0][price_data][product_data][name]': 'Bench',
  success_url: 'https://bench.example/back',
}

/** Connects the organisation of the stage to an account at the stand-in, whose events go to an address. */
async function connect({ db, databases, now }: Stage, { url }: Provider) {
  await ask(`${url}/_sim/connect`, KEY, { id: ACCOUNT })
  await databases.open('directory').execute({
    sql: 'insert into connected_accounts (id, slug, livemode, connected_at, checked_at) values (?, ?, 0, ?, ?)',
    args: [ACCOUNT, 'bench', now, now],
  })
  await db.execute({
    sql: 'update organisation set stripe_account_id = ?, stripe_ready = 1',
    args: [ACCOUNT],
  })
}

async function product(s: Stage, { url }: Provider): Promise<Paid> {
  await ask(`${url}/_sim/webhook`, KEY, {
    url: new URL('/api/webhooks/stripe', s.product).href,
    secret: SECRET,
  })
  const { workshopId } = await openHall(s, dayOf(s.now, 'Asia/Kolkata'), 150_000)
  const at = (path: string) => new URL(`/api/o/bench${path}`, s.product)
  const offers: { token: string; offer: string }[] = []
  await each(s.people.slice(0, DUES), async ({ id }) => {
    const token = await s.token(id)
    const answer = await fetch(at(`/workshops/${workshopId}/offer`), {
      headers: { authorization: `Bearer ${token}` },
    })
    offers.push({ token, offer: ((await answer.json()) as { offer: string }).offer })
  })
  return course(
    offers,
    async ({ token, offer }) => {
      const { id } = await ask<{ id: string }>(at('/registrations'), token, { offer })
      const { url: page } = await ask<{ url: string }>(at(`/registrations/${id}/checkout`), token, undefined)
      await ask(`${url}/_sim/pay`, KEY, { session: /cs_\w+/.exec(page)?.[0] })
      return id
    },
    async () =>
      (await s.db.execute("select registration_id as id from payments where provider = 'stripe'")).rows.map(
        (row) => String(row.id),
      ),
  )
}

async function floor(s: Stage, { url }: Provider): Promise<Paid> {
  await ask(`${url}/_sim/webhook`, KEY, {
    url: new URL('/api/inbox', s.floor).href,
    secret: SECRET,
    events: ['checkout.session.completed'],
  })
  return course(
    s.people.slice(0, DUES),
    async (person) => {
      const row = {
        id: v7(),
        workshopId: 'w',
        personId: person.id,
        unitId: person.unit.id,
        code: newCode(8),
        at: s.now,
      }
      await ask(new URL('/api/registrations', s.floor), '', row)
      const { id } = await ask<{ id: string }>(`${url}/v1/checkout/sessions`, KEY, sessionForm, true)
      await ask(`${url}/_sim/pay`, KEY, { session: id })
      return id
    },
    async () =>
      (await s.db.execute('select object_id as id from bare_inbox')).rows.map((row) => String(row.id)),
  )
}

/** Deliveries of events that ask nothing more: what is measured is verifying, keeping and answering. */
function* deliveries(path: string, now: number): Generator<Shot> {
  for (let n = 0; n < DELIVERIES; n += 1) {
    const body = JSON.stringify({
      id: `evt_${v7().replaceAll('-', '')}`,
      object: 'event',
      account: ACCOUNT,
      api_version: '2026-10-28.endive',
      created: now,
      data: { object: { id: `po_${n}`, object: 'topup', amount: 150_000, currency: 'inr' } },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type: 'topup.created',
    })
    const signed = signature(body, SECRET, Math.floor(Date.now() / 1000))
    yield { method: 'POST', path, body, headers: { 'stripe-signature': signed } }
  }
}

/** `npm run bench -- payments`: dues raised and paid through the whole path, and deliveries of events, beside a floor. */
export async function payments(s: Stage, provider: Provider, say: (line: Record<string, unknown>) => void) {
  await s.db.execute('create table bare_inbox (id text primary key, object_id text, payload text) strict')
  await connect(s, provider)
  const own = await product(s, provider)
  const bare = await floor(s, provider)
  const ratio = (a: number, b: number) => Math.round((100 * a) / Math.max(b, 0.1)) / 100
  const dues = ratio(own.perSecond, bare.perSecond)
  say({
    bench: 'dues raised and paid',
    ...own,
    floorPerSecond: bare.perSecond,
    ratio: dues,
    least: LEAST.dues,
  })
  const at = { seconds: 8, connections: 16 }
  const hooks = await run(s.product, deliveries('/api/webhooks/stripe', s.now), 200, at)
  const plain = await run(s.floor, deliveries('/api/inbox', s.now), 200, at)
  const share = ratio(hooks.perSecond, plain.perSecond)
  say({
    bench: 'webhooks',
    perSecond: hooks.perSecond,
    p50Ms: hooks.p50,
    p99Ms: hooks.p99,
    floorPerSecond: plain.perSecond,
    floorP50Ms: plain.p50,
    floorP99Ms: plain.p99,
    ratio: share,
    least: LEAST.webhooks,
    wrong: hooks.wrong + plain.wrong,
  })
  if (own.unpaid + hooks.wrong + plain.wrong > 0 || dues < LEAST.dues || share < LEAST.webhooks)
    process.exitCode = 1
}
