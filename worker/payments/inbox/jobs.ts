import type { JobDesk } from '../../platform/desk.ts'
import { log } from '../../platform/log.ts'
import type { TenantDb } from '../../platform/sql.ts'
import { jobWitness } from '../../platform/witness.ts'
import { settleFee } from '../balance/jobs.ts'
import { settleSession } from '../checkout/jobs.ts'
import { decided } from '../checkout/queries.ts'
import { refreshAccount } from '../connection/jobs.ts'
import { DISCONNECTED, ownerOf } from '../connection/queries.ts'
import { settleDispute } from '../disputes/jobs.ts'
import { raise, settleRaised } from '../exceptions/queries.ts'
import { settlePayout } from '../payouts/jobs.ts'
import { itemise } from '../reconciliation/itemise.ts'
import { settleCharge, settleRefund } from '../refunds/jobs.ts'
import { type Concern, concernOf } from '../rules.ts'
import { isCutOff, isLive, isRefused } from '../stripe.ts'
import { close, failed, type Kept, kept } from './queries.ts'

/** `suspect`: it claims what is not so, and somebody must look at it as an attack. */
type Outcome = { state: 'done' | 'ignored' | 'parked'; error?: string; suspect?: boolean }
type Owner = { slug: string; livemode: number; deauthorizedAt: number | null }

const SETTLED = {
  settled: { state: 'done' },
  foreign: { state: 'ignored' },
  unknown: { state: 'parked', error: 'no such attempt in this organisation', suspect: true },
} as const satisfies Record<string, Outcome>

const REFUNDED = {
  settled: { state: 'done' },
  foreign: { state: 'ignored' },
  unknown: { state: 'parked', error: 'no such refund in this organisation', suspect: true },
} as const satisfies Record<string, Outcome>

/** What becomes of an event of an account that has cut us off: what it is about cannot be asked for any more. */
async function afterwards(event: Kept, concern: Concern | undefined, db: TenantDb): Promise<Outcome> {
  if (concern === 'deauthorized') return { state: 'done' }
  if (concern === 'account') return { state: 'ignored' }
  const [known] = await db.read([decided(event.objectId ?? '')])
  return known.length > 0 ? { state: 'ignored' } : { state: 'parked', error: DISCONNECTED }
}

/** What becomes of an event of an account whose organisation is known. */
async function outcomeOf(event: Kept, owner: Owner, desk: JobDesk): Promise<Outcome> {
  const { env, databases, now, requestId } = desk
  const concern = concernOf(event.type)
  if (!concern) return { state: 'ignored' }
  if (owner.deauthorizedAt !== null) return afterwards(event, concern, databases.tenant(owner.slug))
  const organisation = owner.slug
  const account = event.account ?? ''
  const c = { var: { now, requestId, witness: jobWitness(env, organisation) } }
  if (concern === 'deauthorized' || concern === 'account') {
    // Asked anew even when the event says that we were cut off: it may be older than a connection made since.
    await refreshAccount({ env, databases, organisation, account, c })
    return { state: 'done' }
  }
  const at = { env, db: databases.tenant(organisation), organisation, account, c }
  const objectId = event.objectId ?? ''
  if (concern === 'refund') return REFUNDED[await settleRefund(at, objectId)]
  if (concern === 'refunded') return REFUNDED[await settleCharge(at, objectId)]
  if (concern === 'charge') return (await settleFee(at, objectId)) ? { state: 'done' } : { state: 'ignored' }
  if (concern === 'dispute') return REFUNDED[await settleDispute(at, objectId)]
  if (concern === 'payout') return settlePayout(at, objectId).then(() => ({ state: 'done' }))
  if (concern === 'itemised') return itemise(at, objectId).then(() => ({ state: 'done' }))
  return SETTLED[await settleSession(at, objectId)]
}

/** What a definite no of Stripe's comes to: the event waits for somebody, or for the account to be connected again. */
async function refused(error: unknown, event: Kept, owner: Owner, desk: JobDesk): Promise<Outcome> {
  if (!isCutOff(error)) return { state: 'parked', error: String(error) }
  const { env, databases, now, requestId } = desk
  const c = { var: { now, requestId, witness: jobWitness(env, owner.slug) } }
  await refreshAccount({ env, databases, organisation: owner.slug, account: event.account ?? '', c })
  // A session that was closed and decided before the account went asks nothing any more.
  return afterwards(event, concernOf(event.type), databases.tenant(owner.slug))
}

const KINDS = ['event-parked', 'event-suspect'] as const

/** Tells the organisation of an event that is parked, and no more of one that is over. */
async function tell(event: Kept, outcome: Outcome, owner: Owner, { databases, now }: JobDesk) {
  const { eventId: subject, type, objectId } = event
  const { state, error = null, suspect } = outcome
  const kind = suspect ? 'event-suspect' : 'event-parked'
  if (suspect) log('error', { alert: kind, organisation: owner.slug, event: subject, type })
  const [one, two] = KINDS.map((raised) => settleRaised({ kind: raised, subject }, now))
  const db = databases.tenant(owner.slug)
  if (state === 'parked') await db.write([raise({ kind, subject, detail: { type, objectId, error } }, now)])
  else if (event.tries > 0 && one && two) await db.write([one, two])
}

/**
 * Deals with one kept event: finds the organisation by the account that Stripe signed for, never by what the object says
 * of itself; fetches what it is about afresh, writes once in the organisation, and only then marks the event as over.
 * Repeats are harmless. @throws when it must be tried again
 */
export async function dealWith(eventId: string, desk: JobDesk): Promise<void> {
  const { databases, env, now } = desk
  const [[event]] = await databases.directory.read([kept(eventId)])
  if (event?.state !== 'received') return
  try {
    const [[owner]] = await databases.directory.read([ownerOf(event.account ?? '')])
    if (!owner || (owner.livemode === 1) !== isLive(env)) {
      log('error', { alert: 'event of an unknown account', event: eventId, account: event.account })
      return void (await databases.directory.write([close(eventId, 'parked', now, 'unknown account')]))
    }
    const outcome = await outcomeOf(event, owner, desk).catch((error: unknown) => {
      if (isRefused(error)) return refused(error, event, owner, desk)
      throw error
    })
    await tell(event, outcome, owner, desk)
    await databases.directory.write([close(eventId, outcome.state, now, outcome.error)])
  } catch (error) {
    await databases.directory.write([failed(eventId, String(error))])
    throw error
  }
}
