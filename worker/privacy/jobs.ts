import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { accountsOf, forget, tidy } from '../accounts/index.ts'
import { scrub } from '../organisations/index.ts'
import { record } from '../platform/audit.ts'
import { dayOf } from '../platform/calendar.ts'
import type { JobDesk } from '../platform/desk.ts'
import { log } from '../platform/log.ts'
import { databaseName, q } from '../platform/sql.ts'
import { jobWitness } from '../platform/witness.ts'
import { forgotten, scrubbed, unfinished, wordsForgotten } from './queries.ts'
import { ownRules, ran, reachedBy, takeAway } from './retention/queries.ts'
import { rulesFrom } from './rules.ts'

const DIRECTORY = 'directory'

/** Finishing erasures and keeping the rules of retention: of one organisation, or of the directory without one. */
export const PrivacyJob = z.object({ kind: z.literal('keep-privacy'), organisation: z.string().optional() })
type PrivacyJob = z.infer<typeof PrivacyJob>

/** One for the directory and one for every organisation: each looks for itself whether anything is due. */
export async function duePrivacyJobs({ databases }: JobDesk): Promise<PrivacyJob[]> {
  const [rows] = await databases.directory.read([q.all<{ slug: string }>('select slug from organisations')])
  return [
    { kind: 'keep-privacy' },
    ...rows.map(({ slug }): PrivacyJob => ({ kind: 'keep-privacy', organisation: slug })),
  ]
}

/** Does it. Every step is safe to repeat, so that a job that broke off is finished by the next one. */
export async function runPrivacyJob({ organisation }: PrivacyJob, desk: JobDesk): Promise<void> {
  if (organisation === undefined) {
    await desk.databases.directory.write(tidy(desk.now))
    return
  }
  await finish(organisation, desk)
  await keep(organisation, desk)
}

/**
 * What follows an erasure outside of its one transaction: the directory forgets, the search index is written anew, and
 * the files keep no trace of what was deleted.
 */
async function finish(slug: string, { env, databases, now }: JobDesk): Promise<void> {
  const db = databases.tenant(slug)
  const [open] = await db.read([unfinished()])
  if (open.length === 0) return
  for (const { personId, contacts, stripeIds } of open) {
    const person = {
      slug,
      personId,
      contacts: Texts.parse(JSON.parse(contacts)),
      stripeIds: Texts.parse(JSON.parse(stripeIds)),
    }
    const [accounts] = await databases.directory.read([accountsOf(person)])
    await databases.directory.write(
      forget(
        person,
        accounts.map(({ id }) => id),
      ),
    )
    await db.write([forgotten(personId, now)])
  }
  await db.write([wordsForgotten()])
  const clean = (await scrub(env, databaseName(slug))) && (await scrub(env, DIRECTORY))
  if (clean)
    await db.write([
      scrubbed(
        open.map(({ personId }) => personId),
        now,
      ),
    ])
  else log('info', { job: 'keep-privacy', where: slug, scrubbed: false })
}

const Texts = z.array(z.string())
const Counts = z.record(z.string(), z.int())

/** Once a day: takes away what the rules reach, and writes into the audit how much it was, if anything. */
async function keep(slug: string, { env, databases, now, requestId }: JobDesk): Promise<void> {
  const db = databases.tenant(slug)
  const today = dayOf(now, 'Asia/Kolkata')
  const [done, own] = await db.read([
    q.all<{ n: number }>(sql`select count(*) as n from retention_runs where ran_on = ${today}`),
    ownRules(),
  ])
  if (done[0]?.n !== 0) return
  const rules = rulesFrom(own)
  const [[reach]] = await db.read([reachedBy(rules, now)])
  const counts = Counts.parse(JSON.parse(reach?.counts ?? '{}'))
  const asking = { var: { now, requestId, witness: jobWitness(env, slug) } }
  const taken = Object.values(counts).some((count) => count > 0)
  await db.write([
    ran(today, JSON.stringify(counts), now),
    ...(taken ? [record(asking, 'retention.kept', today, counts)] : []),
    ...takeAway(rules, now),
  ])
}
