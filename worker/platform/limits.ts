import type { Context } from 'hono'
import type { Env } from './env.ts'
import { Problem } from './problem.ts'
import { hashSecret } from './seal.ts'

/** A way in, or to a message that we send. Each is counted for itself. */
export type Door =
  | 'codes'
  | 'sessions'
  | 'passkeys'
  | 'cards'
  | 'proofs'
  | 'contacts'
  | 'guests'
  | 'receipts'
  | 'feedback'

/** The window of both limits in `wrangler.toml`, seconds. */
const WINDOW = 60

/**
 * Counts one knock at a door, from its source and for the contact, card or account that it is about. What is about
 * nobody yet is counted by its source alone. @throws Problem `too-many-requests`
 */
export async function knock<E extends Env>(c: Context<E>, door: Door, about?: string): Promise<void> {
  const source = c.req.header('cf-connecting-ip') ?? 'local'
  // The counters are kept outside: they get no phone numbers.
  const address = about === undefined ? undefined : await hashSecret(c.env, 'limit', about)
  const counted = await Promise.all([
    c.env.SOURCE_LIMIT?.limit({ key: `${door}:${source}` }),
    address === undefined ? undefined : c.env.ADDRESS_LIMIT?.limit({ key: `${door}:${address}` }),
  ])
  if (counted.some((each) => each?.success === false))
    throw new Problem('too-many-requests', { retryAfterSeconds: WINDOW })
}
