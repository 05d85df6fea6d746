import { type Moment, type Schedule, scheduleOf } from './acts.ts'
import { perform } from './doing.ts'
import { calm, replay } from './ending.ts'
import type { Ground, grounds } from './ground.ts'
import { broken, type Fault } from './invariants.ts'

type Open = ReturnType<typeof grounds>

/** What became of a schedule. */
export type Outcome = { schedule: Schedule; faults: Fault[]; counts: Record<string, number>; log: string[] }

const counted = (g: Ground): Record<string, number> => {
  const sql = `select 'attempts ' || coalesce(reviewed_as, decision, 'open') as name, count(*) as n from attempts group by 1
    union all select 'refunds ' || origin || ' ' || state, count(*) from stripe_refunds group by origin, state
    union all select 'payments ' || provider, count(*) from payments group by provider
    union all select 'waivers', count(*) from waivers having count(*) > 0`
  const { killed, delivered } = g.counts
  const outages = g.stripe.requests.filter(
    ({ status }) => typeof status !== 'number' || status === 429 || status >= 500,
  )
  return {
    ...Object.fromEntries(g.ours(sql).map(({ name, n }) => [String(name), Number(n)])),
    'deliveries of events': delivered,
    'requests to Stripe': g.stripe.requests.length,
    'requests that failed': outages.length,
    'work killed half-way': killed,
  }
}

/** Lives through a schedule and judges what is left of it. */
export async function live(open: Open, schedule: Schedule): Promise<Outcome> {
  const g = await open(schedule.seed, schedule.shape)
  try {
    for (const moment of schedule.moments) await perform(g, moment)
    const waiting = await calm(g)
    const faults: Fault[] = waiting.map((row) => ({
      rule: 'in the end nothing waits',
      what: JSON.stringify(row),
    }))
    faults.push(...broken(g))
    const counts = counted(g)
    const changed = await replay(g)
    if (changed.length > 0) faults.push({ rule: 'a replay changes nothing', what: changed.join(', ') })
    return { schedule, faults, counts, log: g.log }
  } finally {
    await g.close()
  }
}

/** Lives through the schedule of a seed. */
export const liveSeed = (open: Open, seed: number) => live(open, scheduleOf(seed))

/** How long a schedule is made smaller; milliseconds. */
const PATIENCE_MS = 15_000

/** A shorter list of moments that breaks one of the same rules, as short as can be found soon. */
export async function shrunk(open: Open, { schedule, faults }: Outcome): Promise<Moment[]> {
  const rules = new Set(faults.map(({ rule }) => rule))
  const until = Date.now() + PATIENCE_MS
  let least = schedule.moments
  for (
    let size = Math.ceil(least.length / 2);
    size >= 1 && Date.now() < until;
    size = size > 1 ? size >> 1 : 0
  )
    for (let at = 0; at < least.length && Date.now() < until; ) {
      const moments = [...least.slice(0, at), ...least.slice(at + size)]
      const again = await live(open, { ...schedule, moments })
      if (again.faults.some(({ rule }) => rules.has(rule))) least = moments
      else at += size
    }
  return least
}
