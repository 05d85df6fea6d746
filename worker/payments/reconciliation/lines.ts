import { sql } from 'drizzle-orm'
import { log } from '../../platform/log.ts'
import { type Line, note, unknownOf } from '../balance/transactions.ts'
import type { Place } from '../checkout/jobs.ts'
import { settleDispute } from '../disputes/jobs.ts'
import { raise, settleRaised } from '../exceptions/queries.ts'
import { settlePayout } from '../payouts/jobs.ts'
import { isOurs, settleRefund } from '../refunds/jobs.ts'

/** What comparing lines of Stripe's book came to. */
export type Explained = { matched: number; repaired: number; others: number; unmatched: number }

/** Fetches whatever a line is about; false when it is not of ours. */
async function repair(place: Place, line: Line): Promise<boolean> {
  const { kind, sourceId, intentId } = line
  if (!sourceId) return false
  if (kind === 'payout') return (await settlePayout(place, sourceId)) !== undefined
  if (intentId && !(await isOurs(place, intentId))) return false
  if (kind === 'refund') return (await settleRefund(place, sourceId)) === 'settled'
  return kind !== 'dispute' || (await settleDispute(place, sourceId)) === 'settled'
}

const unmatched = (line: Line) => ({
  kind: 'transaction-unknown' as const,
  subject: line.id,
  detail: { type: line.kind, source: line.sourceId, netMinor: line.amountMinor - line.feeMinor },
})

/** A line that no fact of ours explains: its cause is fetched, and if nothing comes of it, it is raised. */
async function pursue(place: Place, line: Line, sum: Explained, loud: boolean): Promise<void> {
  const { db, account, organisation, c } = place
  if (loud) await db.write([raise(unmatched(line), c.var.now)])
  const ours = await repair(place, line).catch((error: unknown) => {
    log('error', { organisation, transaction: line.id, message: String(error) })
    return true
  })
  const [written, , still] = await db.write([
    note([{ ...line, ours: ours || line.ours === true }], account),
    settleRaised(
      unmatched(line),
      c.var.now,
      sql`exists (select 1 from stripe_transactions where id = ${line.id})`,
    ),
    unknownOf([line.id]),
  ])
  if (still.length === 0) {
    if (ours || line.kind === 'payout') sum.repaired += 1
    else sum.others += 1
    return
  }
  sum.unmatched += written.length === 0 ? 1 : 0
  await db.write([raise(unmatched(line), c.var.now)])
}

/** Compares lines of Stripe's book with ours: what is known is known, what is new is explained, fetched or raised. */
export async function explain(place: Place, lines: readonly Line[], loud = false): Promise<Explained> {
  const { db, account } = place
  const sum: Explained = { matched: 0, repaired: 0, others: 0, unmatched: 0 }
  if (lines.length === 0) return sum
  const [before] = await db.read([unknownOf(lines.map(({ id }) => id))])
  const unknown = new Set(before.map(({ id }) => id))
  sum.matched = lines.length - unknown.size
  const fresh = lines.filter(({ id }) => unknown.has(id))
  if (fresh.length === 0) return sum
  const [written] = await db.write([note(fresh, account)])
  for (const { id, kind } of written) {
    unknown.delete(id)
    if (kind === 'other') sum.others += 1
    else sum.matched += 1
  }
  for (const line of fresh) if (unknown.has(line.id)) await pursue(place, line, sum, loud)
  return sum
}
