import { base64url, jwtVerify, SignJWT } from 'jose'
import type { Bindings } from './env.ts'
import { Problem } from './problem.ts'

/** Life of a sealed offer, seconds. */
export const OFFER_LIFE = 15 * 60

type Sealing = Pick<Bindings, 'SEALING_KEY'>

// Imported keys are pure functions of their source, so that keeping them is safe between requests.
const imported = new Map<string, Promise<CryptoKey>>()

function sealingKey({ SEALING_KEY }: Sealing): Promise<CryptoKey> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const bytes = base64url.decode(SEALING_KEY).slice()
  const key =
    imported.get(SEALING_KEY) ?? crypto.subtle.importKey('raw', bytes, hmac, false, ['sign', 'verify'])
  imported.set(SEALING_KEY, key)
  return key
}

/** Where a sealed decision counts: one organisation, one purpose, one person. */
export type SealFor = { organisation: string; purpose: string; personId: string }

const audienceOf = ({ organisation, purpose }: SealFor) => `${organisation}/${purpose}`

/** Seals a decision so that the same person can commit it within fifteen minutes, unchanged. */
export async function seal(
  env: Sealing,
  decision: Record<string, unknown>,
  use: SealFor,
  now: number,
): Promise<string> {
  return new SignJWT({ decision })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(use.personId)
    .setAudience(audienceOf(use))
    .setExpirationTime(now + OFFER_LIFE)
    .sign(await sealingKey(env))
}

/** Opens a sealed decision. @throws Problem `offer-lapsed` when it is old, altered, or somebody else's */
export async function unseal(env: Sealing, sealed: string, use: SealFor, now: number): Promise<unknown> {
  const { payload } = await jwtVerify(sealed, await sealingKey(env), {
    audience: audienceOf(use),
    subject: use.personId,
    algorithms: ['HS256'],
    currentDate: new Date(now * 1000),
  }).catch(() => {
    throw new Problem('offer-lapsed')
  })
  return payload.decision
}

/** A keyed hash of a secret (one-time code, refresh token, card) for storing instead of it; base64url. */
export async function hashSecret(env: Sealing, ...parts: string[]): Promise<string> {
  const key = await sealingKey(env)
  const text = new TextEncoder().encode(parts.map((part) => `${part.length}:${part}`).join(''))
  return base64url.encode(new Uint8Array(await crypto.subtle.sign('HMAC', key, text)))
}
