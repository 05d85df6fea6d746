import { type SQL, sql } from 'drizzle-orm'
import { pathOf } from '../hierarchy/index.ts'
import { idsOnPath } from '../platform/sql.ts'

/** Tier `t`, which is taught by whom tier `b` trains. */
export const taughtOn = (tierId: string) =>
  sql`next_tiers n cross join tiers t on t.id = n.next_id and t.taught_by = 'credential'
    cross join tiers b on b.id = n.tier_id and n.next_id = ${tierId}`

/** The day that was `days` ago, in the organisation's zone. */
export const dayAgo = (now: number, days: number) =>
  sql`date(${now} + (select seconds from zone_shifts where from_at <= ${now} order by from_at desc limit 1),
    'unixepoch', ${`-${days} days`})`

/** A leak of the units that need a trainer. */
export type Leak = 'no-trainer' | 'no-batch' | 'subject'

/** Whether something leaks in the subtree of unit `u`, as the sums say. */
export const leaking: Record<Leak, SQL> = {
  'no-trainer': sql`coalesce((select units from unit_counts k where k.unit_id = u.id and k.level_id = b.trainee_level_id), 0)
    > coalesce((select staffed from ground r where r.tier_id = t.id and r.unit_id = u.id), 0)`,
  'no-batch': sql`exists (select 1 from ground r where r.tier_id = t.id and r.unit_id = u.id and r.staffed > r.busy)
    and (select depth from levels where id = t.host_level_id) >= (select depth from levels where id = b.trainee_level_id)`,
  subject: sql`exists (select 1 from drops d where d.tier_id = t.id and d.unit_id = u.id)`,
}

/** Where a walk begins, in whose subtrees it goes on, and the path behind which it begins. */
export type Walk = { tierId: string; top: SQL; goes: SQL; after: SQL }

/**
 * Common table `walk`: the units that need a trainer of a tier, below a unit and in the order of the tree. It enters only
 * subtrees in which there is something (`goes`, of unit `u`), one after another, so that a page costs a page however
 * large the tree. What reads it must keep its order.
 */
export const walkOf = ({ tierId, top, goes, after }: Walk) => sql`recursive walk (id, path, hit) as (
  select u.id, u.path, u.level_id = b.trainee_level_id from ${taughtOn(tierId)} cross join units u
    where u.id = (${top}) and ${goes}
  union all
  select u.id, u.path, u.level_id = b.trainee_level_id
    from walk w cross join ${taughtOn(tierId)} cross join units u
    where w.hit = 0 and u.parent_id = w.id and u.closed_on is null and u.path || '~' > ${after} and ${goes}
  order by 2)`

/** The path of the unit after which a list goes on; the empty text begins it. */
export const pathAfter = (unitId: string | undefined) =>
  unitId ? sql`coalesce(${pathOf(unitId)}, '~')` : sql`''`

/** The nearest unit on the path of `u`, itself included, in whose subtree somebody is spare; `guard` is about unit `a`. */
export const nearestSpare = (guard: SQL) => sql`(select a.id from ${idsOnPath(sql`u.path`)} i
  cross join units a on a.id = i.value cross join ground r on r.tier_id = t.id and r.unit_id = a.id
  where r.spare > 0 and ${guard} order by length(a.path) desc limit 1)`
