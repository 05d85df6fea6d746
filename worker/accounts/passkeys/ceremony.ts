import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { base64url } from 'jose'
import * as z from 'zod'
import type { Bindings } from '../../platform/env.ts'
import type { Made, Signed } from './shapes.ts'

/** Life of a challenge, seconds. */
export const CHALLENGE_LIFE = 5 * 60

/** ES256, EdDSA and RS256: what every authenticator has one of. */
const ALGORITHMS = [-7, -8, -257]

/** How a passkey may be reached, of what browsers say about it. */
const TRANSPORTS = new Set(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])

type Site = Pick<Bindings, 'ORIGIN'>
const siteOf = ({ ORIGIN }: Site) => ({ expectedOrigin: ORIGIN, expectedRPID: new URL(ORIGIN).hostname })

const ClientData = z.object({ challenge: z.string().max(200) })

/** The challenge that a browser's answer says it is for; empty when it says none. */
export function challengeIn({ response }: { response: { clientDataJSON: string } }): string {
  const text = new TextDecoder().decode(base64url.decode(response.clientDataJSON))
  return ClientData.safeParse(jsonOr(text)).data?.challenge ?? ''
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What an account is called by its passkeys: they give it back when they sign. */
const userHandleOf = (accountId: string) => new TextEncoder().encode(accountId)

type Owner = { accountId: string; called: string; passkeys: readonly { id: string; transports: string }[] }

/** Asks for a passkey that finds its account by itself and checks who holds it. */
export async function askToMake(env: Site, { accountId, called, passkeys }: Owner) {
  const { extensions: _unused, ...options } = await generateRegistrationOptions({
    rpName: 'Prashikshan',
    rpID: siteOf(env).expectedRPID,
    userID: userHandleOf(accountId),
    userName: called,
    userDisplayName: called,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: passkeys.map(({ id, transports }) => ({ id, transports: JSON.parse(transports) })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return options
}

/** Asks for the signature of whichever passkey the person has for this site. */
export async function askToSign(env: Site) {
  const { extensions: _unused, ...options } = await generateAuthenticationOptions({
    rpID: siteOf(env).expectedRPID,
    userVerification: 'required',
  })
  return options
}

/** The passkey that was made for a challenge, in stored form; undefined when anything about it is not right. */
export async function madeFor(env: Site, challenge: string, response: z.infer<typeof Made>) {
  const verified = await verifyRegistrationResponse({
    ...siteOf(env),
    response: { ...response, response: { ...response.response, transports: [] } },
    expectedChallenge: challenge,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => undefined)
  const made = verified?.registrationInfo?.credential
  return (
    made && {
      id: made.id,
      publicKey: base64url.encode(made.publicKey),
      counter: made.counter,
      transports: JSON.stringify(response.response.transports.filter((each) => TRANSPORTS.has(each))),
    }
  )
}

/** A passkey as it is stored. */
export type Stored = { id: string; accountId: string; publicKey: string; counter: number }

/** Signs nothing: what an unknown passkey is held against, so that it takes as long as a known one. */
const NOBODY: Stored = {
  id: '',
  accountId: '',
  publicKey:
    'pQECAyYgASFYIHUhDAOQrnUiWP-YVQDCNN48SVZkf8dDrak1qDGBFLqMIlgg0Z4y24V8RYwnY7kIm4AiTzhoYH6qRAgJFILYenOp-jM',
  counter: 0,
}

/** The counter of a passkey that signed a challenge; undefined when anything about it is not right. */
export async function signedFor(
  env: Site,
  challenge: string,
  response: z.infer<typeof Signed>,
  passkey: Stored | undefined,
): Promise<{ accountId: string; counter: number } | undefined> {
  const { id, accountId, publicKey, counter } = passkey ?? NOBODY
  const verified = await verifyAuthenticationResponse({
    ...siteOf(env),
    response: { ...response, response: withoutGaps(response.response) },
    expectedChallenge: challenge,
    credential: { id, publicKey: base64url.decode(publicKey).slice(), counter },
  }).catch(() => undefined)
  const handle = response.response.userHandle
  const isOwner = handle === undefined || handle === base64url.encode(userHandleOf(accountId))
  return verified?.verified && passkey && isOwner
    ? { accountId, counter: verified.authenticationInfo.newCounter }
    : undefined
}

const withoutGaps = ({ userHandle, ...rest }: z.infer<typeof Signed>['response']) =>
  userHandle === undefined ? rest : { ...rest, userHandle }
