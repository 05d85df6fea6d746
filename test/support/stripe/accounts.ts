import type Stripe from 'stripe'
import { accountFields, accountUpdateFields } from './accountFields.ts'
import { record } from './events.ts'
import { invalid, refused, StripeFailure } from './failure.ts'
import { cut, pageFields, within } from './lists.ts'
import { type Call, operation } from './operation.ts'
import * as p from './params.ts'
import { type Book, newBook, newId, type Stand } from './stand.ts'

const DUE = [
  'business_profile.mcc',
  'business_profile.url',
  'business_type',
  'external_account',
  'tos_acceptance.date',
  'tos_acceptance.ip',
]

const requirements = (due: string[], reason: string | null): Stripe.Account.Requirements => ({
  alternatives: [],
  current_deadline: null,
  currently_due: due,
  disabled_reason: reason as Stripe.Account.Requirements.DisabledReason | null,
  errors: [],
  eventually_due: due,
  past_due: [],
  pending_verification: [],
})

/** What an account is born with. */
export interface Birth {
  id?: string
  name?: string | undefined
  email?: string | undefined
  country?: string | undefined
  capabilities?: string[]
  controller?: Stripe.Account.Controller
  type?: Stripe.Account['type']
  metadata?: Record<string, string>
  url?: string | undefined
}

const CURRENCIES: Record<string, string> = { IN: 'inr', US: 'usd', GB: 'gbp', AE: 'aed', SG: 'sgd' }
const PLAIN: Stripe.Account.Controller = {
  type: 'application',
  is_controller: true,
  fees: { payer: 'account' },
  losses: { payments: 'stripe' },
  requirement_collection: 'stripe',
  stripe_dashboard: { type: 'full' },
}

/** Opens an account that has not been through onboarding: it can charge nothing yet. */
export function openAccount(stand: Stand, birth: Birth): Book {
  const id = birth.id ?? newId('acct', 16)
  const country = birth.country ?? 'IN'
  const account: Stripe.Account = {
    id,
    object: 'account',
    business_profile: profile(birth),
    business_type: null,
    capabilities: Object.fromEntries((birth.capabilities ?? []).map((name) => [name, 'inactive'])),
    charges_enabled: false,
    controller: birth.controller ?? PLAIN,
    country,
    created: stand.clock.now(),
    default_currency: CURRENCIES[country] ?? 'usd',
    details_submitted: false,
    email: birth.email ?? null,
    external_accounts: {
      object: 'list',
      data: [],
      has_more: false,
      url: `/v1/accounts/${id}/external_accounts`,
    },
    future_requirements: requirements([], null) as Stripe.Account.FutureRequirements,
    metadata: birth.metadata ?? {},
    payouts_enabled: false,
    requirements: requirements(DUE, 'requirements.past_due'),
    settings: null,
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: birth.type ?? 'standard',
  }
  const book = newBook(account)
  stand.state.books[id] = book
  return book
}

const profile = (birth: Birth): Stripe.Account.BusinessProfile => ({
  mcc: null,
  minority_owned_business_designation: null,
  name: birth.name ?? null,
  product_description: null,
  specified_commercial_transactions_act_url: null,
  support_address: null,
  support_email: null,
  support_phone: null,
  support_url: null,
  url: birth.url ?? null,
})

/** Ends onboarding: details are in, capabilities active, payments and payouts possible. */
export function completeOnboarding(stand: Stand, book: Book, name?: string): Stripe.Account {
  const { account } = book
  if (name && account.business_profile) account.business_profile.name = name
  account.details_submitted = true
  account.business_type = 'non_profit'
  if (account.business_profile) account.business_profile.mcc = '8299'
  if (account.tos_acceptance) account.tos_acceptance.date = stand.clock.now()
  return switchPayments(stand, book, null)
}

/** Switches an account's payments off with a reason, or on again with null. */
export function switchPayments(stand: Stand, book: Book, reason: string | null): Stripe.Account {
  const { account } = book
  const before = { charges_enabled: account.charges_enabled, payouts_enabled: account.payouts_enabled }
  const on = reason === null
  account.charges_enabled = on
  account.payouts_enabled = on
  account.requirements = requirements([], reason)
  const names = Object.keys(account.capabilities ?? {})
  account.capabilities = Object.fromEntries(names.map((name) => [name, on ? 'active' : 'inactive']))
  record(stand, account.id, 'account.updated', account, before)
  for (const name of names) record(stand, account.id, 'capability.updated', capability(book, name))
  return account
}

/** What Stripe asks of an account, as a test says it; what is left out asks nothing. */
export interface Requirement {
  currentlyDue?: string[] | undefined
  pastDue?: string[] | undefined
  eventuallyDue?: string[] | undefined
  pendingVerification?: string[] | undefined
  /** Unix seconds by which what is due must be there. */
  deadline?: number | undefined
  disabledReason?: string | undefined
  errors?: { code: string; reason: string; requirement: string }[] | undefined
}

/** Stripe asks something of an account, or nothing any more; payments go on unless a reason against them is given. */
export function require(stand: Stand, book: Book, asked: Requirement): Stripe.Account {
  const { account } = book
  const before = { requirements: account.requirements }
  account.requirements = {
    ...requirements(asked.currentlyDue ?? [], asked.disabledReason ?? null),
    current_deadline: asked.deadline ?? null,
    past_due: asked.pastDue ?? [],
    eventually_due: asked.eventuallyDue ?? asked.currentlyDue ?? [],
    pending_verification: asked.pendingVerification ?? [],
    errors: (asked.errors ?? []) as Stripe.Account.Requirements.Error[],
  }
  record(stand, account.id, 'account.updated', account, before)
  return account
}

/** One capability of an account changes; without card payments nothing can be charged. */
export function setCapability(stand: Stand, book: Book, name: string, status: string): Stripe.Account {
  const { account } = book
  const before = { capabilities: account.capabilities }
  account.capabilities = { ...account.capabilities, [name]: status }
  record(stand, account.id, 'capability.updated', capability(book, name))
  record(stand, account.id, 'account.updated', account, before)
  return account
}

/** The organisation cuts the platform off: the event is the last thing the platform hears of it. */
export function deauthorize(stand: Stand, book: Book): void {
  record(stand, book.account.id, 'account.application.deauthorized', {
    id: 'ca_standin',
    object: 'application',
    name: 'stand-in',
  })
  book.connected = false
}

/** What a key gets that asks for an account it is not connected to. */
export const noAccess = (secretKey: string, account: string): StripeFailure =>
  new StripeFailure(
    403,
    'invalid_request_error',
    `The provided key '${secretKey.slice(0, 8)}****' does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
    { code: 'account_invalid', executed: false },
  )

/** The account a request acts on: the one in its header, else the platform's own. */
export function actingAccount(stand: Stand, header: string | undefined): Book {
  const id = header === undefined || header === '' ? stand.state.platform : header
  const book = Object.hasOwn(stand.state.books, id) ? stand.state.books[id] : undefined
  if (!book?.connected) throw noAccess(stand.secretKey, id)
  return book
}

/** The account a path or parameter names: any connected one for the platform, itself for an account. */
export function named(call: Call, id: string): Book {
  if (call.account !== call.stand.state.platform && call.account !== id)
    throw noAccess(call.stand.secretKey, id)
  return actingAccount(call.stand, id)
}

function capability(book: Book, id: string): object {
  const status = book.account.capabilities?.[id as keyof Stripe.Account.Capabilities]
  return {
    id,
    object: 'capability',
    account: book.account.id,
    requested: status !== undefined,
    requested_at: status === undefined ? null : book.account.created,
    requirements: {
      alternatives: [],
      current_deadline: null,
      currently_due: status === 'active' ? [] : (book.account.requirements?.currently_due ?? []),
      disabled_reason: status === 'active' || status === undefined ? null : 'requirements.fields_needed',
      errors: [],
      eventually_due: [],
      past_due: [],
      pending_verification: [],
    },
    status: status ?? 'unrequested',
  }
}

const TYPES = { full: 'standard', express: 'express', none: 'none' } as const

function create(call: Call, params: p.Values<typeof accountFields>): Stripe.Account {
  if (call.account !== call.stand.state.platform)
    throw refused('Only a platform can create connected accounts.', 'platform_account_required')
  if (params.type && params.controller)
    throw invalid('You may not provide both `type` and `controller`.', 'type', 'parameters_exclusive')
  const dashboard = params.controller?.stripe_dashboard?.type ?? 'full'
  const wanted = Object.entries(params.capabilities ?? {}).filter(([, value]) => value?.requested)
  const book = openAccount(call.stand, {
    name: params.business_profile?.name,
    url: params.business_profile?.url,
    email: params.email,
    country: params.country,
    capabilities: wanted.map(([name]) => name),
    type: params.type ?? TYPES[dashboard],
    metadata: p.merged({}, params.metadata ?? {}),
    controller: {
      type: 'application',
      is_controller: true,
      fees: { payer: params.controller?.fees?.payer ?? 'account' },
      losses: { payments: params.controller?.losses?.payments ?? 'stripe' },
      requirement_collection: params.controller?.requirement_collection ?? 'stripe',
      stripe_dashboard: { type: dashboard },
    },
  })
  if (params.business_type) book.account.business_type = params.business_type
  if (params.default_currency) book.account.default_currency = params.default_currency.toLowerCase()
  return book.account
}

function update(call: Call, params: p.Values<typeof accountUpdateFields>): Stripe.Account {
  const { account } = named(call, call.id)
  if (params.email) account.email = params.email
  const fresh = Object.entries(params.business_profile ?? {}).filter(([, value]) => value !== undefined)
  if (account.business_profile) Object.assign(account.business_profile, Object.fromEntries(fresh))
  if (params.metadata) account.metadata = p.merged(account.metadata ?? {}, params.metadata)
  record(call.stand, account.id, 'account.updated', account)
  return account
}

/** The operations on accounts. */
export const accountOperations = [
  operation('GET', '/v1/account', {}, (call) => call.book.account),
  operation('POST', '/v1/accounts', accountFields, create),
  operation('GET', '/v1/accounts', pageFields, (call, params) => {
    const books = Object.values(call.stand.state.books)
    const mine = books.filter((book) => book.connected && book.account.id !== call.stand.state.platform)
    const accounts = mine.map((book) => book.account).reverse()
    return cut(
      call,
      accounts,
      (account) => within(account.created ?? 0, params.created),
      'account',
      '/v1/accounts',
      params,
    )
  }),
  operation('GET', '/v1/accounts/:id', {}, (call) => named(call, call.id).account),
  operation('POST', '/v1/accounts/:id', accountUpdateFields, update),
  operation('GET', '/v1/accounts/:id/capabilities', {}, (call) => {
    const book = named(call, call.id)
    const data = Object.keys(book.account.capabilities ?? {}).map((name) => capability(book, name))
    return { object: 'list', data, has_more: false, url: `/v1/accounts/${call.id}/capabilities` }
  }),
]
