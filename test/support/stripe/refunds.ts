import type Stripe from 'stripe'
import { plan } from './agenda.ts'
import { post } from './balance.ts'
import { blocksRefund } from './disputes.ts'
import { record } from './events.ts'
import { invalid, refused } from './failure.ts'
import { page, pageFields } from './lists.ts'
import { type Call, operation } from './operation.ts'
import * as p from './params.ts'
import { bookOf, find, idOf, newId, type Owned, type RefundPlan, type Stand, type Task } from './stand.ts'

/** What a refund is made of. */
export interface RefundOrder {
  /** In the smallest unit; what is left of the charge when left out. */
  amount?: number | undefined
  reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer' | undefined
  metadata?: Record<string, string> | undefined
  /** What becomes of it; the charge's own plan when left out. */
  plan?: RefundPlan | undefined
  /** Seconds until a pending refund succeeds or a failing one is taken back; 60 when left out. */
  afterSeconds?: number | undefined
}

function checkRefundable(book: Owned<Stripe.Charge>['book'], charge: Stripe.Charge, amount: number): void {
  if (charge.status !== 'succeeded')
    throw refused(`Charge ${charge.id} has not succeeded, so it cannot be refunded.`, 'charge_not_refundable')
  const left = charge.amount - charge.amount_refunded
  if (left === 0) throw refused(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded')
  if (blocksRefund(book, charge.id))
    throw refused(`Charge ${charge.id} has been charged back; cannot issue a refund.`, 'charge_disputed')
  if (amount > left)
    throw refused(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left}), in the smallest unit of ${charge.currency}.`,
      undefined,
      'amount',
    )
}

/** Refunds a charge in part or in full. */
export function refund(stand: Stand, owned: Owned<Stripe.Charge>, order: RefundOrder = {}): Stripe.Refund {
  const { account, book, object: charge } = owned
  const amount = order.amount ?? charge.amount - charge.amount_refunded
  checkRefundable(book, charge, amount)
  const future = order.plan ?? book.refundPlans[charge.id] ?? 'succeed'
  const made: Stripe.Refund = {
    id: newId('re'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: stand.clock.now(),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: destination(charge, future),
    metadata: p.merged({}, order.metadata ?? {}),
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    reason: order.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: future === 'pend' ? 'pending' : 'succeeded',
    transfer_reversal: null,
    ...(future === 'pend' ? { pending_reason: 'insufficient_funds' as const } : {}),
  }
  book.objects.refund[made.id] = made
  takeOut(stand, owned, made)
  record(stand, account, 'refund.created', made)
  if (future !== 'succeed')
    plan(stand, {
      at: stand.clock.nowMs() + (order.afterSeconds ?? 60) * 1000,
      kind: 'refund_outcome',
      account,
      id: made.id,
      detail: future === 'fail' ? 'failed' : 'succeeded',
    })
  return made
}

function destination(charge: Stripe.Charge, future: RefundPlan): Stripe.Refund.DestinationDetails {
  if (charge.payment_method_details?.type !== 'card') return { type: 'customer_cash_balance' }
  return { type: 'card', card: { type: future === 'pend' ? 'pending' : 'refund' } }
}

/** The refund's amount leaves the charge; its money leaves the balance unless it is still pending. */
function takeOut(stand: Stand, { account, object: charge }: Owned<Stripe.Charge>, made: Stripe.Refund): void {
  const before = { amount_refunded: charge.amount_refunded, refunded: charge.refunded }
  charge.amount_refunded += made.amount
  charge.refunded = charge.amount_refunded === charge.amount
  if (made.status === 'succeeded') postRefund(stand, account, made)
  record(stand, account, 'charge.refunded', charge, before)
}

function postRefund(stand: Stand, account: string, made: Stripe.Refund): void {
  made.balance_transaction = post(stand, account, {
    type: 'refund',
    category: 'refund',
    amount: -made.amount,
    currency: made.currency,
    source: made.id,
    description: 'REFUND FOR CHARGE',
    atOnce: true,
  }).id
}

/** Ends a refund: a pending one succeeds, or any one fails or is cancelled and its money returns. */
export function endRefund(
  stand: Stand,
  { account, book, object: made }: Owned<Stripe.Refund>,
  outcome: 'succeeded' | 'failed' | 'canceled',
): Stripe.Refund {
  if (made.status === outcome || made.status === 'failed' || made.status === 'canceled')
    throw refused(`Refund ${made.id} is already ${made.status}.`)
  const before = { status: made.status }
  delete made.pending_reason
  made.status = outcome
  if (outcome === 'succeeded') postRefund(stand, account, made)
  else giveBack(stand, account, book, made, outcome)
  if (outcome === 'failed') record(stand, account, 'refund.failed', made, before)
  record(stand, account, 'refund.updated', made, before)
  record(stand, account, 'charge.refund.updated', made, before)
  return made
}

function giveBack(
  stand: Stand,
  account: string,
  book: Owned<Stripe.Refund>['book'],
  made: Stripe.Refund,
  outcome: 'failed' | 'canceled',
): void {
  if (outcome === 'failed') made.failure_reason = 'expired_or_canceled_card'
  if (made.balance_transaction !== null)
    made.failure_balance_transaction = post(stand, account, {
      type: 'refund_failure',
      category: 'refund_failure',
      amount: made.amount,
      currency: made.currency,
      source: made.id,
      description: 'REFUND FAILURE',
      atOnce: true,
    }).id
  const charge = find(stand, book, 'charge', idOf(made.charge) ?? '')
  charge.amount_refunded -= made.amount
  charge.refunded = false
}

/** The outcome of a pending or failing refund is known. */
export function refundOutcome(stand: Stand, task: Task): void {
  const book = bookOf(stand, task.account)
  const object = find(stand, book, 'refund', task.id)
  if (object.status === 'failed' || object.status === 'canceled' || object.status === task.detail) return
  endRefund(stand, { account: task.account, book, object }, task.detail === 'failed' ? 'failed' : 'succeeded')
}

const createFields = {
  charge: p.text(),
  payment_intent: p.text(),
  amount: p.whole(1),
  reason: p.oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
  metadata: p.metadata(),
  refund_application_fee: p.flag(),
  ...p.notModelled('currency', 'customer', 'instructions_email', 'origin', 'reverse_transfer'),
}

function create(call: Call, params: p.Values<typeof createFields>): Stripe.Refund {
  const { stand, account, book } = call
  if (!params.charge && !params.payment_intent)
    throw invalid(
      'One of the following params should be provided for this request: payment_intent or charge.',
      undefined,
      'parameter_missing',
    )
  if (params.charge && params.payment_intent)
    throw invalid('Provide only one of charge and payment_intent.', 'charge', 'parameters_exclusive')
  if (params.refund_application_fee)
    throw refused('This charge has no application fee to refund.', undefined, 'refund_application_fee')
  const object = find(
    stand,
    book,
    'charge',
    params.charge ?? chargeOf(call, params.payment_intent ?? ''),
    'charge',
  )
  return refund(stand, { account, book, object }, params)
}

function chargeOf(call: Call, intentId: string): string {
  const intent = find(call.stand, call.book, 'payment_intent', intentId, 'payment_intent')
  const charge = idOf(intent.latest_charge)
  if (!charge || intent.status !== 'succeeded')
    throw refused(`This PaymentIntent (${intentId}) does not have a successful charge to refund.`)
  return charge
}

const byId = (call: Call) => find(call.stand, call.book, 'refund', call.id)

/** The operations on refunds. */
export const refundOperations = [
  operation('POST', '/v1/refunds', createFields, create),
  operation(
    'GET',
    '/v1/refunds',
    { ...pageFields, charge: p.text(), payment_intent: p.text() },
    (call, params) =>
      page(
        call,
        'refund',
        '/v1/refunds',
        params,
        (made) =>
          (params.charge === undefined || made.charge === params.charge) &&
          (params.payment_intent === undefined || made.payment_intent === params.payment_intent),
      ),
  ),
  operation('GET', '/v1/refunds/:id', {}, byId),
  operation('POST', '/v1/refunds/:id', { metadata: p.metadata() }, (call, params) => {
    const made = byId(call)
    if (params.metadata) made.metadata = p.merged(made.metadata ?? {}, params.metadata)
    record(call.stand, call.account, 'refund.updated', made)
    return made
  }),
  operation('POST', '/v1/refunds/:id/cancel', {}, (call) => {
    const made = byId(call)
    if (made.status !== 'pending' && made.status !== 'requires_action')
      throw refused(`Refund ${made.id} is ${made.status} and can no longer be canceled.`)
    return endRefund(call.stand, { account: call.account, book: call.book, object: made }, 'canceled')
  }),
]
