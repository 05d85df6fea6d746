/**
 * Workshops: one sitting of a tier at a host unit, with its days, seats, fee, timetable, faculty and catchment. A
 * catchment is the included subtrees less the excluded ones; those of a published plan partition the trainee level.
 * Words: host (the unit where it is held and whose planners run it), catchment, term, plan, trainee unit.
 */
import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { catchments } from './catchments/routes.ts'
import { cells } from './cells/routes.ts'
import { faculty } from './faculty/routes.ts'
import { guests } from './guests/routes.ts'
import { catchmentHistory } from './history/routes.ts'
import { plans } from './plans/routes.ts'
import { publicPages } from './public/routes.ts'
import { routes } from './routes.ts'
import { timetables } from './timetables/routes.ts'

export { addTerm } from './catchments/queries.ts'
export { ownPlan, termsOf } from './catchments/resolution.ts'
export { inCatchment, wronglyServed } from './catchments/serving.ts'
export { TermDrafts } from './catchments/shapes.ts'
export { addDrafts, type ManyDraft, removeDrafts, servedUnits } from './drafts.ts'
export {
  hostPath,
  seatsTaken,
  takesRegistrations,
  tierOf,
  traineeUnit,
  type WorkshopFacts,
  workshopFacts,
} from './facts.ts'
export { addTeacher } from './faculty/queries.ts'
export { guestHash } from './guests/routes.ts'
export { addWorkshop } from './queries.ts'
export {
  type Cell,
  cellFacts,
  cellOf,
  keepsCells,
  offeredTo,
  offerSeats,
  placesGone,
  roomFor,
  seatableAgain,
  seatsGone,
  seatsOffered,
} from './room.ts'
export { openingOf, seatsLeft } from './rules.ts'

/** Workshops, their catchments and plans, timetables and faculty, and their public pages. */
export const workshops = new Hono<TenantEnv>()
  .route('/', routes)
  .route('/', catchments)
  .route('/', catchmentHistory)
  .route('/', plans)
  .route('/', cells)
  .route('/', timetables)
  .route('/', faculty)
  .route('/', guests)
  .route('/', publicPages)
