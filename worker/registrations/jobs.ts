import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { JobDesk } from '../platform/desk.ts'
import { q } from '../platform/sql.ts'
import { jobWitness } from '../platform/witness.ts'
import { sweepHolds } from './holds/jobs.ts'
import { sweepLapses } from './lapses/jobs.ts'
import { sweepWaits } from './waits/jobs.ts'

/** Looking after the seats of one organisation: those held too long, offers to its waiting lists, and places that units left open. */
export const SeatJob = z.object({ kind: z.literal('seats'), organisation: z.string() })

/** Looking after the seats of one organisation: those held too long, offers to its waiting lists, and places that units left open. */
export type SeatJob = z.infer<typeof SeatJob>

/** Does it; safe to repeat. @throws when it must be tried again */
export async function runSeatJob({ organisation }: SeatJob, desk: JobDesk): Promise<void> {
  const { env, databases, now, requestId } = desk
  const c = { var: { now, requestId, witness: jobWitness(env, organisation) } }
  const place = { env, db: databases.tenant(organisation), organisation, c }
  await sweepHolds(place)
  await sweepWaits(place)
  await sweepLapses(place)
}

/** One for every organisation: seats are scarce by the clock. */
export async function dueSeatJobs({ databases }: JobDesk): Promise<SeatJob[]> {
  const [rows] = await databases.directory.read([
    q.all<{ slug: string }>(sql`select slug from organisations`),
  ])
  return rows.map(({ slug }) => ({ kind: 'seats', organisation: slug }))
}
