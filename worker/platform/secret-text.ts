import { base64url } from 'jose'
import type { Bindings } from './env.ts'

type Sealing = Pick<Bindings, 'SEALING_KEY'>

const IV = 12

async function keyOf({ SEALING_KEY }: Sealing): Promise<CryptoKey> {
  const source = await crypto.subtle.importKey('raw', base64url.decode(SEALING_KEY).slice(), 'HKDF', false, [
    'deriveKey',
  ])
  const how = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: new TextEncoder().encode('secret-text'),
  }
  return crypto.subtle.deriveKey(how, source, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

const context = (of: string) => new TextEncoder().encode(of)

/** A text that only the Worker reads again, bound to what it belongs to (`of`): copied elsewhere it cannot be opened. */
export async function hideText(env: Sealing, text: string, of: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV))
  const how = { name: 'AES-GCM', iv, additionalData: context(of) }
  const hidden = new Uint8Array(
    await crypto.subtle.encrypt(how, await keyOf(env), new TextEncoder().encode(text)),
  )
  return base64url.encode(new Uint8Array([...iv, ...hidden]))
}

/** Opens what `hideText` hid. @throws when it was altered or belongs to something else */
export async function shownText(env: Sealing, hidden: string, of: string): Promise<string> {
  const bytes = base64url.decode(hidden)
  const how = { name: 'AES-GCM', iv: bytes.slice(0, IV), additionalData: context(of) }
  return new TextDecoder().decode(await crypto.subtle.decrypt(how, await keyOf(env), bytes.slice(IV)))
}
