import type { Bindings } from './env.ts'
import { log } from './log.ts'
import type { Databases } from './sql.ts'

/** What a job has at hand: the deployment, its databases, the instant, and the id that its audit rows carry. */
export type JobDesk = { env: Bindings; databases: Databases; now: number; requestId: string }

/** Queues work of an organisation that the sweep would find anyway: it is only done sooner, so that no failure matters. */
export async function nudge(
  env: Pick<Bindings, 'JOBS'>,
  job:
    | { kind: 'open-refunds'; organisation: string }
    | { kind: 'reconcile'; organisation: string; account: string; asked?: boolean },
  delaySeconds = 0,
): Promise<void> {
  await env.JOBS?.send(job, { delaySeconds }).catch((error: unknown) =>
    log('error', { job: job.kind, message: String(error) }),
  )
}
