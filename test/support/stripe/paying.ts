import type Stripe from 'stripe'
import { plan } from './agenda.ts'
import { record } from './events.ts'
import { refused } from './failure.ts'
import {
  type Card,
  chargeFails,
  chargeSucceeds,
  openCharge,
  openIntent,
  type Payer,
  postFee,
} from './payments.ts'
import { bookOf, find, idOf, type Owned, type RefundPlan, type Stand, type Task } from './stand.ts'

/** How a payer pays at the hosted page. */
export interface PayOptions {
  name?: string | undefined
  email?: string | undefined
  phone?: string | undefined
  method?: 'card' | 'upi' | undefined
  card?: Card | undefined
  /** What becomes of later refunds of this payment. */
  refunds?: RefundPlan | undefined
  /** Posts the fee this many seconds after the charge, with a charge.updated event. */
  feeAfterSeconds?: number | undefined
}

/** How a payment ends whose outcome is only known later. */
export interface LateOptions extends PayOptions {
  /** Seconds until the outcome; 60 when left out. */
  afterSeconds?: number | undefined
  outcome?: 'succeeds' | 'fails' | undefined
}

type Session = Owned<Stripe.Checkout.Session>

const payerOf = (session: Stripe.Checkout.Session, options: PayOptions, method: Payer['method']): Payer => ({
  method,
  card: options.card,
  name: options.name ?? 'Asha Verma',
  email: session.customer_email ?? options.email ?? 'asha.verma@example.in',
  phone: options.phone ?? null,
})

function begin(stand: Stand, session: Session, payer: Payer): Owned<Stripe.Charge> {
  const { account, book, object } = session
  if (object.status !== 'open')
    throw refused(`This Checkout Session is ${object.status}; it can no longer be paid.`)
  if (!book.account.charges_enabled) throw refused('This account cannot currently take payments.')
  const known = idOf(object.payment_intent)
  const intent = known ? find(stand, book, 'payment_intent', known) : openIntent(stand, session)
  return { account, book, object: openCharge(stand, book, intent, payer) }
}

function complete(session: Stripe.Checkout.Session, payer: Payer): void {
  session.status = 'complete'
  session.url = null
  session.customer_details = {
    address: { city: null, country: 'IN', line1: null, line2: null, postal_code: null, state: null },
    business_name: null,
    email: payer.email,
    individual_name: null,
    name: payer.name,
    phone: payer.phone,
    tax_exempt: 'none',
    tax_ids: [],
  }
  session.payment_method_types = [payer.method]
}

/** Pays an open session at once. */
export function pay(stand: Stand, session: Session, options: PayOptions = {}): Stripe.Charge {
  const payer = payerOf(session.object, options, options.method ?? 'card')
  const charge = begin(stand, session, payer)
  if (options.refunds) session.book.refundPlans[charge.object.id] = options.refunds
  const later = options.feeAfterSeconds
  chargeSucceeds(stand, charge, later === undefined)
  if (later !== undefined)
    plan(stand, {
      at: stand.clock.nowMs() + later * 1000,
      kind: 'late_fee',
      account: session.account,
      id: charge.object.id,
    })
  complete(session.object, payer)
  session.object.payment_status = 'paid'
  record(stand, session.account, 'checkout.session.completed', session.object)
  return charge.object
}

/** Has the payer's bank decline: the session stays open for another try. */
export function decline(
  stand: Stand,
  session: Session,
  reason = 'generic_decline',
  options: PayOptions = {},
): Stripe.Charge {
  const charge = begin(stand, session, payerOf(session.object, options, options.method ?? 'card'))
  chargeFails(stand, charge, reason)
  return charge.object
}

/** Completes a session whose money comes, or fails to come, only later. */
export function payLate(stand: Stand, session: Session, options: LateOptions = {}): Stripe.Charge {
  const payer = payerOf(session.object, options, 'customer_balance')
  const charge = begin(stand, session, payer)
  if (options.refunds) session.book.refundPlans[charge.object.id] = options.refunds
  const intent = find(stand, session.book, 'payment_intent', idOf(charge.object.payment_intent) ?? '')
  intent.status = 'processing'
  complete(session.object, payer)
  record(stand, session.account, 'charge.pending', charge.object)
  record(stand, session.account, 'payment_intent.processing', intent)
  record(stand, session.account, 'checkout.session.completed', session.object)
  plan(stand, {
    at: stand.clock.nowMs() + (options.afterSeconds ?? 60) * 1000,
    kind: 'late_payment',
    account: session.account,
    id: session.object.id,
    detail: options.outcome ?? 'succeeds',
  })
  return charge.object
}

/** The outcome of a late payment is known. */
export function lateOutcome(stand: Stand, task: Task): void {
  const book = bookOf(stand, task.account)
  const session = find(stand, book, 'checkout.session', task.id)
  const intent = find(stand, book, 'payment_intent', idOf(session.payment_intent) ?? '')
  const charge = {
    account: task.account,
    book,
    object: find(stand, book, 'charge', idOf(intent.latest_charge) ?? ''),
  }
  if (charge.object.status !== 'pending') return
  if (task.detail === 'fails') {
    chargeFails(stand, charge, 'generic_decline')
    record(stand, task.account, 'checkout.session.async_payment_failed', session)
    return
  }
  chargeSucceeds(stand, charge)
  session.payment_status = 'paid'
  record(stand, task.account, 'checkout.session.async_payment_succeeded', session)
}

/** A fee held back is posted. */
export function lateFee(stand: Stand, task: Task): void {
  const book = bookOf(stand, task.account)
  const object = find(stand, book, 'charge', task.id)
  if (object.balance_transaction !== null) return
  postFee(stand, { account: task.account, book, object })
  record(stand, task.account, 'charge.updated', object, { balance_transaction: null })
}
