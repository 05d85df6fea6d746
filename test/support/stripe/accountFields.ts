import * as p from './params.ts'

const profile = p.shape({
  mcc: p.text(4),
  name: p.text(),
  product_description: p.text(40_000),
  support_email: p.text(),
  support_phone: p.text(),
  support_url: p.text(),
  url: p.text(),
  ...p.notModelled('annual_revenue', 'estimated_worker_count', 'minority_owned_business_designation'),
  ...p.notModelled('monthly_estimated_revenue', 'specified_commercial_transactions_act_url'),
  ...p.notModelled('support_address'),
})

const requested = p.shape({ requested: p.need(p.flag()) })

const shared = {
  email: p.email(),
  business_profile: profile,
  metadata: p.metadata(),
  ...p.notModelled('account_token', 'company', 'documents', 'external_account', 'groups'),
  ...p.notModelled('individual', 'settings', 'tos_acceptance'),
}

/** What creating an account takes. */
export const accountFields = {
  ...shared,
  type: p.oneOf('standard', 'express', 'custom'),
  country: p.text(2),
  default_currency: p.text(3),
  business_type: p.oneOf('company', 'government_entity', 'individual', 'non_profit'),
  capabilities: p.shape({
    card_payments: requested,
    transfers: requested,
    india_international_payments: requested,
    upi_payments: requested,
    link_payments: requested,
    bank_transfer_payments: requested,
  }),
  controller: p.shape({
    fees: p.shape({ payer: p.oneOf('account', 'application') }),
    losses: p.shape({ payments: p.oneOf('application', 'stripe') }),
    requirement_collection: p.oneOf('application', 'stripe'),
    stripe_dashboard: p.shape({ type: p.oneOf('express', 'full', 'none') }),
  }),
}

/** What changing an account takes. */
export const accountUpdateFields = {
  ...shared,
  ...p.notModelled('business_type', 'capabilities', 'default_currency'),
}
