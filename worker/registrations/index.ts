/**
 * Registrations: a person's place in a workshop, standing for one unit of the tier's trainee level. A seat is offered
 * at a price and sealed, then taken in one guarded write: never more seats than the workshop has, never more people of
 * a unit than the tier allows, never one person twice. Cancelled is a fact, not a deletion.
 * A seat that costs something may be held only for a time (holds); who finds none waits in order (waits).
 * Words: offer, seat, code (what the card's QR carries), card, roster, group (several people, all or none), hold, wait.
 */
import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { cards } from './cards/routes.ts'
import { groups } from './groups/routes.ts'
import { rosters } from './rosters/routes.ts'
import { seats } from './routes.ts'
import { waiting } from './waits/routes.ts'

export { dueSeatJobs, runSeatJob, SeatJob } from './jobs.ts'

/** The routes of this domain inside an organisation; fixed paths come before those with an id. */
export const registrations = new Hono<TenantEnv>()
  .route('/', groups)
  .route('/', seats)
  .route('/', rosters)
  .route('/', cards)
  .route('/', waiting)
