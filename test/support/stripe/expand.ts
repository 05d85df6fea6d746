import { invalid } from './failure.ts'
import type { Call } from './operation.ts'
import { find, type Kind } from './stand.ts'

type Json = Record<string, unknown>

/** Which fields of which object can be expanded, and into what. */
const EXPANDABLE: Record<string, Record<string, Kind | 'lines' | 'refunds' | 'source'>> = {
  'checkout.session': { payment_intent: 'payment_intent', line_items: 'lines' },
  payment_intent: { latest_charge: 'charge' },
  charge: {
    balance_transaction: 'balance_transaction',
    failure_balance_transaction: 'balance_transaction',
    payment_intent: 'payment_intent',
    refunds: 'refunds',
  },
  refund: {
    balance_transaction: 'balance_transaction',
    failure_balance_transaction: 'balance_transaction',
    charge: 'charge',
    payment_intent: 'payment_intent',
  },
  dispute: { charge: 'charge', payment_intent: 'payment_intent' },
  payout: { balance_transaction: 'balance_transaction', failure_balance_transaction: 'balance_transaction' },
  balance_transaction: { source: 'source' },
}

const SOURCES: Record<string, Kind> = { ch: 'charge', re: 'refund', du: 'dispute', po: 'payout' }

/** What the operations under a path answer with. */
const ROOTS: [string, string][] = [
  ['/v1/checkout/sessions', 'checkout.session'],
  ['/v1/payment_intents', 'payment_intent'],
  ['/v1/charges', 'charge'],
  ['/v1/refunds', 'refund'],
  ['/v1/disputes', 'dispute'],
  ['/v1/payouts', 'payout'],
  ['/v1/balance_transactions', 'balance_transaction'],
]

const cannot = (name: string) => invalid(`This property cannot be expanded (${name}).`, 'expand')

/** Refuses what cannot be expanded in the answer of an operation, before it is executed. */
export function checkExpand(path: string, names: readonly string[]): void {
  const root = ROOTS.find(([start]) => path.startsWith(start))?.[1] ?? ''
  for (const name of names) {
    const steps = name.split('.')
    if (steps[0] === 'data') steps.shift()
    if (steps.length > 4) throw invalid('You cannot expand more than 4 levels of a property.', 'expand')
    steps.reduce((noun, step) => {
      const target = noun === 'source' ? noun : EXPANDABLE[noun]?.[step]
      if (target === undefined) throw cannot(name)
      return target
    }, root)
  }
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null

/** A copy of an answer with the named fields expanded; they were checked before. */
export function expanded(call: Call, answer: object, names: readonly string[]): object {
  const copy: unknown = structuredClone(answer)
  for (const name of names) {
    if (isJson(copy)) follow(call, copy, name.split('.'))
  }
  return copy as object
}

function follow(call: Call, object: Json, path: string[]): void {
  const [step, ...rest] = path
  if (step === undefined) return
  if (object.object === 'list' && step === 'data' && Array.isArray(object.data)) {
    for (const element of object.data) if (isJson(element)) follow(call, element, rest)
    return
  }
  const target = EXPANDABLE[String(object.object)]?.[step]
  if (!target) return
  if (target === 'lines') object[step] = linesOf(call, String(object.id))
  else if (target === 'refunds') object[step] = refundsOf(call, String(object.id))
  else if (typeof object[step] === 'string') object[step] = fetched(call, target, object[step])
  const next = object[step]
  if (isJson(next)) follow(call, next, rest)
}

function fetched(call: Call, target: Kind | 'source', id: string): object {
  const kind = target === 'source' ? SOURCES[id.split('_')[0] ?? ''] : target
  if (!kind) throw cannot(id)
  return structuredClone(find(call.stand, call.book, kind, id))
}

const linesOf = (call: Call, session: string) => ({
  object: 'list',
  data: structuredClone(call.book.lines[session] ?? []).slice(0, 10),
  has_more: (call.book.lines[session]?.length ?? 0) > 10,
  url: `/v1/checkout/sessions/${session}/line_items`,
})

function refundsOf(call: Call, charge: string) {
  const refunds = Object.values(call.book.objects.refund).filter((refund) => refund.charge === charge)
  return {
    object: 'list',
    data: structuredClone(refunds.reverse().slice(0, 10)),
    has_more: refunds.length > 10,
    url: `/v1/charges/${charge}/refunds`,
  }
}
