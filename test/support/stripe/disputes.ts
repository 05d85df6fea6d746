import type Stripe from 'stripe'
import { feeLine, post } from './balance.ts'
import { record } from './events.ts'
import { refused } from './failure.ts'
import { page, pageFields } from './lists.ts'
import { type Call, operation } from './operation.ts'
import * as p from './params.ts'
import { type Book, find, idOf, newId, type Owned, type Stand } from './stand.ts'

/** What a bank takes for a dispute, kept whether it is won or lost; in paise. */
export const DISPUTE_FEE = 75_000
const EVIDENCE_DAYS = 7

/** How a dispute opens. */
export interface DisputeOptions {
  /** In the smallest unit; what is not refunded when left out. */
  amount?: number | undefined
  reason?: string | undefined
  /** An inquiry takes no money yet and leaves the charge refundable. */
  inquiry?: boolean | undefined
}

/** How a dispute ends. */
export type DisputeOutcome = 'won' | 'lost' | 'warning_closed'

const OPEN = ['needs_response', 'under_review', 'lost']

/** Whether a dispute stands in the way of refunding a charge. */
export const blocksRefund = (book: Book, charge: string): boolean =>
  Object.values(book.objects.dispute).some(
    (dispute) => dispute.charge === charge && OPEN.includes(dispute.status),
  )

const EVIDENCE_FIELDS = [
  ...['access_activity_log', 'billing_address', 'cancellation_policy', 'cancellation_policy_disclosure'],
  ...['cancellation_rebuttal', 'customer_communication', 'customer_email_address', 'customer_name'],
  ...['customer_purchase_ip', 'customer_signature', 'duplicate_charge_documentation'],
  ...['duplicate_charge_explanation', 'duplicate_charge_id', 'product_description', 'receipt'],
  ...['refund_policy', 'refund_policy_disclosure', 'refund_refusal_explanation', 'service_date'],
  ...['service_documentation', 'shipping_address', 'shipping_carrier', 'shipping_date'],
  ...['shipping_documentation', 'shipping_tracking_number', 'uncategorized_file', 'uncategorized_text'],
] as const

const NO_EVIDENCE = Object.fromEntries(EVIDENCE_FIELDS.map((name) => [name, null])) as Record<
  (typeof EVIDENCE_FIELDS)[number],
  null
>

/** The payer's bank disputes a charge. */
export function openDispute(
  stand: Stand,
  owned: Owned<Stripe.Charge>,
  options: DisputeOptions = {},
): Stripe.Dispute {
  const { account, book, object: charge } = owned
  const amount = options.amount ?? charge.amount - charge.amount_refunded
  if (charge.status !== 'succeeded' || amount <= 0)
    throw refused(`Charge ${charge.id} has no money that could be disputed.`)
  if (blocksRefund(book, charge.id)) throw refused(`Charge ${charge.id} is disputed already.`)
  const dispute = disputeObject(stand, charge, amount, options)
  book.objects.dispute[dispute.id] = dispute
  charge.disputed = true
  record(stand, account, 'charge.dispute.created', dispute)
  if (!options.inquiry) withdraw(stand, account, dispute)
  return dispute
}

function disputeObject(
  stand: Stand,
  charge: Stripe.Charge,
  amount: number,
  options: DisputeOptions,
): Stripe.Dispute {
  const inquiry = options.inquiry ?? false
  const brand = charge.payment_method_details?.card?.brand ?? 'visa'
  return {
    id: newId('du'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: stand.clock.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: { ...NO_EVIDENCE, enhanced_evidence: {} },
    evidence_details: {
      due_by: stand.clock.now() + EVIDENCE_DAYS * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: stand.livemode,
    metadata: {},
    payment_intent: idOf(charge.payment_intent),
    payment_method_details: {
      type: 'card',
      card: {
        brand,
        case_type: inquiry ? 'inquiry' : 'chargeback',
        network: brand,
        network_reason_code: '10.4',
      },
    },
    reason: options.reason ?? 'fraudulent',
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  }
}

function withdraw(stand: Stand, account: string, dispute: Stripe.Dispute): void {
  const fee = feeLine('stripe_fee', DISPUTE_FEE, dispute.currency, 'Dispute fee')
  move(stand, account, dispute, -dispute.amount, [fee])
  record(stand, account, 'charge.dispute.funds_withdrawn', dispute)
}

function move(
  stand: Stand,
  account: string,
  dispute: Stripe.Dispute,
  amount: number,
  fees: Stripe.BalanceTransaction.FeeDetail[],
): void {
  const posted = post(stand, account, {
    type: 'adjustment',
    category: amount < 0 ? 'dispute' : 'dispute_reversal',
    amount,
    currency: dispute.currency,
    source: dispute.id,
    description: `Chargeback ${amount < 0 ? 'withdrawal' : 'reversal'} for ${idOf(dispute.charge)}`,
    fees,
    atOnce: true,
  })
  dispute.balance_transactions.push(structuredClone(posted))
}

/** The bank decides: won money comes back, lost money stays away, an inquiry may end without either. */
export function closeDispute(
  stand: Stand,
  { account, object: dispute }: Owned<Stripe.Dispute>,
  outcome: DisputeOutcome,
): Stripe.Dispute {
  if (['won', 'lost', 'warning_closed'].includes(dispute.status))
    throw refused(`Dispute ${dispute.id} is closed already.`)
  const inquiry = dispute.status.startsWith('warning')
  if (inquiry !== (outcome === 'warning_closed'))
    throw refused(`A dispute that is ${dispute.status} cannot end as ${outcome}.`)
  const before = { status: dispute.status }
  dispute.status = outcome
  dispute.is_charge_refundable = outcome !== 'lost'
  if (outcome === 'won') {
    move(stand, account, dispute, dispute.amount, [])
    record(stand, account, 'charge.dispute.funds_reinstated', dispute)
  }
  record(stand, account, 'charge.dispute.closed', dispute, before)
  return dispute
}

const writtenEvidence = Object.fromEntries(EVIDENCE_FIELDS.map((name) => [name, p.text(20_000)])) as Record<
  (typeof EVIDENCE_FIELDS)[number],
  p.Param<string>
>
const updateFields = {
  ...p.notModelled('intended_submission_method'),
  evidence: p.shape({ ...writtenEvidence, ...p.notModelled('appeal', 'enhanced_evidence') }),
  metadata: p.metadata(),
  submit: p.flag(),
}
const byId = (call: Call) => find(call.stand, call.book, 'dispute', call.id)

function update(call: Call, params: p.Values<typeof updateFields>): Stripe.Dispute {
  const dispute = byId(call)
  const given = Object.entries(params.evidence ?? {}).filter(([, value]) => value !== undefined)
  if (given.length > 0) {
    Object.assign(dispute.evidence, Object.fromEntries(given))
    dispute.evidence_details.has_evidence = true
    if (params.submit ?? true) submit(dispute)
  }
  if (params.metadata) dispute.metadata = p.merged(dispute.metadata, params.metadata)
  record(call.stand, call.account, 'charge.dispute.updated', dispute)
  return dispute
}

function submit(dispute: Stripe.Dispute): void {
  if (dispute.status !== 'needs_response' && dispute.status !== 'warning_needs_response')
    throw refused(`Dispute ${dispute.id} is ${dispute.status}; evidence can no longer be submitted.`)
  dispute.status = dispute.status === 'needs_response' ? 'under_review' : 'warning_under_review'
  dispute.evidence_details.submission_count += 1
  dispute.evidence_details.submission_method = 'manual'
}

/** The operations on disputes. */
export const disputeOperations = [
  operation(
    'GET',
    '/v1/disputes',
    { ...pageFields, charge: p.text(), payment_intent: p.text() },
    (call, params) =>
      page(
        call,
        'dispute',
        '/v1/disputes',
        params,
        (dispute) =>
          (params.charge === undefined || dispute.charge === params.charge) &&
          (params.payment_intent === undefined || dispute.payment_intent === params.payment_intent),
      ),
  ),
  operation('GET', '/v1/disputes/:id', {}, byId),
  operation('POST', '/v1/disputes/:id', updateFields, update),
  operation('POST', '/v1/disputes/:id/close', {}, (call) => {
    const object = byId(call)
    return closeDispute(call.stand, { account: call.account, book: call.book, object }, 'lost')
  }),
]
