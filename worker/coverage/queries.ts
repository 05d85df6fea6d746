import { type SQL, sql } from 'drizzle-orm'
import type { Holds } from '../platform/auth.ts'
import { q, under } from '../platform/sql.ts'
import type { CoverageRow } from './rules.ts'

/** How many children a page holds. */
export const PAGE = 200

const columns = sql.raw(`u.id, u.code, u.level_id as "levelId", u.name_en as "nameEn", u.name_hi as "nameHi",
  t.minimum as "minimumEach", t.target as "targetEach", coalesce(k.units, 0) as units,
  coalesce(c.nominated, 0) as nominated, coalesce(c.registered, 0) as registered, coalesce(c.trained, 0) as trained,
  coalesce(c.units_one, 0) as "unitsOne", coalesce(c.units_more, 0) as "unitsMore", coalesce(c.units_met, 0) as "unitsMet",
  t.finish_by as "finishBy", coalesce(c.on_time, 0) as "onTime", coalesce(c.toward, 0) as toward,
  coalesce(c.taught, 0) as taught, coalesce(c.valid, 0) as valid`)

/** Coverage `c` and denominator `k` of unit `u` in tier `t`. */
const counted = sql.raw(`left join unit_counts k on k.unit_id = u.id and k.level_id = t.trainee_level_id
  left join coverage c on c.tier_id = t.id and c.unit_id = u.id`)

/** Rows travel as one JSON text: encoding some hundred cells one by one would cost more than counting them. */
export const packed = (rows: SQL) =>
  q.all<{ rows: string }>(sql`select json_group_array(json_object('top', top, 'id', id, 'code', code,
    'levelId', "levelId", 'nameEn', "nameEn", 'nameHi', "nameHi", 'minimumEach', "minimumEach",
    'targetEach', "targetEach", 'units', units, 'nominated', nominated, 'registered', registered, 'trained', trained,
    'unitsOne', "unitsOne", 'unitsMore', "unitsMore", 'unitsMet', "unitsMet", 'finishBy', "finishBy", 'onTime', "onTime",
    'toward', toward, 'taught', taught, 'valid', valid)) as rows from (${rows})`)

/** Reads the rows of a coverage statement. */
export const rowsOf = (answer: readonly { rows: string }[]): CoverageRow[] =>
  JSON.parse(answer[0]?.rows ?? '[]')

/** What is asked for: a tier, and a unit or where the caller's powers begin; `after` is the code of the last child seen. */
export type Sought = { tierId: string; unitId: string | undefined; after: string }

const coverageAt = ({ tierId, unitId, after }: Sought, holds: Holds) =>
  packed(sql`select u.id = f.id as top, ${columns}
    from tiers t cross join units f cross join units u on u.id = f.id or u.parent_id = f.id ${counted}
    where t.id = ${tierId} and f.id = ${unitId} and ${holds({ path: sql`f.path`, tier: sql`t.id` })}
      and (u.id = f.id or (u.code > ${after} and u.closed_on is null))
    order by u.id <> f.id, u.code limit ${PAGE + 2}`)

/** The ids of the units where the caller's powers over a tier begin; `tops` are the paths of his powers. */
export const topsIn = (tierId: string, tops: SQL) => sql`with reach as (select distinct path from (${tops})
      where wing_id is null and workshop_id is null and (tier_id is null or tier_id = ${tierId}))
    select f.id from units f where f.path in (select path from reach) and not exists (
      select 1 from reach r where r.path <> f.path and ${under(sql`f.path`, sql`r.path`)})`

const coverageAtTops = ({ tierId }: Sought, tops: SQL) =>
  packed(sql`with top as (${topsIn(tierId, tops)})
    select u.id in (select id from top) as top, ${columns}
    from tiers t cross join units u ${counted}
    where t.id = ${tierId} and (u.id in (select id from top)
      or (u.parent_id in (select id from top) and u.closed_on is null))
    order by top desc, u.code limit ${PAGE + 2}`)

/** Coverage of a unit, or of where the caller's powers begin, and of a page of children, where he reads it. */
export const coverageNow = (sought: Sought, tops: SQL, holds: Holds) =>
  sought.unitId ? coverageAt(sought, holds) : coverageAtTops(sought, tops)
