import { type SQL, sql } from 'drizzle-orm'
import type { Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { type Deed, heldOver } from '../queries.ts'
import { UNDO_SECONDS } from '../rules.ts'

const TABLES = {
  person: 'people',
  office: 'offices',
  grant: 'grants',
  nomination: 'nominations',
  registration: 'registrations',
  credential: 'credentials',
  prior_training: 'prior_trainings',
  host: 'workshops',
} as const

/** What uses a unit that the change made, and did not come there by the change. */
const USING = {
  people: 'person',
  offices: 'office',
  grants: 'grant',
  nominations: 'nomination',
  registrations: 'registration',
  credentials: 'credential',
  prior_trainings: 'prior_training',
  workshops: 'host',
} as const

/** People that the change moved, who have been given a seat since, where they now stand. */
const SEATS = {
  nominations: 'nominated_at',
  registrations: 'registered_at',
  credentials: 'issued_at',
  prior_trainings: 'recorded_at',
} as const

const stepOf = (changeId: string, kind: string, row: string) =>
  sql`not exists (select 1 from tree_steps o where o.change_id = ${changeId} and o.kind = ${kind}
    and o.row_id = ${sql.raw(row)})`

/**
 * What was built on a change since, as `what, unit_id`: its units or what it moved are elsewhere now, what it made is
 * used, the parent to return to has closed or lies below, or people that it moved took a seat.
 */
function builtOn(changeId: string): SQL {
  const steps = sql`select * from tree_steps where change_id = ${changeId}`
  const moved = Object.entries(TABLES).map(
    ([kind, table]) => sql`select ${kind}, s.after from s join ${sql.raw(table)} r on r.id = s.row_id
      where s.kind = ${kind} and r.unit_id is not s.after`,
  )
  const used = Object.entries(USING).map(
    ([table, kind]) => sql`select ${kind}, s.row_id from s join ${sql.raw(table)} r on r.unit_id = s.row_id
      where s.kind = 'unit' and s.after is not null and ${stepOf(changeId, kind, 'r.id')}`,
  )
  const seated = Object.entries(SEATS).map(
    ([table, at]) => sql`select 'seat', s.after from s join tree_changes x on x.id = s.change_id
      join ${sql.raw(table)} r on r.person_id = s.row_id
      where s.kind = 'person' and r.unit_id = s.after and r.${sql.raw(at)} >= x.at
        and ${stepOf(changeId, table.slice(0, -1), 'r.id')}`,
  )
  return sql`with s as materialized (${steps})
    select 'unit' as what, s.row_id as unit_id from s join units u on u.id = s.row_id
      where (s.kind = 'parent' and (u.parent_id is not s.after or u.closed_on is not null)) or (s.kind = 'closed' and u.closed_on is not s.after)
    union all select 'unit', s.row_id from s left join units u on u.id = s.row_id
      where s.kind = 'unit' and s.after is not null
        and (u.id is null or u.closed_on is not null or u.parent_id is not s.after ->> 'parentId')
    union all select 'unit', u.id from s join units u on u.parent_id = s.row_id
      where s.kind = 'unit' and s.after is not null and ${stepOf(changeId, 'parent', 'u.id')}
    union all select 'parent', p.id from s join units p on p.id = s.before join units u on u.id = s.row_id
      where s.kind = 'parent' and ((p.closed_on is not null and ${stepOf(changeId, 'closed', 'p.id')})
        or substr(p.path, 1, length(u.path)) = u.path)
    union all select 'parent', p.id from s join units u on u.id = s.row_id join units p on p.id = u.parent_id
      where s.kind = 'closed' and s.before is null and p.closed_on is not null
    union all select 'catchment', substr(s.row_id, 38, 36) from s where s.kind = 'term' and (
      select cast(sign as text) from catchment_terms where workshop_id || ':' || unit_id || ':' || level_id || ':' || wing_id
        = s.row_id and workshop_id = substr(s.row_id, 1, 36)) is not s.after
    union all select 'catchment', ct.unit_id from s join catchment_terms ct on ct.unit_id = s.row_id
      where s.kind = 'unit' and s.after is not null
    union all select 'unit', u.id from s join units u on u.level_id = s.row_id
      where s.kind = 'level' and s.after is not null and ${stepOf(changeId, 'unit', 'u.id')}
    union all select 'level', null from s left join levels l on l.id = s.row_id
      where s.kind = 'level' and (l.id is null) = (s.after is not null)
    union all select 'tier', null from s join tiers t on s.row_id in (t.host_level_id, t.trainee_level_id)
      where s.kind = 'level' and s.after is not null
    ${sql.join(
      [...moved, ...used, ...seated].map((part) => sql`union all ${part}`),
      sql` `,
    )}`
}

/** What was built on a change, with the unit where it is; at most 20. */
export const built = (changeId: string) =>
  q.all<{ what: string; id: string | null; nameEn: string | null; nameHi: string | null }>(sql`
    select distinct b.what, u.id, u.name_en as "nameEn", u.name_hi as "nameHi"
    from (${builtOn(changeId)}) b left join units u on u.id = b.unit_id limit 20`)

/**
 * The reverse of a change. Whoever undoes it the same day leaves nothing of it; later, what it opened has been part of the
 * tree for a night, and closes instead.
 */
export function undoing(id: string, on: string, changeId: string, now: number, holds: Holds) {
  const allowed = sql`exists (select 1 from tree_changes x where x.id = ${changeId} and ${heldOver(holds)})`
  const reason = sql`(select case
      when x.kind in ('undo', 'open', 'new') or exists (select 1 from tree_changes where undoes = x.id) then 'undone'
      when x.at <= ${now - UNDO_SECONDS} then 'late'
      when exists (${builtOn(changeId)}) then 'built' end
    from tree_changes x where x.id = ${changeId})`
  const of = (column: 'unit_id' | 'into_id' | 'from_id') =>
    sql`(select ${sql.raw(column)} from tree_changes where id = ${changeId})`
  const later = sql`x.on_day < ${on}`
  const steps = sql`select -s.seq as ord, case when ${later} and s.kind = 'unit' then 'closed' else s.kind end as kind,
      s.row_id, case when ${later} and s.kind = 'unit' then null else s.after end as before,
      case when ${later} and s.kind = 'unit' then ${on} else s.before end as after
    from tree_changes x join tree_steps s on s.change_id = x.id
    where x.id = ${changeId} and not (${later} and s.kind = 'level' and s.after is not null
      and exists (select 1 from units where level_id = s.row_id))`
  const deed: Deed = {
    id,
    kind: 'undo',
    on,
    unitId: of('unit_id'),
    intoId: of('into_id'),
    fromId: of('from_id'),
    undoes: changeId,
    guard: sql`(${allowed}) and (${reason}) is null`,
    steps,
  }
  const obstacle = q.all<{ reason: string | null }>(sql`select ${reason} as reason where ${allowed}`)
  return { deed, obstacle }
}
