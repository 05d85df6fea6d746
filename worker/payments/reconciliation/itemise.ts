import { lineOf } from '../balance/transactions.ts'
import type { Place } from '../checkout/jobs.ts'
import { raise, settleRaised } from '../exceptions/queries.ts'
import { settlePayout } from '../payouts/jobs.ts'
import { matched, paidOut } from '../payouts/queries.ts'
import { forAccount } from '../stripe.ts'
import { explain } from './lines.ts'

/** Matches every line of a payout that Stripe can itemise; what does not add up is raised, and settled once it does. */
export async function itemise(place: Place, payoutId: string): Promise<void> {
  const { env, db, organisation, account, c } = place
  const made = await settlePayout(place, payoutId)
  if (!made.automatic) return
  let after: string | undefined
  do {
    const page = await forAccount(env, account).transactions({ payout: payoutId, starting_after: after })
    const lines = page.data.map((line) => lineOf(line, organisation))
    await explain(place, lines, true)
    await db.write([
      paidOut(
        payoutId,
        lines.map(({ id }) => id),
      ),
    ])
    after = page.has_more ? lines.at(-1)?.id : undefined
  } while (after)
  const [[sum]] = await db.write([matched(payoutId, c.var.now)])
  const differs = {
    kind: 'payout-differs' as const,
    subject: payoutId,
    detail: { differenceMinor: sum?.differenceMinor ?? 0 },
  }
  await db.write([sum?.differenceMinor === 0 ? settleRaised(differs, c.var.now) : raise(differs, c.var.now)])
}
