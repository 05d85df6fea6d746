import { expect } from 'vitest'
import type { TestOrganisation } from './organisation.ts'
import type { World } from './world.ts'

/** What Stripe says that an account holds, available and on its way, by currency. */
async function heldAtStripe(w: World, account: string): Promise<Record<string, number>> {
  const answer = await fetch(`${w.stripe.url}/v1/balance`, {
    headers: { authorization: `Bearer ${w.bindings.STRIPE_SECRET_KEY}`, 'stripe-account': account },
  })
  const balance = (await answer.json()) as Record<
    'available' | 'pending',
    { amount: number; currency: string }[]
  >
  const held: Record<string, number> = {}
  for (const { amount, currency } of [...balance.available, ...balance.pending])
    held[currency.toUpperCase()] = (held[currency.toUpperCase()] ?? 0) + amount
  return Object.fromEntries(Object.entries(held).filter(([, amount]) => amount !== 0))
}

/** The books of an organisation beside Stripe's: what must be nothing, and both balances. */
export async function booksBeside(w: World, o: TestOrganisation, account: string) {
  const unbalanced = await o.rows(
    'select posting_key from ledger_entries group by posting_key, currency having sum(amount_minor) <> 0',
  )
  const sums = await o.rows(`select currency, sum(amount_minor) as n from ledger_entries
    where account = 'stripe_balance' group by currency having sum(amount_minor) <> 0`)
  return {
    unbalanced: unbalanced.map((row) => row.posting_key),
    ledger: Object.fromEntries(sums.map(({ currency, n }) => [currency, n])),
    stripe: await heldAtStripe(w, account),
  }
}

/** Every transaction sums to zero, and the ledger's Stripe balance is what Stripe itself says. */
export async function expectBalanced(w: World, o: TestOrganisation, account: string): Promise<void> {
  const { unbalanced, ledger, stripe } = await booksBeside(w, o, account)
  expect(unbalanced).toEqual([])
  expect(ledger).toEqual(stripe)
}
