import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Miniflare } from 'miniflare'
import { logIns, seedAll } from '../seed/index.ts'
import { buildWebApp, buildWorker } from './build.ts'
import { localDatabases, migrateAll } from './databases.ts'
import { startProcess, stopProcesses } from './processes.ts'
import { free, type Settings, settings, Trouble } from './settings.ts'
import { watchSources } from './watch.ts'
import { workerOptions } from './worker.ts'

/** Whether something built is older than what it is built from. */
function stale(built: string, sources: string): boolean {
  if (!existsSync(built)) return true
  const at = statSync(built).mtimeMs
  return globSync(sources).some((file) => statSync(file).mtimeMs > at)
}

async function buildWhatChanged() {
  await Promise.all([
    stale('dist/worker/index.js', '{worker,db}/**/*.{ts,sql}') ? buildWorker() : undefined,
    stale('dist/web/index.html', 'web/**/*.{ts,tsx,css,html,ts}') ? buildWebApp() : undefined,
  ])
}

/** What the Worker is told on one machine. With STRIPE_SECRET_KEY set, Stripe itself is used. */
function bindingsFor({ keys, token, port, databasePort, stripePort }: Settings): Record<string, string> {
  const real = process.env.STRIPE_SECRET_KEY
  const stripe = real
    ? {
        STRIPE_SECRET_KEY: real,
        STRIPE_WEBHOOK_SECRETS: process.env.STRIPE_WEBHOOK_SECRETS ?? '',
        ...(process.env.STRIPE_CLIENT_ID ? { STRIPE_CLIENT_ID: process.env.STRIPE_CLIENT_ID } : {}),
      }
    : {
        STRIPE_SECRET_KEY: STANDIN_KEY,
        STRIPE_WEBHOOK_SECRETS: STANDIN_WEBHOOK_SECRET,
        STRIPE_BASE_URL: `http://127.0.0.1:${stripePort}`,
        STRIPE_CLIENT_ID: STANDIN_CLIENT,
      }
  const passed = ['MAIL_API_URL', 'MAIL_API_TOKEN', 'MAIL_FROM', 'SMS_API_URL', 'SMS_API_TOKEN', 'SMS_SENDER']
  return {
    ...keys,
    ...stripe,
    ...Object.fromEntries(passed.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    ENVIRONMENT: 'local',
    ORIGIN: `http://localhost:${port}`,
    DATABASE_PROVIDER: 'embedded',
    DATABASE_URL: `http://127.0.0.1:${databasePort}/{database}/`,
    DATABASE_TOKEN: token,
    DATABASE_ADMIN_URL: `http://127.0.0.1:${databasePort}`,
    DATABASE_ADMIN_TOKEN: token,
  }
}

const STANDIN_CLIENT = 'ca_standin'
const STANDIN_KEY = 'sk_test_one_machine'
const STANDIN_WEBHOOK_SECRET = 'whsec_one_machine'

async function startServers(s: Settings) {
  await startProcess('db/embedded/main.ts', {
    EMBEDDED_FOLDER: join(s.data, 'databases'),
    EMBEDDED_PORT: String(s.databasePort),
    EMBEDDED_TOKEN: s.token,
    EMBEDDED_ADMIN_TOKEN: s.token,
  })
  if (process.env.STRIPE_SECRET_KEY) return
  await startProcess('test/support/stripe/main.ts', {
    STRIPE_STANDIN_PORT: String(s.stripePort),
    STRIPE_STANDIN_WEBHOOK_URL: `http://127.0.0.1:${s.port}/api/webhooks/stripe`,
    STRIPE_STANDIN_WEBHOOK_SECRET: STANDIN_WEBHOOK_SECRET,
    STRIPE_STANDIN_SECRET_KEY: STANDIN_KEY,
    STRIPE_STANDIN_STATE: join(s.data, 'stripe.json'),
  })
}

async function start() {
  const watching = process.argv.includes('--watch')
  const s = await settings()
  await free(s.port, 'PORT')
  await Promise.all([buildWhatChanged(), startServers(s)])
  const databases = localDatabases(`http://127.0.0.1:${s.databasePort}`, s.token)
  const now = Math.floor(Date.now() / 1000)
  for await (const { database, from, to } of migrateAll(databases, now)) {
    if (from !== to && from > 0) console.log(`${database}: schema ${from} → ${to}`)
  }
  const workerPort = watching ? 0 : s.port
  const miniflare = new Miniflare(workerOptions({ bindings: bindingsFor(s), port: workerPort }))
  let stopping = false
  const stop = async () => {
    // The signal may come twice: from the terminal and from npm.
    if (stopping) return
    stopping = true
    await miniflare.dispose()
    await stopProcesses()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  const address = await miniflare.ready
  // In production a cron trigger does this every five minutes.
  setInterval(async () => (await miniflare.getWorker()).scheduled({ cron: '*/5 * * * *' }), 15_000).unref()
  if (watching) await watchSources(miniflare, address, s, bindingsFor(s))
  const stripe = {
    url: `http://127.0.0.1:${s.stripePort}`,
    key: STANDIN_KEY,
    real: Boolean(process.env.STRIPE_SECRET_KEY),
  }
  const only = process.env.PRASHIKSHAN_DEMO?.split(',')
  const demo = logIns().filter(({ organisation }) => only?.includes(organisation) ?? true)
  const say = (line: string) => console.log(line)
  const seeding = { databases, keys: s.keys, stripe, bindings: bindingsFor(s), now, only, say }
  await seedAll(seeding, () => announce(s, demo))
}

function announce({ port }: Settings, demo: ReturnType<typeof logIns>) {
  console.log(`\nPrashikshan is at http://localhost:${port}\n`)
  console.log(`Codes that would be sent by SMS or e-mail appear at http://localhost:${port}/outbox\n`)
  if (demo.length > 0) console.table(demo)
  console.log('Stop with Ctrl-C.\n')
}

try {
  await start()
} catch (error) {
  console.error(error instanceof Trouble ? error.message : error)
  await stopProcesses()
  process.exit(1)
}
