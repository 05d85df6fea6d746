import type { Actor } from './auth.ts'
import type { Databases, TenantDb } from './sql.ts'
import type { Witness } from './witness.ts'

type RateLimit = { limit(options: { key: string }): Promise<{ success: boolean }> }

/** What the Worker is configured with: `wrangler.toml` variables and secrets, or the same names on one machine. */
export type Bindings = {
  /** `production`, `local` (one machine, stand-ins shown) or `test`. */
  ENVIRONMENT: 'production' | 'local' | 'test'
  /** Public origin of this deployment, no trailing slash. Links, cookies and the Origin check follow it. */
  ORIGIN: string
  /** Tenant database address with `{database}` in it, ending in a slash. */
  DATABASE_URL: string
  DATABASE_TOKEN: string
  /** Who creates databases: the embedded server, a self-hosted sqld, or Turso's platform API. */
  DATABASE_PROVIDER: 'embedded' | 'sqld' | 'turso'
  DATABASE_ADMIN_URL: string
  DATABASE_ADMIN_TOKEN: string
  /** JSON Web Key Set with private ES256 keys; the first signs, all verify. */
  SIGNING_KEYS: string
  /** At least 32 random bytes, base64url: seals offers and hashes one-time codes. */
  SEALING_KEY: string
  STRIPE_SECRET_KEY?: string
  /** Comma-separated signing secrets of the Connect webhook endpoint, newest first. */
  STRIPE_WEBHOOK_SECRETS?: string
  /** The platform's id (`ca_…`) for connecting accounts that exist; absent means that this is not offered. */
  STRIPE_CLIENT_ID?: string
  /** Address of the stand-in on one machine; absent means Stripe itself. */
  STRIPE_BASE_URL?: string
  MAIL_API_URL?: string
  MAIL_API_TOKEN?: string
  MAIL_FROM?: string
  SMS_API_URL?: string
  SMS_API_TOKEN?: string
  SMS_SENDER?: string
  /** The web app's files. */
  ASSETS?: { fetch: typeof fetch }
  /** Background work (Cloudflare Queue). */
  JOBS?: { send(message: unknown, options?: { delaySeconds?: number }): Promise<void> }
  /** How often one source may knock at one door (Workers rate limiting). */
  SOURCE_LIMIT?: RateLimit
  /** How often one contact, card or account may be tried at one door. */
  ADDRESS_LIMIT?: RateLimit
  /** Present only in tests: answers the present instant, Unix seconds. */
  CLOCK?: { fetch: typeof fetch }
}

/** What every handler finds in its context. */
export type Env = {
  Bindings: Bindings
  Variables: {
    requestId: string
    /** The instant of the request, Unix seconds. */
    now: number
    /** The directory and, by name, any organisation's database. */
    databases: Databases
  }
}

/** Inside `/api/o/:organisation/…`: the connection is the tenant. */
export type TenantEnv = Env & {
  Variables: {
    /** Slug of the organisation, also its database's name after `o-`. */
    organisation: string
    db: TenantDb
    /** Who is asking; undefined when nobody signed in. */
    actor: Actor | undefined
    /** What audit rows say of the request beside who and what. */
    witness: Witness
  }
}
