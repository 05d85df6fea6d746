import { StripeFailure } from './failure.ts'
import type { Stand, StoredReply } from './stand.ts'

const DAY = 86_400

/** What a key is worth to a request: a first use, or an answer to repeat. */
export type Claim =
  | { kind: 'first'; keep(reply: Omit<StoredReply, 'at' | 'fingerprint'>): void; release(): void }
  | { kind: 'repeat'; reply: StoredReply }

/** The keys of requests that are being executed now. */
export type InFlight = Set<string>

/**
 * Claims a key for a request of an account. The first answer is repeated for a day, whatever its status; the same key
 * with other parameters is refused with 400, and while the first request still runs with 409.
 */
export function claim(
  stand: Stand,
  inFlight: InFlight,
  account: string,
  key: string,
  fingerprint: string,
): Claim {
  const { replies } = stand.state
  const name = `${account} ${key}`
  const now = stand.clock.now()
  const stored = Object.hasOwn(replies, name) ? replies[name] : undefined
  const known = stored && now - stored.at < DAY ? stored : undefined
  if (known && known.fingerprint !== fingerprint)
    throw new StripeFailure(
      400,
      'idempotency_error',
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      { executed: false },
    )
  if (known) return { kind: 'repeat', reply: known }
  if (inFlight.has(name))
    throw new StripeFailure(
      409,
      'idempotency_error',
      `There is currently another in-progress request using this idempotency key: ${key}. Try again later.`,
      { code: 'idempotency_key_in_use', executed: false },
    )
  inFlight.add(name)
  return {
    kind: 'first',
    keep(reply) {
      replies[name] = { ...reply, at: now, fingerprint }
      inFlight.delete(name)
    },
    release() {
      inFlight.delete(name)
    },
  }
}
