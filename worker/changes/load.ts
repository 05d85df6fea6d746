import { type SQL, sql } from 'drizzle-orm'
import { q, under } from '../platform/sql.ts'
import { listed } from './queries.ts'

/** What moves: whole subtrees by their tops, and people right in a unit that is split. */
export type Moving = { tops: readonly string[]; people: readonly string[] }

/** What stands in units that move, as the tree is now: units, people, offices, workshops, and money of live registrations. */
export const loadOf = ({ tops, people }: Moving, on: string) => loadIn(listed(tops), people, on)

/** The same of units that a table with a column `value` names, and of people right in a unit that is split. */
export function loadIn(ids: SQL, people: readonly string[], on: string | SQL) {
  const tops = sql`units m join ${ids} l on l.value = m.id`
  const subtree = sql`${tops} cross join units u on ${under(sql`u.path`, sql`m.path`)}`
  return [
    q.all<{ units: number; people: number; offices: number }>(sql`select
      (select coalesce(sum(k.units), 0) from ${tops} join unit_counts k on k.unit_id = m.id) as units,
      (select count(*) from ${subtree} join people p on p.unit_id = u.id)
        + (select count(*) from ${listed(people)}) as people,
      (select count(*) from ${subtree} join offices o on o.unit_id = u.id
          where o.until_on is null or o.until_on >= ${on})
        + (select count(*) from ${listed(people)} l join offices o on o.person_id = l.value
          where o.until_on is null or o.until_on >= ${on}) as offices`),
    q.all<{ id: string; nameEn: string; nameHi: string }>(sql`
      select w.id, w.name_en as "nameEn", w.name_hi as "nameHi" from ${subtree} join workshops w on w.unit_id = u.id
      where w.cancelled_at is null and w.ends_on >= ${on} order by w.starts_on limit 50`),
    q.all<{ registrations: number; dueMinor: number; paidMinor: number; currency: string }>(sql`
      select count(*) as registrations, coalesce(sum(d.amount_minor), 0) as "dueMinor",
        coalesce(sum((select sum(amount_minor) from payments where registration_id = r.id)), 0) as "paidMinor",
        (select currency from organisation) as currency
      from (select r.id from ${subtree} join registrations r on r.unit_id = u.id where r.cancelled_at is null
        union select r.id from ${listed(people)} l join registrations r on r.person_id = l.value
          where r.cancelled_at is null) r
      left join dues d on d.registration_id = r.id`),
  ] as const
}
