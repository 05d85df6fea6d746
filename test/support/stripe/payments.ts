import type Stripe from 'stripe'
import { feeLine, feeOn, post } from './balance.ts'
import { record } from './events.ts'
import { page, pageFields } from './lists.ts'
import { operation } from './operation.ts'
import { notModelled, text } from './params.ts'
import { type Book, find, type IntentSeed, idOf, newId, type Owned, type Stand } from './stand.ts'

/** The card a payer used. */
export interface Card {
  brand?: string | undefined
  country?: string | undefined
  funding?: string | undefined
  last4?: string | undefined
}

/** How a payer pays, and as whom. */
export interface Payer {
  method: 'card' | 'upi' | 'customer_balance'
  card?: Card | undefined
  name: string | null
  email: string | null
  phone: string | null
}

const NEW_INTENT = {
  allowed_payment_method_types: null,
  application: null,
  application_fee_amount: null,
  canceled_at: null,
  cancellation_reason: null,
  customer: null,
  customer_account: null,
  excluded_payment_method_types: null,
  last_payment_error: null,
  latest_charge: null,
  managed_payments: null,
  next_action: null,
  on_behalf_of: null,
  payment_method: null,
  payment_method_configuration_details: null,
  payment_method_options: null,
  payment_record: null,
  processing: null,
  review: null,
  setup_future_usage: null,
  shipping: null,
  source: null,
  statement_descriptor: null,
  transfer_data: null,
  transfer_group: null,
}

/** Opens the payment intent of a session; it is born when the payer first tries to pay. */
export function openIntent(stand: Stand, session: Owned<Stripe.Checkout.Session>): Stripe.PaymentIntent {
  const { account, book, object } = session
  const seed: IntentSeed | undefined = book.seeds[object.id]
  const id = newId('pi')
  const intent: Stripe.PaymentIntent = {
    ...NEW_INTENT,
    id,
    object: 'payment_intent',
    amount: object.amount_total ?? 0,
    amount_capturable: 0,
    amount_received: 0,
    automatic_payment_methods: { enabled: true },
    capture_method: 'automatic_async',
    client_secret: newId(`${id}_secret`, 25),
    confirmation_method: 'automatic',
    created: stand.clock.now(),
    currency: object.currency ?? 'inr',
    description: seed?.description ?? null,
    livemode: stand.livemode,
    metadata: seed?.metadata ?? {},
    payment_method_types: ['card'],
    receipt_email: seed?.receiptEmail ?? null,
    statement_descriptor_suffix: seed?.descriptorSuffix ?? null,
    status: 'requires_payment_method',
  }
  book.objects.payment_intent[id] = intent
  object.payment_intent = id
  record(stand, account, 'payment_intent.created', intent)
  return intent
}

const NEW_CHARGE = {
  application: null,
  application_fee: null,
  application_fee_amount: null,
  balance_transaction: null,
  calculated_statement_descriptor: null,
  customer: null,
  failure_balance_transaction: null,
  failure_code: null,
  failure_message: null,
  fraud_details: null,
  on_behalf_of: null,
  outcome: null,
  receipt_number: null,
  receipt_url: null,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  transfer_data: null,
  transfer_group: null,
}

/** Opens a pending charge under an intent, before its outcome is known. */
export function openCharge(
  stand: Stand,
  book: Book,
  intent: Stripe.PaymentIntent,
  payer: Payer,
): Stripe.Charge {
  const charge: Stripe.Charge = {
    ...NEW_CHARGE,
    id: newId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    billing_details: {
      address: { city: null, country: 'IN', line1: null, line2: null, postal_code: null, state: null },
      email: payer.email,
      name: payer.name,
      phone: payer.phone,
      tax_id: null,
    },
    captured: false,
    created: stand.clock.now(),
    currency: intent.currency,
    description: intent.description,
    disputed: false,
    livemode: stand.livemode,
    metadata: { ...intent.metadata },
    paid: false,
    payment_intent: intent.id,
    payment_method: newId('pm'),
    payment_method_details: methodDetails(payer),
    receipt_email: intent.receipt_email,
    refunded: false,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: 'pending',
  }
  book.objects.charge[charge.id] = charge
  intent.latest_charge = charge.id
  intent.payment_method = charge.payment_method
  intent.payment_method_types = [payer.method]
  return charge
}

function methodDetails(payer: Payer): Stripe.Charge.PaymentMethodDetails {
  if (payer.method === 'customer_balance') return { type: 'customer_balance', customer_balance: {} }
  if (payer.method === 'upi') return { type: 'upi', upi: { vpa: 'payer@examplebank' } }
  const { brand = 'visa', country = 'IN', funding = 'debit', last4 = '0008' } = payer.card ?? {}
  return {
    type: 'card',
    card: {
      amount_authorized: null,
      authorization_code: null,
      brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country,
      electronic_commerce_indicator: null,
      exp_month: 12,
      exp_year: 2034,
      funding,
      installments: null,
      last4,
      mandate: null,
      network: brand,
      network_transaction_id: null,
      regulated_status: 'unregulated',
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}

/** The money came: the charge succeeds, its intent with it. The fee is posted now, or later where `feeNow` is false. */
export function chargeSucceeds(stand: Stand, owned: Owned<Stripe.Charge>, feeNow = true): void {
  const { account, book, object: charge } = owned
  charge.status = 'succeeded'
  charge.paid = true
  charge.captured = true
  charge.amount_captured = charge.amount
  charge.receipt_url = `${stand.url}/receipt/${charge.id}`
  charge.outcome = outcome('authorized', 'approved_by_network', null, 'Payment complete.')
  if (feeNow) postFee(stand, owned)
  const intent = find(stand, book, 'payment_intent', idOf(charge.payment_intent) ?? '')
  intent.status = 'succeeded'
  intent.amount_received = charge.amount
  intent.last_payment_error = null
  record(stand, account, 'charge.succeeded', charge)
  record(stand, account, 'payment_intent.succeeded', intent)
}

/** Posts a charge's gross and fee to the balance. */
export function postFee(stand: Stand, { account, object: charge }: Owned<Stripe.Charge>): void {
  const { fee, tax } = feeOn(charge.amount)
  const posted = post(stand, account, {
    type: charge.payment_method_details?.type === 'card' ? 'charge' : 'payment',
    category: 'charge',
    amount: charge.amount,
    currency: charge.currency,
    source: charge.id,
    description: charge.description,
    fees: [
      feeLine('stripe_fee', fee, charge.currency, 'Stripe processing fees'),
      feeLine('tax', tax, charge.currency, 'GST'),
    ],
    atOnce: false,
  })
  charge.balance_transaction = posted.id
}

/** The money did not come: the charge fails and its intent waits for another try. */
export function chargeFails(stand: Stand, owned: Owned<Stripe.Charge>, reason: string): void {
  const { account, book, object: charge } = owned
  const message = 'Your card was declined.'
  charge.status = 'failed'
  charge.failure_code = 'card_declined'
  charge.failure_message = message
  charge.outcome = outcome('issuer_declined', 'declined_by_network', reason, 'The bank returned a decline.')
  const intent = find(stand, book, 'payment_intent', idOf(charge.payment_intent) ?? '')
  intent.status = 'requires_payment_method'
  intent.payment_method = null
  intent.last_payment_error = {
    type: 'card_error',
    charge: charge.id,
    code: 'card_declined',
    decline_code: reason,
    message,
  }
  record(stand, account, 'charge.failed', charge)
  record(stand, account, 'payment_intent.payment_failed', intent)
}

const outcome = (
  type: string,
  network: string,
  reason: string | null,
  said: string,
): Stripe.Charge.Outcome => ({
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: network,
  reason,
  risk_level: 'normal',
  seller_message: said,
  type,
})

/** The operations on payment intents and charges: they are made by paying a session, and read here. */
export const paymentOperations = [
  operation(
    'GET',
    '/v1/payment_intents',
    { ...pageFields, ...notModelled('customer_account'), customer: text() },
    (call, params) =>
      page(call, 'payment_intent', '/v1/payment_intents', params, () => params.customer === undefined),
  ),
  operation('GET', '/v1/payment_intents/:id', { client_secret: text() }, (call) =>
    find(call.stand, call.book, 'payment_intent', call.id, 'intent'),
  ),
  operation(
    'GET',
    '/v1/charges',
    { ...pageFields, ...notModelled('transfer_group'), payment_intent: text(), customer: text() },
    (call, params) =>
      page(
        call,
        'charge',
        '/v1/charges',
        params,
        (charge) =>
          params.customer === undefined &&
          (params.payment_intent === undefined || charge.payment_intent === params.payment_intent),
      ),
  ),
  operation('GET', '/v1/charges/:id', {}, (call) => find(call.stand, call.book, 'charge', call.id)),
]
