import { type SQL, sql } from 'drizzle-orm'
import { idsOnPath, jsonList } from '../../platform/sql.ts'

/** A catchment as somebody wants it: ids of included and of excluded units. */
export type Proposal = { workshopId: string; include: readonly string[]; exclude: readonly string[] }

/**
 * What is resolved. `tier` is a subquery with columns `id` and `trainee_level_id` (no row: nothing is resolved);
 * `which` picks workshops `w` of that tier; the proposed catchments stand in for those that are stored.
 */
export type Question = { tier: SQL; which?: SQL; proposed?: readonly Proposal[] }

/** The terms of a proposed catchment. */
export const termsOf = (p: Proposal) => [
  ...p.include.map((unitId) => ({ workshopId: p.workshopId, unitId, sign: 1 })),
  ...p.exclude.map((unitId) => ({ workshopId: p.workshopId, unitId, sign: -1 })),
]

const terms = ({ which = sql`true`, proposed = [] }: Question) => sql`
  terms (workshop_id, unit_id, path, sign) as materialized (
    select ct.workshop_id, ct.unit_id, u.path, ct.sign
    from tier t join workshops w on w.tier_id = t.id
      join catchment_terms ct on ct.workshop_id = w.id join units u on u.id = ct.unit_id
    where w.cancelled_at is null and ${which}
      and w.id not in (select value from json_each(${jsonList(proposed.map((p) => p.workshopId))}))
    union all
    select r.value ->> 'workshopId', u.id, u.path, r.value ->> 'sign'
    from tier t, json_each(${jsonList(proposed.flatMap(termsOf))}) r join units u on u.id = r.value ->> 'unitId')`

// Closed units are counted apart: both counts then come from an index alone, ten times faster than reading the rows.
const inRange = sql`u.level_id = (select trainee_level_id from tier) and u.path >= r.starts and u.path < r.until`

/**
 * The tables that a catchment question is answered from, as a WITH clause. The units that terms name (and the root) cut
 * the tree, walked in the order of its paths, into segments; all units of a segment are served by the same workshops,
 * those of its innermost named unit. So the cost follows the number of terms, and units are only counted, in ranges.
 *
 * `covers (unit_id, workshop_id)`: which workshops serve a named unit. `segments (owner, starts, until, units)`: ranges
 * of paths with their innermost named unit and how many open units of the trainee level lie in them, at least one.
 */
export const resolution = (question: Question) => sql`
  with tier (id, trainee_level_id) as materialized (${question.tier}),
  ${terms(question)},
  points (unit_id, path) as materialized (
    select unit_id, path from terms union select id, path from units where parent_id is null),
  covers (unit_id, workshop_id) as materialized (
    select p.unit_id, t.workshop_id from points p, ${idsOnPath(sql`p.path`)} a join terms t on t.unit_id = a.value
    group by p.unit_id, t.workshop_id having min(t.sign) = 1),
  bounds (at, owner) as (
    select path, unit_id from points
    union all
    select p.path || '~', (
      select above.unit_id from ${idsOnPath(sql`p.path`)} a join points above on above.unit_id = a.value
      where above.unit_id <> p.unit_id order by length(above.path) desc limit 1)
    from points p),
  ranges (owner, starts, until) as (select owner, at, lead(at) over (order by at) from bounds),
  counted (owner, starts, until, units) as materialized (
    select r.owner, r.starts, r.until, (select count(*) from units u where ${inRange})
      - (select count(*) from units u where ${inRange} and u.closed_on is not null)
    from ranges r where r.owner is not null),
  segments (owner, starts, until, units) as (select * from counted where units > 0)`

/** How many workshops serve a segment `s`. */
export const coverOf = sql`(select count(*) from covers c where c.unit_id = s.owner)`

/** True when the catchments serve every unit of the trainee level exactly once, and there is at least one. */
export const isPartition = (question: Question) => sql`(${resolution(question)}
  select exists (select 1 from segments) and not exists (select 1 from segments s where ${coverOf} <> 1))`
