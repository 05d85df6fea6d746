import { type Asking, record } from '../../platform/audit.ts'
import type { Bindings } from '../../platform/env.ts'
import type { Databases } from '../../platform/sql.ts'
import { close, settleSession } from '../checkout/jobs.ts'
import { isCutOff, isLive, platform } from '../stripe.ts'
import { accountFacts } from './account.ts'
import { checked, disconnect, keepFacts, lose, openSessions } from './queries.ts'
import type { AccountFacts } from './rules.ts'

/** Where an account is looked after: one organisation, the account that the directory says is its own, the instant. */
export type AccountPlace = {
  env: Bindings
  databases: Databases
  organisation: string
  account: string
  c: Asking
}

/** The organisation has cut us off: nothing can be paid online any more. */
export async function disconnectAccount({ env, databases, organisation, account, c }: AccountPlace) {
  const { now } = c.var
  const [put, alert, off] = lose(account, isLive(env), now)
  const told = record(c, 'stripe.disconnected', account, { by: 'stripe' })
  await databases.tenant(organisation).write([put, alert, told, off])
  await databases.directory.write([disconnect(account, now)])
}

/**
 * Asks Stripe how an account stands and writes it down in its organisation. Undefined when Stripe lets us ask no more:
 * the organisation has cut us off, and that is written down. Whatever an event says, this is what counts.
 */
export async function refreshAccount(place: AccountPlace): Promise<AccountFacts | undefined> {
  const { env, databases, organisation, account, c } = place
  const answer = await platform(env)
    .account(account)
    .catch((error: unknown) => {
      if (!isCutOff(error)) throw error
    })
  if (!answer) return void (await disconnectAccount(place))
  const facts = accountFacts(answer)
  const { now } = c.var
  const coming = { livemode: isLive(env), way: 'onboarding', personId: null, fresh: false } as const
  await databases.tenant(organisation).write(keepFacts(facts, coming, now))
  await databases.directory.write([checked(account, now)])
  return facts
}

/** Closes every session of an account that can still be paid; one that was paid meanwhile is written down. */
export async function closeSessions({ env, databases, organisation, account, c }: AccountPlace) {
  const db = databases.tenant(organisation)
  const [open] = await db.read([openSessions(account)])
  for (const { sessionId } of open) {
    await close({ env }, account, sessionId)
    await settleSession({ env, db, organisation, account, c }, sessionId)
  }
}
