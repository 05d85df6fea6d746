import type Stripe from 'stripe'
import { record } from '../../platform/audit.ts'
import { log } from '../../platform/log.ts'
import { linkOf, type Place } from '../checkout/jobs.ts'
import { forAccount, refusalOf } from '../stripe.ts'
import { tellRefunded } from './queries.ts'
import {
  known,
  openSendings,
  ourIntent,
  type RefundFacts,
  refundFacts,
  refundParams,
  refuse,
  type Sending,
  settle,
  takeTry,
} from './sending.ts'

/**
 * `foreign`: the organisation's own affair. `elsewhere`: money of ours that was given back outside of here. `unknown`: it
 * claims to be ours but is not found here.
 */
export type Refunded = 'settled' | 'foreign' | 'elsewhere' | 'unknown'

async function write({ env, db, organisation, account, c }: Place, facts: RefundFacts): Promise<Refunded> {
  const { now } = c.var
  const [, , , rows] = await db.write([
    settle(facts, account, now),
    record(c, 'refund.settled', facts.refundId, { provider: facts.id, state: facts.state }),
    tellRefunded(facts.refundId, linkOf(env, organisation), now),
    known(facts.refundId, account),
  ])
  return rows.length > 0 ? 'settled' : 'unknown'
}

async function settleMade(place: Place, made: Stripe.Refund): Promise<Refunded> {
  const { db, organisation } = place
  const facts = refundFacts(made)
  if (facts?.organisation === organisation) return write(place, facts)
  if (facts) {
    log('error', { alert: 'a refund names another organisation', organisation, refund: made.id })
    return 'unknown'
  }
  const intent = typeof made.payment_intent === 'string' ? made.payment_intent : made.payment_intent?.id
  const [ours] = await db.read([ourIntent(intent ?? '')])
  if (ours.length > 0) log('error', { alert: 'refunded elsewhere', organisation, refund: made.id })
  return ours.length > 0 ? 'elsewhere' : 'foreign'
}

/** Asks Stripe how a refund stands and writes down what follows, once. */
export const settleRefund = async (place: Place, refundId: string): Promise<Refunded> =>
  settleMade(place, await forAccount(place.env, place.account).refund(refundId))

const ORDER: readonly Refunded[] = ['unknown', 'elsewhere', 'settled', 'foreign']

/** The same for every refund of a charge; answers what needs looking at most. */
export async function settleCharge(place: Place, charge: string): Promise<Refunded> {
  const { data } = await forAccount(place.env, place.account).refundsOf({ charge })
  const came = new Set<Refunded>()
  for (const made of data) came.add(await settleMade(place, made))
  return ORDER.find((one) => came.has(one)) ?? 'foreign'
}

/** A refund that an earlier try made although its answer was lost. */
async function found(place: Place, sending: Sending): Promise<Stripe.Refund | undefined> {
  const { data } = await forAccount(place.env, sending.account).refundsOf({
    payment_intent: sending.intentId,
  })
  return data.find((made) => refundFacts(made)?.refundId === sending.refundId)
}

async function send(place: Place, sending: Sending): Promise<void> {
  const { env, db, organisation, c } = place
  const [[taken]] = await db.write([takeTry(sending)])
  if (!taken) return
  const at = { ...place, account: sending.account }
  const earlier = sending.tries > 0 ? await found(at, sending) : undefined
  if (earlier) return void (await settleMade(at, earlier))
  const made = await forAccount(env, sending.account)
    .createRefund(refundParams(sending, organisation), taken.key)
    .catch((error: unknown) => {
      const refusal = refusalOf(error)
      if (refusal === undefined) throw error
      return refusal
    })
  if (typeof made !== 'string') return void (await settleMade(at, made))
  await db.write([
    refuse(sending.refundId, made, c.var.now),
    record(c, 'refund.settled', sending.refundId, { state: 'failed', failure: made }),
  ])
}

/** Sends what waits to Stripe, and looks after what Stripe has not ended. */
export async function sweepRefunds(place: Place): Promise<void> {
  const [open] = await place.db.read([openSendings()])
  for (const sending of open) {
    const at = { ...place, account: sending.account }
    const work = sending.providerId ? settleRefund(at, sending.providerId) : send(place, sending)
    await work.catch((error: unknown) => {
      log('error', { organisation: place.organisation, refund: sending.refundId, message: String(error) })
    })
  }
}
