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
