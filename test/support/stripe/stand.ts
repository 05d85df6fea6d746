import { randomBytes } from 'node:crypto'
import type Stripe from 'stripe'
import type { Clock } from './clock.ts'
import { missing } from './failure.ts'
import type { Wire } from './wire/wire.ts'

/** The API version whose shapes are kept; the one stripe 23.1.0 pins. */
export const API_VERSION = '2026-10-28.endive'

/** An event as it stands on the wire. */
export interface WireEvent {
  id: string
  object: 'event'
  account?: string
  api_version: string
  created: number
  data: { object: object; previous_attributes?: object }
  livemode: boolean
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  type: string
}

/** A line of a Checkout Session; the SDK turns `unit_amount_decimal` into its Decimal on reading. */
export type Line = Omit<Stripe.LineItem, 'price'> & {
  price: Omit<Stripe.Price, 'unit_amount_decimal'> & { unit_amount_decimal: string }
}

/** The objects an account owns, by kind. */
export interface Kinds {
  'checkout.session': Stripe.Checkout.Session
  payment_intent: Stripe.PaymentIntent
  charge: Stripe.Charge
  balance_transaction: Stripe.BalanceTransaction
  refund: Stripe.Refund
  dispute: Stripe.Dispute
  payout: Stripe.Payout
  event: WireEvent
}
/** The name of a kind of object. */
export type Kind = keyof Kinds

/** What becomes of refunds of one charge: at once, first pending, or taken back after looking done. */
export type RefundPlan = 'succeed' | 'pend' | 'fail'

/** What a session was created with for the payment that has not happened yet. */
export interface IntentSeed {
  description: string | null
  metadata: Record<string, string>
  receiptEmail: string | null
  descriptorSuffix: string | null
}

/** Everything one account owns; no other account sees into it. */
export interface Book {
  account: Stripe.Account
  /** False once the organisation has cut the platform off. */
  connected: boolean
  objects: { [K in Kind]: Record<string, Kinds[K]> }
  lines: Record<string, Line[]>
  seeds: Record<string, IntentSeed>
  refundPlans: Record<string, RefundPlan>
  /** Which payout took a balance transaction out of the balance. */
  paidOutBy: Record<string, string>
}

/** Something that becomes due at an instant; data, so that it survives a restart. */
export interface Task {
  at: number
  kind:
    | 'session_expiry'
    | 'late_payment'
    | 'late_fee'
    | 'refund_outcome'
    | 'settlement'
    | 'arrival'
    | 'delivery'
  account: string
  id: string
  detail?: string
}

/** How the delivery of one event stands. */
export interface Delivery {
  event: string
  account: string
  state: 'pending' | 'held' | 'delivered' | 'failed'
  attempts: { at: number; answer: number | string }[]
}

/** The remembered answer of an idempotency key. */
export interface StoredReply {
  at: number
  fingerprint: string
  requestId: string
  status: number
  body: string
}

/** All that a restart keeps. */
export interface State {
  version: 1
  platform: string
  offsetMs: number
  books: Record<string, Book>
  tasks: Task[]
  replies: Record<string, StoredReply>
  onboarding: Record<string, { account: string; expiresAt: number; returnUrl: string; refreshUrl: string }>
  /** Codes that organisations gave the platform to connect an account that exists. */
  codes?: Record<string, { account: string; at: number; used: boolean }>
  deliveries: Record<string, Delivery>
}

/** Where events go. */
export interface Endpoint {
  url: string
  secret: string
  /** Event types, or '*' for all. */
  events: readonly string[]
  /** The version that its payloads are written in; this stand-in's own when left out. */
  apiVersion?: string
}

/** The stand-in's inside: what it is, what it holds, and the request it is answering. */
export interface Stand {
  livemode: boolean
  secretKey: string
  /** Base address of its own pages. */
  url: string
  clock: Clock
  state: State
  endpoint: Endpoint | null
  /** Further endpoints that get the same events, as during a change of versions. */
  beside: Endpoint[]
  /** Seconds to wait before each further delivery attempt. */
  retryAfterSeconds: readonly number[]
  cause: { id: string; idempotency_key: string | null } | null
  /** Holds what is said against the wire format; null outside of tests. */
  wire: Wire | null
}

/** A new id in the API's manner: prefix, then random letters and digits. */
export function newId(prefix: string, length = 24): string {
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  const random = Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join('')
  return `${prefix}_${random}`
}

/** An empty book for an account. */
export const newBook = (account: Stripe.Account): Book => ({
  account,
  connected: true,
  objects: {
    'checkout.session': {},
    payment_intent: {},
    charge: {},
    balance_transaction: {},
    refund: {},
    dispute: {},
    payout: {},
    event: {},
  },
  lines: {},
  seeds: {},
  refundPlans: {},
  paidOutBy: {},
})

const NOUNS: Partial<Record<Kind, string>> = { balance_transaction: 'balance transaction' }

/** The object of an account, or the API's 404. */
export function find<K extends Kind>(
  stand: Stand,
  book: Book,
  kind: K,
  id: string,
  param?: string,
): Kinds[K] {
  const shelf: Record<string, Kinds[K]> = book.objects[kind]
  const found = Object.hasOwn(shelf, id) ? shelf[id] : undefined
  if (!found) throw missing(NOUNS[kind] ?? kind, id, stand.livemode, param)
  return found
}

/** The object wherever it is, with the account that owns it; for pages and controls, which know no account. */
export function locate<K extends Kind>(stand: Stand, kind: K, id: string): Owned<Kinds[K]> | null {
  for (const [account, book] of Object.entries(stand.state.books)) {
    const shelf: Record<string, Kinds[K]> = book.objects[kind]
    const object = Object.hasOwn(shelf, id) ? shelf[id] : undefined
    if (object) return { account, book, object }
  }
  return null
}

/** An object together with its owner. */
export interface Owned<T> {
  account: string
  book: Book
  object: T
}

/** The book of an account that must exist. */
export function bookOf(stand: Stand, account: string): Book {
  const book = stand.state.books[account]
  if (!book) throw new Error(`no account ${account} in this stand-in`)
  return book
}

/** The id in a field that may hold an id or an expanded object. */
export const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null)
