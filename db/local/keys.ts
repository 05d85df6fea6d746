import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'

type Key = { kid: string; [part: string]: unknown }

/** A key ring as `SIGNING_KEYS` holds it: the first key signs, all of them verify. */
export type KeyRing = { keys: Key[] }

async function newKey(): Promise<Key> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  return {
    ...(await exportJWK(privateKey)),
    kid: randomBytes(6).toString('hex'),
    alg: 'ES256',
    use: 'sig',
  }
}

/** Fresh key material for a deployment: what `SIGNING_KEYS` and `SEALING_KEY` hold. */
export async function newKeys() {
  return {
    SIGNING_KEYS: JSON.stringify({ keys: [await newKey()] }),
    SEALING_KEY: randomBytes(32).toString('base64url'),
  }
}

/** The key ring in a value of `SIGNING_KEYS`; undefined when it is none. */
export function ringIn(value: string): KeyRing | undefined {
  try {
    const { keys } = JSON.parse(value)
    const isKey = (key: unknown) =>
      typeof key === 'object' && key !== null && 'kid' in key && 'd' in key && typeof key.kid === 'string'
    return Array.isArray(keys) && keys.length > 0 && keys.every(isKey) ? { keys } : undefined
  } catch {
    return undefined
  }
}

/** The ring with a new key that signs from now on; the older ones still verify. */
export const withNewKey = async ({ keys }: KeyRing): Promise<KeyRing> => ({ keys: [await newKey(), ...keys] })

/** The ring without a key; undefined when it is not there, or is the last one. */
export function withoutKey({ keys }: KeyRing, kid: string): KeyRing | undefined {
  const left = keys.filter((key) => key.kid !== kid)
  return left.length > 0 && left.length < keys.length ? { keys: left } : undefined
}
