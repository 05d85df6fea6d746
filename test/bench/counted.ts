import { sql } from 'drizzle-orm'
import { PAGE, packed, type Sought } from '../../worker/coverage/queries.ts'
import type { Holds } from '../../worker/platform/auth.ts'
import { under } from '../../worker/platform/sql.ts'

export { PAGE, rowsOf } from '../../worker/coverage/queries.ts'

/** The longest id of a unit with the sign behind it, as paths have them. */
const STEP = 37

const sums =
  sql.raw(`coalesce(sum(s.nominated), 0) as nominated, coalesce(sum(s.registered), 0) as registered,
  coalesce(sum(s.trained), 0) as trained, coalesce(sum(s.units_one), 0) as "unitsOne",
  coalesce(sum(s.units_more), 0) as "unitsMore", coalesce(sum(s.units_met), 0) as "unitsMet",
  coalesce(sum(s.on_time), 0) as "onTime", coalesce(sum(s.toward), 0) as toward, coalesce(sum(s.taught), 0) as taught,
  coalesce(sum(s.valid), 0) as valid`)

/**
 * What `coverageNow` answers, counted from the facts when it is asked for: each unit of the subtree once, by the indexes of
 * the facts. Bundled in its place it is asked through the same API, with the same gate, permissions and answer.
 */
export const coverageNow = ({ tierId, unitId, after }: Sought, _tops: unknown, holds: Holds) =>
  packed(sql`with f as materialized (select t.id as tier_id, t.minimum, t.target, t.finish_by, t.trainee_level_id, u.id, u.path
      from tiers t cross join units u
      where t.id = ${tierId} and u.id = ${unitId ?? ''} and ${holds({ path: sql`u.path`, tier: sql`t.id` })}),
    trained as materialized (select unit_id, count(*) as trained, sum(on_time) as on_time, sum(taught) as taught,
        sum(valid) as valid
      from (select c.unit_id, c.on_time, c.taught, c.valid from f cross join units x cross join timed c
          on c.unit_id = x.id and c.tier_id = f.tier_id
          where x.level_id = f.trainee_level_id and ${under(sql`x.path`, sql`f.path`)} and c.revoked_at is null
        union all select k.unit_id, f.finish_by is not null, 0, 0 from f cross join units x cross join prior_counted k
          on k.unit_id = x.id and k.tier_id = f.tier_id
          where x.level_id = f.trainee_level_id and ${under(sql`x.path`, sql`f.path`)})
      group by unit_id),
    s as materialized (select substr(x.path, 1, length(f.path) + ${STEP}) as path,
        sum((select count(*) from nominations n
          where n.unit_id = x.id and n.tier_id = f.tier_id and n.withdrawn_at is null)) as nominated,
        sum((select count(*) from registrations r
          where r.unit_id = x.id and r.tier_id = f.tier_id and r.cancelled_at is null)) as registered,
        sum(k.trained) as trained, sum(k.trained = 1) as units_one, sum(k.trained > 1) as units_more,
        sum(f.minimum > 0 and k.trained >= f.minimum) as units_met, sum(k.on_time) as on_time,
        sum(min(k.trained, f.minimum)) as toward, sum(k.taught) as taught, sum(k.valid) as valid
      from f cross join units x left join trained k on k.unit_id = x.id
      where x.level_id = f.trainee_level_id and ${under(sql`x.path`, sql`f.path`)} group by 1)
    select u.id = f.id as top, u.id, u.code, u.level_id as "levelId", u.name_en as "nameEn", u.name_hi as "nameHi",
      f.minimum as "minimumEach", f.target as "targetEach", coalesce(k.units, 0) as units, f.finish_by as "finishBy", ${sums}
    from f cross join units u on u.id = f.id or u.parent_id = f.id
      left join unit_counts k on k.unit_id = u.id and k.level_id = f.trainee_level_id
      left join s on u.id = f.id or s.path = u.path
    where u.id = f.id or (u.code > ${after} and u.closed_on is null)
    group by u.id order by u.id <> f.id, u.code limit ${PAGE + 2}`)
