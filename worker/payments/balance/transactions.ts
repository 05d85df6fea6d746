import { sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import { jsonList, q } from '../../platform/sql.ts'
import { APP } from '../stripe.ts'

/** What moves a balance at Stripe. */
export type Kind = 'charge' | 'refund' | 'dispute' | 'payout' | 'fee' | 'other'

/** A line of Stripe's own book. */
export type Line = {
  id: string
  kind: Kind
  sourceId: string | null
  /** The payment intent behind it, where Stripe told it. */
  intentId: string | null
  /** Whether the source says that it is ours; null when it says nothing. */
  ours: boolean | null
  amountMinor: number
  feeMinor: number
  currency: string
  at: number
}

const KINDS: Record<string, Kind> = {
  charge: 'charge',
  payment: 'charge',
  refund: 'refund',
  payment_refund: 'refund',
  refund_failure: 'refund',
  payment_failure_refund: 'refund',
  payout: 'payout',
  payout_cancel: 'payout',
  payout_failure: 'payout',
  stripe_fee: 'fee',
  stripe_fx_fee: 'fee',
  tax_fee: 'fee',
}

type Source = {
  id?: string
  object?: string
  payment_intent?: unknown
  metadata?: Record<string, string> | null
}

const idOf = (value: unknown): string | null => {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    ? value.id
    : null
}

/** Reads a balance transaction; its source may be expanded. `organisation` is whose metadata counts as ours. */
export function lineOf(made: Stripe.BalanceTransaction, organisation: string): Line {
  const source: Source = made.source && typeof made.source === 'object' ? { ...made.source } : {}
  const sourceId = idOf(made.source)
  const isDispute = made.reporting_category.startsWith('dispute')
  const kind = isDispute ? 'dispute' : (KINDS[made.type] ?? 'other')
  return {
    id: made.id,
    kind,
    sourceId,
    intentId: idOf(source.payment_intent),
    ours:
      source.object === 'charge'
        ? source.metadata?.app === APP && source.metadata.organisation === organisation
        : null,
    amountMinor: made.amount,
    feeMinor: made.fee,
    currency: made.currency.toUpperCase(),
    at: made.created,
  }
}

/**
 * Writes down lines whose facts are known here, each once; fees and what stands alone are posted by triggers. What no
 * fact of ours explains is written only as `other`, and only if nothing says that it is ours. Answers what was written.
 */
export function note(lines: readonly Line[], account: string) {
  const rows = lines.map((l) => [
    l.id,
    l.kind,
    l.sourceId,
    l.intentId,
    l.ours,
    l.amountMinor,
    l.feeMinor,
    l.currency,
    l.at,
  ])
  const of = (index: number) => sql.raw(`j.value ->> ${index}`)
  return q.all<{ id: string; kind: Kind }>(sql`
    insert into stripe_transactions (id, kind, source_id, attempt_id, amount_minor, fee_minor, currency, at)
    select t.id, case when t.attempt_id is null and t.kind in ('charge', 'refund', 'dispute') then 'other' else t.kind end,
      t.source_id, t.attempt_id, t.amount_minor, t.fee_minor, t.currency, t.at
    from (select ${of(0)} as id, ${of(1)} as kind, ${of(2)} as source_id, ${of(4)} as ours, ${of(5)} as amount_minor,
        ${of(6)} as fee_minor, ${of(7)} as currency, ${of(8)} as at,
        case ${of(1)} when 'charge' then (select a.id from attempts a where a.intent_id = ${of(3)}
            and a.stripe_account_id = ${account} and a.decision is not null)
          when 'refund' then (select s.attempt_id from stripe_refunds s where s.provider_id = ${of(2)}
            and s.moved_at is not null)
          when 'dispute' then (select d.attempt_id from disputes d where d.id = ${of(2)}) end as attempt_id
      from json_each(${jsonList(rows)}) j) t
    where t.attempt_id is not null or t.kind in ('fee', 'other')
      or (t.kind = 'payout' and exists (select 1 from stripe_payouts p where p.id = t.source_id))
      or (t.kind in ('charge', 'refund', 'dispute') and t.ours = 0)
    on conflict do nothing returning id, kind`)
}

/** Which of these lines are not written down yet. */
export const unknownOf = (ids: readonly string[]) =>
  q.all<{ id: string }>(sql`select j.value as id from json_each(${jsonList(ids)}) j
    where not exists (select 1 from stripe_transactions t where t.id = j.value)`)
