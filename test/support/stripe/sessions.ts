import type Stripe from 'stripe'
import { plan } from './agenda.ts'
import { record } from './events.ts'
import { invalid, refused } from './failure.ts'
import { cursorFields, cut, page, pageFields } from './lists.ts'
import { type Call, operation } from './operation.ts'
import * as p from './params.ts'
import { type SessionParams, sessionFields } from './sessionFields.ts'
import { bookOf, find, type Line, newId, type Stand, type Task } from './stand.ts'

const HALF_HOUR = 1800
const DAY = 86_400
/** The least and the most a session may take, in the currency's smallest unit. */
const LIMITS = { least: 50, most: 99_999_999 }

function newLine(stand: Stand, wanted: NonNullable<SessionParams['line_items']>[number], at: number): Line {
  const { price_data: data, quantity } = wanted
  const name = `line_items[${at}]`
  if (!data) throw p.absent(`${name}[price_data]`)
  if (data.unit_amount === undefined) throw p.absent(`${name}[price_data][unit_amount]`)
  if (!data.product_data) throw p.absent(`${name}[price_data][product_data]`)
  if (quantity === undefined)
    throw invalid(
      `Quantity is required. Add \`quantity\` to \`${name}\``,
      `${name}[quantity]`,
      'parameter_missing',
    )
  const total = data.unit_amount * quantity
  return {
    id: newId('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency: data.currency,
    description: data.product_data.name,
    metadata: null,
    price: {
      id: newId('price'),
      object: 'price',
      active: false,
      billing_scheme: 'per_unit',
      created: stand.clock.now(),
      currency: data.currency,
      custom_unit_amount: null,
      livemode: stand.livemode,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: newId('prod', 14),
      recurring: null,
      tax_behavior: 'unspecified',
      tiers_mode: null,
      transform_quantity: null,
      type: 'one_time',
      unit_amount: data.unit_amount,
      unit_amount_decimal: String(data.unit_amount),
    },
    quantity,
  }
}

function checkLines(lines: Line[]): number {
  const currency = lines[0]?.currency
  if (lines.some((line) => line.currency !== currency))
    throw invalid('All line items must have the same currency.', 'line_items')
  const total = lines.reduce((sum, line) => sum + line.amount_total, 0)
  if (total < LIMITS.least)
    throw refused(
      `The Checkout Session's total amount must be at least ${LIMITS.least} in the smallest unit of ${currency}.`,
      'amount_too_small',
    )
  if (total > LIMITS.most)
    throw refused(
      "The Checkout Session's total amount must be no more than 99,999,999 in the smallest unit.",
      'amount_too_large',
    )
  return total
}

function expiryOf(now: number, wanted: number | undefined): number {
  if (wanted === undefined) return now + DAY
  if (wanted < now + HALF_HOUR)
    throw invalid(
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
      'expires_at',
    )
  if (wanted > now + DAY)
    throw invalid(
      'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
      'expires_at',
    )
  return wanted
}

function checkAccount(call: Call): void {
  const { account } = call.book
  if (!account.charges_enabled)
    throw refused(
      'Your account cannot currently make live charges. Finish onboarding or resolve its requirements first.',
      'account_invalid',
    )
  if (!account.business_profile?.name)
    throw refused('In order to use Checkout, you must set an account or business name.')
}

function create(call: Call, params: SessionParams): Stripe.Checkout.Session {
  const { stand, book } = call
  if (!params.line_items?.length) throw p.absent('line_items')
  if (!params.success_url) throw p.absent('success_url')
  const lines = params.line_items.map((line, at) => newLine(stand, line, at))
  const now = stand.clock.now()
  const expiresAt = expiryOf(now, params.expires_at)
  checkAccount(call)
  const session = sessionObject(stand, params, checkLines(lines), lines[0]?.currency ?? 'inr', expiresAt)
  book.objects['checkout.session'][session.id] = session
  book.lines[session.id] = lines
  const intent = params.payment_intent_data
  book.seeds[session.id] = {
    description: intent?.description ?? null,
    metadata: p.merged({}, intent?.metadata ?? {}),
    receiptEmail: intent?.receipt_email ?? null,
    descriptorSuffix: intent?.statement_descriptor_suffix ?? null,
  }
  plan(stand, { at: expiresAt * 1000, kind: 'session_expiry', account: call.account, id: session.id })
  return session
}

function sessionObject(
  stand: Stand,
  params: SessionParams,
  total: number,
  currency: string,
  expiresAt: number,
): Stripe.Checkout.Session {
  const id = newId(stand.livemode ? 'cs_live' : 'cs_test', 58)
  return {
    ...UNUSED,
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: params.adaptive_pricing?.enabled ?? false },
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: params.billing_address_collection ?? null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    created: stand.clock.now(),
    currency,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer_creation: params.customer_creation ?? 'if_required',
    customer_email: params.customer_email ?? null,
    expires_at: expiresAt,
    livemode: stand.livemode,
    locale: params.locale ?? null,
    metadata: p.merged({}, params.metadata ?? {}),
    mode: 'payment',
    payment_method_collection: 'if_required',
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    payment_method_types: ['card'],
    payment_status: 'unpaid',
    phone_number_collection: { enabled: params.phone_number_collection?.enabled ?? false },
    shipping_options: [],
    status: 'open',
    submit_type: params.submit_type ?? null,
    success_url: params.success_url ?? null,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${stand.url}/pay/${id}`,
  }
}

const UNUSED = {
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  customer: null,
  customer_account: null,
  customer_details: null,
  discounts: null,
  integration_identifier: null,
  invoice: null,
  invoice_creation: null,
  managed_payments: null,
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_configuration_details: null,
  permissions: null,
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  subscription: null,
  wallet_options: null,
}

function close(stand: Stand, account: string, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  session.status = 'expired'
  session.url = null
  record(stand, account, 'checkout.session.expired', session)
  return session
}

/** A session's time is up: an open one expires, any other is left as it is. */
export function timeUp(stand: Stand, task: Task): void {
  const session = find(stand, bookOf(stand, task.account), 'checkout.session', task.id)
  if (session.status === 'open') close(stand, task.account, session)
}

const byId = (call: Call) => find(call.stand, call.book, 'checkout.session', call.id, 'session')

function expire(call: Call): Stripe.Checkout.Session {
  const session = byId(call)
  if (session.status !== 'open')
    throw refused(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
      undefined,
      'session',
    )
  return close(call.stand, call.account, session)
}

const updateFields = {
  ...p.notModelled('collected_information', 'line_items', 'payment_intent_data', 'shipping_options'),
  metadata: p.metadata(),
}

/** The operations on Checkout Sessions. */
export const sessionOperations = [
  operation('POST', '/v1/checkout/sessions', sessionFields, create),
  operation(
    'GET',
    '/v1/checkout/sessions',
    {
      ...pageFields,
      ...p.notModelled('customer', 'customer_account', 'payment_link', 'subscription'),
      payment_intent: p.text(),
      status: p.oneOf('open', 'complete', 'expired'),
      customer_details: p.shape({ email: p.need(p.text()) }),
    },
    (call, params) =>
      page(
        call,
        'checkout.session',
        '/v1/checkout/sessions',
        params,
        (session) =>
          (params.payment_intent === undefined || session.payment_intent === params.payment_intent) &&
          (params.status === undefined || session.status === params.status) &&
          (params.customer_details === undefined ||
            session.customer_details?.email === params.customer_details.email),
      ),
  ),
  operation('GET', '/v1/checkout/sessions/:id', {}, byId),
  operation('POST', '/v1/checkout/sessions/:id', updateFields, (call, params) => {
    const session = byId(call)
    if (params.metadata) session.metadata = p.merged(session.metadata ?? {}, params.metadata)
    return session
  }),
  operation('POST', '/v1/checkout/sessions/:id/expire', {}, expire),
  operation('GET', '/v1/checkout/sessions/:id/line_items', cursorFields, (call, params) => {
    const { id } = byId(call)
    const url = `/v1/checkout/sessions/${id}/line_items`
    return cut(call, call.book.lines[id] ?? [], () => true, 'item', url, params)
  }),
]
