import { type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Holds } from '../platform/auth.ts'
import { idsOnPath, q, under } from '../platform/sql.ts'
import { unitWords } from './names.ts'
import { FormerName } from './shapes.ts'

/** A line of what a unit is found by, as `unitWords` writes them; empty where there is none. */
export const wordsIn = (text: SQL, line: 0 | 1 | 2 | 3) =>
  sql`coalesce(json_extract('["' || replace(${text}, char(10), '","') || '"]', ${`$[${line}]`}), '')`

/** How many units a page of children holds. */
export const PAGE = 200

/** The path of a unit, as a scalar. */
export const pathOf = (unitId: string) => sql`(select path from units where id = ${unitId})`

const ref = sql`u.id, u.code, u.level_id as "levelId", u.name_en as "nameEn", u.name_hi as "nameHi"`
const child = sql`${ref}, u.parent_id as "parentId", (select count(*) from units k where k.parent_id = u.id and k.closed_on is null) as children`

type Ref = { id: string; code: string; levelId: string; nameEn: string; nameHi: string }
type Child = Ref & { parentId: string | null; children: number }
type Shown = Child & { aliases: string; formerly: string; openedOn: string | null; closedOn: string | null }

/** What unit `u` was called, the latest name first, as JSON. */
export const formerly = sql`(select json_group_array(json_object('nameEn', name_en, 'nameHi', name_hi, 'untilOn', until_on))
  from (select * from namings where unit_id = u.id order by until_on desc limit 20)) as formerly`

const anyLimit = { wing: 'any', workshop: 'any', tier: 'any' } as const

/** Units right below a unit, after a code, one more than a page. */
export const childrenOf = (parentId: string, after: string, holds: Holds) =>
  q.all<Child>(sql`select ${child} from units u
    where u.parent_id = ${parentId} and u.code > ${after} and u.closed_on is null
      and ${holds({ path: sql`u.path`, ...anyLimit })}
    order by u.code limit ${PAGE + 1}`)

/** Where the caller's powers begin: the topmost units that he may see. */
export const topUnits = (tops: SQL) =>
  q.all<Child>(sql`with tops as (${tops}) select ${child} from units u
    where u.path in (select path from tops)
      and not exists (select 1 from tops t where t.path <> u.path and ${under(sql`u.path`, sql`t.path`)})
    order by u.code limit ${PAGE + 1}`)

/** A unit, its ancestors from the root, and its counts by level. */
export const unitPage = (unitId: string, holds: Holds) =>
  [
    q.all<Shown>(sql`select ${child}, u.aliases, ${formerly}, u.opened_on as "openedOn", u.closed_on as "closedOn" from units u
      where u.id = ${unitId} and ${holds({ path: sql`u.path`, ...anyLimit })}`),
    q.all<Ref>(sql`select ${ref} from ${idsOnPath(pathOf(unitId))} a join units u on u.id = a.value
      where u.id <> ${unitId} order by u.path`),
    q.all<{ levelId: string; units: number }>(
      sql`select level_id as "levelId", units from unit_counts where unit_id = ${unitId}`,
    ),
  ] as const

const Aliases = z.array(z.string())
const Formerly = z.array(FormerName)

type PageRows = readonly [Shown[], Ref[], { levelId: string; units: number }[]]

/** A unit's page from its statements; undefined when the unit may not be seen. */
export const pageFrom = ([[unit], ancestors, counts]: PageRows) =>
  unit && {
    ...unit,
    aliases: Aliases.parse(JSON.parse(unit.aliases)),
    formerly: Formerly.parse(JSON.parse(unit.formerly)),
    ancestors,
    counts,
  }

/** A unit to be added; the parent must be there already, or come earlier in the same list. */
export type UnitDraft = {
  id: string
  code: string
  parentCode: string | null
  levelId: string
  nameEn: string
  nameHi: string
  aliases: readonly string[]
}

/**
 * Adds units in one statement per level of nesting in the list; a code that is there already stays as it is. `guard`
 * sees the parent's path as `p.path`. The list must have parents before children.
 */
export function insertUnits(drafts: readonly UnitDraft[], now: number, guard: SQL) {
  const rows = drafts.map((d) => ({
    ...d,
    aliases: JSON.stringify(d.aliases),
    search: unitWords(d),
  }))
  const inList = new Map(rows.map((row) => [row.code, row]))
  const nesting = (row: (typeof rows)[number]): number => {
    const parent = row.parentCode === null ? undefined : inList.get(row.parentCode)
    return parent ? nesting(parent) + 1 : 0
  }
  const layers = Map.groupBy(rows, nesting)
  return [...layers.entries()].sort(([a], [b]) => a - b).map(([, layer]) => insertLayer(layer, now, guard))
}

const cell = (key: string) => sql.raw(`r.value ->> '${key}'`)

const insertLayer = (rows: readonly unknown[], now: number, guard: SQL) =>
  q.run(sql`insert into units (id, code, parent_id, level_id, path, name_en, name_hi, aliases, search_text, created_at)
    select ${cell('id')}, ${cell('code')}, p.id, ${cell('levelId')}, coalesce(p.path, '/') || (${cell('id')}) || '/',
      ${cell('nameEn')}, ${cell('nameHi')}, ${cell('aliases')}, ${cell('search')}, ${now}
    from json_each(${JSON.stringify(rows)}) r left join units p on p.code = (${cell('parentCode')})
    where (p.id is not null or (${cell('parentCode')}) is null) and ${guard}
    on conflict do nothing`)
