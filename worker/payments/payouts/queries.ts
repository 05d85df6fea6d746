import { sql } from 'drizzle-orm'
import { rootPath } from '../../organisations/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { jsonList, q } from '../../platform/sql.ts'

/** What Stripe says of a payout, as far as it matters here. Currency in capitals. */
export type PayoutFacts = {
  id: string
  amountMinor: number
  currency: string
  status: string
  automatic: boolean
  arrivesAt: number
  madeAt: number
  failed: boolean
  failure: string | null
}

/** Keeps a payout of one of the organisation's accounts, once. */
export const open = (p: PayoutFacts, account: string) =>
  q.run(sql`insert into stripe_payouts
    (id, stripe_account_id, amount_minor, currency, status, automatic, arrives_at, made_at)
    values (${p.id}, ${account}, ${p.amountMinor}, ${p.currency}, ${p.status}, ${p.automatic ? 1 : 0}, ${p.arrivesAt},
      ${p.madeAt}) on conflict do nothing`)

/** Writes down how it stands; what failed stays failed. */
export const update = (p: PayoutFacts, now: number) =>
  q.run(sql`update stripe_payouts set status = ${p.status}, arrives_at = ${p.arrivesAt}, failure = ${p.failure},
      failed_at = case when ${p.failed ? 1 : 0} then ${now} end
    where id = ${p.id} and failed_at is null and (status is not ${p.status} or arrives_at is not ${p.arrivesAt})`)

/** Marks lines as paid out by a payout. */
export const paidOut = (payoutId: string, ids: readonly string[]) =>
  q.run(sql`update stripe_transactions set payout_id = ${payoutId}
    where id in (select value from json_each(${jsonList(ids)})) and payout_id is null`)

/** Says that a payout was matched line by line, and what the lines known here come to. */
export const matched = (payoutId: string, now: number) =>
  q.all<{ differenceMinor: number }>(sql`update stripe_payouts set matched_at = ${now},
      (matched_minor, lines) = (select coalesce(sum(t.amount_minor - t.fee_minor), 0), count(*) from stripe_transactions t
        where t.payout_id = stripe_payouts.id and t.kind <> 'payout')
    where id = ${payoutId} returning amount_minor - matched_minor as "differenceMinor"`)

/** How many payouts a page holds. */
export const PAGE = 50

/** A payout. */
export type PayoutRow = {
  id: string
  amountMinor: number
  currency: string
  status: string
  automatic: number
  arrivesAt: number
  madeAt: number
  failedAt: number | null
  failure: string | null
  matchedAt: number | null
  matchedMinor: number | null
  lines: number | null
}

/** Payouts, the newest first, one more than a page. */
export const payoutList = (after: string | undefined, holds: Holds) =>
  q.all<PayoutRow>(sql`select p.id, p.amount_minor as "amountMinor", p.currency, p.status, p.automatic,
      p.arrives_at as "arrivesAt", p.made_at as "madeAt", p.failed_at as "failedAt", p.failure,
      p.matched_at as "matchedAt", p.matched_minor as "matchedMinor", p.lines
    from stripe_payouts p where ${holds({ path: rootPath })}
    ${after ? sql`and (p.made_at, p.id) < (select x.made_at, x.id from stripe_payouts x where x.id = ${after})` : sql``}
    order by p.made_at desc, p.id desc limit ${PAGE + 1}`)
