import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Actor } from '../platform/auth.ts'
import { idsOnPath, q, under } from '../platform/sql.ts'
import { guessQuery, searchForms, searchQuery } from './names.ts'
import { pathOf } from './queries.ts'
import { FormerName, type SearchAsked } from './shapes.ts'

type Asked = z.infer<typeof SearchAsked>

/** How many matches the index gives, in the order in which units were added; more is a word that everything bears. */
const MATCHES = 2000
/** How many units are read one by one for such a word, around the searcher and among the higher levels each. */
const READ = 2000
const FOUND = 30

/** The paths of the units where somebody works, the lowest first: his own, and those of his responsibilities. */
const workOf = ({ personId }: Actor, now: number) => sql`
  select path from (select u.path from people p join units u on u.id = p.unit_id where p.id = ${personId}
  union select u.path from grants g join units u on u.id = g.unit_id
    where g.person_id = ${personId} and g.from_at <= ${now} and (g.until_at is null or g.until_at > ${now}))
  order by length(path) desc`

const has = (text: SQL, piece: string) =>
  sql`instr(' ' || replace(${text}, char(10), ' ') || ' ', ${piece}) > 0`

/** Whether the words of a unit's text begin with what was typed, as it is written or as it sounds. */
const bears = (text: SQL, typed: string) =>
  sql.join(
    searchForms(typed).each.map(
      (forms) =>
        sql`(${sql.join(
          forms.map((form) => has(text, ` ${form}`)),
          sql` or `,
        )})`,
    ),
    sql` and `,
  )

/** Whether they begin with it as it is written, or whole words sound like it: बूथ is booth rather than Betul. */
function well(text: SQL, typed: string) {
  const { each, whole } = searchForms(typed)
  const words = each.map(
    ([word = '', sound]) =>
      sql`(${has(text, ` ${word}`)} ${sound ? sql`or ${has(text, ` ${sound} `)}` : sql``})`,
  )
  return sql`(${sql.join(words, sql` and `)} ${whole ? sql`or ${has(text, ` ${whole} `)}` : sql``})`
}

/** Names of a unit's ancestors below the root, nearest first, as one text. */
const trail = (column: 'name_en' | 'name_hi') => sql`(select coalesce(group_concat(name, ', '), '') from (
  select a.${sql.raw(column)} as name from ${idsOnPath(sql`u.path`)} p join units a on a.id = p.value
  where a.id <> u.id and a.parent_id is not null order by a.path desc))`

/**
 * The candidates, by what they are found: the index of names first. A word that too many units bear is looked for among
 * the higher levels and around the searcher; what nobody bears, by how it may have been meant.
 */
function candidates(typed: string, near: SQL) {
  const match = searchQuery(typed) ?? '""'
  const read = match === '""' ? sql`0` : bears(sql`u.search_text`, typed)
  return sql`
  direct as materialized (
    select rowid as seq from unit_names where unit_names match ${match} limit ${MATCHES}),
  former as materialized (
    select u.seq, n.seq as naming from (
        select rowid as seq from former_names where former_names match ${match} limit ${READ}) f
      cross join namings n on n.seq = f.seq cross join units u on u.id = n.unit_id),
  candidates (seq, naming, guessed) as (
    select seq, null, 0 from direct
    union all select seq, naming, 0 from former
    union all select u.seq, null, 0 from unit_counts k cross join units u on u.level_id = k.level_id
      where (select count(*) from direct) = ${MATCHES}
        and k.unit_id = (select id from units where parent_id is null) and k.units <= ${READ}
        and ${read}
    union all select u.seq, null, 0 from (${near}) around cross join units u on u.seq = around.seq
      where (select count(*) from direct) = ${MATCHES} and ${read}
    union all select rowid, null, 1 from (
      select rowid from unit_names where not exists (select 1 from direct) and not exists (select 1 from former)
        and unit_names match ${guessQuery(typed)} limit ${MATCHES}))`
}

type Found = { id: string; code: string; levelId: string; nameEn: string; nameHi: string }
type Row = Found & { trailEn: string; trailHi: string; formerly: string | null; guessed: number }

/**
 * Open units within some paths (`sight`, column `path`) by what somebody typed, at most 30: those that are written so before
 * those that sound so, the higher levels first, then by how many ancestors they share with where he works, then the
 * shorter name.
 */
export function search({ q: typed, within, level }: Asked, sight: SQL, actor: Actor, now: number) {
  const order = sql`f.guessed, ${searchForms(typed).each.length > 0 ? well(sql`u.search_text`, typed) : sql`null`} desc, l.depth,
    (select max(steps) from shared where substr(u.path, 1, letters) = shared.path) desc, f.naming is not null,
    length(u.search_text), u.code`
  const around = within ? sql`(select ${pathOf(within)} as path)` : sql`work`
  const near = sql`select n.seq from ${around} own cross join units n on ${under(sql`n.path`, sql`own.path`)} limit ${READ}`
  return q.all<Row>(sql`
    with sight as materialized (select distinct path from (${sight})),
      work as materialized (${workOf(actor, now)}),
      shared as materialized (select distinct a.path, length(a.path) as letters, j.key as steps
        from work own cross join ${idsOnPath(sql`own.path`)} j cross join units a on a.id = j.value),
      ${candidates(typed, near)}
    select u.id, u.code, u.level_id as "levelId", u.name_en as "nameEn", u.name_hi as "nameHi",
      ${trail('name_en')} as "trailEn", ${trail('name_hi')} as "trailHi", f.guessed,
      (select json_object('nameEn', name_en, 'nameHi', name_hi, 'untilOn', until_on) from namings
        where seq = f.naming) as formerly
    from (
      select f.seq, f.naming, f.guessed from (
        select seq, case when count(naming) = count(*) then max(naming) end as naming, max(guessed) as guessed
        from candidates group by seq) f
      cross join units u on u.seq = f.seq cross join levels l on l.id = u.level_id
      where u.closed_on is null and exists (select 1 from sight s where ${under(sql`u.path`, sql`s.path`)})
        ${within ? sql`and ${under(sql`u.path`, pathOf(within))}` : sql``} ${level ? sql`and u.level_id = ${level}` : sql``}
      order by ${order}
      limit ${FOUND}) f
    cross join units u on u.seq = f.seq cross join levels l on l.id = u.level_id
    order by ${order}`)
}

/** What was found, as it is told. */
export const foundOf = (rows: readonly Row[]) => ({
  units: rows.map((row) => ({
    ...row,
    guessed: row.guessed === 1,
    formerly: row.formerly === null ? null : FormerName.parse(JSON.parse(row.formerly)),
  })),
})
