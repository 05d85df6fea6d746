import { base64url, jwtVerify, SignJWT } from 'jose'
import type { Bindings } from './env.ts'
import { Problem } from './problem.ts'

/** Life of a sealed offer, seconds. */
export const OFFER_LIFE = 15 * 60

const sealingKey = (env: Pick<Bindings, 'SEALING_KEY'>) => base64url.decode(env.SEALING_KEY)

/** Where a sealed decision counts: one organisation, one purpose, one person. */
export type SealFor = { organisation: string; purpose: string; personId: string }

const audienceOf = ({ organisation, purpose }: SealFor) => `${organisation}/${purpose}`

/** Seals a decision so that the same person can commit it within fifteen minutes, unchanged. */
export function seal(
  env: Pick<Bindings, 'SEALING_KEY'>,
  decision: Record<string, unknown>,
  use: SealFor,
  now: number,
): Promise<string> {
  return new SignJWT({ decision })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(use.personId)
    .setAudience(audienceOf(use))
    .setExpirationTime(now + OFFER_LIFE)
    .sign(sealingKey(env))
}

/** Opens a sealed decision. @throws Problem `offer-lapsed` when it is old, altered, or somebody else's */
export async function unseal(
  env: Pick<Bindings, 'SEALING_KEY'>,
  sealed: string,
  use: SealFor,
  now: number,
): Promise<unknown> {
  const { payload } = await jwtVerify(sealed, sealingKey(env), {
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
export async function hashSecret(env: Pick<Bindings, 'SEALING_KEY'>, ...parts: string[]): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    sealingKey(env).slice(),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const text = new TextEncoder().encode(parts.map((part) => `${part.length}:${part}`).join(''))
  return base64url.encode(new Uint8Array(await crypto.subtle.sign('HMAC', key, text)))
}
