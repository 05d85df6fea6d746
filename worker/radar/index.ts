/**
 * Radar: where the cascade leaks. Trained but never taught; units that need a trainer and have none; trainers without a
 * batch; subjects not handed on. Counted by the schema's triggers in the write that changes them; the nearest spare
 * trainer is proposed to whoever holds power over both places, and sent in one step.
 * Words: ground (the units that need a trainer of a tier), spare (fewer than two batches, not sent elsewhere), assignment.
 */
import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { assigning } from './assigning/routes.ts'
import { routes } from './routes.ts'

/** Leaks, and sending trainers where there are none. */
export const radar = new Hono<TenantEnv>().route('/', routes).route('/', assigning)
