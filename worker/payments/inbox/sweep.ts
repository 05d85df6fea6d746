import type { JobDesk } from '../../platform/desk.ts'
import { jobWitness } from '../../platform/witness.ts'
import { refreshAccount } from '../connection/jobs.ts'
import { swept } from '../connection/queries.ts'
import { EVENT_TYPES } from '../rules.ts'
import { forAccount, isLive } from '../stripe.ts'
import { eventRow, keep } from './queries.ts'

/** How often each account's own log of events is read, seconds. */
export const SWEEP_EVERY = 3600
/** How far each reading goes back behind the one before: a delivery may have been under way then. */
const OVERLAP = 2 * 3600
/** Stripe takes at most so many types in one question. */
const TYPES_MAX = 20
/** Stripe keeps events for thirty days. */
const KEPT = 30 * 86_400

/** Which account to sweep, and the instant of the reading before. */
export type Sweep = { organisation: string; account: string; since: number }

/**
 * Reads what happened on an account and no delivery brought, keeps it as if it had been delivered, and answers the ids.
 * Asks how the account stands, too; one that has cut us off is written down and not read.
 */
export async function sweepMissed(
  { organisation, account, since }: Sweep,
  { env, databases, now, requestId }: JobDesk,
): Promise<string[]> {
  const c = { var: { now, requestId, witness: jobWitness(env, organisation) } }
  if (!(await refreshAccount({ env, databases, organisation, account, c }))) return []
  const from = Math.max(since - OVERLAP, now - KEPT)
  const found: string[] = []
  for (let at = 0; at < EVENT_TYPES.length; at += TYPES_MAX) {
    const types = EVENT_TYPES.slice(at, at + TYPES_MAX)
    for await (const event of forAccount(env, account).missedEvents(from, types)) {
      if (event.livemode !== isLive(env)) continue
      await databases.directory.write([keep(eventRow({ ...event, account }, JSON.stringify(event), now))])
      found.push(event.id)
    }
  }
  await databases.directory.write([swept(account, now)])
  return found
}
