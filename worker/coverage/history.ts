import { sql } from 'drizzle-orm'
import { belowThen, nameThen, openThen } from '../hierarchy/index.ts'
import type { Holds } from '../platform/auth.ts'
import { under } from '../platform/sql.ts'
import { PAGE, packed, type Sought, topsIn } from './queries.ts'

/** What a tier asked of a unit at the end of a day. */
const quotaThen = (column: 'minimum' | 'target', on: string) => {
  const name = sql.raw(column)
  return sql`coalesce((select ${name} from quotas where tier_id = t.id and until_on > ${on} order by until_on limit 1), t.${name})`
}

/** Today's sum less what came later. */
const less = (column: string) => sql.raw(`coalesce(c.${column}, 0) - coalesce(sum(h.${column}), 0)`)

/**
 * Coverage as it was at the end of a day, with the tree, the names and the quotas of that day: of a unit or of where the
 * caller's powers begin, and of a page of children. What may be seen is what may be seen today.
 */
export function coverageThen(
  { tierId, unitId, after }: Sought,
  on: string,
  tops: Parameters<typeof topsIn>[1],
  holds: Holds,
) {
  const top = unitId
    ? sql`select f.id, f.path from tiers t cross join units f where t.id = ${tierId} and f.id = ${unitId}
        and ${openThen('f', on)} and ${holds({ path: sql`f.path`, tier: sql`t.id` })}`
    : sql`select f.id, f.path from units f where f.id in (${topsIn(tierId, tops)}) and ${openThen('f', on)}`
  const seen = unitId
    ? holds({ path: sql`u.path`, tier: sql`t.id` })
    : sql`exists (select 1 from top r where ${under(sql`u.path`, sql`r.path`)})`
  return packed(sql`with top as materialized (${top}),
    shown as (select id, 1 as top from top
      union all select id, 0 from (${belowThen(sql`select id from top`, on)}))
    select s.top, u.id, u.code, u.level_id as "levelId", ${nameThen('name_en', on)} as "nameEn",
      ${nameThen('name_hi', on)} as "nameHi", ${quotaThen('minimum', on)} as "minimumEach",
      ${quotaThen('target', on)} as "targetEach",
      coalesce((select units from unit_counts where unit_id = u.id and level_id = t.trainee_level_id), 0)
        - coalesce((select sum(delta) from count_changes
          where unit_id = u.id and on_day > ${on} and level_id = t.trainee_level_id), 0) as units,
      ${less('nominated')} as nominated, ${less('registered')} as registered, ${less('trained')} as trained,
      ${less('units_one')} as "unitsOne", ${less('units_more')} as "unitsMore", ${less('units_met')} as "unitsMet",
      t.finish_by as "finishBy", ${less('on_time')} as "onTime", ${less('toward')} as toward, ${less('taught')} as taught,
      ${less('valid')} as valid
    from tiers t cross join shown s cross join units u on u.id = s.id
      left join coverage c on c.tier_id = t.id and c.unit_id = u.id
      left join coverage_changes h on h.tier_id = t.id and h.unit_id = u.id and h.on_day > ${on}
    where t.id = ${tierId} and (s.top or (u.code > ${after} and ${seen}))
    group by s.top, u.id order by s.top desc, u.code limit ${PAGE + 2}`)
}
