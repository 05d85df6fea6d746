import { sql } from 'drizzle-orm'
import { newId } from '../../platform/id.ts'
import { q } from '../../platform/sql.ts'
import type { ExceptionKind } from '../exceptions/rules.ts'
import type { Explained } from './lines.ts'

const DAY = 86_400
/** Lines may come late and their money later: so far back a night looks again; seconds. */
export const OVERLAP = 3 * DAY
/** No two nights are closer, unless somebody asks; seconds. */
const NIGHT = 20 * 3600

/** A comparison under way. */
export type Run = { id: string; fromAt: number; startedAt: number; cursor: string | null }

const openRun = (account: string) =>
  q.all<Run>(sql`select id, from_at as "fromAt", started_at as "startedAt", cursor from recon_runs
    where stripe_account_id = ${account} and finished_at is null`)

/** Begins a comparison with an account unless one is under way, or was not long ago; answers the one under way. */
export const begin = (account: string, asked: boolean, now: number) =>
  [
    q.run(sql`insert into recon_runs (id, stripe_account_id, from_at, started_at)
      select ${newId()}, ${account}, max(0, coalesce(
          (select max(r.started_at) from recon_runs r where r.stripe_account_id = ${account} and r.finished_at is not null),
          (select s.connected_at from stripe_accounts s where s.id = ${account}),
          (select min(a.created_at) from attempts a where a.stripe_account_id = ${account}), ${now}) - ${OVERLAP}), ${now}
      where not exists (select 1 from recon_runs r where r.stripe_account_id = ${account}
        and (r.finished_at is null or (not ${asked} and r.started_at > ${now - NIGHT})))`),
    openRun(account),
  ] as const

/** Goes on after a page, unless another job did; answers whether it was this one. */
export const turn = (run: Run, cursor: string | null, sum: Explained & { seen: number; netMinor: number }) =>
  q.all<{
    id: string
  }>(sql`update recon_runs set cursor = ${cursor}, pages = pages + 1, seen = seen + ${sum.seen},
      matched = matched + ${sum.matched}, repaired = repaired + ${sum.repaired}, others = others + ${sum.others},
      unmatched = unmatched + ${sum.unmatched}, net_minor = net_minor + ${sum.netMinor}
    where id = ${run.id} and cursor is ${run.cursor} and finished_at is null returning id`)

const absent = (kind: ExceptionKind, from: ReturnType<typeof sql>, now: number) =>
  q.run(sql`insert into exceptions (id, kind, subject, detail, raised_at)
    select lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8'
        || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))), ${kind}, f.subject,
      json_object('amountMinor', f.amount_minor, 'currency', f.currency), ${now}
    from (${from}) f where not exists (select 1 from exceptions x where x.kind = ${kind} and x.subject = f.subject) limit 200`)

/** What was posted here and is not in Stripe's book after three days is raised; what has come meanwhile is settled. */
export const pursueAbsent = (run: Run, account: string, now: number) => {
  const since = run.fromAt - OVERLAP
  const until = run.startedAt - OVERLAP
  return [
    absent(
      'charge-absent',
      sql`select a.id as subject, a.paid_minor as amount_minor, a.paid_currency as currency from attempts a
        where a.stripe_account_id = ${account} and a.paid_minor > 0 and a.decided_at between ${since} and ${until}
          and not exists (select 1 from stripe_transactions t where t.attempt_id = a.id and t.kind = 'charge')`,
      now,
    ),
    absent(
      'refund-absent',
      sql`select s.id as subject, s.amount_minor, s.currency from stripe_refunds s
        where s.moved_at between ${since} and ${until}
          and not exists (select 1 from stripe_transactions t where t.source_id = s.provider_id and t.kind = 'refund')`,
      now,
    ),
    absent(
      'transaction-differs',
      sql`select t.id as subject, t.amount_minor, t.currency from stripe_transactions t join attempts a on a.id = t.attempt_id
        where t.kind = 'charge' and t.at between ${run.fromAt} and ${run.startedAt}
          and (t.amount_minor <> a.paid_minor or t.currency <> a.paid_currency)`,
      now,
    ),
    q.run(sql`update exceptions set settled_at = ${now} where settled_at is null and (
      (kind = 'charge-absent' and exists (select 1 from stripe_transactions t
        where t.attempt_id = subject and t.kind = 'charge'))
      or (kind = 'refund-absent' and exists (select 1 from stripe_refunds s
        join stripe_transactions t on t.source_id = s.provider_id where s.id = subject)))`),
  ] as const
}

/** What has not ended and may have ended without a word: disputes, and payouts that are on their way or not matched. */
export const unended = (account: string, now: number) =>
  q.all<{ kind: 'dispute' | 'payout'; id: string }>(sql`select 'dispute' as kind, d.id from disputes d
      join attempts a on a.id = d.attempt_id where d.outcome is null and a.stripe_account_id = ${account}
    union all select 'payout', p.id from stripe_payouts p where p.stripe_account_id = ${account} and p.failed_at is null
      and p.arrives_at <= ${now} and (p.status in ('pending', 'in_transit') or (p.automatic = 1 and p.matched_at is null))
    limit 200`)

const ledgerBalance = sql`coalesce((select sum(l.amount_minor) from ledger_entries l
  where l.account = 'stripe_balance' and l.currency = (select currency from organisation)), 0)`

/** Ends a comparison: what Stripe says it holds, and what the ledger says, less what other accounts of ours held last. */
export const finish = (run: Run, account: string, stripeMinor: number, now: number) =>
  q.all<{
    differenceMinor: number
  }>(sql`update recon_runs set finished_at = ${now}, stripe_minor = ${stripeMinor},
      ledger_minor = ${ledgerBalance} - coalesce((select sum(o.stripe_minor) from recon_runs o
        where o.stripe_account_id <> ${account} and o.started_at = (select max(n.started_at) from recon_runs n
          where n.stripe_account_id = o.stripe_account_id and n.finished_at is not null)), 0)
    where id = ${run.id} and finished_at is null returning stripe_minor - ledger_minor as "differenceMinor"`)
