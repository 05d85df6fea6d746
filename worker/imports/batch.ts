import { type SQL, sql } from 'drizzle-orm'
import type { Holds, PowersTable } from '../platform/auth.ts'
import { q } from '../platform/sql.ts'

/** Consecutive rows of one depth, and the id of the step that takes them: its statements hold while the step is the newest. */
export type Batch = { importId: string; depth: number; from: number; to: number; step: string }

/** What statements that write need: powers, the instant, the day, and who asks. */
export type Writing = { holds: Holds; powers: PowersTable; now: number; today: string; by: string }

type Statement = ReturnType<typeof q.run>

/** What a kind of table does: judges rows, writes them, takes them back, and says what was built on them meanwhile. */
export type Doing = {
  check: (batch: Batch, writing: Writing) => Statement[]
  commit: (batch: Batch, writing: Writing) => Statement[]
  revert: (batch: Batch, writing: Writing) => Statement[]
  /** What stands on a written row `r` now, each by its name and a condition. */
  builtOn: Readonly<Record<string, SQL>>
}

/** True for the rows (alias `r`) of a batch while its step is the newest of the import. */
export const inBatch = ({ importId, depth, from, to, step }: Batch) => sql`r.import_id = ${importId}
  and r.depth = ${depth} and r.row between ${from} and ${to}
  and exists (select 1 from imports where id = ${importId} and step = ${step})`

/** A value that a row says, by its key. */
export const said = (key: string) => sql.raw(`(r.said ->> '${key}')`)

/** What the columns of a row would change, as {field: [before, after]}; null where nothing. What is not said stays. */
export const differences = (fields: Readonly<Record<string, readonly [before: SQL, after: SQL]>>) => {
  const rows = Object.entries(fields).map(
    ([name, [before, after]]) => sql`select ${sql.raw(`'${name}'`)} as k, ${before} as b, ${after} as a`,
  )
  return sql`nullif((select json_group_object(k, json_array(b, a)) filter (where a is not null and a is not b)
    from (${sql.join(rows, sql` union all `)})), '{}')`
}

/** A fault of a row, [column, code, value], where a condition holds. */
export const fault = (when: SQL, column: string | SQL, code: string, value: SQL) =>
  sql`when ${when} then json_array(${typeof column === 'string' ? sql.raw(`'${column}'`) : column}, ${sql.raw(`'${code}'`)}, ${value})`

/** Judges the rows of a batch: `judged` selects row, fault, subject_id and changes of each; powers are read once for all. */
export const judge = (batch: Batch, { powers }: Writing, judged: SQL, tables: SQL = sql``) =>
  q.run(sql`update import_rows as r set fault = j.fault, subject_id = j.subject_id, changes = j.changes,
      verdict = case when j.fault is not null then 'refused' when j.is_new then 'new'
        when j.changes is null then 'same' else 'changed' end
    from (with ${powers.table} ${tables} ${judged}) j where ${inBatch(batch)} and r.row = j.row`)

/** Notes what became of the rows of a batch, and lets go of what they said: only what is needed to take them back stays. */
export const wroteRows = (batch: Batch, isThere: SQL) =>
  q.run(sql`update import_rows as r set (outcome, cells, said) = (select case when ${isThere} then 'written' else 'left' end,
      case when ${isThere} then '[]' else r.cells end, case when ${isThere} then '{}' else r.said end)
    where ${inBatch(batch)} and r.verdict in ('new', 'changed')`)

/** True when nothing was built on a written row. */
export const untouched = (builtOn: Readonly<Record<string, SQL>>) =>
  sql`not (${sql.join(Object.values(builtOn), sql` or `)})`
