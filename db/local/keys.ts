import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'

/** Fresh key material for a deployment: what `SIGNING_KEYS` and `SEALING_KEY` hold. */
export async function newKeys() {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = {
    ...(await exportJWK(privateKey)),
    kid: randomBytes(6).toString('hex'),
    alg: 'ES256',
    use: 'sig',
  }
  return { SIGNING_KEYS: JSON.stringify({ keys: [jwk] }), SEALING_KEY: randomBytes(32).toString('base64url') }
}

if (import.meta.main)
  console.log(
    Object.entries(await newKeys())
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  )
