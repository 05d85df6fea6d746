/**
 * Payments: what is owed, what came, and what Stripe says. The provider is a port: cash, UPI and bank are recorded at a
 * desk, Stripe takes money on the organisation's own account. Every posting of the ledger sums to zero, written by
 * triggers from the facts; an attempt is decided once, by webhook, return or sweep, whichever comes first.
 * What one person alone may not do (waive, give back, close a day's cash) is asked here and decided in approvals; the
 * triggers of 0012 write what follows. Words: due, payment, receipt and refund voucher (consecutive per series and
 * financial year), policy (how much goes back, by days before the start), attempt (one Checkout Session, a line for
 * each person it is for), collection (one sum of one payer for several people), payer, rule (what a place costs whom),
 * inbox, waiver, refund, page (a collector's cash of a day), closing, books (statements of account).
 */
import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { accountsAndRules } from './bank/routes.ts'
import { statements } from './bank/statements.ts'
import { books } from './books/routes.ts'
import { cash } from './cash/routes.ts'
import { checkout } from './checkout/routes.ts'
import { claims } from './claims/routes.ts'
import { connection } from './connection/routes.ts'
import { disputes } from './disputes/routes.ts'
import { exceptions } from './exceptions/routes.ts'
import { fees } from './fees/routes.ts'
import { groups } from './groups/routes.ts'
import { payers } from './payers/routes.ts'
import { payouts } from './payouts/routes.ts'
import { policy } from './policy/routes.ts'
import { receipts } from './receipts/routes.ts'
import { reconciliation } from './reconciliation/routes.ts'
import { refunds } from './refunds/routes.ts'
import { reviews } from './reviews/routes.ts'
import { desk } from './routes.ts'
import { vouchers } from './vouchers/routes.ts'
import { waivers } from './waivers/routes.ts'

export { endAttempts } from './checkout/jobs.ts'
export { type PriceRow, priceOf } from './fees/prices.ts'
export { feeDay, priceColumns } from './fees/queries.ts'
export { webhooks } from './inbox/routes.ts'
export { duePaymentJobs, PaymentJob, runPaymentJob } from './jobs.ts'
export { untilIn } from './policy/answers.ts'
export { askBack, askedBack } from './policy/queries.ts'
export { Until } from './policy/shapes.ts'
export {
  concerned,
  dueOf,
  fromRegistrations,
  overRegistration,
  type Price,
  paidOf,
  raiseDue,
  raiseDues,
  waivedOf,
} from './queries.ts'

/** The routes of this domain inside an organisation. */
export const payments = new Hono<TenantEnv>()
  .route('/', desk)
  .route('/', checkout)
  .route('/', groups)
  .route('/', fees)
  .route('/', payers)
  .route('/', books)
  .route('/', connection)
  .route('/', exceptions)
  .route('/', waivers)
  .route('/', refunds)
  .route('/', policy)
  .route('/', reviews)
  .route('/', disputes)
  .route('/', payouts)
  .route('/', reconciliation)
  .route('/', cash)
  .route('/', receipts)
  .route('/', vouchers)
  .route('/', claims)
  .route('/', accountsAndRules)
  .route('/', statements)
