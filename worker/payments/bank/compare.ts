import { type SQL, sql } from 'drizzle-orm'
import { q } from '../../platform/sql.ts'
import { amountOf, SUBJECTS, unionOf } from './subjects.ts'

/** A part of the money at the bank: how many facts or lines, and what they come to. */
export type Part = { kind: string; count: number; amountMinor: number }

/** The days between which lines of statements are known. */
type Days = { firstDay: string | null; lastDay: string | null }

const ofBank = SUBJECTS.filter(({ claimed }) => claimed === 0)

/** Lines were matched with what is no money at the bank: claims that nobody verified, payouts that failed. */
const unbooked = sql`select m.amount_minor from claims k cross join bank_matches m on m.kind = 'payment' and m.subject_id = k.id
    where k.outcome is null
  union all select m.amount_minor from stripe_payouts f cross join bank_matches m on m.kind = 'payout' and m.subject_id = f.id
    where f.failed_at is not null`

/**
 * The ledger's bank beside the bank's own statements: what lines show of ours (`shown`), what the ledger has and no line
 * shows, by kind, what a line shows and the ledger has not (`unbooked`), and lines that are not explained or set aside.
 */
export const besideBank = (guard: SQL) =>
  [
    q.all<Part>(sql`select kind, count(*) as count, sum(amount) as "amountMinor" from (
      ${unionOf(
        (
          s,
        ) => sql`select b.kind, ${amountOf(s)} as amount from bank_waits b cross join ${s.from} on ${s.id} = b.subject_id
          and ${s.open} and ${s.booked ?? sql`true`} where b.kind = ${s.kind}`,
        ofBank,
      )}) where ${guard} group by kind
      union all select kind, count, amount_minor from bank_sums where ${guard}
      union all select 'unbooked', count(*), coalesce(sum(u.amount_minor), 0) from (${unbooked}) u where ${guard}
      union all select 'open', count(*), coalesce(sum(o.amount_minor - o.matched_minor), 0) from bank_lines o
        where o.aside is null and o.amount_minor <> o.matched_minor and ${guard}`),
    q.all<Days>(sql`select (select min(day_on) from bank_lines) as "firstDay",
      (select max(day_on) from bank_lines) as "lastDay" where ${guard}`),
  ] as const
