import { type SQL, sql } from 'drizzle-orm'
import { pathOf } from '../hierarchy/index.ts'
import { type Actor, holding } from '../platform/auth.ts'
import { jsonList, q } from '../platform/sql.ts'
import type { Kind, ReadRow } from './reading/rows.ts'

/** How many imports a list shows, refused rows a page holds, and examples a fault has. */
export const [LISTED, PAGE, EXAMPLES] = [20, 1000, 10]

/** The capability that each kind of table needs. */
export const NEEDS = {
  units: 'units:edit',
  people: 'people:edit',
  offices: 'people:edit',
  trainings: 'people:edit',
} as const

/** A row of `imports` as the API shows one; `columns` is JSON. */
export type ImportRow = {
  id: string
  kind: Kind
  unitId: string
  fileName: string
  bytes: number
  rows: number
  columns: string
  state: string
  received: number
  passed: number
  added: number
  changed: number
  same: number
  refused: number
  written: number
  kept: number
  madeBy: string
  madeAt: number
  endedAt: number | null
}

const columns = sql`i.id, i.kind, i.unit_id as "unitId", i.file_name as "fileName", i.bytes, i.rows, i.columns, i.state, i.received, i.passed,
  i.added, i.changed, i.same, i.refused, i.written, i.kept, i.made_by as "madeBy", i.made_at as "madeAt",
  i.ended_at as "endedAt"`

/** Whether somebody may bring a kind of table for a unit. */
export const mayBring = (actor: Actor, kind: Kind, unitId: string, now: number) =>
  holding(actor, NEEDS[kind], now)({ path: pathOf(unitId) })

/** Whether import `i` is for the actor to see and to go on with: he could bring it himself, for the same unit. */
export function visible(actor: Actor, now: number): SQL {
  const of = (capability: (typeof NEEDS)[Kind]) =>
    holding(actor, capability, now)({ path: sql`(select path from units where id = i.unit_id)` })
  return sql`case i.kind when 'units' then ${of('units:edit')} else ${of('people:edit')} end`
}

/** An import that may be seen. */
export const shown = (id: string, seen: SQL) =>
  q.all<ImportRow>(sql`select ${columns} from imports i where i.id = ${id} and ${seen}`)

/** The newest imports that may be seen. */
export const listed = (seen: SQL) =>
  q.all<ImportRow>(
    sql`select ${columns} from imports i where ${seen} order by i.made_at desc, i.id desc limit ${LISTED}`,
  )

/** What headings stood for the last time, by kind. */
export const mappings = (allowed: SQL) =>
  q.all<{ kind: Kind; mapping: string }>(sql`select kind, mapping from import_mappings where ${allowed}`)

type Draft = Pick<ImportRow, 'id' | 'kind' | 'unitId' | 'fileName' | 'bytes' | 'rows'> & {
  columns: readonly string[]
  mapping: Record<string, string>
}

/** Opens an import; the same one again stays as it is. */
export const opened = (draft: Draft, by: string, now: number, allowed: SQL) =>
  q.run(sql`insert into imports (id, kind, unit_id, file_name, bytes, rows, columns, mapping, made_by, made_at)
    select ${draft.id}, ${draft.kind}, ${draft.unitId}, ${draft.fileName}, ${draft.bytes}, ${draft.rows}, ${JSON.stringify(draft.columns)},
      ${JSON.stringify(draft.mapping)}, ${by}, ${now} where ${allowed} on conflict do nothing`)

/** Remembers what headings stand for. */
export const remembered = (draft: Draft) =>
  q.run(sql`insert into import_mappings (kind, mapping) select kind, mapping from imports where id = ${draft.id} and changes() > 0
    on conflict do update set mapping = json_patch(import_mappings.mapping, excluded.mapping)`)

/** Days for which the rows of an import are kept that could still be taken back or go on. */
const KEPT_SECONDS = 30 * 86_400

/** Lets go of the rows of one import that nobody went on with, or took back, for long. */
export const forgotten = (now: number) =>
  q.run(sql`delete from import_rows where import_id = (select i.id from imports i
    where i.made_at < ${now - KEPT_SECONDS} and exists (select 1 from import_rows r where r.import_id = i.id)
    order by i.made_at limit 1)`)

type Sent = { importId: string; chunk: string; digest: string; kind: Kind; columns: readonly string[] }

/** Takes a chunk once: its rows, then their number, the chunk itself, and the texts that name units. */
export function taken(sent: Sent, rows: readonly ReadRow[], seen: SQL) {
  const { importId, chunk, digest, kind } = sent
  const open = sql`exists (select 1 from imports i where i.id = ${importId} and i.state = 'open' and i.kind = ${kind}
    and i.columns = ${JSON.stringify(sent.columns)} and i.received + ${rows.length} <= i.rows and ${seen})`
  const list = rows.map((row) => [
    row.row,
    row.level,
    row.look,
    row.place,
    row.cells,
    row.said,
    row.fault,
    row.repairs,
  ])
  const at = (index: number) => sql.raw(`(v.value ->> ${index})`)
  const places = kind === 'units' ? [] : [...new Set(rows.map(({ place }) => place))].filter(Boolean)
  const level = sql`(select id from levels l where lower(l.id) = ${at(1)} or lower(l.name_en) = ${at(1)}
    or lower(l.name_hi) = ${at(1)} limit 1)`
  return [
    kind === 'units'
      ? q.run(sql`insert into import_rows (import_id, depth, row, look, place, cells, said, own_fault, repairs)
          select ${importId}, coalesce(l.depth, 99), ${at(0)}, ${at(2)}, ${at(3)}, ${at(4)},
            json_set(${at(5)}, '$.level', ${at(1)}, '$.levelId', l.id), ${at(6)}, ${at(7)}
          from json_each(${JSON.stringify(list)}) v left join levels l on l.id = ${level}
          where ${open} and not exists (select 1 from import_chunks where import_id = ${importId} and chunk = ${chunk})
          on conflict do nothing`)
      : q.run(sql`insert into import_rows (import_id, depth, row, look, place, cells, said, own_fault, repairs)
          select ${importId}, 0, ${at(0)}, ${at(2)}, ${at(3)}, ${at(4)}, ${at(5)}, ${at(6)}, ${at(7)}
          from json_each(${JSON.stringify(list)}) v
          where ${open} and not exists (select 1 from import_chunks where import_id = ${importId} and chunk = ${chunk})
          on conflict do nothing`),
    q.run(sql`update imports set received = received + changes() where id = ${importId} and changes() > 0`),
    q.run(sql`insert into import_chunks (import_id, chunk, digest)
      select ${importId}, ${chunk}, ${digest} where changes() > 0`),
    q.run(sql`insert into import_places (import_id, place, unit_id, sought)
      select ${importId}, p.value, u.id, u.id is not null from json_each(${jsonList(places)}) p
      left join units u on u.id = coalesce((select c.id from units c where c.code = p.value and c.closed_on is null),
        (select a.unit_id from place_answers a join units x on x.id = a.unit_id where a.place = p.value and x.closed_on is null))
      where changes() > 0 on conflict do nothing`),
    q.all<{ digest: string | null; received: number }>(sql`select c.digest, i.received from imports i
      left join import_chunks c on c.import_id = i.id and c.chunk = ${chunk} where i.id = ${importId} and ${seen}`),
  ] as const
}

/** Where a pass begins that goes from the top level down, and one that goes up. */
export const [ABOVE_ALL, BELOW_ALL] = [-1, 1000]

/** Moves an import from some states to another; the pass begins anew. */
export const moved = (
  id: string,
  from: readonly string[],
  to: string,
  more: SQL = sql``,
  guard: SQL = sql`1`,
  depth = ABOVE_ALL,
) =>
  q.run(sql`update imports as i set state = ${to}, depth = ${depth}, to_row = 0, passed = 0, step = null ${more}
    where i.id = ${id} and i.state in (select value from json_each(${jsonList(from)})) and ${guard}`)

/** Lets go of everything that came of an import, while it is in a state. */
export const emptied = (id: string, state: string) =>
  (['import_rows', 'import_places', 'import_persons', 'import_chunks'] as const).map((table) =>
    q.run(sql`delete from ${sql.identifier(table)} where import_id = ${id}
      and exists (select 1 from imports where id = ${id} and state = ${state})`),
  )
