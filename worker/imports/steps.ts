import { type SQL, sql } from 'drizzle-orm'
import type { Holds } from '../platform/auth.ts'
import { q } from '../platform/sql.ts'
import { type Batch, type Doing, inBatch, type Writing } from './batch.ts'
import { offices } from './offices.ts'
import { people } from './people.ts'
import type { Kind } from './reading/rows.ts'
import { trainings } from './trainings.ts'
import { units } from './units.ts'

/** How many rows a batch has. */
const BATCH = 2000

/** What each kind of table does. */
export const DOING: Record<Kind, Doing> = { units, people, offices, trainings }

/** The states in which batches are dealt with, and what comes after the last one. */
export const PASSES = { checking: 'ready', committing: 'done', reverting: 'reverted' } as const

/** An import as its next step needs it: where it stands, and the rows that come next. */
export type Standing = {
  kind: Kind
  state: string
  rows: number
  received: number
  passed: number
  depth: number | null
  from: number | null
  to: number | null
  count: number
  timeZone: string
}

/** Where an import stands. Units are taken back from the lowest level up; no batch spans two levels. */
export const standing = (id: string, seen: SQL) =>
  q.all<Standing>(sql`with i as (select * from imports i where i.id = ${id} and ${seen}),
    d as (select case when exists (select 1 from import_rows r
          where r.import_id = i.id and r.depth = i.depth and r.row > i.to_row) then i.depth
        when i.state = 'reverting' then (select max(r.depth) from import_rows r
          where r.import_id = i.id and r.depth < i.depth)
        else (select min(r.depth) from import_rows r where r.import_id = i.id and r.depth > i.depth) end as depth from i),
    b as (select r.row from i, d cross join import_rows r where r.import_id = i.id and r.depth = d.depth
        and r.row > case when d.depth = i.depth then i.to_row else 0 end
      order by r.row limit ${BATCH})
    select i.kind, i.state, i.rows, i.received, i.passed, d.depth,
      (select min(row) from b) as "from", (select max(row) from b) as "to", (select count(*) from b) as count,
      (select time_zone from organisation) as "timeZone"
    from i, d`)

const STATEMENTS = {
  checking: (doing: Doing, batch: Batch, writing: Writing) => doing.check(batch, writing),
  committing: (doing: Doing, batch: Batch, writing: Writing) => doing.commit(batch, writing),
  reverting: (doing: Doing, batch: Batch, writing: Writing) => doing.revert(batch, writing),
}

/** What a batch adds to the numbers of its import. */
const COUNTS = {
  checking: {
    added: sql`r.verdict = 'new'`,
    changed: sql`r.verdict = 'changed'`,
    same: sql`r.verdict = 'same'`,
    refused: sql`r.verdict = 'refused'`,
  },
  committing: { written: sql`r.outcome = 'written'`, kept: sql`r.outcome = 'left'` },
  reverting: { written: sql`-(r.outcome = 'reverted')`, kept: sql`r.outcome = 'kept'` },
}

/** Deals with one batch, and goes on to the next state after the last one, all in one transaction. */
export function batchOf(
  pass: keyof typeof PASSES,
  kind: Kind,
  batch: Batch,
  stood: Standing,
  writing: Writing,
) {
  const { importId, step, depth, to } = batch
  const passed = stood.passed + stood.count
  const sums = Object.entries(COUNTS[pass]).map(
    ([
      name,
      counted,
    ]) => sql`${sql.identifier(name)} = ${sql.identifier(name)} + (select coalesce(sum(${counted}), 0)
      from import_rows r where ${inBatch(batch)})`,
  )
  const ends = sql`state = case when passed >= rows then ${PASSES[pass]} else state end,
    ended_at = case when passed >= rows and ${pass} <> 'checking' then ${writing.now} else ended_at end`
  return [
    q.run(sql`update imports set step = ${step}, depth = ${depth}, to_row = ${to}, passed = ${passed}
      where id = ${importId} and state = ${pass} and passed = ${stood.passed}`),
    ...STATEMENTS[pass](DOING[kind], batch, writing),
    q.run(
      sql`update imports set ${sql.join([...sums, ends], sql`, `)} where id = ${importId} and step = ${step}`,
    ),
  ] as const
}

/** Texts of an import that were not looked up yet. */
export const unsought = (importId: string) =>
  q.all<{ place: string }>(sql`select place from import_places where import_id = ${importId} and sought = 0
    order by place limit 300`)

/** A unit that a text may mean; `aliases` is JSON. Whether a name really is the unit's own is for `sameName` to say. */
export type Candidate = {
  place: string
  text: string
  byCode: number
  id: string
  code: string
  levelId: string
  nameEn: string
  nameHi: string
  aliases: string
  trail: string
}

/** Units that texts may mean, by code and by name, at the level that a text names. */
export const candidates = (
  asked: readonly { place: string; text: string; level: string; match: string }[],
  holds: Holds,
) => {
  const columns = sql`t.place, t.text, u.id, u.code, u.level_id as "levelId", u.name_en as "nameEn", u.name_hi as "nameHi",
    u.aliases, (select p.name_hi || ' · ' || p.name_en from units p where p.id = u.parent_id) as trail`
  const fits = sql`u.closed_on is null and ${holds({ path: sql`u.path` })} and (t.level = '' or exists (
    select 1 from levels l where l.id = u.level_id
      and (lower(l.id) = t.level or lower(l.name_en) = t.level or lower(l.name_hi) = t.level)))`
  return q.all<Candidate>(sql`with t as materialized (select value ->> 'place' as place, value ->> 'text' as text,
      value ->> 'level' as level, value ->> 'match' as ask from json_each(${JSON.stringify(asked)}))
    select ${columns}, 1 as "byCode" from t cross join units u on u.code = t.text where ${fits}
    union all
    select ${columns}, 0 from t cross join unit_names f cross join units u on u.seq = f.rowid
      where f.unit_names match t.ask and ${fits}`)
}

/** What was found for texts: a unit, several, or none. */
export const found = (
  importId: string,
  answers: readonly { place: string; unitId: string | null; choices: readonly unknown[] | null }[],
) =>
  q.run(sql`update import_places set sought = 1, unit_id = v.value ->> 'unitId', choices = v.value ->> 'choices'
    from json_each(${JSON.stringify(answers)}) v
    where import_places.import_id = ${importId} and import_places.place = (v.value ->> 'place') and sought = 0
      and exists (select 1 from imports where id = ${importId} and state = 'naming')`)

/** Remembers which units texts mean, for the organisation and for this import, which is then judged anew. */
export const answered = (
  importId: string,
  answers: readonly { place: string; unitId: string }[],
  by: string,
  now: number,
  guard: SQL,
  holds: Holds,
) => {
  const list = sql`json_each(${JSON.stringify(answers)}) v join units u on u.id = (v.value ->> 'unitId')`
  const allowed = sql`u.closed_on is null and ${holds({ path: sql`u.path` })}
    and exists (select 1 from imports i where i.id = ${importId} and i.state = 'ready' and ${guard})`
  return [
    q.run(sql`insert into place_answers (place, unit_id, answered_by, answered_at)
      select v.value ->> 'place', u.id, ${by}, ${now} from ${list} where ${allowed}
        and exists (select 1 from import_places n where n.import_id = ${importId} and n.place = (v.value ->> 'place'))
      on conflict do update set unit_id = excluded.unit_id, answered_by = excluded.answered_by,
        answered_at = excluded.answered_at`),
    q.run(sql`update import_places as n set unit_id = u.id from ${list}
      where n.import_id = ${importId} and n.place = (v.value ->> 'place') and ${allowed}`),
  ] as const
}

/** What was built on an import since it was written, each by its name, its number and its first row. */
export const builtOn = (importId: string, kind: Kind) =>
  q.all<{ what: string; count: number; row: number | null }>(
    sql.join(
      Object.entries(DOING[kind].builtOn).map(
        ([
          what,
          stands,
        ]) => sql`select ${what} as what, count(*) as count, min(r.row) as row from import_rows r
          where r.import_id = ${importId} and r.outcome = 'written' and ${stands} having count(*) > 0`,
      ),
      sql` union all `,
    ),
  )
