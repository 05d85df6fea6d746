import { type SQL, sql } from 'drizzle-orm'
import { rootPath } from '../../organisations/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { q, under } from '../../platform/sql.ts'
import { moneyPlace } from '../queries.ts'
import type { Moved } from './rules.ts'

/** Which statement; `from` and `until` are instants, `until` not included. */
export type Asked = {
  from: number
  until: number
  by: 'workshop' | 'unit'
  unit?: string | undefined
  workshop?: string | undefined
}

const top = (unit: string | undefined) => (unit ? sql`(select path from units where id = ${unit})` : rootPath)

/** The child of the unit asked for on whose side a registration's unit `ru` stands; the unit itself for its own. */
function childOf(unit: string | undefined): SQL {
  const rest = sql`substr(ru.path, length(${top(unit)}) + 1)`
  return sql`coalesce(nullif(substr(${rest}, 1, max(instr(${rest}, '/') - 1, 0)), ''), ru.id)`
}

/**
 * Sums of the ledger for each row of a statement: the accounts of what each registration owes, what its workshop gave back
 * of its payments, and what waits in suspense for it.
 */
export function movements(a: Asked, holds: Holds) {
  const key = a.by === 'workshop' ? sql`w.id` : childOf(a.unit)
  const scope = sql`registrations g join workshops w on w.id = g.workshop_id join units h on h.id = w.unit_id
    join units ru on ru.id = g.unit_id where ${holds(moneyPlace)}
      and ${a.unit ? under(sql`ru.path`, top(a.unit)) : sql`true`} and ${a.workshop ? sql`w.id = ${a.workshop}` : sql`true`}`
  const sums = sql`sum(case when l.at < ${a.from} then l.amount_minor else 0 end) as "beforeMinor",
    sum(case when l.at >= ${a.from} then l.amount_minor else 0 end) as "withinMinor"`
  return q.all<Moved & { nameEn: string; nameHi: string }>(sql`with scope as materialized (
      select g.id, ${key} as key from ${scope}),
    moved as (
      select s.key, 'receivable' as side, l.* from scope s cross join ledger_entries l on l.account = 'receivable:' || s.id
      union all
      select s.key, 'refunds', l.* from scope s cross join refunds r on r.registration_id = s.id and r.payment_id is not null
        cross join ledger_entries l on l.posting_key in ('refund:' || r.id, 'refund:' || r.id || ':reversed')
          and l.account like 'refunds:%'
      union all
      select s.key, 'suspense', l.* from scope s cross join attempts a on a.registration_id = s.id
        cross join ledger_entries l on l.account = 'suspense:' || a.id)
    select l.key, l.currency, l.side, substr(l.posting_key, 1, instr(l.posting_key, ':') - 1) as kind,
      p.provider, ${sums}, coalesce(kw.name_en, ku.name_en) as "nameEn", coalesce(kw.name_hi, ku.name_hi) as "nameHi"
    from moved l left join payments p on l.side = 'receivable' and l.posting_key like 'payment:%'
        and p.id = substr(l.posting_key, 9)
      left join workshops kw on kw.id = l.key left join units ku on ku.id = l.key
    where l.at < ${a.until}
    group by l.key, l.currency, l.side, kind, p.provider order by coalesce(kw.starts_on, ''), "nameEn", l.key`)
}

/** The balance of every class of accounts at the end of a day, for whoever sees all money of the organisation. */
export const trialBalance = (day: string, holds: Holds) =>
  q.all<{ account: string; debitMinor: number; creditMinor: number }>(sql`
    select class as account, max(sum(amount_minor), 0) as "debitMinor", max(-sum(amount_minor), 0) as "creditMinor"
    from ledger_days where day_on <= ${day} and ${holds({ path: rootPath })} group by class order by class`)

/** Who says so, and whether the caller sees all money of the organisation. */
export const heading = (holds: Holds) =>
  q.all<{ nameEn: string; nameHi: string; currency: string; whole: number }>(sql`select name_en as "nameEn",
    name_hi as "nameHi", currency, ${holds({ path: rootPath })} as whole from organisation`)
