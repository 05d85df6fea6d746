import { type SQL, sql } from 'drizzle-orm'
import { outbox } from '../../db/tenant/schema/platform.ts'
import { newId } from './id.ts'
import { insertIf, jsonList, q, whenWritten } from './sql.ts'

/** Something to tell a person; `key` makes it once, `facts` fill the text of `topic` in the reader's language. */
export type Message = { topic: string; key: string; personId: string; facts: Record<string, unknown> }

/** Queues a message in the same transaction, only if the statement before it wrote something (or the guard holds). */
export function tell({ topic, key, personId, facts }: Message, now: number, guard: SQL = whenWritten) {
  const row = { id: newId(), key, topic, personId, facts: JSON.stringify(facts), createdAt: now }
  return insertIf(outbox, row, guard)
}

/** Queues many messages in one statement; `guard` sees each as JSON in `m.value`. */
export function tellAll(messages: readonly Message[], now: number, guard: SQL) {
  const rows = messages.map((message) => ({ id: newId(), ...message }))
  const of = (path: string) => sql.raw(`m.value ${path}`)
  return q.run(sql`insert into ${outbox} (id, key, topic, person_id, facts, created_at)
    select ${of("->> 'id'")}, ${of("->> 'key'")}, ${of("->> 'topic'")}, ${of("->> 'personId'")}, ${of("-> 'facts'")},
      ${now}
    from json_each(${jsonList(rows)}) m where ${guard} on conflict do nothing`)
}
