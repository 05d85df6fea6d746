import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { json, Problem } from '../api.ts'
import { accountApi } from './api.ts'

/** Whether this browser can make and use passkeys at all. */
export const knowsPasskeys = (): boolean => 'PublicKeyCredential' in globalThis

// What reads passkeys is fetched by the screens that use it alone.
const library = () => import('@simplewebauthn/browser')

/** What the browser refuses, as a Problem: nothing chosen, or a passkey that is there already. */
const refused = (thrown: unknown): never => {
  const name = thrown instanceof Error ? thrown.name : ''
  if (name === 'NotAllowedError' || name === 'AbortError')
    throw new Problem(0, { type: 'passkey-cancelled', title: name })
  if (name === 'InvalidStateError') throw new Problem(0, { type: 'passkey-there', title: name })
  throw thrown
}

/** Makes a passkey on this device and adds it to the account under a name. */
export const addPasskey = async (name: string) => {
  const [{ startRegistration }, options] = await Promise.all([
    library(),
    json(accountApi.account['passkey-challenges'].$post()),
  ])
  const made = await startRegistration({
    // The client's types say undefined where JSON has no such key.
    optionsJSON: options as PublicKeyCredentialCreationOptionsJSON,
  }).catch(refused)
  const { id, rawId, type, response } = made
  const { clientDataJSON, attestationObject, transports = [] } = response
  return json(
    accountApi.account.passkeys.$post({
      json: {
        name,
        response: { id, rawId, type, response: { clientDataJSON, attestationObject, transports } },
      },
    }),
  )
}

/** Opens a session with a passkey of this device, or of a phone that the browser finds. */
export const signInWithPasskey = async () => {
  const [{ startAuthentication }, options] = await Promise.all([
    library(),
    json(accountApi['passkey-challenges'].$post()),
  ])
  const { id, rawId, type, response } = await startAuthentication({
    optionsJSON: options as PublicKeyCredentialRequestOptionsJSON,
  }).catch(refused)
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  return json(
    accountApi['passkey-sessions'].$post({
      json: {
        response: {
          id,
          rawId,
          type,
          response: {
            clientDataJSON,
            authenticatorData,
            signature,
            ...(userHandle === undefined ? {} : { userHandle }),
          },
        },
      },
    }),
  )
}
