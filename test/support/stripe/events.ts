import { EVENT_TYPES } from '../../../worker/payments/rules.ts'
import { plan } from './agenda.ts'
import { page, pageFields } from './lists.ts'
import { operation } from './operation.ts'
import { flag, list, type Range, text } from './params.ts'
import { API_VERSION, bookOf, find, newId, type Stand, type WireEvent } from './stand.ts'

/** The event types the product's Connect endpoint subscribes to. */
export const SUBSCRIBED = EVENT_TYPES

/**
 * Writes an event into the account's log with a copy of the object as it is now, and plans its delivery.
 * The platform's own events are logged but not delivered, the endpoint being a Connect endpoint; nor are those of an
 * account that is not connected, unless `anyway`.
 */
export function record(
  stand: Stand,
  account: string,
  type: string,
  object: object,
  previous?: object,
  anyway = bookOf(stand, account).connected,
): WireEvent {
  const connected = account !== stand.state.platform
  const sent = connected && anyway && stand.endpoint !== null && subscribes(stand.endpoint.events, type)
  const event: WireEvent = {
    id: newId('evt', 24),
    object: 'event',
    ...(connected ? { account } : {}),
    api_version: API_VERSION,
    created: stand.clock.now(),
    data: { object: structuredClone(object), ...(previous ? { previous_attributes: previous } : {}) },
    livemode: stand.livemode,
    pending_webhooks: sent ? 1 : 0,
    request: stand.cause ?? { id: null, idempotency_key: null },
    type,
  }
  bookOf(stand, account).objects.event[event.id] = event
  if (sent) {
    stand.state.deliveries[event.id] = { event: event.id, account, state: 'pending', attempts: [] }
    plan(stand, { at: stand.clock.nowMs(), kind: 'delivery', account, id: event.id })
  }
  return event
}

const subscribes = (events: readonly string[], type: string) => events.includes('*') || events.includes(type)

/** Whether a type is meant by a pattern: the type itself, or a prefix with `*`. */
export const typeMatches = (pattern: string, type: string): boolean =>
  pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type

interface EventFilter {
  type: string | undefined
  types: string[] | undefined
  delivery_success: boolean | undefined
  created: Range | undefined
}

function wanted(stand: Stand, event: WireEvent, filter: EventFilter): boolean {
  const patterns = filter.types ?? (filter.type === undefined ? ['*'] : [filter.type])
  if (!patterns.some((pattern) => typeMatches(pattern, event.type))) return false
  if (filter.delivery_success === undefined) return true
  const delivery = stand.state.deliveries[event.id]
  return (delivery === undefined || delivery.state === 'delivered') === filter.delivery_success
}

/** The operations of the event log. */
export const eventOperations = [
  operation(
    'GET',
    '/v1/events',
    { ...pageFields, type: text(), types: list(text(), 20), delivery_success: flag() },
    (call, params) => page(call, 'event', '/v1/events', params, (event) => wanted(call.stand, event, params)),
  ),
  operation('GET', '/v1/events/:id', {}, (call) => find(call.stand, call.book, 'event', call.id)),
]
