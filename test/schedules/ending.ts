import { bringAll, pass, settled, tick, together, workAll } from './doing.ts'
import type { Ground } from './ground.ts'

/** Times that pass between the sweeps at the end: enough for every session, hold and late payment to be over. */
const PASSES = [310, 4000, 90_000, 310]

/** The mail comes, the queue is worked off, and the cron runs once with all that it queues. */
async function sweep(g: Ground): Promise<void> {
  await bringAll(g)
  await workAll(g)
  await together(g, [{ run: () => tick(g) }], 0)
  await workAll(g)
  await bringAll(g)
  await workAll(g)
}

const waiting = (g: Ground): number =>
  Number(g.rows('directory', "select count(*) as n from stripe_inbox where state = 'received'")[0]?.n) +
  Number(
    g.ours(
      `select (select count(*) from attempts where decision is null)
        + (select count(*) from stripe_refunds where state in ('waiting', 'pending')) as n`,
    )[0]?.n,
  ) +
  g.letters.length +
  g.queue.length

/** What still waits, as rows. */
export const waits = (g: Ground) => [
  ...g.rows('directory', "select event_id, type, tries, error from stripe_inbox where state = 'received'"),
  ...g.ours('select id, registration_id, session_id, created_at, expires_at, amount_minor from attempts where decision is null'),
  ...g.ours("select * from stripe_refunds where state in ('waiting', 'pending')"),
]

/** Ends all outages and lets sweeps run until nothing waits any more; says what still does. */
export async function calm(g: Ground): Promise<number> {
  g.stripe.calm()
  g.ailments.length = 0
  g.breakQueue(0)
  g.stripe.sim.enableAccount(g.own.account)
  for (const seconds of PASSES) {
    await sweep(g)
    pass(g, seconds)
    await settled()
  }
  for (let round = 0; waiting(g) > 0 && round < 6; round += 1) {
    await sweep(g)
    pass(g, 310)
  }
  await sweep(g)
  return waiting(g)
}

/** Every row of every table of a database, as text. */
export function dump(g: Ground, name: string): Map<string, string> {
  const tables = g.rows(
    name,
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name",
  )
  return new Map(
    tables.map((table) => [String(table.name), JSON.stringify(g.rows(name, `select * from "${table.name}"`))]),
  )
}

/** Delivers every event that ever was once more, as if none had been kept; answers the tables that changed by it. */
export async function replay(g: Ground): Promise<string[]> {
  const before = dump(g, `o-${g.own.slug}`)
  g.rows('directory', 'delete from stripe_inbox')
  for (const event of g.stripe.sim.events(g.own.account)) g.stripe.sim.resend(event.id)
  await bringAll(g)
  await workAll(g)
  const after = dump(g, `o-${g.own.slug}`)
  return [...before].filter(([table, rows]) => after.get(table) !== rows).map(([table]) => table)
}
