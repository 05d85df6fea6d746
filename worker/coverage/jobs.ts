import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { JobDesk } from '../platform/desk.ts'
import { q } from '../platform/sql.ts'
import { CHUNK, step } from './recounts/counting.ts'

/** Keeping the coverage of one organisation as time passes: credentials that have run out, recounts that were left undone. */
export const CoverageJob = z.object({ kind: z.literal('keep-coverage'), organisation: z.string() })
type CoverageJob = z.infer<typeof CoverageJob>

/** How many expiries are written at once. */
const AT_ONCE = 500
/** How many writes one run makes at most: what is left waits five minutes. */
const WRITES_MOST = 400
/** How long a recount is left to the browser that began it, seconds. */
const LEFT = 120

/** One for every organisation: what has run out is known only where it was given. */
export async function dueCoverageJobs({ databases }: JobDesk): Promise<CoverageJob[]> {
  const [rows] = await databases.directory.read([
    q.all<{ slug: string }>(sql`select slug from organisations`),
  ])
  return rows.map(({ slug }) => ({ kind: 'keep-coverage', organisation: slug }))
}

const due = (now: number) =>
  q.all<{ expired: number; recount: string | null }>(sql`select
    exists (select 1 from expiries where over = 0 and at <= ${now}) as expired,
    (select id from recounts where ended_at is null and started_at <= ${now - LEFT} order by started_at limit 1) as recount`)

/** Writes down whose credential has run out, the earliest first, each on its day. */
export const expire = (now: number, most = AT_ONCE) =>
  q.run(sql`update expiries set over = 1 where credential_id in (
    select credential_id from expiries where over = 0 and at <= ${now} order by at limit ${most})`)

/** Does it, in writes that each stand for themselves: killed anywhere, the next run goes on. @throws when it must be tried again */
export async function runCoverageJob(
  { organisation }: CoverageJob,
  { databases, now }: JobDesk,
): Promise<void> {
  const db = databases.tenant(organisation)
  let [[left]] = await db.read([due(now)])
  for (let writes = 0; left && writes < WRITES_MOST; writes += 1) {
    if (left.expired) [, [left]] = await db.write([expire(now), due(now)])
    else if (left.recount) {
      const going = { id: left.recount, guard: sql`1` }
      const results = await db.write([due(now), ...step(going, CHUNK, now), due(now)])
      left = (results.at(-1) as Awaited<ReturnType<typeof due>>)[0]
    } else return
  }
}
