import { asc, sql } from 'drizzle-orm'
import { levels } from '../../../db/tenant/schema/organisation.ts'
import type { Holds } from '../../platform/auth.ts'
import { inBatches } from '../../platform/csv.ts'
import { newId } from '../../platform/id.ts'
import { jsonList, q, whenWritten } from '../../platform/sql.ts'
import { searchText } from '../names.ts'
import { insertUnits } from '../queries.ts'
import type { UnitText } from './rules.ts'

type Known = {
  code: string
  parentCode: string | null
  levelId: string
  nameEn: string
  nameHi: string
  aliases: string
  mine: number
}

/** What a table of units is judged by: the levels, and the units that it names. */
export const factsFor = (codes: readonly string[], holds: Holds) =>
  [
    q.select().from(levels).orderBy(asc(levels.depth)),
    q.all<Known>(sql`select u.code, p.code as "parentCode", u.level_id as "levelId", u.name_en as "nameEn",
        u.name_hi as "nameHi", u.aliases, ${holds({ path: sql`u.path` })} as mine
      from units u left join units p on p.id = u.parent_id
      where u.code in (select value from json_each(${jsonList(codes)}))`),
  ] as const

const searchOf = (unit: UnitText) => searchText([unit.nameEn, unit.nameHi, ...unit.aliases, unit.code])

const renameUnits = (units: readonly UnitText[], holds: Holds) => {
  const rows = units.map((unit) => ({
    ...unit,
    aliases: JSON.stringify(unit.aliases),
    search: searchOf(unit),
  }))
  const cell = (key: string) => sql.raw(`r.value ->> '${key}'`)
  return q.run(sql`update units set name_en = ${cell('nameEn')}, name_hi = ${cell('nameHi')},
      aliases = ${cell('aliases')}, search_text = ${cell('search')}
    from json_each(${JSON.stringify(rows)}) r
    where units.code = (${cell('code')}) and ${holds({ path: sql`units.path` })}`)
}

/** Adds and renames units while the powers last. `add` has parents before children. */
export function writeUnits(add: readonly UnitText[], rename: readonly UnitText[], holds: Holds, now: number) {
  const drafts = add.map((unit) => ({ ...unit, id: newId() }))
  return {
    ids: drafts.map(({ id }) => id),
    statements: [
      ...inBatches(drafts).flatMap((batch) => insertUnits(batch, now, holds({ path: sql`p.path` }))),
      ...inBatches(rename).map((batch) => renameUnits(batch, holds)),
    ],
  }
}

/** True when the statement before renamed something, or any of the ids is a unit now. */
export const written = (ids: readonly string[]) => sql`(${whenWritten} or exists (
  select 1 from units where id in (select value from json_each(${jsonList(ids)}))))`

/** How many of the ids are units now. */
export const countOf = (ids: readonly string[]) =>
  q.all<{ units: number }>(
    sql`select count(*) as units from units where id in (select value from json_each(${jsonList(ids)}))`,
  )
