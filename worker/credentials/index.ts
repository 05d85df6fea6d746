/**
 * Credentials: proof that a person passed a tier. Issued once to who was there on enough days, signed with the
 * deployment's key, verifiable by anybody, revocable. The schema makes of a live one a trainer of the next tier.
 * Words: credential, holder, generation (1 in the first hall), lineage (who trained whom), standing (of a trainee).
 */
import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { lineage } from './lineage/routes.ts'
import { renewals } from './renewals/routes.ts'
import { routes } from './routes.ts'
import { verification } from './verification/routes.ts'
import { versions } from './versions/routes.ts'

export { publicKeys } from './verification/keys.ts'

/** Issuing, revoking, showing and verifying credentials, and their lineage. */
export const credentials = new Hono<TenantEnv>()
  .route('/', routes)
  .route('/', lineage)
  .route('/', renewals)
  .route('/', verification)
  .route('/', versions)
