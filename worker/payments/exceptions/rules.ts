// What about money somebody may have to look at.

/** Every kind of exception; the screen has words for each. */
export const EXCEPTION_KINDS = [
  'event-parked',
  'event-suspect',
  'account-disconnected',
  'account-disabled',
  'account-asked',
  'dispute-open',
  'state-unknown',
  'refund-failed',
  'payout-failed',
  'payout-differs',
  'transaction-unknown',
  'charge-absent',
  'refund-absent',
  'transaction-differs',
  'balance-differs',
] as const

/** What is wrong. */
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number]
