/**
 * Payments: what is owed, what came, and what Stripe says. The provider is a port: cash, UPI and bank are recorded at a
 * desk, Stripe takes money on the organisation's own account. Every posting of the ledger sums to zero, written by
 * triggers from the facts; an attempt is decided once, by webhook, return or sweep, whichever comes first.
 * Words: due, payment, receipt (consecutive per series and financial year), attempt (one Checkout Session), inbox.
 */
import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { checkout } from './checkout/routes.ts'
import { connection } from './connection/routes.ts'
import { desk } from './routes.ts'

export { webhooks } from './inbox/routes.ts'
export { duePaymentJobs, PaymentJob, runPaymentJob } from './jobs.ts'
export {
  concerned,
  dueOf,
  fromRegistrations,
  overRegistration,
  paidOf,
  raiseDue,
  raiseDues,
} from './queries.ts'

/** The routes of this domain inside an organisation. */
export const payments = new Hono<TenantEnv>().route('/', desk).route('/', checkout).route('/', connection)
