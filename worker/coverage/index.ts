/**
 * Coverage: how far a tier has come in every unit. Sums over the subtree, kept by the schema's triggers in the same write
 * as each nomination, registration and credential, always equal to a recount. And what trainers do about it: nominate,
 * and open batches below.
 * Words: coverage, valid (of the trained: whose credential's time is not up), minimum, target, lacking (a trainee unit below
 * its minimum), nomination, batch, teaching, recount (counting a tier anew, step by step).
 */
import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { choosing } from './choosing/routes.ts'
import { reach } from './reach/routes.ts'
import { recounts } from './recounts/routes.ts'
import { routes } from './routes.ts'
import { standing } from './standing/routes.ts'
import { teaching } from './teaching/routes.ts'

export { CoverageJob, dueCoverageJobs, runCoverageJob } from './jobs.ts'
export { sharesOf } from './standing/queries.ts'
export { ShareStanding } from './standing/shapes.ts'

/** Coverage in all its pictures, signatures under it, nominations, batches, and what a trainer may teach. */
export const coverage = new Hono<TenantEnv>()
  .route('/', recounts)
  .route('/', routes)
  .route('/', reach)
  .route('/', standing)
  .route('/', teaching)
  .route('/', choosing)
