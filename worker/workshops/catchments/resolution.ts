import { type SQL, sql } from 'drizzle-orm'
import { idsOnPath, jsonList } from '../../platform/sql.ts'

/** What a term names: a unit (`each`: only the units of that level there; `wing`: only people of that wing). */
export type Term = { unitId: string; each?: string | null | undefined; wing?: string | null | undefined }

/** A catchment as somebody wants it; a unit that stands alone is named as a whole. */
export type Proposal = {
  workshopId: string
  include: readonly (string | Term)[]
  exclude: readonly (string | Term)[]
}

/**
 * What is resolved. `tier` is a subquery with columns `id` and `trainee_level_id` (no row: nothing is resolved);
 * `which` picks workshops `w` of that tier (without it: all but refreshers); the proposed catchments stand in for those that are stored.
 */
export type Question = { tier: SQL; which?: SQL; proposed?: readonly Proposal[] }

/** The terms of a proposed catchment as rows. */
export const termsOf = ({ workshopId, include, exclude }: Proposal) => {
  const row = (sign: number) => (term: string | Term) => {
    const { unitId, each, wing }: Term = typeof term === 'string' ? { unitId: term } : term
    return { workshopId, unitId, levelId: each ?? '', wingId: wing ?? '', sign }
  }
  return [...include.map(row(1)), ...exclude.map(row(-1))]
}

/** True for workshops `w` that a plan is made of: whoever comes to a refresher was in one of these before. */
export const ownPlan = sql`not exists (select 1 from refresher_workshops rw where rw.workshop_id = w.id)`

// What is named as "every unit of a level" stands as those units from here on. Of the trainee level that is the whole.
const terms = ({ which = ownPlan, proposed = [] }: Question) => sql`
  wanted (workshop_id, unit_id, path, sign, level_id, wing_id) as materialized (
    select ct.workshop_id, ct.unit_id, u.path, ct.sign,
      case when ct.level_id in (u.level_id, t.trainee_level_id) then '' else ct.level_id end, ct.wing_id
    from tier t cross join workshops w on w.tier_id = t.id
      cross join catchment_terms ct on ct.workshop_id = w.id join units u on u.id = ct.unit_id
    where w.cancelled_at is null and ${which}
      and w.id not in (select value from json_each(${jsonList(proposed.map((p) => p.workshopId))}))
    union all
    select r.value ->> 'workshopId', u.id, u.path, r.value ->> 'sign',
      case when r.value ->> 'levelId' in (u.level_id, t.trainee_level_id) then '' else r.value ->> 'levelId' end,
      r.value ->> 'wingId'
    from tier t, json_each(${jsonList(proposed.flatMap(termsOf))}) r join units u on u.id = r.value ->> 'unitId'),
  terms (workshop_id, unit_id, path, sign, wing_id) as materialized (
    select workshop_id, unit_id, path, sign, wing_id from wanted where level_id = ''
    union all
    select n.workshop_id, u.id, u.path, n.sign, n.wing_id from wanted n
      cross join units u on u.level_id = n.level_id and u.path >= n.path and u.path < n.path || '~'
    where n.level_id <> ''),
  classes (wing_id) as materialized (select '' union select wing_id from terms)`

// Closed units are counted apart: both counts then come from an index alone, ten times faster than reading the rows.
const inRange = sql`u.level_id = (select trainee_level_id from tier) and u.path >= r.starts and u.path < r.until`

/**
 * The tables that a catchment question is answered from, as a WITH clause. The units that terms name (and the root) cut
 * the tree, walked in the order of its paths, into segments; all units of a segment are served by the same workshops,
 * those of its innermost named unit. So the cost follows the number of terms, and units are only counted, in ranges.
 *
 * `classes (wing_id)`: the wings that some term names, and '' for everybody else. `covers (unit_id, wing_id, workshop_id)`:
 * which workshops serve whom of a named unit. `segments (owner, starts, until, units)`: ranges
 * of paths with their innermost named unit and how many open units of the trainee level lie in them, at least one.
 */
export const resolution = (question: Question) => sql`
  with tier (id, trainee_level_id) as materialized (${question.tier}),
  ${terms(question)},
  points (unit_id, path) as materialized (
    select unit_id, path from terms union select id, path from units where parent_id is null),
  covers (unit_id, wing_id, workshop_id) as materialized (
    select p.unit_id, k.wing_id, t.workshop_id
    from points p, ${idsOnPath(sql`p.path`)} a join terms t on t.unit_id = a.value
      join classes k on t.wing_id in ('', k.wing_id)
    group by p.unit_id, k.wing_id, t.workshop_id having min(t.sign) = 1),
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

/** Table: the segments for each class of people, and by how many workshops (`n`) these are served there. */
export const tallied = sql`tallied (owner, starts, until, units, wing_id, n) as materialized (
  select s.owner, s.starts, s.until, s.units, k.wing_id, count(c.workshop_id)
  from segments s cross join classes k left join covers c on c.unit_id = s.owner and c.wing_id = k.wing_id
  group by s.starts, k.wing_id)`

/** True when the catchments serve every unit of the trainee level exactly once, and there is at least one. */
export const isPartition = (question: Question) => sql`(${resolution(question)}, ${tallied}
  select exists (select 1 from tallied) and not exists (select 1 from tallied where n <> 1))`
