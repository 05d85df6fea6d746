import type { Asking } from '../../platform/audit.ts'
import { nudge } from '../../platform/desk.ts'
import type { Bindings } from '../../platform/env.ts'
import { log } from '../../platform/log.ts'
import type { TenantDb } from '../../platform/sql.ts'
import { noteCharge } from '../balance/jobs.ts'
import { goesBack } from '../rules.ts'
import { errorOf, forAccount, isRefused } from '../stripe.ts'
import { type AttemptRow, attach, neverOpened, openAttempts, settling, undecided } from './queries.ts'
import { chargeOf, factsOf, sessionParams } from './session.ts'

/** Where a job works: one organisation, its connected account, and the instant. */
export type Place = { env: Bindings; db: TenantDb; organisation: string; account: string; c: Asking }

/** `foreign`: the organisation sold it by itself. `unknown`: it claims to be ours but is not found here. */
export type Settled = 'settled' | 'foreign' | 'unknown'

/** Address of a registration's page in the web app, up to its id. */
export const linkOf = (env: Bindings, organisation: string) =>
  `${env.ORIGIN}/o/${organisation}/registrations/`

/** Where a payer comes back to: the registration's page, or the page of a payment for several people. */
export const returnPage = (env: Bindings, organisation: string, attempt: AttemptRow) =>
  attempt.lines > 1
    ? `${env.ORIGIN}/o/${organisation}/group-payments/${attempt.id}`
    : `${linkOf(env, organisation)}${attempt.registrationId}`

async function settle(place: Place, sessionId: string) {
  const { env, db, organisation, account, c } = place
  const session = await forAccount(env, account).session(sessionId)
  const facts = factsOf(session)
  if (!facts) return { settled: 'foreign' as const }
  if (facts.organisation !== organisation) {
    log('error', { alert: 'a session names another organisation', organisation, session: sessionId })
    return { settled: 'unknown' as const }
  }
  const link = linkOf(env, organisation)
  const written = await db.write(settling(facts, { account, organisation, link, c }))
  const [attempt] = written[9]
  if (goesBack(attempt)) await nudge(env, { kind: 'open-refunds', organisation })
  const charge = facts.paid && attempt ? chargeOf(session) : undefined
  if (charge) await noteCharge(place, charge)
  return { settled: attempt ? ('settled' as const) : ('unknown' as const), facts }
}

/** Asks Stripe how a session stands and writes down what follows, once; an open session changes nothing. */
export const settleSession = async (place: Place, sessionId: string): Promise<Settled> =>
  (await settle(place, sessionId)).settled

/** Closes a session and writes down what became of it: one just paid counts as paid. @throws if Stripe is silent */
export async function endSession(place: Place, sessionId: string): Promise<'closed' | 'paid' | 'confirming'> {
  await close(place, place.account, sessionId)
  const { facts } = await settle(place, sessionId)
  if (facts?.paid) return 'paid'
  return facts?.status === 'complete' && !facts.failed ? 'confirming' : 'closed'
}

/** Ends every attempt of a registration that can still be paid, so far as Stripe answers. @throws if it is silent */
export async function endAttempts(place: Omit<Place, 'account'>, registrationId: string): Promise<void> {
  const [open] = await place.db.read([openAttempts(registrationId)])
  for (const attempt of open) {
    const at = { ...place, account: attempt.account }
    await (attempt.sessionId ? endSession(at, attempt.sessionId) : recover(at, attempt))
  }
}

/** So long after its end a session counts as never made, if all that Stripe says of it is an error; seconds. */
const GIVEN_UP = 3600

/** An attempt whose session we never heard of: the same words give the same session, or a no when there is none. */
async function recover(place: Place, attempt: AttemptRow): Promise<void> {
  const { env, db, organisation, c } = place
  if (attempt.expiresAt > c.var.now) return
  const page = returnPage(env, organisation, attempt)
  const session = await forAccount(env, attempt.account)
    .createSession(sessionParams(attempt, organisation, page), attempt.id)
    .catch((error: unknown) => {
      // Stripe repeats its first answer to a key, an error of its own too; and nobody was ever sent to such a session.
      const lost = errorOf(error) !== undefined && attempt.expiresAt < c.var.now - GIVEN_UP
      if (isRefused(error) || lost) return undefined
      throw error
    })
  await db.write([session ? attach(attempt.id, session) : neverOpened(attempt.id, c.var.now)])
  if (session) await settleSession({ ...place, account: attempt.account }, session.id)
}

async function look(place: Place, attempt: AttemptRow & { wanted: number }): Promise<void> {
  if (!attempt.sessionId) return recover(place, attempt)
  if (!attempt.wanted) await close(place, attempt.account, attempt.sessionId)
  await settleSession({ ...place, account: attempt.account }, attempt.sessionId)
}

/** Closes a session that must not be paid any more; one that is no longer open stays as it is. */
export const close = (place: Pick<Place, 'env'>, account: string, sessionId: string) =>
  forAccount(place.env, account)
    .expireSession(sessionId)
    .catch((error: unknown) => {
      if (!isRefused(error)) throw error
    })

/** Attempts younger than this are left to the payer and the webhook; seconds. */
const PATIENCE = 120

/** Looks after the attempts of one organisation that nobody told us the end of. */
export async function sweepAttempts(place: Place): Promise<void> {
  const [open] = await place.db.read([undecided(place.c.var.now - PATIENCE)])
  for (const attempt of open) {
    await look(place, attempt).catch((error: unknown) => {
      log('error', { organisation: place.organisation, attempt: attempt.id, message: String(error) })
    })
  }
}
