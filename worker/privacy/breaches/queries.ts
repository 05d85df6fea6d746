import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { q } from '../../platform/sql.ts'
import type { BreachDraft, EntryDraft } from './shapes.ts'

type By = { personId: string; now: number }

/** Opens an entry of the register, where the guard holds. */
export const note = (b: z.infer<typeof BreachDraft>, by: By, guard: SQL) =>
  q.run(sql`insert into breaches (id, noticed_at, happened, data, people, recorded_by, recorded_at)
    select ${b.id}, ${b.noticedAt}, ${b.happened}, ${b.data}, ${b.people}, ${by.personId}, ${by.now}
    where ${guard} on conflict do nothing`)

/** Adds to a breach that is not closed, where the guard holds. */
export const add = (breachId: string, e: z.infer<typeof EntryDraft>, by: By, guard: SQL) =>
  q.run(sql`insert into breach_entries (id, breach_id, kind, words, written_by, written_at)
    select ${e.id}, b.id, ${e.kind}, ${e.words}, ${by.personId}, ${by.now} from breaches b
    where b.id = ${breachId} and ${guard}
      and not exists (select 1 from breach_entries o where o.breach_id = b.id and o.kind = 'closed')
    on conflict do nothing`)

const named = (
  column: string,
) => sql`(select json_object('nameEn', n.name_en, 'nameHi', n.name_hi) from people n
  where n.id = ${sql.raw(column)})`

/** A breach as its statement reads it. */
export type Row = {
  id: string
  noticedAt: number
  happened: string
  data: string
  people: number
  recordedBy: string | null
  recordedAt: number
  entries: string
}

/** The register where a guard on `b` holds, the newest first. */
export const breachesWhere = (guard: SQL) =>
  q.all<Row>(sql`select b.id, b.noticed_at as "noticedAt", b.happened, b.data, b.people,
      ${named('b.recorded_by')} as "recordedBy", b.recorded_at as "recordedAt",
      (select json_group_array(json_object('id', e.id, 'kind', e.kind, 'words', e.words,
          'writtenBy', json(coalesce(${named('e.written_by')}, '{"nameEn":"","nameHi":""}')), 'writtenAt', e.written_at)
          order by e.written_at, e.id)
        from breach_entries e where e.breach_id = b.id) as entries
    from breaches b where ${guard} order by b.noticed_at desc, b.id desc limit 200`)
