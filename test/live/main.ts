import Stripe from 'stripe'
import type { Bindings } from '../../worker/platform/env.ts'
import { story } from './story.ts'

/** `npm run stripe`: the story against Stripe's own test mode. Without a key it says so and ends. */
async function main(): Promise<void> {
  const { STRIPE_SECRET_KEY: key, STRIPE_ACCOUNT: chosen } = process.env
  if (!key) return console.log('STRIPE_SECRET_KEY is not set: the story with Stripe itself is left out.')
  if (!/^[sr]k_test_/.test(key)) throw new Error('Only a key of test mode (sk_test_…) is used here.')
  const stripe = new Stripe(key)
  const tally = await story({
    env: { STRIPE_SECRET_KEY: key } as Bindings,
    ready: async () => {
      if (chosen) return chosen
      const { data } = await stripe.accounts.list({ limit: 100 })
      return data.find((account) => account.charges_enabled)?.id
    },
    pay: async (account, _sessionId, amount) => {
      const automatic = { enabled: true, allow_redirects: 'never' } as const
      const asked = { amount, currency: 'inr', payment_method: 'pm_card_visa', confirm: true }
      const params = { ...asked, automatic_payment_methods: automatic, description: 'Training camp' }
      return (await stripe.paymentIntents.create(params, { stripeAccount: account })).id
    },
    say: (line) => console.log(line),
  })
  for (const fault of tally.faults) console.log(`does not fit: ${fault}`)
}

await main()
