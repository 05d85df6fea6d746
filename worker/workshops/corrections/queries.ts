import { sql } from 'drizzle-orm'
import { idsOnPath } from '../../platform/sql.ts'
import type { NamedUnit } from '../catchments/rules.ts'

/** Beyond so many units on the way to what is named, no correction is looked for; so many parts of a unit are told. */
const [WAY_MAX, PARTS_MAX] = [5000, 200]

/** A unit on the way to a term, with its parts that hold no term (JSON where they are few). */
export type PlaceRow = NamedUnit & {
  parentId: string | null
  leaf: number
  parts: number
  partUnits: string | null
}

/**
 * Tables, after `tallied`: the units on the way to whatever the catchments name (`way`), the owners of faulty segments, and
 * how many `parts` of a unit hold no term. Empty when the plan is a partition.
 */
export const placeTables = sql`faulty (id) as materialized (select distinct owner from tallied where n <> 1),
  way (id) as materialized (select distinct a.value from points p, ${idsOnPath(sql`p.path`)} a
    where exists (select 1 from faulty)),
  parts (unit_id, n) as materialized (
    select y.id, count(*) from way y cross join units k on k.parent_id = y.id
      cross join unit_counts c on c.unit_id = k.id and c.level_id = (select trainee_level_id from tier) and c.units > 0
    where k.id not in (select id from way) group by y.id)`

/** The units on the way, parents first; none when the plan is a partition. */
export const placesSelect = sql`
  select u.id, u.code, u.level_id, u.name_en, u.name_hi, u.parent_id as "parentId",
    u.level_id = (select trainee_level_id from tier) and u.closed_on is null as leaf, coalesce(r.n, 0) as parts,
    case when r.n <= 12 or (r.n <= ${PARTS_MAX} and u.id in (select id from faulty)) then (
      select json_group_array(json_object('id', k.id, 'code', k.code, 'levelId', k.level_id, 'nameEn', k.name_en,
        'nameHi', k.name_hi)) from units k cross join unit_counts c on c.unit_id = k.id
          and c.level_id = (select trainee_level_id from tier) and c.units > 0
      where k.parent_id = u.id and k.id not in (select id from way)) end as "partUnits"
  from way y cross join units u on u.id = y.id left join parts r on r.unit_id = u.id
  where (select count(*) from way) <= ${WAY_MAX} order by length(u.path), u.code`

/** The units of a level below a unit, where a catchment names them so; none when the plan is a partition. */
export const reachSelect = sql`select n.unit_id as "unitId", n.level_id as each, u.id
  from (select distinct unit_id, path, level_id from wanted where level_id <> '' and exists (select 1 from faulty)) n
    cross join units u on u.level_id = n.level_id and u.path >= n.path and u.path < n.path || '~'
  limit ${WAY_MAX}`
