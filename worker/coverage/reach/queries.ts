import { sql } from 'drizzle-orm'
import type { Holds } from '../../platform/auth.ts'
import { dayAt, q, under } from '../../platform/sql.ts'
import type { DayChange, Sums } from './rules.ts'

/** How many units a picture of the tree has at most. */
export const PICTURE = 600
/** How many days a course goes back. */
const DAYS_MOST = 1000

const place = { path: sql`u.path`, tier: sql`t.id` }
const sum = (column: string, on: string | undefined) =>
  sql.raw(
    on === undefined
      ? `c.${column}`
      : `c.${column} - coalesce((select sum(h.${column}) from cell_changes h where h.tier_id = c.tier_id
          and h.unit_id = c.unit_id and h.subject_id = c.subject_id and h.wing_id = c.wing_id and h.on_day > d.on_day), 0)`,
  )

/** What is told of a unit's wings and subjects; ids are empty where any is meant, and names null. */
export type CellRow = {
  subjectId: string
  wingId: string
  subject: string | null
  wing: string | null
  nominated: number
  registered: number
  trained: number
  unitsOne: number
  unitsMore: number
  onTime: number
}

/** Coverage of a unit by wing and subject, now or as of the end of a day. */
export const cellsOf = (tierId: string, unitId: string, on: string | undefined, holds: Holds) =>
  q.all<CellRow>(sql`select c.subject_id as "subjectId", c.wing_id as "wingId",
      json_object('id', s.id, 'nameEn', s.name_en, 'nameHi', s.name_hi) as subject,
      json_object('id', w.id, 'nameEn', w.name_en, 'nameHi', w.name_hi) as wing,
      ${sum('nominated', on)} as nominated, ${sum('registered', on)} as registered, ${sum('trained', on)} as trained,
      ${sum('units_one', on)} as "unitsOne", ${sum('units_more', on)} as "unitsMore", ${sum('on_time', on)} as "onTime"
    from tiers t cross join units u cross join (select ${on ?? null} as on_day) d
      join coverage_cells c on c.tier_id = t.id and c.unit_id = u.id
      left join subjects s on s.id = c.subject_id left join wings w on w.id = c.wing_id
    where t.id = ${tierId} and u.id = ${unitId} and ${holds(place)}
    order by coalesce(s.position, 0), c.wing_id`)

/** A tier's terms and a unit's sums in it. */
export type Standing = Sums & {
  units: number
  minimum: number
  target: number
  finishBy: string | null
  startBy: string | null
  today: string
}

/** How a unit stands in a tier; nothing when the caller may not read it. */
export const standingNow = (tierId: string, unitId: string, now: number, holds: Holds) =>
  q.all<Standing>(sql`select coalesce(k.units, 0) as units, t.minimum, t.target, t.finish_by as "finishBy",
      t.start_by as "startBy", ${dayAt(now)} as today, coalesce(c.nominated, 0) as nominated,
      coalesce(c.registered, 0) as registered, coalesce(c.trained, 0) as trained, coalesce(c.toward, 0) as toward,
      coalesce(c.units_met, 0) as "unitsMet"
    from tiers t cross join units u
      left join unit_counts k on k.unit_id = u.id and k.level_id = t.trainee_level_id
      left join coverage c on c.tier_id = t.id and c.unit_id = u.id
    where t.id = ${tierId} and u.id = ${unitId} and ${holds(place)}`)

/** By how much a unit's sums changed, the latest days first. */
export const changesOf = (tierId: string, unitId: string, holds: Holds) =>
  q.all<DayChange>(sql`select h.on_day as "onDay", h.nominated, h.registered, h.trained, h.toward, h.units_met as "unitsMet"
    from tiers t cross join units u join coverage_changes h on h.tier_id = t.id and h.unit_id = u.id
    where t.id = ${tierId} and u.id = ${unitId} and ${holds(place)}
    order by h.on_day desc limit ${DAYS_MOST}`)

/** A unit of the picture, as few letters as tell it. */
export type Spot = {
  id: string
  parentId: string | null
  code: string
  levelId: string
  nameEn: string
  nameHi: string
  units: number
  nominated: number
  trained: number
  unitsOne: number
  unitsMore: number
  unitsMet: number
}

/**
 * A unit with as many whole levels below it as a picture has room for, the next one always, parents before their
 * children. The rows travel as one JSON text.
 */
export const pictureOf = (tierId: string, unitId: string, holds: Holds) =>
  q.all<{ rows: string }>(sql`with top as materialized (
      select u.id, u.path, l.depth, t.trainee_level_id as trains, x.depth as deepest
      from tiers t cross join units u join levels l on l.id = u.level_id join levels x on x.id = t.trainee_level_id
      where t.id = ${tierId} and u.id = ${unitId} and ${holds(place)}),
    steps as materialized (select l.id, sum(k.units) over (order by l.depth) as upto,
        row_number() over (order by l.depth) as n
      from top cross join unit_counts k on k.unit_id = top.id join levels l on l.id = k.level_id
      where l.depth > top.depth and l.depth <= top.deepest and k.units > 0),
    shown as (select id from top union all
      select id from (select u.id from top cross join steps s
        cross join units u on u.level_id = s.id and ${under(sql`u.path`, sql`top.path`)}
        where (s.n = 1 or s.upto <= ${PICTURE}) and u.closed_on is null limit ${PICTURE}))
    select json_group_array(json_object('id', id, 'parentId', parent_id, 'code', code, 'levelId', level_id,
      'nameEn', name_en, 'nameHi', name_hi, 'units', units, 'nominated', nominated, 'trained', trained, 'unitsOne', units_one,
      'unitsMore', units_more, 'unitsMet', units_met)) as rows
    from (select u.id, u.parent_id, u.code, u.level_id, u.name_en, u.name_hi, coalesce(k.units, 0) as units,
        coalesce(c.nominated, 0) as nominated, coalesce(c.trained, 0) as trained, coalesce(c.units_one, 0) as units_one,
        coalesce(c.units_more, 0) as units_more, coalesce(c.units_met, 0) as units_met
      from shown cross join top cross join units u on u.id = shown.id join levels l on l.id = u.level_id
        left join unit_counts k on k.unit_id = u.id and k.level_id = top.trains
        left join coverage c on c.tier_id = ${tierId} and c.unit_id = u.id
      order by l.depth, u.code)`)

/** A tier in the cascade of a unit. */
export type FlowRow = {
  id: string
  position: number
  nameEn: string
  nameHi: string
  taughtBy: string
  finishBy: string | null
  units: number
  minimum: number
  target: number
  nominated: number
  registered: number
  trained: number
  taught: number
  valid: number
  onTime: number
  unitsMet: number
}

/** The tiers of a programme in their order, with a unit's sums in each, for who may read all of them there. */
export const flowOf = (programmeId: string, unitId: string, holds: Holds) =>
  q.all<FlowRow>(sql`select t.id, t.position, t.name_en as "nameEn", t.name_hi as "nameHi", t.taught_by as "taughtBy",
      t.finish_by as "finishBy", coalesce(k.units, 0) as units, t.minimum, t.target, coalesce(c.nominated, 0) as nominated,
      coalesce(c.registered, 0) as registered, coalesce(c.trained, 0) as trained, coalesce(c.taught, 0) as taught,
      coalesce(c.valid, 0) as valid, coalesce(c.on_time, 0) as "onTime",
      iif(t.minimum = 0, coalesce(k.units, 0), coalesce(c.units_met, 0)) as "unitsMet"
    from tiers t cross join units u
      left join unit_counts k on k.unit_id = u.id and k.level_id = t.trainee_level_id
      left join coverage c on c.tier_id = t.id and c.unit_id = u.id
    where t.programme_id = ${programmeId} and u.id = ${unitId} and ${holds({ path: sql`u.path` })}
    order by t.position`)
