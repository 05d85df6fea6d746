import { invalid } from './failure.ts'
import * as p from './params.ts'

const LOCALES = (
  'auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl ' +
  'pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW'
).split(' ')

const CURRENCIES = ['inr', 'usd', 'eur', 'gbp', 'aed', 'sgd', 'aud', 'cad']

/** A currency in lower case. */
const currency = (): p.Param<string> => ({
  needed: false,
  read(raw, name) {
    const code = String(raw).toLowerCase()
    if (CURRENCIES.includes(code)) return code
    throw invalid(`Invalid currency: ${code}. This stand-in knows ${CURRENCIES.join(', ')}.`, name)
  },
})

/** A value that only makes sense as one thing here: anything else the real API takes is not modelled. */
const only = <const T extends string>(value: T, others: readonly string[]): p.Param<T> => ({
  needed: false,
  read(raw, name) {
    if (raw === value) return value
    if (typeof raw === 'string' && others.includes(raw)) return p.unmodelled().read(raw, name)
    throw invalid(`Invalid ${name}: must be one of ${[value, ...others].join(', ')}`, name)
  },
})

const priceData = p.shape({
  currency: p.need(currency()),
  unit_amount: p.whole(0, 99_999_999),
  product_data: p.shape({
    name: p.need(p.text()),
    description: p.text(40_000),
    images: p.list(p.text(), 8),
    metadata: p.metadata(),
    tax_code: p.text(),
    tax_details: p.unmodelled(),
    unit_label: p.text(),
  }),
  product: p.unmodelled(),
  recurring: p.unmodelled(),
  tax_behavior: p.oneOf('exclusive', 'inclusive', 'unspecified'),
  unit_amount_decimal: p.unmodelled(),
})

const lineItem = p.shape({
  price_data: priceData,
  quantity: p.whole(0, 999_999),
  price: p.unmodelled(),
  metadata: p.metadata(),
  adjustable_quantity: p.unmodelled(),
  tax_rates: p.unmodelled(),
})

/** A card payment cannot replace the whole statement descriptor, only end it. */
const noDescriptor: p.Param<never> = {
  needed: false,
  read(_raw, name) {
    throw invalid(
      'For card charges use `statement_descriptor_suffix`; `statement_descriptor` cannot be set.',
      name,
    )
  },
}

const intentData = p.shape({
  description: p.text(1000),
  metadata: p.metadata(),
  receipt_email: p.email(),
  statement_descriptor: noDescriptor,
  statement_descriptor_suffix: p.text(22),
  capture_method: only('automatic_async', ['automatic', 'manual']),
  application_fee_amount: p.unmodelled(),
  on_behalf_of: p.unmodelled(),
  setup_future_usage: p.unmodelled(),
  shipping: p.unmodelled(),
  transfer_data: p.unmodelled(),
  transfer_group: p.unmodelled(),
})

const unmodelledFields = {
  ...p.notModelled('after_expiration', 'allow_promotion_codes', 'automatic_tax', 'branding_settings'),
  ...p.notModelled('consent_collection', 'currency', 'custom_fields', 'custom_text', 'customer'),
  ...p.notModelled('customer_account', 'customer_update', 'discounts', 'integration_identifier'),
  ...p.notModelled('invoice_creation', 'managed_payments', 'name_collection', 'optional_items'),
  ...p.notModelled('origin_context', 'payment_method_configuration', 'payment_method_data'),
  ...p.notModelled('payment_method_options', 'permissions', 'redirect_on_completion', 'return_url'),
  ...p.notModelled('saved_payment_method_options', 'setup_intent_data', 'shipping_address_collection'),
  ...p.notModelled('shipping_options', 'subscription_data', 'tax_id_collection', 'wallet_options'),
}

const modelled = {
  mode: p.need(only('payment', ['setup', 'subscription'])),
  ui_mode: only('hosted_page', ['elements', 'embedded_page', 'form']),
  line_items: p.list(lineItem, 100),
  success_url: p.address(),
  cancel_url: p.address(),
  client_reference_id: p.text(200),
  customer_email: p.email(),
  customer_creation: p.oneOf('always', 'if_required'),
  expires_at: p.whole(0),
  locale: p.oneOf(...LOCALES) as p.Param<'auto' | 'en' | 'hi-IN'>,
  metadata: p.metadata(),
  payment_intent_data: intentData,
  payment_method_collection: p.oneOf('always', 'if_required'),
  submit_type: p.oneOf('auto', 'book', 'donate', 'pay', 'subscribe'),
  billing_address_collection: p.oneOf('auto', 'required'),
  phone_number_collection: p.shape({ enabled: p.need(p.flag()) }),
  adaptive_pricing: p.shape({ enabled: p.flag() }),
  allowed_payment_method_types: p.list(p.text()),
  excluded_payment_method_types: p.list(p.text()),
}

/** What creating a Checkout Session takes. */
export const sessionFields = { ...unmodelledFields, ...modelled }
/** What creating a Checkout Session was asked for. */
export type SessionParams = p.Values<typeof modelled>
