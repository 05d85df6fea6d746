import { Hono } from 'hono'
import * as z from 'zod'
import { open } from '../../platform/auth.ts'
import type { Env } from '../../platform/env.ts'
import { answers } from '../../platform/http.ts'
import { keysOf } from '../../platform/keys.ts'

/**
 * Audience of an organisation's credentials. It is not that of its access tokens: a credential is shown to everybody
 * and never lapses, so it must never let anybody in.
 */
export const audienceOf = (organisation: string) => `${organisation}/credentials`

const PublicKeys = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) })

/** The public keys with which anybody verifies a credential's signature (RFC 7517). */
export const publicKeys = new Hono<Env>().get(
  '/.well-known/jwks.json',
  open,
  answers(PublicKeys, 'Public keys that credentials are verified with'),
  async (c) => {
    const keys = await keysOf(c.env)
    return c.json(keys.public, 200, { 'cache-control': 'public, max-age=3600' })
  },
)
