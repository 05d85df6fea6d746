import { type SQL, sql } from 'drizzle-orm'
import { q } from '../../platform/sql.ts'
import { SUBJECTS, unionOf, unmatched } from './subjects.ts'

/** A part of the money at the bank: how many facts or lines, and what they come to. */
export type Part = { kind: string; count: number; amountMinor: number }

/** The days between which lines of statements are known. */
type Days = { firstDay: string | null; lastDay: string | null }

const ofBank = SUBJECTS.filter(({ claimed }) => claimed === 0)

/** A line was matched with what is no money at the bank: a claim that nobody verified, a payout that failed. */
const unbooked = sql`(m.kind = 'payment' and not exists (select 1 from payments up where up.id = m.subject_id))
  or (m.kind = 'payout' and exists (select 1 from stripe_payouts uo where uo.id = m.subject_id and uo.failed_at is not null))`

/**
 * The ledger's bank beside the bank's own statements: what both have (`shown`), what the ledger has and no line shows, by
 * kind, what a line shows and the ledger has not (`unbooked`), and lines that are not explained or set aside.
 */
export const besideBank = (guard: SQL) =>
  [
    q.all<Part>(sql`select kind, sum(n) as count, sum(amount) as "amountMinor" from (
      ${unionOf(
        (
          s,
        ) => sql`select ${s.kind} as kind, count(*) as n, coalesce(sum(${s.amount}), 0) as amount from ${s.from}
          where ${s.open} and ${s.booked ?? sql`true`} and ${unmatched(s)} and ${guard}`,
        ofBank,
      )}) group by kind having sum(n) > 0
      union all select case when (${unbooked}) then 'unbooked' else 'shown' end, count(*), sum(m.amount_minor)
        from bank_matches m where ${guard} group by (${unbooked})
      union all select case when l.aside is null then 'open' else 'aside' end, count(*), sum(l.left)
        from (select o.aside, o.amount_minor - coalesce((select sum(om.amount_minor) from bank_matches om
          where om.line_id = o.id), 0) as left from bank_lines o where ${guard}) l
        where l.left <> 0 group by l.aside is null`),
    q.all<Days>(
      sql`select min(day_on) as "firstDay", max(day_on) as "lastDay" from bank_lines where ${guard}`,
    ),
  ] as const
