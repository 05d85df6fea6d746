/**
 * Workshops: one sitting of a tier at a host unit, with its days, seats, fee, timetable, faculty and catchment. A
 * catchment is the included subtrees less the excluded ones; those of a published plan partition the trainee level.
 * Words: host (the unit where it is held and whose planners run it), catchment, term, plan, trainee unit.
 */
export { inCatchment } from './catchments/queries.ts'
export {
  hostPath,
  seatsTaken,
  takesRegistrations,
  tierOf,
  traineeUnit,
  type WorkshopFacts,
  workshopFacts,
} from './facts.ts'
