/**
 * Coverage: how far a tier has come in every unit. Sums over the subtree, kept by the schema's triggers in the same write
 * as each nomination, registration and credential, always equal to a recount. And what trainers do about it: nominate,
 * and open batches below.
 * Words: coverage, minimum, target, lacking (a trainee unit below its minimum), nomination, batch, teaching.
 */
import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { choosing } from './choosing/routes.ts'
import { reach } from './reach/routes.ts'
import { routes } from './routes.ts'
import { standing } from './standing/routes.ts'
import { teaching } from './teaching/routes.ts'

/** Coverage in all its pictures, signatures under it, nominations, batches, and what a trainer may teach. */
export const coverage = new Hono<TenantEnv>()
  .route('/', routes)
  .route('/', reach)
  .route('/', standing)
  .route('/', teaching)
  .route('/', choosing)
