import { appendFileSync } from 'node:fs'
import { decodeForm } from '../params.ts'
import { faultsOf, type Named } from './holding.ts'

const resources = new URL('./resources/', import.meta.resolve('stripe'))
const named = (file: string, name: string): Named => ({ file: new URL(`${file}.d.ts`, resources), name })

/** What an operation takes and answers: the file of its types, the type of its parameters, the type of its answer. */
type Operation = [file: string, params: string | null, answer: string, list?: 'list']

/** Every operation that this project uses or its stand-in serves, as Stripe's SDK declares it. */
const OPERATIONS: Record<string, Operation> = {
  'GET /v1/account': ['Accounts', null, 'Account'],
  'GET /v1/accounts': ['Accounts', 'AccountListParams', 'Account', 'list'],
  'POST /v1/accounts': ['Accounts', 'AccountCreateParams', 'Account'],
  'GET /v1/accounts/:id': ['Accounts', 'AccountRetrieveParams', 'Account'],
  'POST /v1/accounts/:id': ['Accounts', 'AccountUpdateParams', 'Account'],
  'GET /v1/accounts/:id/capabilities': ['Accounts', 'AccountListCapabilitiesParams', 'Capability', 'list'],
  'POST /v1/account_links': ['AccountLinks', 'AccountLinkCreateParams', 'AccountLink'],
  'POST /oauth/token': ['OAuth', 'OAuthTokenParams', 'OAuthToken'],
  'POST /oauth/deauthorize': ['OAuth', 'OAuthDeauthorizeParams', 'OAuthDeauthorization'],
  'GET /v1/checkout/sessions': ['Checkout/Sessions', 'Checkout.SessionListParams', 'Session', 'list'],
  'POST /v1/checkout/sessions': ['Checkout/Sessions', 'Checkout.SessionCreateParams', 'Session'],
  'GET /v1/checkout/sessions/:id': ['Checkout/Sessions', 'Checkout.SessionRetrieveParams', 'Session'],
  'POST /v1/checkout/sessions/:id': ['Checkout/Sessions', 'Checkout.SessionUpdateParams', 'Session'],
  'GET /v1/checkout/sessions/:id/line_items': [
    'Checkout/Sessions',
    'Checkout.SessionListLineItemsParams',
    'LineItem',
    'list',
  ],
  'POST /v1/checkout/sessions/:id/expire': ['Checkout/Sessions', 'Checkout.SessionExpireParams', 'Session'],
  'GET /v1/payment_intents': ['PaymentIntents', 'PaymentIntentListParams', 'PaymentIntent', 'list'],
  'GET /v1/payment_intents/:id': ['PaymentIntents', 'PaymentIntentRetrieveParams', 'PaymentIntent'],
  'POST /v1/payment_intents': ['PaymentIntents', 'PaymentIntentCreateParams', 'PaymentIntent'],
  'GET /v1/charges': ['Charges', 'ChargeListParams', 'Charge', 'list'],
  'GET /v1/charges/:id': ['Charges', 'ChargeRetrieveParams', 'Charge'],
  'GET /v1/refunds': ['Refunds', 'RefundListParams', 'Refund', 'list'],
  'POST /v1/refunds': ['Refunds', 'RefundCreateParams', 'Refund'],
  'GET /v1/refunds/:id': ['Refunds', 'RefundRetrieveParams', 'Refund'],
  'POST /v1/refunds/:id/cancel': ['Refunds', 'RefundCancelParams', 'Refund'],
  'GET /v1/disputes': ['Disputes', 'DisputeListParams', 'Dispute', 'list'],
  'GET /v1/disputes/:id': ['Disputes', 'DisputeRetrieveParams', 'Dispute'],
  'POST /v1/disputes/:id': ['Disputes', 'DisputeUpdateParams', 'Dispute'],
  'POST /v1/disputes/:id/close': ['Disputes', 'DisputeCloseParams', 'Dispute'],
  'GET /v1/balance': ['Balance', 'BalanceRetrieveParams', 'Balance'],
  'GET /v1/balance_transactions': [
    'BalanceTransactions',
    'BalanceTransactionListParams',
    'BalanceTransaction',
    'list',
  ],
  'GET /v1/balance_transactions/:id': [
    'BalanceTransactions',
    'BalanceTransactionRetrieveParams',
    'BalanceTransaction',
  ],
  'GET /v1/payouts': ['Payouts', 'PayoutListParams', 'Payout', 'list'],
  'GET /v1/payouts/:id': ['Payouts', 'PayoutRetrieveParams', 'Payout'],
  'GET /v1/events': ['Events', 'EventListParams', 'EventBase', 'list'],
  'GET /v1/events/:id': ['Events', 'EventRetrieveParams', 'EventBase'],
}

/** What an event is about, by the `object` of what it carries. */
const OBJECTS: Record<string, [file: string, name: string]> = {
  account: ['Accounts', 'Account'],
  application: ['Applications', 'Application'],
  capability: ['Accounts', 'Capability'],
  charge: ['Charges', 'Charge'],
  'checkout.session': ['Checkout/Sessions', 'Session'],
  dispute: ['Disputes', 'Dispute'],
  payment_intent: ['PaymentIntents', 'PaymentIntent'],
  payout: ['Payouts', 'Payout'],
  refund: ['Refunds', 'Refund'],
}

const ERROR_TYPES = new Set(['api_error', 'card_error', 'idempotency_error', 'invalid_request_error'])

type Json = Record<string, unknown>
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null

const LIST = ['data', 'has_more', 'object', 'url']

/** What of an event does not fit: its frame, and the object that it carries. */
function eventFaults(event: Json): string[] {
  const data = isJson(event.data) ? event.data : {}
  const object = isJson(data.object) ? data.object : {}
  const of = OBJECTS[String(object.object)]
  // The SDK knows the objects of an event by its type only; here the object says itself what it is.
  const frame = { ...event, data: {}, type: 'account.updated' }
  const framed = faultsOf(frame, named('Events', 'EventBase'), 'json').filter(
    (fault) => !fault.includes('.data'),
  )
  return of
    ? [...framed, ...faultsOf(object, named(...of), 'json')]
    : [...framed, `event about ${object.object}`]
}

function listFaults(answer: Json, one: (item: Json) => string[]): string[] {
  if (Object.keys(answer).sort().join() !== LIST.join() || answer.object !== 'list')
    return ['list: another frame']
  return Array.isArray(answer.data) ? answer.data.flatMap(one) : ['list.data: no list']
}

function errorFaults(answer: Json): string[] {
  const { error } = answer
  if (typeof error === 'string')
    return typeof answer.error_description === 'string' ? [] : ['error_description: missing']
  if (!isJson(error)) return ['error: missing']
  const faults = ERROR_TYPES.has(String(error.type)) ? [] : [`error.type: ${error.type}`]
  return typeof error.message === 'string' ? faults : [...faults, 'error.message: missing']
}

/** What was held against the wire format, and what did not fit. */
export interface Tally {
  requests: number
  answers: number
  events: number
  faults: string[]
}

/** Holds every accepted request, every answer and every event of a stand-in against what Stripe's SDK declares. */
export class Wire {
  readonly tally: Tally = { requests: 0, answers: 0, events: 0, faults: [] }
  /** Objects that a test has made to be what no rule allows; what bears them is not held. */
  readonly spoilt = new Set<string>()

  #note(what: string, faults: string[]): void {
    this.tally.faults.push(...faults.slice(0, 5).map((fault) => `${what}: ${fault}`))
  }

  /** One request and its answer. */
  exchange(method: string, path: string, form: string, status: number, body: string): void {
    const place = `${method} ${path}`
    const answer: unknown = JSON.parse(body)
    const operation = OPERATIONS[place]
    this.tally.answers += 1
    if (!isJson(answer)) this.#note(place, ['no object'])
    else if (status >= 400) this.#note(`${place} ${status}`, errorFaults(answer))
    else if (!operation) this.#note(place, ['no such operation'])
    else this.#accepted(place, operation, decodeForm(form), answer, body)
  }

  #accepted(place: string, operation: Operation, form: object, answer: Json, body: string): void {
    const [file, params, name, list] = operation
    this.tally.requests += 1
    if (params) this.#note(`${place} request`, faultsOf(form, named(file, params), 'form'))
    if ([...this.spoilt].some((id) => body.includes(`"${id}"`))) return
    const one = (item: Json) =>
      name === 'EventBase' ? eventFaults(item) : faultsOf(item, named(file, name), 'json')
    this.#note(`${place} answer`, list ? listFaults(answer, one) : one(answer))
  }

  /** One event as it goes out. */
  event(event: Json & { id: string }): void {
    if ([...this.spoilt].some((id) => JSON.stringify(event).includes(`"${id}"`))) return
    this.tally.events += 1
    this.#note(`event ${event.type}`, eventFaults(event))
  }

  /** Adds the tally to a file of tallies. */
  write(path: string): void {
    appendFileSync(path, `${JSON.stringify(this.tally)}\n`)
  }
}
