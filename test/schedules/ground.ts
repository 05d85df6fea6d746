import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Driver from 'libsql'
import { Database } from '../../db/embedded/database.ts'
import { Failure } from '../../db/embedded/failure.ts'
import { runPipeline } from '../../db/embedded/pipeline.ts'
import { Streams } from '../../db/embedded/streams.ts'
import type { Bindings } from '../../worker/platform/env.ts'
import type { Shape } from './acts.ts'
import type { Host, Worker } from './bundle.ts'
import { standIn } from './stand-in.ts'
import type { Template } from './template.ts'
import { inTurn, ringWatchdogs } from './turns.ts'

/** An event on its way to the Worker; `answer` tells Stripe what came of it, undefined that nobody was there. */
export type Letter = {
  event: string
  headers: Record<string, string>
  body: string
  answer: (status: number | undefined) => void
}

/** A message of the queue. */
export type Message = { body: unknown; tries: number; dueAt: number }

/** What is wrong with a database: how many calls pass before, and whether what fails was executed all the same. */
export type Ailment = { database: 'directory' | 'tenant'; skip: number; times: number; executed: boolean }

/** Work behind the queue that has nothing to do with money. */
const ELSEWHERE = new Set(['deliver', 'seal-audit', 'keep-privacy', 'shut-ended'])

const SECRET = 'whsec_schedules'
const BOUNDS = { lockWaitMs: 15_000, busyMs: 2000, connections: 8, longestResult: 1 << 26 }

const GONE = new Failure('DATABASE_NOT_FOUND', 'The world is over.', 404)

/** A row as it is read. */
export type Row = Record<string, unknown>

/** Opens the worlds of one process, one after the other, around one loaded Worker. */
export function grounds(template: Template, load: (host: Host) => Promise<Worker>) {
  let present: Ground | undefined
  const host: Host = {
    fetch: (address, init) => {
      if (!present) throw new Error('no world is open')
      return present.network(new Request(address, init))
    },
    say: (line) => present?.log.push(line),
  }
  const worker = load(host)
  // The stand-in's deliveries.
  globalThis.fetch = async (address, init) => {
    if (!present) throw new TypeError('fetch failed')
    return present.deliver(new Request(address, init))
  }
  return async (seed: number, shape: Shape): Promise<Ground> => {
    present = await open(template, await worker, seed, shape)
    return present
  }
}

async function open(template: Template, worker: Worker, seed: number, shape: Shape) {
  const folder = join(template.folder, `world-${seed}`)
  mkdirSync(folder, { recursive: true })
  const databases = new Map<string, Database>()
  for (const name of ['directory', `o-${template.own.slug}`, `o-${template.rival.slug}`]) {
    const file = join(folder, `${name}.db`)
    copyFileSync(join(template.folder, `${name}.db`), file)
    databases.set(name, new Database(name, file, BOUNDS))
  }
  const streams = new Streams(60_000)
  const clock = { now: shape.startsAt }
  const stripe = standIn({
    secretKey: 'sk_test_schedules',
    clock: () => clock.now,
  })
  for (const { account, slug } of [template.own, template.rival])
    stripe.sim.connect({ id: account, name: slug })
  stripe.sim.setWebhook({ url: 'http://camp.test/api/webhooks/stripe', secret: SECRET })
  const letters: Letter[] = []
  const neverComes = new Set<string>()
  const queue: Message[] = []
  const ailments: Ailment[] = []
  const log: string[] = []
  const counts = { killed: 0, delivered: 0 }
  let queueDown = 0
  const env: Bindings = {
    ...template.keys,
    ENVIRONMENT: 'test',
    ORIGIN: 'http://camp.test',
    DATABASE_URL: 'http://db.test/{database}/',
    DATABASE_TOKEN: 'token',
    DATABASE_PROVIDER: 'embedded',
    DATABASE_ADMIN_URL: 'http://db.test',
    DATABASE_ADMIN_TOKEN: 'token',
    STRIPE_SECRET_KEY: 'sk_test_schedules',
    STRIPE_WEBHOOK_SECRETS: SECRET,
    STRIPE_BASE_URL: 'http://stripe.test',
    CLOCK: { fetch: async () => new Response(String(clock.now)) },
    JOBS: {
      async send(body, options) {
        if (queueDown > 0) {
          queueDown -= 1
          throw new Error('the queue is down')
        }
        if (!ELSEWHERE.has((body as { kind: string }).kind))
          queue.push({ body, tries: 0, dueAt: clock.now + (options?.delaySeconds ?? 0) })
      },
    },
  }

  function ails(name: string): Ailment | undefined {
    const at = ailments.findIndex((one) => (one.database === 'directory') === (name === 'directory'))
    const ailment = ailments[at]
    if (!ailment) return undefined
    if (ailment.skip > 0) {
      ailment.skip -= 1
      return undefined
    }
    ailment.times -= 1
    if (ailment.times <= 0) ailments.splice(at, 1)
    return ailment
  }

  async function database(name: string, request: Request): Promise<Response> {
    const found = databases.get(name)
    if (!found) return new Response('{"message":"no database","code":"DATABASE_NOT_FOUND"}', { status: 404 })
    const ailment = ails(name)
    if (ailment && !ailment.executed) throw new TypeError('fetch failed')
    const { text } = await runPipeline(found, streams, await request.json())
    if (ailment) throw new TypeError('fetch failed')
    return new Response(text, { headers: { 'content-type': 'application/json' } })
  }

  /** What the Worker calls over the network, each call in its turn. */
  const network = (request: Request): Promise<Response> =>
    inTurn(async () => {
      const url = new URL(request.url)
      if (url.host === 'db.test') return database(url.pathname.split('/')[1] ?? '', request)
      if (url.host === 'stripe.test') return stripe.answer(request, ringWatchdogs)
      throw new Error(`nobody is at ${request.url}`)
    })

  /** What Stripe delivers becomes a letter that somebody brings, or not. */
  async function deliver(request: Request): Promise<Response> {
    const body = await request.text()
    const event = String((JSON.parse(body) as { id: string }).id)
    if (neverComes.has(event)) throw new TypeError('fetch failed')
    const { promise, resolve } = Promise.withResolvers<number | undefined>()
    letters.push({ event, headers: Object.fromEntries(request.headers), body, answer: resolve })
    const status = await promise
    if (status === undefined) throw new TypeError('fetch failed')
    return new Response(null, { status })
  }

  const drivers = new Map<string, Driver.Database>()
  function rows(name: string, sql: string, ...args: unknown[]): Row[] {
    const known = drivers.get(name) ?? new Driver(join(folder, `${name}.db`))
    drivers.set(name, known)
    const statement = known.prepare(sql)
    if (statement.reader) return statement.all(args) as Row[]
    statement.run(args)
    return []
  }

  furnish((sql, ...args) => rows(`o-${template.own.slug}`, sql, ...args), shape)
  return {
    ...template,
    seed,
    shape,
    clock,
    stripe,
    letters,
    /** Events that no delivery brings. */
    neverComes,
    queue,
    ailments,
    log,
    /** How often what happened to the Worker. */
    counts,
    worker,
    env,
    network,
    deliver,
    breakQueue: (times: number) => {
      queueDown = times
    },
    /** Calls our organisation's API as one of its people. */
    async call<T = Row>(as: { token: string }, method: string, path: string, json?: unknown) {
      const response = await worker.fetch(
        new Request(`http://camp.test/api/o/${template.own.slug}${path}`, {
          method,
          headers: {
            authorization: `Bearer ${as.token}`,
            ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          },
          body: json === undefined ? null : JSON.stringify(json),
        }),
        env,
      )
      const text = await response.text()
      return { status: response.status, body: (text ? JSON.parse(text) : {}) as T }
    },
    /** Rows of one of the databases, read beside the Worker. */
    rows,
    ours: (sql: string, ...args: unknown[]) => rows(`o-${template.own.slug}`, sql, ...args),
    async close() {
      for (const letter of letters.splice(0)) letter.answer(undefined)
      await stripe.engine.stop()
      streams.close()
      for (const driver of drivers.values()) driver.close()
      rmSync(folder, { recursive: true, force: true })
      // Closed after their files are gone: nobody needs a checkpoint.
      for (const one of databases.values()) one.drop(GONE)
    },
  }
}

const DAY = 86_400
const dayOf = (instant: number) => new Date(instant * 1000).toISOString().slice(0, 10)

/** Makes our organisation and its workshop what the seed's world needs. */
function furnish(run: (sql: string, ...args: unknown[]) => unknown, s: Shape): void {
  run('update organisation set kind = ?, foreign_cards = ?', s.kind, s.foreignCards)
  run(
    'update workshops set capacity = ?, fee_minor = ?, hold_minutes = ?, starts_on = ?, ends_on = ?',
    s.capacity,
    s.feeMinor,
    s.holdMinutes,
    dayOf(s.startsAt + 20 * DAY),
    dayOf(s.startsAt + 21 * DAY),
  )
}

/** One world in this process: the Worker's code, libSQL files, the stand-in, and everything between them in our hands. */
export type Ground = Awaited<ReturnType<typeof open>>
