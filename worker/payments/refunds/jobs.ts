import type Stripe from 'stripe'
import { record } from '../../platform/audit.ts'
import { nudge } from '../../platform/desk.ts'
import { log } from '../../platform/log.ts'
import { linkOf, type Place, settleSession } from '../checkout/jobs.ts'
import { raise, settleRaised } from '../exceptions/queries.ts'
import { errorOf, forAccount, isRateLimit, refusalOf } from '../stripe.ts'
import { tellTreasurers } from '../telling.ts'
import { tellRefunded } from './queries.ts'
import {
  AT_ONCE,
  attemptOf,
  calmed,
  isKnownState,
  keepWord,
  known,
  openSendings,
  postpone,
  type RefundFacts,
  recognise,
  refundFacts,
  refundParams,
  refuse,
  remember,
  type Sending,
  settle,
  takeTry,
  tellReturned,
  waitAfter,
} from './sending.ts'

/** `foreign`: the organisation's own affair. `unknown`: it claims to be ours but is not found here. */
export type Refunded = 'settled' | 'foreign' | 'unknown'

/** Address of a page of the treasurer's. */
export const moneyLink = ({ env, organisation }: Pick<Place, 'env' | 'organisation'>, page: string) =>
  `${env.ORIGIN}/o/${organisation}/money${page}`

/** What the treasurer must look at: a refund that failed goes back another way, or is sent again. */
function alerts(id: string, { state, status, failure }: RefundFacts, now: number) {
  const strange = { kind: 'state-unknown' as const, subject: id, detail: { status } }
  return [
    isKnownState(status) ? settleRaised(strange, now) : raise(strange, now),
    ...(state === 'failed' ? [raise({ kind: 'refund-failed', subject: id, detail: { failure } }, now)] : []),
  ]
}

async function write({ env, db, organisation, account, c }: Place, facts: RefundFacts, id: string) {
  const { now } = c.var
  const link = linkOf(env, organisation)
  await db.write([
    settle(facts, id, account, now),
    record(c, 'refund.settled', id, { provider: facts.id, state: facts.status }),
    tellRefunded(id, link, now),
    tellReturned(id, link, now),
    keepWord(id, facts.status),
    calmed(id, now),
    ...alerts(id, facts, now),
  ])
}

/** Whether an intent paid an attempt of ours; when its session is not settled yet, it is now. */
export async function isOurs(place: Place, intentId: string): Promise<boolean> {
  const { env, db, account } = place
  const [[before]] = await db.read([attemptOf(intentId, account)])
  if (before) return true
  const { data } = await forAccount(env, account).sessionsOf(intentId)
  for (const { id } of data) await settleSession(place, id)
  if (data.length === 0) return false
  const [[after]] = await db.read([attemptOf(intentId, account)])
  return after !== undefined
}

/** A refund that nobody here asked for: it is taken as a fact. */
async function takeNote(place: Place, facts: RefundFacts): Promise<Refunded> {
  const { db, account, c } = place
  if (!(await isOurs(place, facts.intentId))) return facts.wanted ? 'unknown' : 'foreign'
  await db.write([
    recognise(facts, account, c.var.now),
    record(c, 'refund.recognised', facts.id, { amountMinor: facts.amountMinor, currency: facts.currency }),
    tellTreasurers(
      {
        topic: 'refund-outside',
        key: `refund-outside:${facts.id}`,
        facts: {
          amountMinor: facts.amountMinor,
          currency: facts.currency,
          link: moneyLink(place, '?tab=refunds'),
        },
      },
      c.var.now,
    ),
  ])
  await write(place, facts, facts.id)
  return 'settled'
}

async function settleMade(place: Place, made: Stripe.Refund): Promise<Refunded> {
  const { db, organisation, account } = place
  const facts = refundFacts(made)
  if (!isKnownState(facts.status))
    log('error', { alert: 'a refund is in a state that is not known here', organisation, refund: made.id })
  if (facts.wanted && facts.wanted.organisation !== organisation) {
    log('error', { alert: 'a refund names another organisation', organisation, refund: made.id })
    return 'unknown'
  }
  const [[ours]] = await db.read([known(facts, account)])
  if (!ours) return takeNote(place, facts)
  await write(place, facts, ours.id)
  return 'settled'
}

const ORDER: readonly Refunded[] = ['unknown', 'settled', 'foreign']

async function settleAll(place: Place, paid: { charge: string } | { payment_intent: string }) {
  const { data } = await forAccount(place.env, place.account).refundsOf(paid)
  const came = new Set<Refunded>()
  // What is given back takes from what the refunds before it have left, so the oldest first.
  for (const made of data.toReversed()) came.add(await settleMade(place, made))
  return { data, outcome: ORDER.find((one) => came.has(one)) ?? 'foreign' }
}

/** Asks Stripe how a refund stands and writes down what follows, once; of one made outside of here, how all of its payment do. */
export async function settleRefund(place: Place, refundId: string): Promise<Refunded> {
  const made = await forAccount(place.env, place.account).refund(refundId)
  const { wanted, intentId } = refundFacts(made)
  if (wanted || !intentId) return settleMade(place, made)
  return (await settleAll(place, { payment_intent: intentId })).outcome
}

/** The same for every refund of a charge; answers what needs looking at most. */
export const settleCharge = async (place: Place, charge: string): Promise<Refunded> =>
  (await settleAll(place, { charge })).outcome

/** Stripe gave a definite no: what it knows of the payment's refunds is written down, and this one has failed. */
async function refused(place: Place, sending: Sending, failure: string): Promise<void> {
  const { db, c } = place
  await db.write([
    refuse(sending.id, failure, c.var.now),
    record(c, 'refund.settled', sending.id, { state: 'failed', failure }),
    raise({ kind: 'refund-failed', subject: sending.id, detail: { failure } }, c.var.now),
  ])
  if (failure === 'charge_already_refunded') await settleAll(place, { payment_intent: sending.intentId })
}

async function send(place: Place, sending: Sending): Promise<void> {
  const { env, db, organisation, c } = place
  const [[taken]] = await db.write([takeTry(sending, c.var.now)])
  if (!taken) return
  if (sending.tries > 0) {
    // An earlier try may have made it although its answer was lost.
    const { data } = await settleAll(place, { payment_intent: sending.intentId })
    if (data.some((made) => refundFacts(made).wanted?.id === sending.id)) return
  }
  try {
    await settleMade(
      place,
      await forAccount(env, sending.account).createRefund(refundParams(sending, organisation), taken.key),
    )
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal !== undefined) return refused(place, sending, refusal)
    const answer = errorOf(error)
    if (answer) await db.write([remember(sending.id, answer)])
    throw error
  }
}

/** Between five and ten seconds, so that jobs that were turned away do not come back together. */
const jitter = () => 5 + ((crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) % 6)

/** What comes again later than this is left to the cron; seconds. */
const SOON = 300

/** Sends what waits to Stripe, and looks after what Stripe has not ended. Goes on in another job if there is more. */
export async function sweepRefunds(place: Omit<Place, 'account'>): Promise<void> {
  const { env, db, organisation, c } = place
  const { now } = c.var
  const [open] = await db.read([openSendings(now)])
  let soon: number | undefined
  const again = (delaySeconds: number) => nudge(env, { kind: 'open-refunds', organisation }, delaySeconds)
  for (const sending of open) {
    const at = { ...place, account: sending.account }
    if (sending.providerId) await db.write([postpone(sending.id, now + 300)])
    const work = sending.providerId ? settleRefund(at, sending.providerId) : send(at, sending)
    const error: unknown = await work.then(
      () => undefined,
      (failure: unknown) => failure,
    )
    if (error === undefined) continue
    log('error', { organisation, refund: sending.id, message: String(error) })
    // Stripe wants fewer requests of this account: the others need not ask now.
    if (!isRateLimit(error)) {
      soon = Math.min(soon ?? SOON, waitAfter(sending.tries))
      continue
    }
    const wait = jitter()
    await db.write([postpone(sending.id, now + wait)])
    return again(wait)
  }
  if (open.length === AT_ONCE) await again(0)
  else if (soon !== undefined) await again(soon)
}
