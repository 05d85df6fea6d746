import { bringAll, pass, settled, tick, together, workAll } from './doing.ts'
import type { Ground, Row } from './ground.ts'

/** Times that pass between the sweeps at the end: enough for every session, hold, late payment and retry to be over. */
const SOON = [310, 4000, 3700, 3700, 310]
/** The hour (UTC) in which the books are compared with Stripe's, in seconds. */
const [DAY, NIGHT] = [86_400, 20 * 3600]

/** The mail comes, the queue is worked off, and the cron runs once with all that it queues. */
async function sweep(g: Ground): Promise<void> {
  await bringAll(g)
  await workAll(g)
  await together(g, [{ run: () => tick(g) }], 0)
  await workAll(g)
  await bringAll(g)
  await workAll(g)
}

/** What still waits, as rows. */
export const waits = (g: Ground): Row[] => [
  ...g.letters.map(({ body }) => ({ letter: body.slice(0, 80) })),
  ...g.queue.map(({ body }) => ({ message: body })),
  ...g.rows('directory', "select event_id, type, tries, error from stripe_inbox where state = 'received'"),
  ...g.ours(
    'select id, registration_id, session_id, created_at, expires_at, amount_minor from attempts where decision is null',
  ),
  ...g.ours("select * from stripe_refunds where state in ('waiting', 'pending')"),
]

async function sweeps(g: Ground, passes: readonly number[]): Promise<void> {
  for (const seconds of passes) {
    await sweep(g)
    pass(g, seconds)
    await settled()
  }
  await sweep(g)
}

/** Ends all outages and lets the sweeps of some hours run; says what still waits then. */
export async function calm(g: Ground): Promise<Row[]> {
  g.stripe.calm()
  g.ailments.length = 0
  g.breakQueue(0)
  g.stripe.sim.enableAccount(g.own.account)
  await sweeps(g, SOON)
  const left = waits(g)
  if (left.length > 0) return left
  for (let night = 0; night < 2; night += 1) {
    pass(g, NIGHT - ((g.clock.now - 1) % DAY) + DAY - 1)
    await settled()
    await sweep(g)
  }
  await sweeps(g, [310])
  return waits(g)
}

/** Every row of every table of a database, as text. */
export function dump(g: Ground, name: string): Map<string, string> {
  const tables = g.rows(
    name,
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name",
  )
  return new Map(
    tables.map((table) => [
      String(table.name),
      JSON.stringify(g.rows(name, `select * from "${table.name}"`)),
    ]),
  )
}

/** Delivers every event that ever was once more, as if none had been kept; answers the tables that changed by it. */
export async function replay(g: Ground): Promise<string[]> {
  const before = dump(g, `o-${g.own.slug}`)
  g.rows('directory', 'delete from stripe_inbox')
  g.neverComes.clear()
  for (const event of g.stripe.sim.events(g.own.account)) g.stripe.sim.resend(event.id)
  await bringAll(g)
  await workAll(g)
  const after = dump(g, `o-${g.own.slug}`)
  return [...before].filter(([table, rows]) => after.get(table) !== rows).map(([table]) => table)
}
