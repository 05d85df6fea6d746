import { expect, test } from 'vitest'
import {
  type Account,
  concernOf,
  type Desk,
  deskRefusal,
  receiptSeries,
  receiptYear,
  standing,
} from '../../worker/payments/rules.ts'

const desk: Desk = {
  paidFor: null,
  registrationId: 'r1',
  cancelledAt: null,
  amountMinor: 150_000,
  dueMinor: 250_000,
  paidMinor: 0,
  referenceUsed: false,
}

test.each<[string, Partial<Desk>, string | undefined]>([
  ['the payment is there, now or from an earlier try', { paidFor: 'r1', paidMinor: 250_000 }, undefined],
  ['the id belongs to a payment of another registration', { paidFor: 'r2' }, 'state-changed'],
  ['the reference paid something else', { referenceUsed: true }, 'reference-used'],
  ['the registration was cancelled', { cancelledAt: 1 }, 'not-registered'],
  ['nothing is owed', { paidMinor: 250_000 }, 'already-paid'],
  ['a free workshop', { dueMinor: 0 }, 'already-paid'],
  ['one paisa more than is owed', { amountMinor: 250_001 }, 'amount-mismatch'],
])('%s', (_what, change, reason) => expect(deskRefusal({ ...desk, ...change })).toBe(reason))

const tried = (decision: string | null, complete: boolean, reviewed: string | null = null) => ({
  decision,
  complete,
  reviewed,
})
const owing: Account = { dueMinor: 100, waivedMinor: 0, paidMinor: 0, attempt: null }

test.each<[Account, string]>([
  [{ ...owing, dueMinor: 0 }, 'free'],
  [{ ...owing, dueMinor: 0, waivedMinor: 100 }, 'waived'],
  [{ ...owing, waivedMinor: 50 }, 'owed'],
  [owing, 'owed'],
  [{ ...owing, attempt: tried(null, false) }, 'owed'],
  [{ ...owing, attempt: tried(null, true) }, 'confirming'],
  [{ ...owing, attempt: tried('expired', false) }, 'owed'],
  [{ ...owing, attempt: tried('failed', true) }, 'owed'],
  [{ ...owing, attempt: tried('mismatch', true) }, 'review'],
  [{ ...owing, attempt: tried('foreign', true) }, 'review'],
  [{ ...owing, attempt: tried('foreign', true, 'refunded') }, 'returned'],
  [{ ...owing, attempt: tried('late', true) }, 'returned'],
  [{ ...owing, attempt: tried('duplicate', true) }, 'returned'],
  [{ ...owing, paidMinor: 40, attempt: tried('allocated', true) }, 'owed'],
  [{ ...owing, paidMinor: 100, attempt: tried('duplicate', true) }, 'paid'],
])('%j is %s', (account, state) => expect(standing(account)).toBe(state))

test.each([
  ['2026-04-01T00:00:00+05:30', '26-27'],
  ['2027-03-31T23:59:59+05:30', '26-27'],
  ['2027-04-01T00:00:00+05:30', '27-28'],
  ['2099-12-31T00:00:00+05:30', '99-00'],
])('%s is in the financial year %s', (instant, year) =>
  expect(receiptYear(Date.parse(instant) / 1000)).toBe(year),
)

test.each([
  ['bjp-mp', 'BJP'],
  ['a-b', 'AB'],
  ['x1', 'X1'],
  ['congress-rajasthan', 'CON'],
])('receipts of %s are in the series %s', (slug, series) => {
  expect(receiptSeries(slug)).toBe(series)
  expect(`${series}/26-27/000001`.length).toBeLessThanOrEqual(16)
})

test.each([
  ['checkout.session.completed', 'session'],
  ['checkout.session.expired', 'session'],
  ['account.updated', 'account'],
  ['capability.updated', 'account'],
  ['account.application.deauthorized', 'deauthorized'],
  ['refund.created', 'refund'],
  ['refund.updated', 'refund'],
  ['refund.failed', 'refund'],
  ['charge.refund.updated', 'refund'],
  ['charge.refunded', 'refunded'],
  ['charge.succeeded', 'charge'],
  ['charge.dispute.funds_withdrawn', 'dispute'],
  ['payout.paid', 'payout'],
  ['payout.reconciliation_completed', 'itemised'],
  ['customer.created', undefined],
])('%s concerns %s', (type, concern) => expect(concernOf(type)).toBe(concern))
