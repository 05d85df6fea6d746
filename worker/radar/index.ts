/**
 * Radar: where the cascade leaks. Trained but never taught; units that need a trainer and have none; trainers without a
 * batch; subjects not handed on. Counted by the schema's triggers in the write that changes them; the nearest spare
 * trainer is proposed to whoever holds power over both places, and sent in one step. And how much is left of what was
 * taught: five questions to a random few of every tier; and what is asked of a unit, by when, of whom.
 * Words: ground (the units that need a trainer of a tier), spare (fewer than two batches, not sent elsewhere), assignment,
 * probe (five questions), sampling (a random sample), generation (how many removes from the first hall), refresher (draft
 * workshops for exactly those of whom a sample showed that they forgot).
 */
import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { asked } from './asked/routes.ts'
import { assigning } from './assigning/routes.ts'
import { fidelity } from './fidelity/routes.ts'
import { refreshers } from './refreshers/routes.ts'
import { routes } from './routes.ts'
import { sampling } from './sampling/routes.ts'

export { hopsBetween } from './rules.ts'

/** Leaks, sending trainers where there are none, and what is left of the training. */
export const radar = new Hono<TenantEnv>()
  .route('/', assigning)
  .route('/', routes)
  .route('/', sampling)
  .route('/', fidelity)
  .route('/', refreshers)
  .route('/', asked)
