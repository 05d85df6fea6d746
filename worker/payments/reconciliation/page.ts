import { sql } from 'drizzle-orm'
import { rootPath } from '../../organisations/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'

/** Sums of one kind of account, an account each, that are not nothing. */
export type Sum = {
  account: string
  amountMinor: number
  personId: string | null
  nameEn: string | null
  nameHi: string | null
}

/** A comparison as it ended, or as far as it is. */
export type RunRow = {
  id: string
  account: string
  fromAt: number
  startedAt: number
  finishedAt: number | null
  seen: number
  matched: number
  repaired: number
  others: number
  unmatched: number
  stripeMinor: number | null
  ledgerMinor: number | null
}

/** Money in suspense: of which attempt, and what became of it. */
export type Held = {
  attemptId: string
  registrationId: string
  amountMinor: number
  decision: string
  decidedAt: number
  /** How its way back stands, null when none was begun. */
  sending: string | null
}

const between = (prefix: string) =>
  sql`l.account >= ${prefix} and l.account < ${`${prefix.slice(0, -1)}${String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)}`}`

/**
 * Where the money is by the ledger (Stripe's balance, the bank, each collector's cash), what of it is owed or unexplained,
 * what left Stripe and has not arrived, and the last comparisons. In the organisation's currency.
 */
export function reconciliation(holds: Holds) {
  const seen = sql`${holds({ path: rootPath })} and l.currency = (select currency from organisation)`
  const one = (accounts: readonly string[]) =>
    sql`l.class in (select value from json_each(${JSON.stringify(accounts)}))`
  const single = [
    'stripe_balance',
    'bank',
    'cheques',
    'stripe_fees',
    'dispute_fees',
    'chargeback_loss',
    'stripe_other',
  ]
  return [
    q.all<{ currency: string }>(sql`select currency from organisation where ${holds({ path: rootPath })}`),
    q.all<Sum>(sql`select l.class as account, sum(l.amount_minor) as "amountMinor", null as "personId", null as "nameEn",
        null as "nameHi"
      from ledger_days l where ${one(single)} and ${seen} group by l.class`),
    q.all<Sum>(sql`select s.account, s.amount as "amountMinor", e.id as "personId", e.name_en as "nameEn",
        e.name_hi as "nameHi"
      from (select l.account, sum(l.amount_minor) as amount from ledger_entries l where ${between('cash:')} and ${seen}
        group by l.account having sum(l.amount_minor) <> 0) s left join people e on e.id = substr(s.account, 6)
      order by s.amount desc limit 200`),
    q.all<{ kind: string; amountMinor: number }>(sql`
      select 'payable' as kind, coalesce(sum(l.amount_minor), 0) as "amountMinor" from ledger_days l
        where l.class = 'payable' and ${seen}
      union all select 'disputed', coalesce(sum(l.amount_minor), 0) from ledger_days l
        where l.class = 'disputed' and ${seen}`),
    q.all<Held>(sql`select a.id as "attemptId", a.registration_id as "registrationId", -s.amount as "amountMinor",
        a.decision, a.decided_at as "decidedAt", (select f.state from stripe_refunds f where f.attempt_id = a.id
          and f.origin = 'auto' order by f.generation desc limit 1) as sending
      from (select l.account, sum(l.amount_minor) as amount from ledger_entries l where ${between('suspense:')} and ${seen}
        group by l.account having sum(l.amount_minor) <> 0) s join attempts a on a.id = substr(s.account, 10)
      order by a.decided_at limit 200`),
    q.all<RunRow>(sql`select r.id, r.stripe_account_id as account, r.from_at as "fromAt", r.started_at as "startedAt",
        r.finished_at as "finishedAt", r.seen, r.matched, r.repaired, r.others, r.unmatched,
        r.stripe_minor as "stripeMinor", r.ledger_minor as "ledgerMinor"
      from recon_runs r where ${holds({ path: rootPath })} order by r.started_at desc, r.id desc limit 14`),
    q.all<{ onTheWayMinor: number; ownAccount: string | null; openExceptions: number }>(sql`select
        coalesce((select sum(p.amount_minor) from stripe_payouts p where p.failed_at is null
          and p.status in ('pending', 'in_transit')), 0) as "onTheWayMinor", o.stripe_account_id as "ownAccount",
        (select count(*) from exceptions x where x.settled_at is null) as "openExceptions"
      from organisation o where ${holds({ path: rootPath })}`),
  ] as const
}
