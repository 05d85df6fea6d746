import type { SQL } from 'drizzle-orm'
import { outbox } from '../../db/tenant/schema/platform.ts'
import { newId } from './id.ts'
import { insertIf, whenWritten } from './sql.ts'

/** Something to tell a person; `key` makes it once, `facts` fill the text of `topic` in the reader's language. */
export type Message = { topic: string; key: string; personId: string; facts: Record<string, unknown> }

/** Queues a message in the same transaction, only if the statement before it wrote something (or the guard holds). */
export function tell({ topic, key, personId, facts }: Message, now: number, guard: SQL = whenWritten) {
  const row = { id: newId(), key, topic, personId, facts: JSON.stringify(facts), createdAt: now }
  return insertIf(outbox, row, guard)
}
