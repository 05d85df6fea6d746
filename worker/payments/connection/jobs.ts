import type Stripe from 'stripe'
import type { Bindings } from '../../platform/env.ts'
import type { Databases } from '../../platform/sql.ts'
import { platform } from '../stripe.ts'
import { type AccountFacts, disconnect, isReady, refresh, setReady } from './queries.ts'

/** What an account says of itself, as far as it matters here. */
export const accountFacts = (account: Stripe.Account): AccountFacts => ({
  id: account.id,
  chargesEnabled: account.charges_enabled,
  detailsSubmitted: account.details_submitted,
  cardPayments: account.capabilities?.card_payments === 'active',
  disabledReason: account.requirements?.disabled_reason ?? null,
})

type Place = { env: Bindings; databases: Databases; organisation: string; account: string; now: number }

/** Asks Stripe how an account stands and writes it down, in the directory and in the organisation. */
export async function refreshAccount({ env, databases, organisation, account, now }: Place) {
  const facts = accountFacts(await platform(env).account(account))
  await databases.tenant(organisation).write([setReady(account, isReady(facts))])
  await databases.directory.write([refresh(facts, now)])
  return facts
}

/** The organisation has cut us off: nothing can be paid online any more. */
export async function disconnectAccount({ databases, organisation, account, now }: Omit<Place, 'env'>) {
  await databases.tenant(organisation).write([setReady(account, false)])
  await databases.directory.write([disconnect(account, now)])
}
