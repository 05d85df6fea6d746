import * as z from 'zod'
import { AccountJob, dueAccountJobs, runAccountJob } from './accounts/index.ts'
import { AuditJob, dueAuditJobs, runAuditJob } from './audit/index.ts'
import { dueTreeJobs, runTreeJob, TreeJob } from './changes/index.ts'
import { CoverageJob, dueCoverageJobs, runCoverageJob } from './coverage/index.ts'
import { DeliveryJob, dueDeliveries, runDelivery } from './messages/index.ts'
import { duePaymentJobs, PaymentJob, runPaymentJob } from './payments/index.ts'
import { present } from './platform/clock.ts'
import type { JobDesk } from './platform/desk.ts'
import type { Bindings } from './platform/env.ts'
import { newId } from './platform/id.ts'
import { log } from './platform/log.ts'
import { openDatabases } from './platform/sql.ts'
import { duePrivacyJobs, PrivacyJob, runPrivacyJob } from './privacy/index.ts'
import { dueSeatJobs, runSeatJob, SeatJob } from './registrations/index.ts'

/** Work behind the queue; each domain names its own kinds. */
const Job = z.union([
  AccountJob,
  PaymentJob,
  SeatJob,
  PrivacyJob,
  DeliveryJob,
  AuditJob,
  TreeJob,
  CoverageJob,
])
type Job = z.infer<typeof Job>

/** A message of the queue, as far as it matters here. */
export type Delivered = { body: unknown; ack(): void; retry(): void }

async function deskOf(env: Bindings): Promise<JobDesk> {
  const requestId = newId()
  return { env, databases: openDatabases(env, requestId), now: await present(env), requestId }
}

function run(job: Job, desk: JobDesk): Promise<void> {
  if (job.kind === 'shut-ended') return runAccountJob(job, desk)
  if (job.kind === 'seal-audit') return runAuditJob(job, desk)
  if (job.kind === 'tree-days') return runTreeJob(job, desk)
  if (job.kind === 'keep-coverage') return runCoverageJob(job, desk)
  if (job.kind === 'seats') return runSeatJob(job, desk)
  if (job.kind === 'keep-privacy') return runPrivacyJob(job, desk)
  return job.kind === 'deliver' ? runDelivery(job, desk) : runPaymentJob(job, desk)
}

/** Does what the queue brings. A message that is no job is dropped; a job that fails comes again. */
export async function queue({ messages }: { messages: readonly Delivered[] }, env: Bindings): Promise<void> {
  for (const message of messages) {
    const { data: job, error } = Job.safeParse(message.body)
    if (!job) {
      log('error', { job: 'unknown', message: error.message })
      message.ack()
      continue
    }
    await run(job, await deskOf(env)).then(
      () => message.ack(),
      (failure: unknown) => {
        log('error', { job: job.kind, message: String(failure) })
        message.retry()
      },
    )
  }
}

/** Every five minutes: queues whatever is due in every domain, what links the audit last: it follows what the others record. */
export async function scheduled(_cause: unknown, env: Bindings): Promise<void> {
  const desk = await deskOf(env)
  const jobs: Job[] = [
    ...(await dueTreeJobs(desk)),
    ...(await dueCoverageJobs(desk)),
    ...(await dueAccountJobs(desk)),
    ...(await duePaymentJobs(desk)),
    ...(await dueSeatJobs(desk)),
    ...(await duePrivacyJobs(desk)),
    ...(await dueDeliveries(desk)),
    ...(await dueAuditJobs(desk)),
  ]
  for (const job of jobs) await env.JOBS?.send(job)
}
