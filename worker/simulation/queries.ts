import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { rootPath } from '../organisations/index.ts'
import type { Holds } from '../platform/auth.ts'
import { jsonList, q } from '../platform/sql.ts'
import type { SimulationAsked } from './shapes.ts'

type Asked = z.infer<typeof SimulationAsked>

/** What is known of an asked hop. `travel`: levels between host and trainees, negative where they cannot meet. */
export type HopRow = { at: number; days: number; travel: number; currency: string }

/** A host: its hop's place, its unit, the units that it trains, its pool's unit, and the trainers there. */
export type HostRow = [
  at: number,
  id: string,
  path: string,
  units: number,
  poolPath: string,
  poolTrainers: number,
  poolId: string,
  poolCode: string,
  poolLevelId: string,
  poolNameEn: string,
  poolNameHi: string,
]

/** Common tables: the asked hops `hop` that are tiers of the programme where the caller may, each with the one above it. */
export const hopTable = (programmeId: string, { hops: asked }: Asked, holds: Holds) => sql`asked as (
    select e.key as at, e.value ->> 'tierId' as tier_id, e.value ->> 'hostLevelId' as level_id,
      e.value ->> 'perUnit' as per_unit from json_each(${jsonList(asked)}) e),
  hop as (
    select a.at, t.id, t.days, t.trainee_level_id, t.taught_by, t.position, h.id as host_level, h.depth as host_depth,
      n.depth as trainee_depth, above.id as above_id, above.trainee_level_id as above_level,
      above_n.depth as above_depth, before.per_unit as above_each
    from asked a join tiers t on t.id = a.tier_id and t.programme_id = ${programmeId}
      join levels h on h.id = a.level_id join levels n on n.id = t.trainee_level_id
      left join asked before on before.at = a.at - 1 left join tiers above on above.id = before.tier_id
      left join levels above_n on above_n.id = above.trainee_level_id
    where ${holds({ path: rootPath, tier: sql`t.id` })})`

/** The asked hops, as far as they are there for the caller. */
export const hopsOf = (programmeId: string, asked: Asked, holds: Holds) =>
  q.all<HopRow>(sql`with ${hopTable(programmeId, asked, holds)}
    select hop.at, hop.days, hop.trainee_depth - hop.host_depth as travel, o.currency
    from hop join organisation o on true order by hop.at`)

/** The unit of a host's pool: itself, or the unit above it that the hop above trained. */
const pool = sql`case when hop.above_depth is null or hop.above_depth >= hop.host_depth then u.id else (
  select a.id from json_each('["' || replace(trim(u.path, '/'), '/', '","') || '"]') i
    join units a on a.id = i.value join levels l on l.id = a.level_id
  where l.depth <= hop.above_depth order by l.depth desc limit 1) end`

/** Whoever teaches by office holds one at the pool's unit; the others hold a good credential of the hop above, or will. */
const trainers = sql`case when hop.taught_by = 'office' then (
    select count(distinct o.person_id) from offices o where o.unit_id = p.id and o.until_on is null)
  else max(coalesce(c.valid, 0), coalesce(above.units, 0) * coalesce(hop.above_each, 0)) end`

/** Every host of the asked hops, as one JSON text: encoding thousands of rows cell by cell would cost more. */
export const hostsOf = (programmeId: string, asked: Asked, holds: Holds) =>
  q.all<{ rows: string }>(sql`with ${hopTable(programmeId, asked, holds)}
    select json_group_array(json_array(hop.at, u.id, u.path, coalesce(k.units, 0), p.path, ${trainers},
      p.id, p.code, p.level_id, p.name_en, p.name_hi)) as rows
    from hop cross join units u on u.level_id = hop.host_level and u.closed_on is null
      left join unit_counts k on k.unit_id = u.id and k.level_id = hop.trainee_level_id
      join units p on p.id = ${pool}
      left join unit_counts above on above.unit_id = p.id and above.level_id = hop.above_level
      left join coverage c on c.tier_id = hop.above_id and c.unit_id = p.id`)
