import type Stripe from 'stripe'
import type { AccountFacts } from './rules.ts'

/** How many names of each kind are kept. */
const MOST = 40

/** What an account says of itself, as far as it matters here. */
export function accountFacts(account: Stripe.Account): AccountFacts {
  const asked = account.requirements
  const names = (list: string[] | null | undefined) => (list ?? []).slice(0, MOST)
  return {
    id: account.id,
    chargesEnabled: account.charges_enabled,
    payoutsEnabled: account.payouts_enabled,
    detailsSubmitted: account.details_submitted,
    cardPayments: account.capabilities?.card_payments ?? 'unrequested',
    disabledReason: asked?.disabled_reason ?? null,
    requirements: {
      currentlyDue: names(asked?.currently_due),
      pastDue: names(asked?.past_due),
      eventuallyDue: names(asked?.eventually_due),
      pendingVerification: names(asked?.pending_verification),
      deadline: asked?.current_deadline ?? null,
      errors: (asked?.errors ?? [])
        .slice(0, MOST)
        .map(({ requirement, code, reason }) => ({ requirement, code, reason })),
    },
  }
}
