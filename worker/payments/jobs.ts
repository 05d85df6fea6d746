import * as z from 'zod'
import type { JobDesk } from '../platform/desk.ts'
import { jobWitness } from '../platform/witness.ts'
import { sweepAttempts } from './checkout/jobs.ts'
import { connected } from './connection/queries.ts'
import { dealWith } from './inbox/jobs.ts'
import { waiting } from './inbox/queries.ts'
import { SWEEP_EVERY, sweepMissed } from './inbox/sweep.ts'
import { reconcile } from './reconciliation/jobs.ts'
import { sweepRefunds } from './refunds/jobs.ts'
import { isLive } from './stripe.ts'

/** Work of the payments domain that is done behind a queue. */
export const PaymentJob = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stripe-event'), eventId: z.string() }),
  z.object({ kind: z.literal('open-attempts'), organisation: z.string(), account: z.string() }),
  z.object({ kind: z.literal('open-refunds'), organisation: z.string() }),
  z.object({
    kind: z.literal('missed-events'),
    organisation: z.string(),
    account: z.string(),
    since: z.int(),
  }),
  z.object({
    kind: z.literal('reconcile'),
    organisation: z.string(),
    account: z.string(),
    asked: z.boolean().default(false),
  }),
])

/** Work of the payments domain that is done behind a queue. */
export type PaymentJob = z.infer<typeof PaymentJob>

/** Does one piece of work; safe to repeat. @throws when it must be tried again */
export async function runPaymentJob(job: PaymentJob, desk: JobDesk): Promise<void> {
  if (job.kind === 'stripe-event') return dealWith(job.eventId, desk)
  if (job.kind === 'missed-events') {
    for (const eventId of await sweepMissed(job, desk)) await dealWith(eventId, desk)
    return
  }
  const { organisation } = job
  const { env, databases, now, requestId } = desk
  const c = { var: { now, requestId, witness: jobWitness(env, organisation) } }
  const place = { env, db: databases.tenant(organisation), organisation, c }
  if (job.kind === 'open-refunds') return sweepRefunds(place)
  const at = { ...place, account: job.account }
  await (job.kind === 'reconcile' ? reconcile(at, job.asked) : sweepAttempts(at))
}

/** Events younger than this are left to the queue; seconds. */
const PATIENCE = 60

/** Once in each of the three hours after half past one in India: a night has three chances. */
const isNight = (now: number) => now % 86_400 >= 20 * 3600 && now % 86_400 < 23 * 3600 && now % 3600 < 300

/** What has to be looked after now: events that no queue brought, each organisation's open attempts and refunds. */
export async function duePaymentJobs({ env, databases, now }: JobDesk): Promise<PaymentJob[]> {
  const [events, accounts] = await databases.directory.read([waiting(now - PATIENCE), connected(isLive(env))])
  return [
    ...events.map(({ eventId }) => ({ kind: 'stripe-event' as const, eventId })),
    ...accounts.flatMap(({ id, slug, since, sweptAt }) => [
      { kind: 'open-attempts' as const, organisation: slug, account: id },
      { kind: 'open-refunds' as const, organisation: slug },
      ...(sweptAt === null || sweptAt <= now - SWEEP_EVERY
        ? [{ kind: 'missed-events' as const, organisation: slug, account: id, since }]
        : []),
      ...(isNight(now)
        ? [{ kind: 'reconcile' as const, organisation: slug, account: id, asked: false }]
        : []),
    ]),
  ]
}
