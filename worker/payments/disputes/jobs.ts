import { sql } from 'drizzle-orm'
import { record } from '../../platform/audit.ts'
import { nudge } from '../../platform/desk.ts'
import { log } from '../../platform/log.ts'
import { lineOf, note } from '../balance/transactions.ts'
import type { Place } from '../checkout/jobs.ts'
import { raise, settleRaised } from '../exceptions/queries.ts'
import { isOurs, moneyLink, type Refunded } from '../refunds/jobs.ts'
import { cashDay } from '../rules.ts'
import { forAccount } from '../stripe.ts'
import { tellTreasurers } from '../telling.ts'
import { type DisputeFacts, disputeFacts } from './facts.ts'
import { open, returnAgain, update } from './queries.ts'

function alerts(d: DisputeFacts, now: number) {
  const opened = { kind: 'dispute-open' as const, subject: d.id }
  const strange = { kind: 'state-unknown' as const, subject: d.id, detail: { status: d.status } }
  const detail = { amountMinor: d.amountMinor, currency: d.currency, dueAt: d.evidenceDue, reason: d.reason }
  return [
    d.outcome === null ? raise({ ...opened, detail }, now) : settleRaised(opened, now),
    d.known ? settleRaised(strange, now) : raise(strange, now),
  ] as const
}

/** Asks Stripe how a dispute stands, and writes down it and the money that it moved, once. */
export async function settleDispute(place: Place, disputeId: string): Promise<Refunded> {
  const { env, db, organisation, account, c } = place
  const { now } = c.var
  const made = await forAccount(env, account).dispute(disputeId)
  const facts = disputeFacts(made)
  if (!facts.known)
    log('error', { alert: 'a dispute is in an unknown state', organisation, dispute: made.id })
  if (!(await isOurs(place, facts.intentId))) return 'foreign'
  const lines = made.balance_transactions.map((moved) => lineOf({ ...moved, source: made.id }, organisation))
  await db.write([
    open(facts, account),
    record(c, 'dispute.opened', facts.id, { amountMinor: facts.amountMinor, reason: facts.reason }),
    note(lines, account),
    update(facts, now),
    record(c, 'dispute.changed', facts.id, { status: facts.status }),
    returnAgain(facts.id, now),
    ...alerts(facts, now),
    tellTreasurers(
      {
        topic: 'dispute-opened',
        key: `dispute-opened:${facts.id}`,
        facts: {
          amountMinor: facts.amountMinor,
          currency: facts.currency,
          due: facts.evidenceDue === null ? '' : cashDay(facts.evidenceDue),
          link: moneyLink(place, '/reconciliation?tab=disputes'),
        },
      },
      now,
      sql`${facts.outcome} is null`,
    ),
  ])
  if (facts.outcome) await nudge(env, { kind: 'open-refunds', organisation })
  return 'settled'
}
