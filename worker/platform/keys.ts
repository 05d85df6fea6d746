import {
  type CryptoKey,
  createLocalJWKSet,
  importJWK,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose'
import type { Bindings } from './env.ts'

const ISSUER = 'prashikshan'

type Keys = {
  set: ReturnType<typeof createLocalJWKSet>
  kid: string
  signing: CryptoKey
  public: JSONWebKeySet
}

// Parsed key material and verified tokens are pure functions of their input, so that keeping them is safe between requests.
const parsed = new Map<string, Promise<Keys>>()
const verified = new Map<string, { payload: JWTPayload; audience: string }>()
/** Tokens remembered by an isolate, under 1 kB each: those of the people who come within one life of a token. */
const VERIFIED_MAX = 20_000

async function parse(source: string): Promise<Keys> {
  const { keys } = JSON.parse(source) as JSONWebKeySet
  const [first] = keys
  if (!first?.kid) throw new Error('SIGNING_KEYS must be a JSON Web Key Set whose keys have a kid')
  const open = { keys: keys.map(({ d: _private, ...rest }) => rest) }
  const signing = (await importJWK(first, 'ES256')) as CryptoKey
  return { set: createLocalJWKSet(open), kid: first.kid, signing, public: open }
}

/** The deployment's keys: the first signs, all of them verify. */
export function keysOf(env: Pick<Bindings, 'SIGNING_KEYS'>): Promise<Keys> {
  const known = parsed.get(env.SIGNING_KEYS) ?? parse(env.SIGNING_KEYS)
  parsed.set(env.SIGNING_KEYS, known)
  return known
}

/** Signs claims for one audience, to live `life` seconds from `now`; a life of 0 never lapses. */
export async function signToken(
  env: Pick<Bindings, 'SIGNING_KEYS'>,
  claims: JWTPayload,
  { audience, now, life }: { audience: string; now: number; life: number },
): Promise<string> {
  const { kid, signing } = await keysOf(env)
  const jwt = new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setIssuedAt(now)
  return (life !== 0 ? jwt.setExpirationTime(now + life) : jwt).sign(signing)
}

/** The payload of a token that we signed for this audience and that has not lapsed; undefined otherwise. */
export async function verifyToken(
  env: Pick<Bindings, 'SIGNING_KEYS'>,
  token: string,
  audience: string,
  now: number,
): Promise<JWTPayload | undefined> {
  const kept = verified.get(token)
  if (kept && kept.audience === audience && (kept.payload.exp ?? Number.POSITIVE_INFINITY) > now)
    return kept.payload
  const { set } = await keysOf(env)
  const { payload } = await jwtVerify(token, set, {
    issuer: ISSUER,
    audience,
    algorithms: ['ES256'],
    currentDate: new Date(now * 1000),
  }).catch(() => ({ payload: undefined }))
  if (!payload) return undefined
  verified.set(token, { payload, audience })
  // A Map keeps the order of insertion: the first one is the oldest.
  for (const oldest of verified.keys()) {
    if (verified.size <= VERIFIED_MAX) break
    verified.delete(oldest)
  }
  return payload
}
