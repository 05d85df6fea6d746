import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client/http'

/*
 * `npm run inbox`: what Stripe sent and nobody could be told of, for whoever runs the service: events of accounts that no
 * organisation has connected, events that wait too long or were parked, and how many of the other mode were passed by.
 * It tells ids and types, never what an event says. Events of an unknown account stay parked: what it sent before it was
 * connected is not booked. Those of an organisation stand among its exceptions too. Ends with 1 while something is there.
 * The settings are the Worker's own (DATABASE_URL, DATABASE_TOKEN); without them, the databases of this machine.
 */

/** After so long an event should have been dealt with; seconds. */
const LONG = 3600

function directoryOf(env: NodeJS.ProcessEnv): Client {
  const file = join(env.PRASHIKSHAN_DATA ?? 'data', 'keys.json')
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const url = env.DATABASE_URL ?? `http://127.0.0.1:${env.DATABASE_PORT ?? 8098}/{database}/`
  const authToken = env.DATABASE_TOKEN ?? kept.token ?? ''
  return createClient({ url: url.replace('{database}', 'directory'), authToken, intMode: 'number' })
}

const SUMS = `select coalesce(i.account, '(none)') as account, c.slug, i.state, count(*) as events,
    min(i.received_at) as first, max(i.received_at) as last, group_concat(distinct i.type) as types,
    max(i.event_id) as newest, max(i.error) as error
  from stripe_inbox i left join connected_accounts c on c.id = i.account
  where i.state = 'parked' or (i.state = 'received' and i.received_at < ?)
  group by i.account, i.state order by c.slug is not null, last desc limit 200`
const PASSED = `select day_on, reason, events from stripe_passed order by day_on desc, reason limit 30`

const at = (seconds: unknown) => new Date(Number(seconds) * 1000).toISOString().slice(0, 16)

async function tell(directory: Client): Promise<number> {
  const [sums, passed] = await directory.batch(
    [{ sql: SUMS, args: [Math.floor(Date.now() / 1000) - LONG] }, PASSED],
    'read',
  )
  for (const row of sums?.rows ?? []) {
    const whose = row.slug === null ? 'of an unknown account' : `of ${row.slug}`
    const how = row.state === 'parked' ? 'parked' : 'waiting for more than an hour'
    console.log(`${row.events} ${how}, ${whose} (${row.account}), ${at(row.first)} to ${at(row.last)}`)
    console.log(`  ${row.types}; newest ${row.newest}${row.error === null ? '' : `; ${row.error}`}`)
  }
  if (sums?.rows.length === 0) console.log('Nothing waits and nothing is parked.')
  for (const { day_on, reason, events } of passed?.rows ?? [])
    console.log(`${day_on}: ${events} passed by (${reason})`)
  return sums?.rows.length ?? 0
}

try {
  if ((await tell(directoryOf(process.env))) > 0) process.exitCode = 1
} catch (error) {
  console.error(`Not read: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 2
}
