/**
 * Simulation: a cascade tried out before anybody is called. From the real tree and the rules of its tiers it tells
 * batches, person-days, halls, cost, trainers needed and there, when each hop ends, what holds it up and what would
 * relieve it. Of that nothing is kept, but a plan may be, under a name (kept/). The model and its assumptions stand in model/rules.ts; it is linear in the number of
 * hosts. The chosen plan, or a template, is stamped: drawn up as drafts with their trainers (stampings/cutting,
 * stampings/assigning), looked at, written in chunks, and taken back as a whole while nothing of it is published.
 * Words: hop (a tier as asked about), host, pool (trainers who stand together), round, relief, lower bound, stamping, draft.
 */
import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { kept } from './kept/routes.ts'
import { routes } from './routes.ts'
import { stampings } from './stampings/routes.ts'

/** Trying cascades out, and stamping the chosen plan. */
export const simulation = new Hono<TenantEnv>().route('/', routes).route('/', kept).route('/', stampings)
