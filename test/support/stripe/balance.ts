import type Stripe from 'stripe'
import { plan } from './agenda.ts'
import { page, pageFields } from './lists.ts'
import { operation } from './operation.ts'
import { text } from './params.ts'
import { type Book, bookOf, find, newId, type Stand } from './stand.ts'

const DAY = 86_400
/** Days until a payment's money is available, counted from the start of its day (UTC). */
export const DELAY_DAYS = 2

/** Stripe's fee on a payment: 2 % rounded half up, and 18 % GST on that fee rounded half up, in paise. */
export function feeOn(amount: number): { fee: number; tax: number } {
  const fee = Math.floor((amount * 2 + 50) / 100)
  const tax = Math.floor((fee * 18 + 50) / 100)
  return { fee, tax }
}

/** What a balance transaction is made of. */
export interface Posting {
  type: Stripe.BalanceTransaction['type']
  category: string
  amount: number
  currency: string
  source: string
  description?: string | null
  fees?: Stripe.BalanceTransaction.FeeDetail[]
  /** True when the money can be paid out at once; otherwise after the delay. */
  atOnce: boolean
}

/** A line of fee in a balance transaction. */
export const feeLine = (
  type: string,
  amount: number,
  currency: string,
  description: string,
): Stripe.BalanceTransaction.FeeDetail => ({ amount, application: null, currency, description, type })

/** Writes a balance transaction, and plans the instant its money becomes available. */
export function post(stand: Stand, account: string, posting: Posting): Stripe.BalanceTransaction {
  const now = stand.clock.now()
  const fees = (posting.fees ?? []).filter((line) => line.amount !== 0)
  const fee = fees.reduce((sum, line) => sum + line.amount, 0)
  const availableOn = posting.atOnce ? now : now - (now % DAY) + DELAY_DAYS * DAY
  const transaction: Stripe.BalanceTransaction = {
    id: newId('txn'),
    object: 'balance_transaction',
    amount: posting.amount,
    available_on: availableOn,
    balance_type: 'payments',
    created: now,
    currency: posting.currency,
    description: posting.description ?? null,
    exchange_rate: null,
    fee,
    fee_details: fees,
    net: posting.amount - fee,
    reporting_category: posting.category,
    source: posting.source,
    status: posting.atOnce ? 'available' : 'pending',
    type: posting.type,
  }
  bookOf(stand, account).objects.balance_transaction[transaction.id] = transaction
  planSettlement(stand, account, availableOn)
  return transaction
}

function planSettlement(stand: Stand, account: string, availableOn: number): void {
  const midnight = availableOn % DAY === 0 ? availableOn : availableOn - (availableOn % DAY) + DAY
  const at = midnight * 1000
  const planned = stand.state.tasks.some(
    (task) => task.kind === 'settlement' && task.account === account && task.at === at,
  )
  if (!planned) plan(stand, { at, kind: 'settlement', account, id: account })
}

/** The sums of an account's money by currency: what can be paid out, and what is still on its way. */
export function sums(book: Book): Map<string, { available: number; pending: number }> {
  const found = new Map<string, { available: number; pending: number }>()
  for (const transaction of Object.values(book.objects.balance_transaction)) {
    const sum = found.get(transaction.currency) ?? { available: 0, pending: 0 }
    sum[transaction.status === 'available' ? 'available' : 'pending'] += transaction.net
    found.set(transaction.currency, sum)
  }
  if (found.size === 0) found.set(book.account.default_currency ?? 'inr', { available: 0, pending: 0 })
  return found
}

function balance(stand: Stand, book: Book) {
  const side = (which: 'available' | 'pending') =>
    [...sums(book)].map(([currency, sum]) => ({
      amount: sum[which],
      currency,
      source_types: { card: sum[which] },
    }))
  return {
    object: 'balance',
    available: side('available'),
    livemode: stand.livemode,
    pending: side('pending'),
  }
}

/** The operations on the balance and its transactions. */
export const balanceOperations = [
  operation('GET', '/v1/balance', {}, (call) => balance(call.stand, call.book)),
  operation(
    'GET',
    '/v1/balance_transactions',
    { ...pageFields, type: text(), source: text(), payout: text(), currency: text() },
    (call, params) => {
      const { type, source, payout, currency } = params
      if (payout !== undefined) find(call.stand, call.book, 'payout', payout, 'payout')
      return page(
        call,
        'balance_transaction',
        '/v1/balance_transactions',
        params,
        (transaction) =>
          (type === undefined || transaction.type === type) &&
          (source === undefined || transaction.source === source) &&
          (currency === undefined || transaction.currency === currency) &&
          (payout === undefined || call.book.paidOutBy[transaction.id] === payout),
      )
    },
  ),
  operation('GET', '/v1/balance_transactions/:id', {}, (call) =>
    find(call.stand, call.book, 'balance_transaction', call.id),
  ),
]
