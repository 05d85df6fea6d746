import * as z from 'zod'
import type { JobDesk } from '../platform/desk.ts'
import { shutEnded } from './entries.ts'
import { untold } from './queries.ts'

/** Tells organisations which sessions ended. */
export const AccountJob = z.object({ kind: z.literal('shut-ended') })

/** Does it; comes again when an organisation could not be reached. */
export const runAccountJob = (_job: z.infer<typeof AccountJob>, { databases, now }: JobDesk): Promise<void> =>
  shutEnded(databases, now)

/** Due when a session ended and an organisation does not know it. */
export async function dueAccountJobs({ databases }: JobDesk): Promise<z.infer<typeof AccountJob>[]> {
  const [open] = await databases.directory.read([untold()])
  return open.length > 0 ? [{ kind: 'shut-ended' }] : []
}
