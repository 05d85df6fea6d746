import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Holds } from '../../platform/auth.ts'
import type { JobDesk } from '../../platform/desk.ts'
import { q } from '../../platform/sql.ts'
import { jobWitness } from '../../platform/witness.ts'
import { makeChange } from '../queries.ts'
import { changeFor, dueOn, settle } from './queries.ts'

/** Making what was planned for a day that has come, in one organisation. */
export const TreeJob = z.object({ kind: z.literal('tree-days'), organisation: z.string() })
type TreeJob = z.infer<typeof TreeJob>

/** One for every organisation: whether a day has come is known only where it was planned. */
export async function dueTreeJobs({ databases }: JobDesk): Promise<TreeJob[]> {
  const [rows] = await databases.directory.read([
    q.all<{ slug: string }>(sql`select slug from organisations`),
  ])
  return rows.map(({ slug }) => ({ kind: 'tree-days', organisation: slug }))
}

/** Whoever planned it had the power; by its day it is the organisation's. */
const decided: Holds = () => sql`1`

/**
 * Makes the changes whose day has come, each in one write and on the day that it was planned for; what could not be made
 * then is made on the day on which nothing stands against it any more. Safe to repeat: a change has the plan's id.
 * @throws when one must be tried again; the others are made all the same
 */
export async function runTreeJob({ organisation }: TreeJob, desk: JobDesk): Promise<void> {
  const { env, databases, now, requestId } = desk
  const db = databases.tenant(organisation)
  const c = { var: { now, requestId, witness: jobWitness(env, organisation) } }
  const [due] = await db.read([dueOn(now)])
  const failures: unknown[] = []
  let newest = due[0]?.newest ?? ''
  for (const { today, refused, ...planned } of due) {
    const day = refused === null ? planned.on : today
    const on = day > newest ? day : newest
    const change = changeFor(planned, on, now, decided)
    const detail = { unitId: planned.unitId, planned: planned.by }
    await db
      .write([
        ...makeChange(c, { ...change.deed, by: planned.by }, detail, decided),
        ...settle(planned.id, change, now),
      ])
      .catch((error: unknown) => failures.push(error))
    newest = on
  }
  if (failures.length > 0) throw failures[0]
}
