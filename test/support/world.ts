import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client/http'
import { Miniflare } from 'miniflare'
import { inject } from 'vitest'
import { serveEmbedded } from '../../db/embedded/server.ts'
import { newKeys } from '../../db/local/keys.ts'
import { workerOptions } from '../../db/local/worker.ts'
import { signToken } from '../../worker/platform/keys.ts'
import { found, type OrganisationShape, type TestOrganisation } from './organisation.ts'
import { SUBSCRIBED } from './stripe/events.ts'
import { CLIENT_ID } from './stripe/oauth.ts'
import { serveStripe } from './stripe/server.ts'

/** What one HTTP call came to. `trips` counts round trips to the organisation's database. */
export type Answer<T = Record<string, unknown>> = {
  status: number
  body: T
  headers: Headers
  trips: number
  text: string
}

/** How to call: as whom (a token), with which body. */
export type Call = { as?: string | undefined; json?: unknown; headers?: Record<string, string> }

/** The headers of a call. A browser says where a request comes from whenever it sends cookies with it. */
function headersFor(how: Call, origin: string): Headers {
  const headers = new Headers(how.headers)
  if (headers.has('cookie') && !headers.has('origin')) headers.set('origin', origin)
  if (how.as) headers.set('authorization', `Bearer ${how.as}`)
  if (how.json !== undefined) headers.set('content-type', 'application/json')
  return headers
}

/** The Worker on workerd, libSQL files behind the embedded server, Stripe's stand-in and a clock that the test holds. */
export type World = Awaited<ReturnType<typeof world>>

const TOKEN = 'test-token'

/** The header in which Cloudflare tells where a request comes from. */
export const SOURCE = 'cf-connecting-ip'

/** Starts everything for one test file; `over` replaces bindings of the Worker; with a `port` a
 * browser can visit it at `http://localhost:<port>`. Close it in `afterAll`. */
export async function world(over: Record<string, string> = {}, port = 0) {
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-'))
  copyFileSync(join(inject('templates'), 'directory.db'), join(folder, 'directory.db'))
  const embedded = await serveEmbedded({ folder, token: TOKEN, adminToken: TOKEN })
  const clock = { now: Math.floor(Date.parse('2026-11-22T06:00:00Z') / 1000) }
  const keys = await newKeys()
  const origin = port ? `http://localhost:${port}` : 'http://prashikshan.test'
  const webhookSecret = 'whsec_test'
  const stripe = await serveStripe({
    secretKey: 'sk_test_world',
    clock: () => clock.now,
  })
  const bindings = {
    ...keys,
    ENVIRONMENT: 'test',
    ORIGIN: origin,
    DATABASE_URL: `${embedded.url}/{database}/`,
    DATABASE_TOKEN: TOKEN,
    DATABASE_PROVIDER: 'embedded',
    DATABASE_ADMIN_URL: embedded.url,
    DATABASE_ADMIN_TOKEN: TOKEN,
    STRIPE_SECRET_KEY: 'sk_test_world',
    STRIPE_WEBHOOK_SECRETS: webhookSecret,
    STRIPE_BASE_URL: stripe.url,
    STRIPE_CLIENT_ID: CLIENT_ID,
    ...over,
  }
  const options = (more: Record<string, string> = {}) =>
    workerOptions({
      script: inject('workerScript'),
      port,
      bindings: { ...bindings, ...more },
      serviceBindings: { CLOCK: () => new Response(String(clock.now)) },
    })
  const miniflare = new Miniflare(options())
  let address = await miniflare.ready
  stripe.sim.setWebhook({
    url: new URL('/api/webhooks/stripe', address).href,
    secret: webhookSecret,
    events: SUBSCRIBED,
  })

  /** An organisation's database, with the newest schema and nothing in it. */
  function createDatabase(name: string) {
    copyFileSync(join(inject('templates'), 'tenant.db'), join(folder, `${name}.db`))
    return fetch(`${embedded.url}/admin/databases`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    })
  }
  const database = (name: string): Client =>
    createClient({ url: `${embedded.url}/${name}/`, authToken: TOKEN, intMode: 'number' })

  let calls = 0
  /** Calls the API; `path` is below `/api`. Each call comes from a source of its own, unless its headers name one. */
  async function call<T = Record<string, unknown>>(
    method: string,
    path: string,
    how: Call = {},
  ): Promise<Answer<T>> {
    const slug = /^\/o\/([^/?]+)/.exec(path)?.[1]
    const headers = headersFor(how, origin)
    calls += 1
    const source = `10.${(calls >> 16) & 255}.${(calls >> 8) & 255}.${calls & 255}`
    if (!headers.has(SOURCE)) headers.set(SOURCE, source)
    const body = how.json === undefined ? null : JSON.stringify(how.json)
    const send = () => fetch(new URL(`/api${path}`, address), { method, headers, body, redirect: 'manual' })
    // A kept connection may be closed at the moment of its next use; browsers then send once more, and so do we.
    const response = await send().catch((error: { cause?: { code?: string } }) => {
      if (!['ECONNRESET', 'UND_ERR_SOCKET'].includes(error.cause?.code ?? '')) throw error
      return send()
    })
    const text = await response.text()
    const id = response.headers.get('x-request-id') ?? ''
    const isJson = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      body: isJson ? JSON.parse(text) : text,
      headers: response.headers,
      trips: embedded.trips(slug ? `o-${slug}` : 'directory', id),
      text,
    }
  }

  /** A token of an organisation for one of its people, who has come in with a session `session`. */
  async function token(slug: string, personId: string, life = 3600) {
    const sub = `account-${personId}`
    await database(`o-${slug}`).execute({
      sql: "insert into entries values ('session', ?, ?, null, ?, null) on conflict do nothing",
      args: [personId, sub, clock.now],
    })
    const claims = { sub, sid: 'session', pid: personId }
    return signToken(keys, claims, { audience: slug, now: clock.now, life })
  }

  let made = 0
  /** A new organisation with a database of its own. */
  async function organisation(shape: OrganisationShape = {}): Promise<TestOrganisation> {
    made += 1
    const slug = shape.slug ?? `org-${made}`
    await createDatabase(`o-${slug}`)
    await database('directory').execute({
      sql: 'insert into organisations (slug, name_en, name_hi, kind, created_at) values (?, ?, ?, ?, ?)',
      args: [slug, `Test ${slug}`, `परीक्षण ${slug}`, shape.kind ?? 'society', clock.now],
    })
    return found({ slug, shape, db: database(`o-${slug}`), call, token, now: clock.now })
  }

  /** Deploys the same Worker with other keys (or other bindings). */
  async function rekey(more: Record<string, string>) {
    await miniflare.setOptions(options(more))
    address = await miniflare.ready
  }

  /** Resolves when Stripe has delivered what it had, and the Worker has dealt with all of it. */
  async function settled() {
    await stripe.sim.settle()
    const waiting = "select count(*) as n from stripe_inbox where state = 'received'"
    for (let look = 0; look < 500; look += 1) {
      const { rows } = await database('directory').execute(waiting)
      if (rows[0]?.n === 0) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    throw new Error('the inbox does not empty')
  }

  /** Runs the Worker's scheduled work once, as the cron does every five minutes, and what it queues. */
  async function tick() {
    const worker = await miniflare.getWorker()
    await worker.scheduled({ cron: '*/5 * * * *' })
  }

  async function close() {
    await miniflare.dispose()
    await stripe.close()
    await embedded.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    call,
    organisation,
    clock,
    stripe,
    embedded,
    /** Where the database files lie. */
    folder,
    database,
    token,
    keys,
    origin,
    get address() {
      return address
    },
    miniflare,
    bindings,
    webhookSecret,
    settled,
    rekey,
    tick,
    close,
  }
}
