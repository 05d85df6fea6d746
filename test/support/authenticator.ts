import { createHash, randomBytes } from 'node:crypto'

/** What the server asked for, as far as a device needs it. */
export type Making = { challenge: string; rp: { id?: string }; user: { id: string } }
export type Signing = { challenge: string; rpId?: string }

/** What a device may get wrong, or do wrongly on purpose. */
export type Faults = {
  origin?: string
  rpId?: string
  challenge?: string
  /** Says that nobody was asked for a finger or a PIN. */
  unverified?: boolean
  counter?: number
  userHandle?: string
  /** Signs with a key that is not the passkey's. */
  otherKey?: boolean
  type?: string
  /** Attests itself with its own key, as some do though nobody asked. */
  attesting?: boolean
}

const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()

type Cbor = number | string | Uint8Array | Map<Cbor, Cbor>

/** The little of CBOR (RFC 8949) that an authenticator speaks. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  const parts = [...value].flatMap(([key, each]) => [cbor(key), cbor(each)])
  return Buffer.concat([head(5, value.size), ...parts])
}

function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size])
  if (size < 256) return Buffer.from([(major << 5) | 24, size])
  return Buffer.from([(major << 5) | 25, size >> 8, size & 255])
}

/** An ASN.1 ECDSA signature from the two halves that WebCrypto gives. */
function der(raw: Uint8Array): Buffer {
  const integer = (half: Uint8Array) => {
    let at = 0
    while (at < half.length - 1 && half[at] === 0) at += 1
    const bytes = half.subarray(at)
    const positive = (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : Buffer.from(bytes)
    return Buffer.concat([Buffer.from([2, positive.length]), positive])
  }
  const body = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))])
  return Buffer.concat([Buffer.from([0x30, body.length]), body])
}

const ES256 = { name: 'ECDSA', namedCurve: 'P-256' }
const newPair = () => crypto.subtle.generateKey(ES256, true, ['sign', 'verify'])

/** A device that keeps one passkey: it speaks WebAuthn as a browser with a real authenticator does. */
export async function authenticator(origin: string) {
  const [pair, stranger] = [await newPair(), await newPair()]
  const id = randomBytes(32)
  let counter = 0
  let userHandle = ''

  const signature = async (key: CryptoKey, bytes: Uint8Array) =>
    der(new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, Buffer.from(bytes))))

  const clientData = (type: string, challenge: string, faults: Faults) =>
    Buffer.from(
      JSON.stringify({
        type: faults.type ?? type,
        challenge: faults.challenge ?? challenge,
        origin: faults.origin ?? origin,
        crossOrigin: false,
      }),
    )

  function authData(rpId: string, faults: Faults, attested?: Buffer): Buffer {
    const flags = 0x01 | (faults.unverified ? 0 : 0x04) | (attested ? 0x40 : 0)
    const tail = Buffer.alloc(5)
    tail.writeUInt8(flags, 0)
    tail.writeUInt32BE(faults.counter ?? counter, 1)
    return Buffer.concat([sha256(faults.rpId ?? rpId), tail, attested ?? Buffer.alloc(0)])
  }

  async function publicKey(): Promise<Buffer> {
    const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey)
    const part = (text: string) => Buffer.from(text, 'base64url')
    return cbor(
      new Map<Cbor, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, part(x)],
        [-3, part(y)],
      ]),
    )
  }

  /** Makes the passkey that was asked for. */
  async function make(asked: Making, faults: Faults = {}) {
    userHandle = asked.user.id
    const data = clientData('webauthn.create', asked.challenge, faults)
    const size = Buffer.from([0, id.length])
    const attested = Buffer.concat([Buffer.alloc(16), size, id, await publicKey()])
    const bytes = authData(asked.rp.id ?? '', faults, attested)
    const sig = await signature(pair.privateKey, Buffer.concat([bytes, sha256(data)]))
    const statement = new Map<Cbor, Cbor>(
      faults.attesting
        ? [
            ['alg', -7],
            ['sig', sig],
          ]
        : [],
    )
    const attestation = new Map<Cbor, Cbor>([
      ['fmt', faults.attesting ? 'packed' : 'none'],
      ['attStmt', statement],
      ['authData', bytes],
    ])
    return {
      id: b64(id),
      rawId: b64(id),
      type: 'public-key',
      clientExtensionResults: { credProps: { rk: true } },
      authenticatorAttachment: 'platform',
      response: {
        clientDataJSON: b64(data),
        attestationObject: b64(cbor(attestation)),
        transports: ['internal', 'hybrid'],
      },
    }
  }

  /** Signs a challenge with the passkey; its counter goes up by one unless it is told otherwise. */
  async function sign(asked: Signing, faults: Faults = {}) {
    counter += 1
    const data = clientData('webauthn.get', asked.challenge, faults)
    const bytes = authData(asked.rpId ?? '', faults)
    const key = faults.otherKey ? stranger.privateKey : pair.privateKey
    return {
      id: b64(id),
      rawId: b64(id),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: b64(data),
        authenticatorData: b64(bytes),
        signature: b64(await signature(key, Buffer.concat([bytes, sha256(data)]))),
        userHandle: faults.userHandle ?? userHandle,
      },
    }
  }
  return { id: b64(id), make, sign }
}
