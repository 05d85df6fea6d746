import type { JobDesk } from '../../platform/desk.ts'
import { jobWitness } from '../../platform/witness.ts'
import { settleSession } from '../checkout/jobs.ts'
import { disconnectAccount, refreshAccount } from '../connection/jobs.ts'
import { ownerOf } from '../connection/queries.ts'
import { settleCharge, settleRefund } from '../refunds/jobs.ts'
import { concernOf } from '../rules.ts'
import { isRefused } from '../stripe.ts'
import { close, failed, type Kept, kept } from './queries.ts'

type Outcome = { state: 'done' | 'ignored' | 'parked'; error?: string }

const SETTLED = {
  settled: { state: 'done' },
  foreign: { state: 'ignored' },
  unknown: { state: 'parked', error: 'no such attempt in this organisation' },
} as const satisfies Record<string, Outcome>

const REFUNDED = {
  settled: { state: 'done' },
  foreign: { state: 'ignored' },
  unknown: { state: 'parked', error: 'no such refund in this organisation' },
} as const satisfies Record<string, Outcome>

/** The organisation is found by the account that Stripe signed for, never by what the object says of itself. */
async function outcomeOf(event: Kept, desk: JobDesk): Promise<Outcome> {
  const { env, databases, now, requestId } = desk
  const concern = concernOf(event.type)
  if (!concern) return { state: 'ignored' }
  const account = event.account ?? ''
  const [[owner]] = await databases.directory.read([ownerOf(account)])
  if (!owner) return { state: 'parked', error: 'unknown account' }
  const organisation = owner.slug
  const place = { env, databases, organisation, account, now }
  if (concern === 'deauthorized') {
    await disconnectAccount(place)
    return { state: 'done' }
  }
  if (owner.deauthorizedAt !== null) return { state: 'parked', error: 'the account is disconnected' }
  if (concern === 'account') {
    await refreshAccount(place)
    return { state: 'done' }
  }
  const db = databases.tenant(organisation)
  const c = { var: { now, requestId, witness: jobWitness(env, organisation) } }
  const at = { env, db, organisation, account, c }
  const objectId = event.objectId ?? ''
  if (concern === 'refund') return REFUNDED[await settleRefund(at, objectId)]
  if (concern === 'charge') return REFUNDED[await settleCharge(at, objectId)]
  return SETTLED[await settleSession(at, objectId)]
}

/**
 * Deals with one kept event: fetches what it is about afresh, writes once in the organisation, and only then marks the
 * event as over. Repeats are harmless. @throws when it must be tried again
 */
export async function dealWith(eventId: string, desk: JobDesk): Promise<void> {
  const { databases, now } = desk
  const [[event]] = await databases.directory.read([kept(eventId)])
  if (event?.state !== 'received') return
  try {
    const { state, error } = await outcomeOf(event, desk)
    await databases.directory.write([close(eventId, state, now, error)])
  } catch (error) {
    if (isRefused(error))
      return void (await databases.directory.write([close(eventId, 'parked', now, String(error))]))
    await databases.directory.write([failed(eventId, String(error))])
    throw error
  }
}
