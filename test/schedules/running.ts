import { type Schedule, scheduleOf } from './acts.ts'
import { perform } from './doing.ts'
import { calm, replay, waits } from './ending.ts'
import type { Ground, grounds } from './ground.ts'
import { broken, type Fault } from './invariants.ts'

/** What became of a schedule. */
export type Outcome = { schedule: Schedule; faults: Fault[]; counts: Record<string, number>; log: string[] }

const counted = (g: Ground): Record<string, number> =>
  Object.fromEntries(
    Object.entries({
      requests: g.stripe.requests.length,
      ...Object.fromEntries(
        g
          .ours("select coalesce(decision, 'open') as name, count(*) as n from attempts group by decision")
          .map(({ name, n }) => [String(name), n]),
      ),
      refunds: g.ours('select count(*) as n from refunds')[0]?.n,
    }).map(([name, n]) => [name, Number(n)]),
  )

/** Lives through a schedule and judges what is left of it. */
export async function live(open: ReturnType<typeof grounds>, schedule: Schedule): Promise<Outcome> {
  const g = await open(schedule.seed, schedule.shape)
  try {
    for (const moment of schedule.moments) await perform(g, moment)
    const waiting = await calm(g)
    const faults = broken(g)
    if (waiting > 0) faults.push({ rule: 'in the end nothing waits', what: `${waiting} things wait: ${JSON.stringify(waits(g))}` })
    const counts = counted(g)
    const changed = await replay(g)
    if (changed.length > 0) faults.push({ rule: 'a replay changes nothing', what: changed.join(', ') })
    return { schedule, faults, counts, log: g.log }
  } finally {
    await g.close()
  }
}

/** Lives through the schedule of a seed. */
export const liveSeed = (open: ReturnType<typeof grounds>, seed: number) => live(open, scheduleOf(seed))
