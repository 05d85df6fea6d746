import * as z from 'zod'
import type { LocalDatabases } from '../local/databases.ts'

/** Where Stripe is on this machine: the stand-in, or Stripe itself, on which nothing is done here. */
export type StripeAt = { url: string; key: string; real: boolean }

const Account = z.object({ id: z.string() })

/** Connects a demo organisation to an account at the stand-in, through whose onboarding it has been. */
export async function connectStripe(
  databases: LocalDatabases,
  slug: string,
  name: string,
  at: StripeAt,
  now: number,
) {
  if (at.real) return
  const answer = await fetch(`${at.url}/_sim/connect`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${at.key}` },
    body: JSON.stringify({ name }),
  })
  const { id } = Account.parse(await answer.json())
  await databases.open('directory').execute({
    sql: `insert into connected_accounts (id, slug, livemode, charges_enabled, details_submitted, connected_at, checked_at)
      values (?, ?, 0, 1, 1, ?, ?)`,
    args: [id, slug, now, now],
  })
  await databases.open(`o-${slug}`).batch([
    { sql: 'update organisation set stripe_account_id = ?, stripe_ready = 1', args: [id] },
    {
      sql: `insert into stripe_accounts (id, livemode, way, connected_at, charges_enabled, payouts_enabled,
          details_submitted, card_payments, checked_at) values (?, 0, 'onboarding', ?, 1, 1, 1, 'active', ?)`,
      args: [id, now, now],
    },
  ])
}
