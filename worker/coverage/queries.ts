import { type SQL, sql } from 'drizzle-orm'
import type { Holds } from '../platform/auth.ts'
import { idsOnPath, q, under } from '../platform/sql.ts'
import type { CoverageRow } from './rules.ts'

/** How many children a page holds. */
export const PAGE = 200

const columns = sql.raw(`u.id, u.code, u.level_id as "levelId", u.name_en as "nameEn", u.name_hi as "nameHi",
  t.minimum as "minimumEach", t.target as "targetEach", coalesce(k.units, 0) as units,
  coalesce(c.nominated, 0) as nominated, coalesce(c.registered, 0) as registered, coalesce(c.trained, 0) as trained,
  coalesce(c.units_one, 0) as "unitsOne", coalesce(c.units_more, 0) as "unitsMore", coalesce(c.units_met, 0) as "unitsMet"`)

/** Coverage `c` and denominator `k` of unit `u` in tier `t`. */
const counted = sql.raw(`left join unit_counts k on k.unit_id = u.id and k.level_id = t.trainee_level_id
  left join coverage c on c.tier_id = t.id and c.unit_id = u.id`)

/** Rows travel as one JSON text: encoding some hundred cells one by one would cost more than counting them. */
export const packed = (rows: SQL) =>
  q.all<{ rows: string }>(sql`select json_group_array(json_object('top', top, 'id', id, 'code', code,
    'levelId', "levelId", 'nameEn', "nameEn", 'nameHi', "nameHi", 'minimumEach', "minimumEach",
    'targetEach', "targetEach", 'units', units, 'nominated', nominated, 'registered', registered, 'trained', trained,
    'unitsOne', "unitsOne", 'unitsMore', "unitsMore", 'unitsMet', "unitsMet")) as rows from (${rows})`)

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

/** The same sums counted from the facts themselves. `trained` counts per person, by one live credential or by prior training. */
const recount = (tierId: string) => sql`
  select a.value as unit_id, sum(f.nominated) as nominated, sum(f.registered) as registered,
    sum(f.trained) as trained, sum(f.trained = 1) as units_one, sum(f.trained >= 2) as units_more,
    sum(t.minimum > 0 and f.trained >= t.minimum) as units_met
  from (select unit_id, sum(nominated) as nominated, sum(registered) as registered, sum(trained) as trained from (
      select unit_id, 1 as nominated, 0 as registered, 0 as trained from nominations
        where tier_id = ${tierId} and withdrawn_at is null
      union all select unit_id, 0, 1, 0 from registrations where tier_id = ${tierId} and cancelled_at is null
      union all select unit_id, 0, 0, 1 from credentials where tier_id = ${tierId} and revoked_at is null
      union all select unit_id, 0, 0, 1 from prior_standing where tier_id = ${tierId})
    group by unit_id) f
  join units u on u.id = f.unit_id join tiers t on t.id = ${tierId}, ${idsOnPath(sql`u.path`)} a
  group by a.value`

const kept = sql.raw('unit_id, nominated, registered, trained, units_one, units_more, units_met')

const standing = (tierId: string) => sql`select ${kept} from coverage where tier_id = ${tierId}
  and nominated + registered + trained <> 0`

/** What differs: units whose coverage is not what counting them says, `kept` as the recount has it. */
const wrong = (tierId: string) => sql`select unit_id from (
    select * from (select ${kept} from (${recount(tierId)}) except ${standing(tierId)})
    union all select * from (${standing(tierId)} except select ${kept} from (${recount(tierId)})))`

/**
 * Counts a tier anew: what differed is told and put right. It counts as of today: what was told of the days before is
 * kept as it was told.
 */
export const rebuild = (tierId: string, now: number, guard: SQL) =>
  [
    q.all<{ changed: number }>(sql`select (select count(distinct unit_id) from (${wrong(tierId)})) as changed
      from tiers where id = ${tierId} and ${guard}`),
    q.run(sql`insert into noting (at) select ${now} where ${guard}`),
    q.run(sql`update coverage set nominated = 0, registered = 0, trained = 0, units_one = 0, units_more = 0, units_met = 0
      where tier_id = ${tierId} and ${guard} and unit_id in (${wrong(tierId)})`),
    q.run(sql`insert into coverage (tier_id, ${kept}) select ${tierId}, ${kept} from (${recount(tierId)})
      where ${guard} and unit_id in (${wrong(tierId)})
      on conflict do update set nominated = excluded.nominated, registered = excluded.registered,
        trained = excluded.trained, units_one = excluded.units_one, units_more = excluded.units_more,
        units_met = excluded.units_met`),
    q.all<{ units: number }>(sql`select count(*) as units from (${standing(tierId)}) where ${guard}`),
  ] as const
