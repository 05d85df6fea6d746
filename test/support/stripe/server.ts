import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { openAccount, switchPayments } from './accounts.ts'
import { type ApiDesk, answerApi, bears } from './api.ts'
import { startClock } from './clock.ts'
import { control } from './control.ts'
import { Engine } from './engine.ts'
import { SUBSCRIBED } from './events.ts'
import { Faults } from './faults.ts'
import { answerPage, pageHeaders } from './pages.ts'
import { openSim, type Sim } from './sim.ts'
import { newId, type Stand, type State } from './stand.ts'
import { Keeper, readState, resumeDeliveries } from './store.ts'
import { Wire } from './wire/wire.ts'

/** How to run a stand-in for Stripe. */
export interface StandInOptions {
  /** 0 or nothing for any free port. */
  port?: number
  /** Loopback when left out. */
  host?: string
  /** The key every API request must carry: `sk_test_…`, or `sk_live_…` in live mode. */
  secretKey: string
  livemode?: boolean
  /** Where events of connected accounts go; nowhere when left out (see `sim.setWebhook`). */
  webhookUrl?: string
  webhookSecret?: string
  /** The event types that are sent; those the product subscribes to when left out, all with '*'. */
  webhookEvents?: readonly string[]
  /** Seconds before each further delivery attempt. */
  retryAfterSeconds?: readonly number[]
  /** Unix seconds; the machine's own time when left out. */
  clock?: () => number
  /** A JSON file that lets accounts, sessions and everything else outlive a restart. */
  statePath?: string
  /** The address browsers reach its pages at, when it is not the one it listens on. */
  publicUrl?: string
  /** A file that gets what was held against the wire format when it closes; what did not fit is then thrown. */
  wire?: string | undefined
}

/** A running stand-in. */
export interface StandIn {
  url: string
  port: number
  sim: Sim
  /** Stops listening, waits for deliveries under way, writes the state. */
  close(): Promise<void>
}

const HOUR = 3600
const RETRIES = {
  test: [5, 300],
  live: [5, 300, 1800, 2 * HOUR, 5 * HOUR, 10 * HOUR, 12 * HOUR, 12 * HOUR, 12 * HOUR, 12 * HOUR],
}
const MOST_BYTES = 1_000_000

const freshState = (): State => ({
  version: 1,
  platform: newId('acct', 16),
  offsetMs: 0,
  books: {},
  tasks: [],
  replies: {},
  onboarding: {},
  deliveries: {},
})

/** What a stand-in is and holds, before anybody can reach it. */
export function openStand(options: StandInOptions): Stand {
  const { clock } = options
  const livemode = options.livemode ?? false
  const prefix = livemode ? 'sk_live_' : 'sk_test_'
  if (!options.secretKey.startsWith(prefix))
    throw new Error(`The Stripe stand-in needs a secret key that begins with ${prefix}.`)
  const kept = readState(options.statePath)
  const state = kept ?? freshState()
  const stand: Stand = {
    livemode,
    secretKey: options.secretKey,
    url: '',
    clock: startClock(clock ? () => clock() * 1000 : Date.now, state.offsetMs),
    state,
    endpoint: options.webhookUrl
      ? {
          url: options.webhookUrl,
          secret: options.webhookSecret ?? '',
          events: options.webhookEvents ?? SUBSCRIBED,
        }
      : null,
    beside: [],
    retryAfterSeconds: options.retryAfterSeconds ?? RETRIES[livemode ? 'live' : 'test'],
    cause: null,
    wire: options.wire ? new Wire() : null,
  }
  if (stand.endpoint?.secret === '')
    throw new Error('The Stripe stand-in needs webhookSecret where webhookUrl is given.')
  if (kept) resumeDeliveries(stand)
  else {
    const platform = openAccount(stand, {
      id: state.platform,
      name: 'Platform',
      capabilities: ['card_payments'],
    })
    switchPayments(stand, platform, null)
  }
  return stand
}

/** Runs a stand-in for Stripe on loopback, with its hosted pages and its controls. */
export async function serveStripe(given: StandInOptions): Promise<StandIn> {
  const options = { wire: process.env.STRIPE_STANDIN_WIRE, ...given }
  const stand = openStand(options)
  const keeper = new Keeper(options.statePath, stand.state, stand.clock.offsetMs)
  const engine = new Engine(stand, keeper, options.clock !== undefined)
  const desk: ApiDesk = { stand, faults: new Faults(), inFlight: new Set(), log: [] }
  const sim = openSim(desk, engine)
  const server = createServer((request, response) => {
    answer(desk, engine, sim, request, response).catch((error: unknown) => {
      console.error(error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  const host = options.host ?? '127.0.0.1'
  const port = await listen(server, options.port ?? 0, host)
  const own = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  stand.url = (options.publicUrl ?? own).replace(/\/$/, '')
  engine.run()
  return {
    url: own,
    port,
    sim,
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
      server.closeAllConnections()
      await closed
      await engine.stop()
      if (stand.wire && options.wire) stand.wire.write(options.wire)
      const unfit = [...new Set(stand.wire?.tally.faults)]
      if (unfit.length > 0) throw new Error(`Not as Stripe writes it:\n${unfit.join('\n')}`)
    },
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const busy = 'code' in error && error.code === 'EADDRINUSE'
      reject(busy ? new Error(`The Stripe stand-in cannot start: port ${port} on ${host} is in use.`) : error)
    })
    server.listen(port, host, () => {
      const bound = server.address()
      resolve(typeof bound === 'object' && bound ? bound.port : port)
    })
  })
}

async function answer(
  desk: ApiDesk,
  engine: Engine,
  sim: Sim,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://stand-in')
  const body = await read(request)
  if (body === null) {
    response.writeHead(413).end()
    return
  }
  engine.run()
  if (url.pathname.startsWith('/_sim/')) await answerControl(desk, sim, request, response, url, body)
  else if (url.pathname.startsWith('/v1/')) await answerApi(desk, request, response, url, body)
  else {
    const reply = answerPage(desk.stand, request.method ?? 'GET', url, body)
    if (reply) response.writeHead(reply.status, pageHeaders(reply)).end(reply.body)
    else await answerApi(desk, request, response, url, body)
  }
  engine.run()
}

async function answerControl(
  desk: ApiDesk,
  sim: Sim,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: string,
): Promise<void> {
  const { status, value } = bears(request, desk.stand.secretKey)
    ? await control(sim, request.method ?? 'GET', url.pathname.slice('/_sim/'.length), body)
    : { status: 401, value: { error: 'the controls take the secret key as bearer token' } }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

async function read(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
