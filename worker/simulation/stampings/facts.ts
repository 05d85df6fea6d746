import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { overPerson } from '../../people/index.ts'
import type { Holds, PowersTable } from '../../platform/auth.ts'
import { idsOnPath, jsonList, q, under } from '../../platform/sql.ts'
import { ownPlan, servedUnits } from '../../workshops/index.ts'
import { hopTable } from '../queries.ts'
import type { SimulationAsked } from '../shapes.ts'

type Plan = z.infer<typeof SimulationAsked>

/** What is known of an asked hop's tier; `outside` units stand below no host, `elsewhere` workshops are held at another level. */
export type TierFact = {
  at: number
  tierId: string
  taughtBy: 'guest' | 'credential' | 'office'
  startBy: string | null
  finishBy: string | null
  outside: number
  replaces: number
  stays: number
  elsewhere: number
}

/** True for workshops `w` that a new stamping clears away. */
const cleared = sql`exists (select 1 from drafts_untouched n where n.workshop_id = w.id)`

/** The tiers of the asked hops, and the workshops that stand in them. */
export const tierFacts = (programmeId: string, plan: Plan, holds: Holds) =>
  q.all<TierFact>(sql`with ${hopTable(programmeId, plan, holds)},
    live as materialized (select hop.at, w.id, u.level_id <> hop.host_level as elsewhere, ${cleared} as cleared
      from hop cross join workshops w on w.tier_id = hop.id and w.cancelled_at is null and ${ownPlan} join units u on u.id = w.unit_id)
    select hop.at, hop.id as "tierId", hop.taught_by as "taughtBy", t.start_by as "startBy", t.finish_by as "finishBy",
      coalesce(k.units, 0) - coalesce((select sum(c.units) from units u cross join unit_counts c on c.unit_id = u.id
        where u.level_id = hop.host_level and u.closed_on is null and c.level_id = hop.trainee_level_id), 0) as outside,
      (select count(*) from live where live.at = hop.at and cleared) as replaces,
      (select count(*) from live where live.at = hop.at and not cleared) as stays,
      (select count(*) from live where live.at = hop.at and not cleared and elsewhere) as elsewhere
    from hop join tiers t on t.id = hop.id join units r on r.parent_id is null
      left join unit_counts k on k.unit_id = r.id and k.level_id = hop.trainee_level_id
    order by hop.at`)

/** How many units below each host workshops serve that stay when a tier is stamped anew. */
export const takenBelow = (tierId: string, hostLevelId: string, guard: SQL) => {
  const tier = sql`select t.id, t.trainee_level_id from tiers t where t.id = ${tierId} and ${guard}`
  return q.all<{ hostId: string; units: number }>(sql`select h.id as "hostId", count(*) as units
    from (${servedUnits({ tier, which: sql`not ${cleared} and ${ownPlan}` })}) s, ${idsOnPath(sql`s.path`)} a
      join units h on h.id = a.value and h.level_id = ${hostLevelId}
    group by h.id`)
}

/** How many trainees' units stand below each unit right above their level, by hop and host in the order of the tree (JSON). */
export const breaksOf = (programmeId: string, plan: Plan, holds: Holds) =>
  q.all<{ rows: string }>(sql`with ${hopTable(programmeId, plan, holds)}
    select json_group_array(json_array(at, host, units)) as rows from (
      select hop.at, h.id as host, k.units from hop join levels above on above.depth = hop.trainee_depth - 1
        cross join units h on h.level_id = hop.host_level and h.closed_on is null
        cross join units m on m.level_id = above.id and ${under(sql`m.path`, sql`h.path`)} and m.closed_on is null
        join unit_counts k on k.unit_id = m.id and k.level_id = hop.trainee_level_id
      where above.depth > hop.host_depth order by hop.at, m.path)`)

/**
 * Who may teach the asked hops, as far as the caller may see them: holders of the certificate of the tier above where
 * tiers are taught by it, office-bearers at a host's level or higher where they are taught by office. People who withdrew
 * consent are not called.
 */
const able = (programmeId: string, plan: Plan, holds: Holds, sees: PowersTable) => sql`${sees.table},
  ${hopTable(programmeId, plan, holds)},
  standing (at, person_id, unit_id) as materialized (
    select hop.at, c.person_id, c.unit_id from hop join tiers above on above.programme_id = ${programmeId}
        and above.position = hop.position - 1
      cross join credentials c on c.tier_id = above.id and c.revoked_at is null
        and (c.valid_until is null or c.valid_until > unixepoch(${plan.startsOn}))
    where hop.taught_by = 'credential'
    union select hop.at, o.person_id, o.unit_id from hop join levels l on l.depth <= hop.host_depth
      cross join units u on u.level_id = l.id and u.closed_on is null
      cross join offices o on o.unit_id = u.id and o.from_on <= ${plan.startsOn}
        and (o.until_on is null or o.until_on >= ${plan.startsOn})
    where hop.taught_by = 'office'),
  able (at, person_id, path) as materialized (
    select s.at, s.person_id, su.path from standing s join units su on su.id = s.unit_id
      join people p on p.id = s.person_id join units u on u.id = p.unit_id
    where ${overPerson(sees.holds)}
      and not exists (select 1 from consent_now c where c.person_id = p.id and c.given = 0))`

/** Candidates of the hops, and the days on which they teach elsewhere from the plan's start on; packed as JSON. */
export const candidatesOf = (
  programmeId: string,
  { plan, tierIds }: { plan: Plan; tierIds: readonly string[] },
  holds: Holds,
  sees: PowersTable,
) =>
  q.all<{ able: string; busy: string }>(sql`with ${able(programmeId, plan, holds, sees)}
    select (select json_group_array(json_array(at, person_id, path)) from able) as able,
      (select json_group_array(json_array(f.person_id, w.starts_on, w.ends_on))
        from (select distinct person_id from able) e cross join faculty f on f.person_id = e.person_id
          join workshops w on w.id = f.workshop_id
        where w.cancelled_at is null and w.ends_on >= ${plan.startsOn}
          and not (w.tier_id in (select value from json_each(${jsonList(tierIds)})) and ${cleared})) as busy`)
