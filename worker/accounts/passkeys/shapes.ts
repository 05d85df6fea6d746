import * as z from 'zod'
import { text } from '../../platform/text.ts'
import { PasskeyView } from '../sessions/shapes.ts'

const base64url = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[\w-]+$/)

const name = text(60)

// What browsers answer carries more than is needed here, and carries more every year.
const credential = {
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
}

/** What a browser answers when a passkey was made (WebAuthn `RegistrationResponseJSON`). */
export const Made = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(4000),
    attestationObject: base64url(16_000),
    transports: z
      .array(z.string().regex(/^[a-z-]{1,40}$/))
      .max(20)
      .default([]),
  }),
})

/** What a browser answers when a passkey signed (WebAuthn `AuthenticationResponseJSON`). */
export const Signed = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(4000),
    authenticatorData: base64url(4000),
    signature: base64url(4000),
    userHandle: base64url(100).optional(),
  }),
})

/** A new passkey and what its owner calls it. */
export const AddingPasskey = z.strictObject({ name, response: Made })

/** A passkey's signature over the challenge. */
export const SigningWithPasskey = z.strictObject({ response: Signed })

/** Another name of a passkey. */
export const NamingPasskey = z.strictObject({ name })

export const PasskeyId = z.object({ passkeyId: base64url(1400) })

/** The account's passkeys afterwards. */
export const Passkeys = z.object({ passkeys: z.array(PasskeyView) })

/** What the browser is asked for (WebAuthn options as JSON), with the challenge in it. */
export const MakingOptions = z.looseObject({
  challenge: z.string(),
  rp: z.object({ name: z.string(), id: z.string().optional() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ alg: z.int(), type: z.literal('public-key') })),
})

/** What the browser is asked for (WebAuthn options as JSON), with the challenge in it. */
export const SigningOptions = z.looseObject({ challenge: z.string(), rpId: z.string().optional() })
