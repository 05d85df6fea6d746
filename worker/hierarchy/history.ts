import { type SQL, sql } from 'drizzle-orm'
import type { Holds } from '../platform/auth.ts'
import { q } from '../platform/sql.ts'
import { formerly, PAGE } from './queries.ts'

const anyLimit = { wing: 'any', workshop: 'any', tier: 'any' } as const

/** What a column of a unit was at the end of a day: the first note that lasted longer, else what it is. */
const was = (id: SQL, now: SQL, notes: 'placements' | 'closures', on: string) => {
  const [table, column] = [sql.raw(notes), sql.raw(notes === 'placements' ? 'parent_id' : 'closed_on')]
  return sql`case when exists (select 1 from ${table} n where n.unit_id = ${id} and n.until_on > ${on})
    then (select n.${column} from ${table} n where n.unit_id = ${id} and n.until_on > ${on} order by n.until_on limit 1)
    else ${now} end`
}

/** The parent of unit `alias` at the end of a day. */
const parentThen = (alias: string, on: string) =>
  was(sql.raw(`${alias}.id`), sql.raw(`${alias}.parent_id`), 'placements', on)

/** True when unit `alias` was open at the end of a day. */
export const openThen = (alias: string, on: string) => sql`(${sql.raw(alias)}.opened_on is null
  or ${sql.raw(alias)}.opened_on <= ${on}) and coalesce(${was(
    sql.raw(`${alias}.id`),
    sql.raw(`${alias}.closed_on`),
    'closures',
    on,
  )}, '9') > ${on}`

/** A name of unit `u` at the end of a day. */
export const nameThen = (column: 'name_en' | 'name_hi', on: string) => {
  const name = sql.raw(column)
  return sql`coalesce((select ${name} from namings where unit_id = u.id and until_on > ${on} order by until_on limit 1),
    u.${name})`
}

/**
 * The ids of those that stood right below some units (a subquery with column `id`) at the end of a day: of those there
 * now, and of those that left since.
 */
export const belowThen = (parents: SQL, on: string) => sql`
  select k.id from (${parents}) f cross join units k on k.parent_id = f.id
    where ${parentThen('k', on)} = f.id and ${openThen('k', on)}
  union
  select k.id from (${parents}) f cross join placements n on n.parent_id = f.id and n.until_on > ${on}
    cross join units k on k.id = n.unit_id
    where ${parentThen('k', on)} = f.id and ${openThen('k', on)}`

const ref = (on: string) => sql`u.id, u.code, u.level_id as "levelId", ${nameThen('name_en', on)} as "nameEn",
  ${nameThen('name_hi', on)} as "nameHi"`
const childThen = (on: string) => sql`${ref(on)}, ${parentThen('u', on)} as "parentId",
  (select count(*) from (${belowThen(sql`select u.id`, on)})) as children`

type Ref = { id: string; code: string; levelId: string; nameEn: string; nameHi: string }
type Child = Ref & { parentId: string | null; children: number }

/** Units right below a unit at the end of a day, after a code, one more than a page. */
export const childrenThen = (parentId: string, after: string, on: string, holds: Holds) =>
  q.all<Child>(sql`select ${childThen(on)} from (${belowThen(sql`select ${parentId} as id`, on)}) t join units u on u.id = t.id
    where u.code > ${after} and ${holds({ path: sql`u.path`, ...anyLimit })} order by u.code limit ${PAGE + 1}`)

/** A unit's page as it was at the end of a day: parts as `unitPage`; no unit when it was not open then. */
export const unitPageThen = (unitId: string, on: string, holds: Holds) =>
  [
    q.all<
      Child & { aliases: string; formerly: string; openedOn: string | null; closedOn: string | null }
    >(sql`
      select ${childThen(on)}, u.aliases, ${formerly}, u.opened_on as "openedOn", null as "closedOn" from units u
      where u.id = ${unitId} and ${openThen('u', on)} and ${holds({ path: sql`u.path`, ...anyLimit })}`),
    q.all<Ref>(sql`with recursive above (id, step) as (
        select ${parentThen('u', on)}, 1 from units u where u.id = ${unitId}
        union all select ${parentThen('u', on)}, above.step + 1 from above join units u on u.id = above.id
          where above.step < 50)
      select ${ref(on)} from above join units u on u.id = above.id order by above.step desc`),
    q.all<{ levelId: string; units: number }>(sql`select level_id as "levelId", sum(n) as units from (
        select level_id, units as n from unit_counts where unit_id = ${unitId}
        union all select level_id, -delta from count_changes where unit_id = ${unitId} and on_day > ${on})
      group by level_id having sum(n) <> 0`),
  ] as const
