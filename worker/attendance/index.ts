/**
 * Attendance: who was there on which day. A mark is one fact: a registration, a day, who marked it and with what; a
 * registration has at most one mark a day, so that two devices merge into one. "6 of 7" is counted, never stored.
 * Words: mark, day, way (how the person was recognised), attendee (a person and the unit he stands for).
 */
export { attendeeColumns, daysMarked } from './queries.ts'
export { attendance } from './routes.ts'
export { type AttendeeRow, attendeeOf, daysOf } from './rules.ts'
export { Attendee, TypedCode } from './shapes.ts'
