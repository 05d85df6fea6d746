import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Asking, record } from '../platform/audit.ts'
import type { Holds } from '../platform/auth.ts'
import { idsOnPath, jsonList, q, under } from '../platform/sql.ts'
import { inCatchment, ownPlan, wronglyServed } from '../workshops/index.ts'
import { UNDO_SECONDS } from './rules.ts'
import type { Change } from './shapes.ts'

type Kind = z.infer<typeof Change>['kind']

/**
 * A change of the tree as statements. `guard` says whether it may and can be made; `steps` selects what it does, columns
 * `kind, row_id, before, after`, in order by `ord`; columns of the change itself are scalars.
 */
export type Deed = {
  id: string
  kind: Kind
  on: string
  unitId: SQL | string
  intoId: SQL | string | null
  fromId: SQL | string | null
  undoes?: string
  /** Who asked for it, where it is not the caller. */
  by?: string | null
  guard: SQL
  steps: SQL
}

/** True after this very request began the change: a retry begins nothing. */
export const begun = (c: Asking, id: string) =>
  sql`exists (select 1 from tree_changes where id = ${id} and request_id = ${c.var.requestId})`

/** Begins a change if it may be made, and does its steps: triggers do what each step says. */
export const carryOut = (c: Asking, deed: Deed) =>
  [
    q.run(sql`insert into tree_changes (id, kind, unit_id, into_id, from_id, at, on_day, changed_by, request_id, undoes)
      select ${deed.id}, ${deed.kind}, ${deed.unitId}, ${deed.intoId}, ${deed.fromId}, ${c.var.now}, ${deed.on},
        ${deed.by ?? c.var.actor?.personId ?? null}, ${c.var.requestId}, ${deed.undoes ?? null}
      where ${deed.guard} on conflict do nothing`),
    q.run(sql`insert into tree_steps (change_id, kind, row_id, before, after)
      select ${deed.id}, kind, row_id, before, after from (${deed.steps}) where ${begun(c, deed.id)} order by ord`),
  ] as const

/** The units whose line of ancestors a change touches, and those that it opens or closes, with their paths. */
const touched = (id: string) => sql`select distinct u.id, u.path from tree_steps s join units u
  on u.id = case s.kind when 'term' then substr(s.row_id, 38, 36) else s.row_id end
  where s.change_id = ${id} and s.kind in ('parent', 'unit', 'closed', 'term')`

/** Workshops that serve unit `u`, for a tier `t`: as JSON, and how many they are. */
const serving = sql`select w.id, w.name_en, w.name_hi
  from (select distinct ct.workshop_id from ${idsOnPath(sql`u.path`)} a
      join catchment_terms ct on ct.unit_id = a.value) near
    join workshops w on w.id = near.workshop_id and w.tier_id = t.id and w.cancelled_at is null
  where ${inCatchment(sql`w.id`, sql`u.path`)} and ${ownPlan}`

/** Notes the units that a published plan does not serve exactly once any more, at most 100. */
export const proveOf = (c: Asking, id: string) =>
  q.run(sql`update tree_changes set broken = (
      select json_group_array(json_object('id', id, 'code', code, 'levelId', level_id, 'nameEn', name_en,
        'nameHi', name_hi, 'tierId', tier_id, 'workshops', json(workshops))) from (
        select u.id, t.id as tier_id, u.code, u.level_id, u.name_en, u.name_hi, (select json_group_array(
          json_object('id', id, 'nameEn', name_en, 'nameHi', name_hi)) from (${serving})) as workshops
        from tiers t cross join (${touched(id)}) m cross join units u
        where t.plan_published_at is not null and u.level_id = t.trainee_level_id and u.closed_on is null
          and ${under(sql`u.path`, sql`m.path`)} and ${wronglyServed(sql`t.id`, sql`u.path`)}
        group by t.id, u.id limit 100))
    where id = ${id} and kind not in ('new', 'level', 'level-end') and ${begun(c, id)}`)

/** Takes every step of a change back, the last first. */
export const takeBack = (id: string, guard: SQL) =>
  q.run(sql`insert into tree_steps (change_id, kind, row_id, before, after)
    select change_id, kind, row_id, after, before from tree_steps where change_id = ${id} and ${guard}
    order by seq desc`)

/** Forgets a change whose steps were taken back, so that nothing of it is left. */
export const forget = (id: string, guard: SQL) =>
  [
    q.run(sql`delete from placements as p where ${guard} and until_on = (select on_day from tree_changes where id = ${id})
      and unit_id in (select row_id from tree_steps where change_id = ${id} and kind = 'parent')
      and not exists (select 1 from tree_steps s join tree_changes o on o.id = s.change_id
        where s.row_id = p.unit_id and s.kind = 'parent' and s.change_id <> ${id} and o.on_day = p.until_on)`),
    q.run(sql`delete from closures as p where ${guard} and until_on = (select on_day from tree_changes where id = ${id})
      and unit_id in (select row_id from tree_steps where change_id = ${id} and kind = 'closed')
      and not exists (select 1 from tree_steps s join tree_changes o on o.id = s.change_id
        where s.row_id = p.unit_id and s.kind = 'closed' and s.change_id <> ${id} and o.on_day = p.until_on)`),
    q.run(sql`delete from count_changes where ${guard} and delta = 0
      and on_day = (select on_day from tree_changes where id = ${id})`),
    // A catchment that was redrawn and drawn back is the one that was seen.
    q.run(sql`update workshops set version = version - (select count(*) from tree_steps where change_id = ${id}
        and kind = 'term' and substr(row_id, 1, 36) = workshops.id)
      where ${guard} and id in (select substr(row_id, 1, 36) from tree_steps where change_id = ${id} and kind = 'term')`),
    q.run(sql`delete from tree_steps where change_id = ${id} and ${guard}`),
    q.run(sql`delete from tree_changes where id = ${id} and ${guard}`),
  ] as const

const isBroken = (id: string) => sql`exists (select 1 from tree_changes where id = ${id} and broken <> '[]')`

/** Which faults a change gives published plans (JSON); null when it was not made at all. */
export const faultsOf = (c: Asking, id: string) =>
  q.all<{ broken: string | null }>(sql`select (select broken from tree_changes
    where id = ${id} and ${begun(c, id)}) as broken`)

/** What a change did to units, before and after, by their ids and codes; the first 50. */
const evidenceOf = (
  id: string,
) => sql`(select json_group_array(json_object('what', s.kind, 'id', s.row_id, 'code', u.code,
    'before', s.before, 'beforeCode', b.code, 'after', s.after, 'afterCode', a.code))
  from (select * from tree_steps where change_id = ${id} and kind in ('parent', 'closed') order by seq limit 50) s
  join units u on u.id = s.row_id left join units b on b.id = s.before left join units a on a.id = s.after)`

/** A change, whole: done, proved against published plans, taken back if one broke, else recorded; then its read-back. */
export const makeChange = (c: Asking, deed: Deed, detail: Record<string, unknown>, holds: Holds) =>
  [
    ...carryOut(c, deed),
    proveOf(c, deed.id),
    faultsOf(c, deed.id),
    takeBack(deed.id, isBroken(deed.id)),
    ...forget(deed.id, isBroken(deed.id)),
    record(c, `tree.${deed.kind}`, deed.id, detail, begun(c, deed.id), { evidence: evidenceOf(deed.id) }),
    changesWhere(sql`x.id = ${deed.id}`, c.var.now, holds),
  ] as const

/** A unit by the alias of its table as JSON, or null. */
const ref = (alias: 'u' | 'f' | 'i') => {
  const at = (column: string) => sql.raw(`${alias}.${column}`)
  return sql`case when ${at('id')} is null then null else json_object('id', ${at('id')}, 'code', ${at('code')},
    'levelId', ${at('level_id')}, 'nameEn', ${at('name_en')}, 'nameHi', ${at('name_hi')}) end`
}

/** Whether a capability is held at every unit that change `x` concerns. */
export const heldOver = (holds: Holds) => sql`not exists (select 1 from units hu
  where hu.id in (x.unit_id, x.from_id, x.into_id) and not ${holds({ path: sql`hu.path` })})`

/** A change as its statement gives it; units are JSON. */
export type ChangeRow = {
  id: string
  kind: Kind
  on: string
  at: number
  unit: string | null
  from: string | null
  into: string | null
  byId: string | null
  byEn: string | null
  byHi: string | null
  undoneAt: number | null
  undoes: string | null
  undoable: number
}

/** Changes `x` where `guard` holds, the newest first. `holds` says where the caller may undo. */
export const changesWhere = (guard: SQL, now: number, holds: Holds) =>
  q.all<ChangeRow>(sql`select x.id, x.kind, x.on_day as "on", x.at, ${ref('u')} as unit, ${ref('f')} as "from",
      ${ref('i')} as "into", x.changed_by as "byId", p.name_en as "byEn", p.name_hi as "byHi", n.at as "undoneAt", x.undoes,
      x.kind not in ('undo', 'open', 'new') and n.id is null and x.at > ${now - UNDO_SECONDS} and ${heldOver(holds)} as undoable
    from tree_changes x left join units u on u.id = x.unit_id left join units f on f.id = x.from_id
      left join units i on i.id = x.into_id left join people p on p.id = x.changed_by
      left join tree_changes n on n.undoes = x.id
    where ${guard} order by x.at desc, x.id desc limit 50`)

/** The ids of a list, as a table with one column `value`. */
export const listed = (ids: readonly string[]) => sql`json_each(${jsonList(ids)})`

/**
 * The units whose reach a change shifts, with the path that counts in the present state: a unit that went up in another
 * counts there, one that is not made yet counts where its people still are.
 */
const concerned = (id: string) => sql`
  select s.row_id as id, coalesce(case when x.kind = 'merge' and s.kind = 'closed' and u.closed_on is not null
    then i.path end, u.path, a.path) as path
  from tree_changes x join tree_steps s on s.change_id = x.id and s.kind in ('parent', 'unit', 'closed')
    left join units u on u.id = s.row_id left join units i on i.id = x.into_id left join units a on a.id = x.unit_id
  where x.id = ${id}
  union select u.id, u.path from tree_changes x join units u on u.id = x.into_id where x.id = ${id} and x.kind = 'merge'
  union select u.id, u.path from tree_steps s join units u on u.id = substr(s.row_id, 38)
    where s.change_id = ${id} and s.kind = 'term'`

/** Who holds a live power over the units that a change touches, from above them or on them. */
export const sightOver = (id: string, now: number) =>
  q.all<{ unitId: string; whoId: string; nameEn: string; nameHi: string; role: string }>(sql`
    with on_path (unit_id, at_id) as materialized (
      select m.id, a.value from (${concerned(id)} limit 300) m, ${idsOnPath(sql`m.path`)} a),
    held (unit_id, person_id, role) as (
      select o.unit_id, g.person_id, g.role from on_path o cross join grants g on g.unit_id = o.at_id
        where g.from_at <= ${now} and (g.until_at is null or g.until_at > ${now})
      union
      select o.unit_id, c.person_id, 'trainer' from on_path o cross join credentials c on c.unit_id = o.at_id
        cross join tiers t on t.id = c.tier_id
        cross join tiers n on n.programme_id = t.programme_id and n.position = t.position + 1 and n.taught_by = 'credential'
        where c.revoked_at is null)
    select h.unit_id as "unitId", h.person_id as "whoId", coalesce(p.name_en, '') as "nameEn",
      coalesce(p.name_hi, '') as "nameHi", h.role from held h left join people p on p.id = h.person_id limit 5000`)

/** Which workshops that are not over serve the units that a change touches. */
export const servedOver = (id: string, on: string) =>
  q.all<{ unitId: string; whoId: string; nameEn: string; nameHi: string; role: string }>(sql`
    select m.id as "unitId", w.id as "whoId", w.name_en as "nameEn", w.name_hi as "nameHi", '' as role
    from (${concerned(id)} limit 300) m, ${idsOnPath(sql`m.path`)} a join catchment_terms ct on ct.unit_id = a.value
      join workshops w on w.id = ct.workshop_id
    where w.cancelled_at is null and w.ends_on >= ${on} and ${inCatchment(sql`w.id`, sql`m.path`)}
    group by m.id, w.id limit 5000`)

/** How many steps of each kind a change has. */
export const followsOf = (id: string) =>
  q.all<{ kind: string; n: number }>(
    sql`select kind, count(*) as n from tree_steps where change_id = ${id} group by kind`,
  )
