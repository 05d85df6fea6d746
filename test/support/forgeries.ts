import { createHmac, createPublicKey } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { newKeys } from '../../db/local/keys.ts'
import { signToken } from '../../worker/platform/keys.ts'
import { seal } from '../../worker/platform/seal.ts'

/** Whose way in is forged: a live session of somebody who may do everything in the organisation. */
export type Mark = {
  keys: { SIGNING_KEYS: string; SEALING_KEY: string }
  slug: string
  personId: string
  sessionId: string
  now: number
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Tokens that must open nothing, by what is wrong with each; the first is no token at all. */
export async function forgeries(mark: Mark): Promise<Record<string, string | undefined>> {
  const { keys, slug: audience, personId, sessionId, now } = mark
  const claims = { sub: `account-${personId}`, sid: sessionId, pid: personId }
  const [ours] = JSON.parse(keys.SIGNING_KEYS).keys
  const { d: _private, ...open } = ours
  const whole = { ...claims, iss: 'prashikshan', aud: audience, iat: now, exp: now + 600 }
  const life = { audience, now, life: 600 }
  const theirs = await generateKeyPair('ES256', { extractable: true })
  const rsa = await generateKeyPair('RS256')
  const jwk = await exportJWK(theirs.publicKey)
  const own = await signToken(keys, claims, life)
  const forged = (header: object) =>
    new SignJWT(whole).setProtectedHeader({ alg: 'ES256', kid: ours.kid, ...header }).sign(theirs.privateKey)
  const hmac = (secret: string | Buffer) => {
    const text = `${part({ alg: 'HS256', kid: ours.kid, typ: 'JWT' })}.${part(whole)}`
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
  }
  const pem = createPublicKey({ key: open, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
  const [head, , signature] = own.split('.')
  return {
    'no token': undefined,
    'a lapsed token': await signToken(keys, claims, { audience, now: now - 700, life: 600 }),
    'another key': await signToken(await newKeys(), claims, life),
    'another key under our kid': await forged({}),
    'another key in its jwk header': await forged({ jwk }),
    'another key at its jku header': await forged({ jku: 'https://evil.example/jwks.json' }),
    'another key at its x5u header': await forged({ x5u: 'https://evil.example/chain.pem' }),
    'HS256 with the public key as JWK': hmac(JSON.stringify(open)),
    'HS256 with the public key as PEM': hmac(pem as string),
    RS256: await new SignJWT(whole).setProtectedHeader({ alg: 'RS256', kid: ours.kid }).sign(rsa.privateKey),
    'alg none': `${part({ alg: 'none', kid: ours.kid })}.${part(whole)}.`,
    'alg none with our signature': `${part({ alg: 'none', kid: ours.kid })}.${part(whole)}.${signature}`,
    'our signature over other claims': `${head}.${part({ ...whole, exp: now + 9999 })}.${signature}`,
    'an account token': await signToken(keys, claims, { ...life, audience: 'directory' }),
    'a certificate': await signToken(keys, claims, { ...life, audience: `${audience}/credentials` }),
    'a sealed offer': await seal(keys, whole, { organisation: audience, purpose: 'register', personId }, now),
    'a token that names nobody': await signToken(keys, { sub: claims.sub, sid: sessionId }, life),
  }
}
