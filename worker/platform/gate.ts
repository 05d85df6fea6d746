import { type SQL, sql } from 'drizzle-orm'
import { Problem } from './problem.ts'
import { q, type TenantDb } from './sql.ts'

/**
 * The same database, open only while a condition holds: it is read in each batch, in the same transaction and round
 * trip. When it does not hold nothing is answered or written. @throws Problem `not-signed-in`
 */
export const gated = (db: TenantDb, live: SQL): TenantDb => ({
  async read(statements) {
    const [[gate], ...results] = await db.read([
      q.all<{ open: number }>(sql`select ${live} as open`),
      ...statements,
    ])
    if (!gate?.open) throw new Problem('not-signed-in')
    // The answers to the caller's own statements, in order: the first one, the gate's, was taken off.
    return results as unknown as Awaited<ReturnType<typeof db.read<typeof statements>>>
  },
  async write(statements) {
    // A row in `gate` refuses the whole transaction (a trigger says so).
    const shut = q.run(sql`insert into gate select null where not ${live}`)
    const [, ...results] = await db.write([shut, ...statements])
    return results as unknown as Awaited<ReturnType<typeof db.write<typeof statements>>>
  },
  script: db.script,
})

/** Who comes in: an account's session, or a card's, as a person. */
export type Entry = { sessionId: string; personId: string; accountId: string }

/** Opens the way in for a session; the same session comes in as the same person again. */
export const openEntry = ({ sessionId, personId, accountId }: Entry, now: number) =>
  q.run(sql`insert into entries (session_id, person_id, account_id, entered_at)
    values (${sessionId}, ${personId}, ${accountId}, ${now}) on conflict do nothing`)

/** Shuts the ways in of a session. */
export const shutEntries = (sessionId: string, now: number) =>
  q.run(sql`update entries set ended_at = ${now} where session_id = ${sessionId} and ended_at is null`)
