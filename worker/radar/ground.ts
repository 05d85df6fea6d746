import { type SQL, sql } from 'drizzle-orm'
import { pathOf } from '../hierarchy/index.ts'
import { dayAt, idsOnPath } from '../platform/sql.ts'

/** Tier `t`, which is taught by whom tier `b` trains. */
export const taughtOn = (tierId: string) =>
  sql`tiers t cross join tiers b on b.programme_id = t.programme_id and b.position = t.position - 1
    and t.taught_by = 'credential' and t.id = ${tierId}`

/** The day that was `days` ago, in the organisation's zone. */
export const dayAgo = (now: number, days: number) => sql`date(${dayAt(now)}, ${`-${days} days`})`

/** A leak of the units that need a trainer. */
export type Leak = 'no-trainer' | 'no-batch' | 'subject'

/** Whether something leaks in the subtree of unit `u`, as the sums say of tier `t` (a row of `tier`, see `walkOf`). */
export const leaking: Record<Leak, SQL> = {
  'no-trainer': sql`coalesce((select units from unit_counts k where k.unit_id = u.id and k.level_id = t.ground), 0)
    > coalesce((select staffed from ground r where r.tier_id = t.id and r.unit_id = u.id), 0)`,
  'no-batch': sql`t.below and exists (
    select 1 from ground r where r.tier_id = t.id and r.unit_id = u.id and r.staffed > r.busy)`,
  subject: sql`exists (select 1 from drops d where d.tier_id = t.id and d.unit_id = u.id)`,
}

/** Where a walk begins, in whose subtrees it goes on, and the path behind which it begins. */
export type Walk = { tierId: string; top: SQL; goes: SQL; after: SQL }

/**
 * Common tables `tier` (one row: the level of the units that need its trainers, `ground`, and whether it is held there or
 * below) and `walk`: those units in a subtree, in the order of the tree. It enters only subtrees in which there is
 * something (`goes`, of unit `u` and tier `t`), one after another, and stops when whoever reads it has enough: a page costs
 * a page however large the tree. That holds only for a table with a limit that reads `walk` and joins nothing.
 */
export const walkOf = ({ tierId, top, goes, after }: Walk) => sql`recursive
  tier as materialized (select t.id, b.trainee_level_id as ground,
    (select depth from levels where id = t.host_level_id) >= (select depth from levels where id = b.trainee_level_id) as below
    from ${taughtOn(tierId)}),
  walk (id, path, hit) as (
    select u.id, u.path, u.level_id = t.ground from tier t cross join units u where u.id = (${top}) and ${goes}
    union all
    select u.id, u.path, u.level_id = t.ground from walk w cross join tier t cross join units u
      where w.hit = 0 and u.parent_id = w.id and u.closed_on is null and u.path || '~' > ${after} and ${goes}
    order by 2)`

/** The path of the unit after which a list goes on; the empty text begins it. */
export const pathAfter = (unitId: string | undefined) =>
  unitId ? sql`coalesce(${pathOf(unitId)}, '~')` : sql`''`

/** The nearest unit on the path of `u`, itself included, in whose subtree somebody is spare; `guard` is about unit `a`. */
export const nearestSpare = (guard: SQL) => sql`(select a.id from ${idsOnPath(sql`u.path`)} i
  cross join units a on a.id = i.value cross join ground r on r.tier_id = t.id and r.unit_id = a.id
  where r.spare > 0 and ${guard} order by length(a.path) desc limit 1)`
