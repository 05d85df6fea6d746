import type Stripe from 'stripe'
import { plan } from './agenda.ts'
import { post, sums } from './balance.ts'
import { record } from './events.ts'
import { page, pageFields, within } from './lists.ts'
import { operation } from './operation.ts'
import { oneOf, range, text } from './params.ts'
import { type Book, bookOf, find, newId, type Owned, type Stand, type Task } from './stand.ts'

const DAY = 86_400

/** At the start of a day: money that has become available is paid out, one payout per currency. */
export function settle(stand: Stand, task: Task): void {
  const book = bookOf(stand, task.account)
  for (const transaction of Object.values(book.objects.balance_transaction))
    if (transaction.available_on <= stand.clock.now()) transaction.status = 'available'
  if (book.account.payouts_enabled) payOut(stand, task.account)
}

/** Pays out what is available now; answers the payouts made, none where nothing is positive. */
export function payOut(stand: Stand, account: string): Stripe.Payout[] {
  const book = bookOf(stand, account)
  const made: Stripe.Payout[] = []
  for (const [currency, sum] of sums(book)) {
    if (sum.available > 0) made.push(startPayout(stand, account, book, currency, sum.available))
  }
  return made
}

function startPayout(stand: Stand, account: string, book: Book, currency: string, amount: number) {
  const id = newId('po')
  for (const transaction of Object.values(book.objects.balance_transaction)) {
    if (transaction.status === 'available' && transaction.currency === currency)
      book.paidOutBy[transaction.id] ??= id
  }
  const posted = post(stand, account, {
    type: 'payout',
    category: 'payout',
    amount: -amount,
    currency,
    source: id,
    description: 'STRIPE PAYOUT',
    atOnce: true,
  })
  book.paidOutBy[posted.id] = id
  const payout = payoutObject(stand, id, posted, stand.clock.now() + DAY)
  book.objects.payout[id] = payout
  record(stand, account, 'payout.created', payout)
  plan(stand, { at: payout.arrival_date * 1000, kind: 'arrival', account, id })
  return payout
}

const payoutObject = (
  stand: Stand,
  id: string,
  posted: Stripe.BalanceTransaction,
  arrivesAt: number,
): Stripe.Payout => ({
  id,
  object: 'payout',
  amount: -posted.amount,
  application_fee: null,
  application_fee_amount: null,
  arrival_date: arrivesAt,
  automatic: true,
  balance_transaction: posted.id,
  created: posted.created,
  currency: posted.currency,
  description: 'STRIPE PAYOUT',
  destination: null,
  failure_balance_transaction: null,
  failure_code: null,
  failure_message: null,
  livemode: stand.livemode,
  metadata: {},
  method: 'standard',
  original_payout: null,
  payout_method: null,
  reconciliation_status: 'in_progress',
  reversed_by: null,
  source_type: 'card',
  statement_descriptor: null,
  status: 'in_transit',
  trace_id: null,
  type: 'bank_account',
})

/** The money reaches the bank. */
export function arrive(stand: Stand, task: Task): void {
  const payout = find(stand, bookOf(stand, task.account), 'payout', task.id)
  if (payout.status !== 'in_transit') return
  payout.status = 'paid'
  payout.reconciliation_status = 'completed'
  record(stand, task.account, 'payout.paid', payout)
  record(stand, task.account, 'payout.reconciliation_completed', payout)
}

/** The bank refuses a payout: its money returns to the balance. */
export function failPayout(stand: Stand, { account, object: payout }: Owned<Stripe.Payout>): Stripe.Payout {
  const posted = post(stand, account, {
    type: 'payout_failure',
    category: 'payout_reversal',
    amount: payout.amount,
    currency: payout.currency,
    source: payout.id,
    description: 'Payout failure',
    atOnce: true,
  })
  payout.status = 'failed'
  payout.failure_code = 'account_closed'
  payout.failure_message = 'The bank account has been closed'
  payout.failure_balance_transaction = posted.id
  record(stand, account, 'payout.failed', payout)
  return payout
}

/** The operations on payouts. */
export const payoutOperations = [
  operation(
    'GET',
    '/v1/payouts',
    {
      ...pageFields,
      arrival_date: range(),
      destination: text(),
      status: oneOf('pending', 'in_transit', 'paid', 'failed', 'canceled'),
    },
    (call, params) =>
      page(
        call,
        'payout',
        '/v1/payouts',
        params,
        (payout) =>
          (params.status === undefined || payout.status === params.status) &&
          (params.destination === undefined || payout.destination === params.destination) &&
          within(payout.arrival_date, params.arrival_date),
      ),
  ),
  operation('GET', '/v1/payouts/:id', {}, (call) => find(call.stand, call.book, 'payout', call.id)),
]
