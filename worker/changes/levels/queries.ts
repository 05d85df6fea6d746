import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { searchText, unitWords, wordsIn } from '../../hierarchy/index.ts'
import { rootPath } from '../../organisations/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { jsonList, q } from '../../platform/sql.ts'
import { loadIn } from '../load.ts'
import type { Deed } from '../queries.ts'
import type { LevelDraft, LevelEdit } from './shapes.ts'

type Draft = z.infer<typeof LevelDraft>

/** The depth that a new level takes. */
const depthOf = ({ aboveId }: Draft) =>
  aboveId === null
    ? sql`(select max(depth) + 1 from levels)`
    : sql`(select depth from levels where id = ${aboveId})`

/** A new id of version 7, made where the rows are. */
const newIdAt = (now: number) => {
  const stamp = (now * 1000).toString(16).padStart(12, '0')
  return sql`lower(${`${stamp.slice(0, 8)}-${stamp.slice(8)}-7`} || substr(hex(randomblob(2)), 2) || '-a'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))`
}

/** Open children of unit `p` that stand below the new level. */
const lower = (draft: Draft) => sql`from units k join levels kl on kl.id = k.level_id
  where k.parent_id = p.id and k.closed_on is null and kl.depth >= ${depthOf(draft)}`

/** The units that a new level begins with, as a table `id, code, parent_id, name_en, name_hi, search, codes` (JSON or null). */
function beginningOf(draft: Draft, now: number): SQL {
  const { level, beginning } = draft
  if (beginning.way === 'none')
    return sql`select null as id, null as code, null as parent_id, null as name_en, null as name_hi, null as search,
      null as codes where false`
  if (beginning.way === 'each') {
    const [en, hi] = [searchText([level.nameEn]), searchText([level.nameHi])]
    const code = sql`p.code || ${`-${beginning.suffix}`}`
    return sql`select ${newIdAt(now)} as id, ${code} as code, p.id as parent_id,
        p.name_en || ${` ${level.nameEn}`} as name_en, p.name_hi || ${` ${level.nameHi}`} as name_hi,
        ${wordsIn(sql`p.search_text`, 0)} || ${` ${en}\n`} || ${wordsIn(sql`p.search_text`, 1)} || ${` ${hi}\n\n`}
          || lower(${code}) as search, null as codes
      from levels pl join units p on p.level_id = pl.id
      where pl.depth < ${depthOf(draft)} and p.closed_on is null and exists (select 1 ${lower(draft)})`
  }
  const rows = beginning.units.map((unit) => ({
    ...unit,
    search: unitWords({ ...unit, aliases: [] }),
  }))
  return sql`select r.value ->> 'id' as id, r.value ->> 'code' as code, p.id as parent_id, r.value ->> 'nameEn' as name_en,
      r.value ->> 'nameHi' as name_hi, r.value ->> 'search' as search, r.value -> 'childCodes' as codes
    from json_each(${jsonList(rows)}) r left join units p on p.code = r.value ->> 'parentCode'`
}

/** Children that go below a beginning unit `b` of parent `p`. */
const taken = (draft: Draft) => sql`${lower(draft)}
  and (b.codes is null or k.code in (select value from json_each(b.codes)))`

/** Why a level cannot be inserted. */
function insertFault(draft: Draft): SQL {
  const { level, aboveId, beginning } = draft
  const asked = beginning.way === 'table' ? beginning.units : []
  const children = asked.flatMap(({ childCodes }) => childCodes)
  const doubled =
    new Set(children).size < children.length || new Set(asked.map((u) => u.code)).size < asked.length
  return sql`case
    when exists (select 1 from levels where id = ${level.id}) then 'level-taken'
    when coalesce(${depthOf(draft)}, 0) < 1 then ${aboveId === null ? 'no-level' : 'above'}
    when ${doubled ? 1 : 0} then 'doubled'
    when exists (select 1 from (${beginningOf(draft, 0)}) b join units u on u.code = b.code) then 'code'
    when exists (select 1 from (${beginningOf(draft, 0)}) b left join units p on p.id = b.parent_id
      left join levels pl on pl.id = p.level_id
      where p.id is null or p.closed_on is not null or pl.depth >= ${depthOf(draft)}
        or json_array_length(b.codes) <> (select count(*) ${taken(draft)})) then 'units' end`
}

const tree = (holds: Holds) => holds({ path: rootPath })

/** Inserts a level, and the units that it begins with between others. */
export function inserting(made: { id: string; on: string; now: number }, draft: Draft, holds: Holds) {
  const { id, on, now } = made
  const { level } = draft
  const reason = insertFault(draft)
  const steps = sql`with b as materialized (${beginningOf(draft, now)})
    select 0 as ord, 'level' as kind, ${level.id} as row_id, null as before, json_object('depth', ${depthOf(draft)},
      'nameEn', ${level.nameEn}, 'nameHi', ${level.nameHi}) as after
    union all select 1, 'unit', b.id, null, json_object('code', b.code, 'parentId', b.parent_id, 'levelId', ${level.id},
      'nameEn', b.name_en, 'nameHi', b.name_hi, 'search', b.search) from b
    union all select 2, 'parent', c.value, p.id, b.id from b join units p on p.id = b.parent_id,
      json_each((select json_group_array(k.id) ${taken(draft)})) c`
  const root = sql`(select id from units where parent_id is null)`
  const guard = sql`${tree(holds)} and (${reason}) is null`
  const deed: Deed = { id, kind: 'level', on, unitId: root, intoId: null, fromId: null, guard, steps }
  return {
    deed,
    obstacle: q.all<{ reason: string | null }>(sql`select ${reason} as reason where ${tree(holds)}`),
  }
}

/** Today, where the organisation is. */
const todayThere = (now: number) => sql`(select date(${now} + seconds, 'unixepoch') from zone_shifts
  where from_at <= ${now} order by from_at desc limit 1)`

/** The units that go below the new level's, as a table with a column `value`. */
const moved = (
  draft: Draft,
) => sql`(select c.value from (${beginningOf(draft, 0)}) b join units p on p.id = b.parent_id,
  json_each((select json_group_array(k.id) ${taken(draft)})) c)`

/**
 * What inserting a level would come to: the number of its units and of those that go below them, the first 20, and what
 * stands in the units that move.
 */
export const insertPreview = (draft: Draft, now: number, holds: Holds) =>
  [
    q.all<{ reason: string | null }>(sql`select ${insertFault(draft)} as reason where ${tree(holds)}`),
    q.all<{ units: number; moves: number }>(sql`select count(*) as units,
      coalesce(sum((select count(*) ${taken(draft)})), 0) as moves
      from (${beginningOf(draft, 0)}) b join units p on p.id = b.parent_id`),
    q.all<{ code: string; nameEn: string; nameHi: string; parent: string; children: number }>(sql`
      select b.code, b.name_en as "nameEn", b.name_hi as "nameHi", json_object('id', p.id, 'code', p.code,
        'levelId', p.level_id, 'nameEn', p.name_en, 'nameHi', p.name_hi) as parent,
        (select count(*) ${taken(draft)}) as children
      from (${beginningOf(draft, 0)}) b join units p on p.id = b.parent_id order by p.path limit 20`),
    ...loadIn(moved(draft), [], todayThere(now)),
  ] as const

/** Removes a level that no unit and no tier uses. */
export function removing(made: { id: string; on: string }, levelId: string, holds: Holds) {
  const reason = sql`(select case
      when l.depth = 0 then 'top'
      when exists (select 1 from units where level_id = l.id)
        or exists (select 1 from tiers where l.id in (host_level_id, trainee_level_id)) then 'in-use' end
    from levels l where l.id = ${levelId})`
  const steps = sql`select 0 as ord, 'level' as kind, id as row_id, json_object('depth', depth, 'nameEn', name_en,
    'nameHi', name_hi) as before, null as after from levels where id = ${levelId}`
  const root = sql`(select id from units where parent_id is null)`
  const allowed = sql`${tree(holds)} and exists (select 1 from levels where id = ${levelId})`
  const guard = sql`${allowed} and ${reason} is null`
  const deed: Deed = { ...made, kind: 'level-end', unitId: root, intoId: null, fromId: null, guard, steps }
  return {
    deed,
    obstacle: q.all<{ reason: string | null }>(sql`select ${reason} as reason where ${allowed}`),
  }
}

/** Levels from the top, with their open units and what may stand above them (JSON), where `guard` holds. */
export const levelsWhere = (guard: SQL) =>
  q.all<{ id: string; depth: number; nameEn: string; nameHi: string; units: number; parentIds: string }>(sql`
    select l.id, l.depth, l.name_en as "nameEn", l.name_hi as "nameHi", coalesce((select k.units from unit_counts k
      where k.level_id = l.id and k.unit_id = (select id from units where parent_id is null)), 0) as units,
      (select json_group_array(a.parent_id) from level_parents a where a.level_id = l.id) as "parentIds"
    from levels l where ${guard} order by l.depth`)

type Edit = z.infer<typeof LevelEdit>

/** Why a level cannot be edited: parents that are not higher, or open units that stand elsewhere already. */
export const editFault = (levelId: string, { parentIds }: Edit, holds: Holds) => {
  const list = jsonList(parentIds ?? [])
  const reason = sql`(select case
      when ${parentIds === null ? 1 : 0} then null
      when (select count(*) from levels p join json_each(${list}) i on i.value = p.id where p.depth < l.depth)
        <> ${parentIds?.length ?? 0} or (l.depth = 0) <> ${parentIds?.length === 0 ? 1 : 0} then 'parents'
      when exists (select 1 from units u join units p on p.id = u.parent_id where u.level_id = l.id
        and u.closed_on is null and p.level_id not in (select value from json_each(${list}))) then 'in-use' end
    from levels l where l.id = ${levelId})`
  const allowed = sql`${tree(holds)} and exists (select 1 from levels where id = ${levelId})`
  return { reason, allowed }
}

/** Renames a level and says what may stand above it, where `guard` holds. */
export const editLevel = (levelId: string, { nameEn, nameHi, parentIds }: Edit, guard: SQL) =>
  [
    q.run(sql`delete from level_parents where level_id = ${levelId} and ${guard}`),
    q.run(sql`insert into level_parents (level_id, parent_id)
      select ${levelId}, value from json_each(${jsonList(parentIds ?? [])}) where ${guard}`),
    q.run(sql`update levels set name_en = ${nameEn}, name_hi = ${nameHi} where id = ${levelId} and ${guard}`),
  ] as const
