/**
 * Obligations: who must come, by his office. An obligation binds every holder of a kind of office, at a unit or below it, to
 * a workshop: the holder of today until it begins, and of its first day from then on, so that a new holder inherits it.
 * Nothing is copied: how a duty stands is read from offices, registrations, marks and excuses. An excuse is asked here and
 * decided by a second person in approvals.
 * Words: obligation, duty (one office that an obligation binds), excuse, met, breached.
 */
export { routes as obligations } from './routes.ts'
