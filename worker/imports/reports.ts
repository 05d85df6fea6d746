import { type SQL, sql } from 'drizzle-orm'
import { q } from '../platform/sql.ts'
import { EXAMPLES, PAGE } from './queries.ts'

type Counted = { code: string; count: number; examples: string }

/** Things of an import's rows by kind, each with its number and its first rows. `all` gives code, row, column, value, after. */
const byKind = (all: SQL) =>
  q.all<Counted>(sql`select code, sum(n) as count, json_group_array(json_object('row', row, 'column', column_name,
      'value', coalesce(value, ''), 'after', after) order by row) filter (where place <= ${EXAMPLES}) as examples
    from (select *, 1 as n, row_number() over (partition by code order by row) as place from (${all}))
    group by code order by 2 desc, code`)

/** Kinds of faults, of mendings and of changes. */
export const kindsOf = (id: string, seen: SQL) => {
  const of = sql`r.import_id = ${id} and exists (select 1 from imports i where i.id = ${id} and ${seen})`
  return [
    byKind(sql`select coalesce(r.fault ->> 1, 'left') as code, r.row, r.fault ->> 0 as column_name, r.fault ->> 2 as value,
      null as after from import_rows r where ${of} and r.verdict = 'refused'
      union all select 'left', r.row, '', '', null from import_rows r where ${of} and r.outcome in ('left', 'kept')`),
    byKind(sql`select f.value ->> 1 as code, r.row, f.value ->> 0 as column_name, f.value ->> 2 as value, f.value ->> 3 as after
      from import_rows r join json_each(r.repairs) f where ${of} and r.repairs is not null`),
    byKind(sql`select f.key as code, r.row, f.key as column_name, cast(f.value ->> 0 as text) as value,
        cast(f.value ->> 1 as text) as after
      from import_rows r join json_each(r.changes) f where ${of} and r.verdict = 'changed'`),
  ] as const
}

/** Texts that may mean several units, with those units. */
export const askedOf = (id: string, seen: SQL) =>
  q.all<{ place: string; rows: number; choices: string }>(sql`select n.place,
      (select count(*) from import_rows r where r.import_id = n.import_id and r.place = n.place
        and n.place in (select place from import_places where import_id = ${id} and choices is not null)) as rows, n.choices
    from import_places n where n.import_id = ${id} and n.choices is not null and n.unit_id is null
      and exists (select 1 from imports i where i.id = ${id} and ${seen})
    order by n.place limit 50`)

/** Rows that were refused or left, after a row. */
export const refusedRows = (id: string, after: number, seen: SQL) =>
  q.all<{
    row: number
    cells: string
    fault: string | null
  }>(sql`select r.row, r.cells, r.fault from import_rows r
    where r.import_id = ${id} and r.row > ${after} and (r.verdict = 'refused' or r.outcome in ('left', 'kept'))
      and exists (select 1 from imports i where i.id = ${id} and ${seen})
    order by r.row limit ${PAGE + 1}`)
