/**
 * Attendance: who was there on which day, and in which session. A mark is one fact: a registration, a day, who marked it
 * and with what; a registration has at most one mark a day, so that two devices merge into one. Whoever sat in a session
 * was there that day, by trigger. "6 of 7" is counted, never stored.
 * Words: mark, day, way (how the person was recognised), attendee (a person and the unit he stands for), sheet, tick.
 */
import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { routes } from './routes.ts'
import { sheets } from './sheets/routes.ts'

export { attendeeColumns, daysMarked, sessionsMarked, sessionsTaught } from './queries.ts'
export { type AttendeeRow, attendeeOf, daysOf } from './rules.ts'
export { Attendee, TypedCode } from './shapes.ts'

/** Marking people present by day, and by session on one sheet. */
export const attendance = new Hono<TenantEnv>().route('/', routes).route('/', sheets)
