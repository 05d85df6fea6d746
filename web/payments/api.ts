import type { InferResponseType } from 'hono/client'
import type { approvals } from '../../worker/approvals/index.ts'
import { client, json } from '../api.ts'
import { reloadQueries } from '../query.ts'
import { keys, type paymentsApi } from '../registrations/api.ts'

type Payments = ReturnType<typeof paymentsApi>
type RefundPage = InferResponseType<Payments['refunds']['$get'], 200>

/** A refund in the treasurer's list. */
export type RefundRow = RefundPage['refunds'][number]

/** What is still to be paid back. */
export type Unpaid = RefundPage['unpaid']

/** One collector's cash of one day. */
export type CashPage = InferResponseType<Payments['cash-book']['$get'], 200>['pages'][number]

/** A closed day, as its slip is printed. */
export type Slip = InferResponseType<Payments['cash-closings'][':closingId']['$get'], 200>

/** How a fee can be paid beside Stripe, and what was sent. */
export type WaysToPay = InferResponseType<Payments['registrations'][':registrationId']['ways']['$get'], 200>

/** A claim in the queue. */
export type QueuedClaim = InferResponseType<Payments['claims']['$get'], 200>['claims'][number]

/** A cheque that waits for the bank. */
export type Cheque = InferResponseType<Payments['cheques']['$get'], 200>['cheques'][number]

/** Where fees are sent to. */
export type BankAccount = InferResponseType<Payments['bank-accounts']['$get'], 200>['accounts'][number]

/** The rules of money. */
export type MoneyRules = InferResponseType<Payments['money-rules']['$get'], 200>

/** A line of the bank's statement. */
export type BankLine = InferResponseType<Payments['bank-lines']['$get'], 200>['lines'][number]

/** Something of ours that a bank shows. */
export type BankSubject = InferResponseType<Payments['bank-unseen']['$get'], 200>['subjects'][number]

/** A receipt for whoever has its link. */
export type PublicReceipt = InferResponseType<Payments['public-receipts']['$post'], 200>

/** Takes back a question that one asked oneself. */
export const takeBack = (organisation: string, approvalId: string) =>
  json(
    client<typeof approvals>(`/api/o/${encodeURIComponent(organisation)}`).approvals[':approvalId'].$delete({
      param: { approvalId },
    }),
  )

/** Reads anew what is known of a registration and of the money that it concerns. */
export const reloadMoney = (organisation: string, registrationId: string): void => {
  reloadQueries(keys.card(organisation, registrationId))
  reloadQueries(`${organisation}/money/`)
  reloadQueries(`${organisation}/receipts/`)
}
