import type Stripe from 'stripe'
import type { Place } from '../checkout/jobs.ts'
import { attemptOf } from '../refunds/sending.ts'
import { forAccount } from '../stripe.ts'
import { lineOf, note } from './transactions.ts'

/** Writes down what Stripe keeps of a charge, if it has told by now. */
export async function noteCharge({ db, account, organisation }: Place, charge: Stripe.Charge): Promise<void> {
  const made = charge.balance_transaction
  if (!made || typeof made !== 'object') return
  await db.write([note([lineOf({ ...made, source: charge }, organisation)], account)])
}

/** Fetches a charge and writes down what Stripe keeps of it; false for one that is not of an attempt of ours. */
export async function settleFee(place: Place, chargeId: string): Promise<boolean> {
  const charge = await forAccount(place.env, place.account).charge(chargeId)
  const intent = typeof charge.payment_intent === 'string' ? charge.payment_intent : charge.payment_intent?.id
  const [[ours]] = await place.db.read([attemptOf(intent ?? '', place.account)])
  if (ours) await noteCharge(place, charge)
  return ours !== undefined
}
