import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'

/** Somebody or something by its id and names. */
export const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** Which roster: below a unit, in the week of a day; `after` goes on behind a person. */
export const RosterAsked = z.object({
  unit: z.uuid(),
  week: z.iso.date(),
  after: z.uuid().optional(),
})

/** What somebody may take on in a week; null: no bound. `refused`: more is refused, else it is only told. */
export const Cap = z.object({
  sessions: z.int().nullable(),
  days: z.int().nullable(),
  refused: z.boolean(),
  hops: z.int(),
})

const time = {
  fromOn: z.string(),
  untilOn: z.string(),
  /** Minutes from midnight; a whole day is 0 to 1440. */
  startsMinute: z.int(),
  endsMinute: z.int(),
}

/** A duty of a week. `dutyId` is null where only the faculty of a workshop without a timetable says it. */
export const Duty = z.object({
  dutyId: z.string().nullable(),
  ...time,
  /** Null for what lies outside the units that the caller may see. */
  workshop: Named.nullable(),
  host: UnitRef.nullable(),
  session: Named.nullable(),
  clash: z.boolean(),
  /** Steps of the tree from the duty before, where that was on the same day or the day before; 0 if not worth telling. */
  hops: z.int(),
})

/** A trainer's week: everything that he does, his load and the tightest cap that is on it. */
export const TrainerWeek = z.object({
  person: Named,
  unit: UnitRef,
  duties: z.array(Duty),
  sessions: z.int(),
  days: z.int(),
  cap: Cap.nullable(),
  over: z.boolean(),
})

/** A session, or a whole workshop without a timetable, that nobody is to teach yet; and who declined it why. */
export const Open = z.object({
  workshop: Named,
  host: UnitRef,
  session: Named.nullable(),
  ...time,
  declined: z.object({ person: Named, reason: z.string(), at: z.int() }).nullable(),
})

/** A session whose guest was named by hand. */
export const GuestSession = z.object({
  speaker: z.string(),
  workshop: Named,
  host: UnitRef,
  session: Named,
  ...time,
})

/** Who teaches in a subtree in a week, by name; guests; what is open there; and the tiers taught, with their caps. */
export const Roster = z.object({
  unit: UnitRef,
  monday: z.string(),
  trainers: z.array(TrainerWeek),
  after: z.string().nullable(),
  guests: z.array(GuestSession),
  open: z.array(Open),
  moreOpen: z.boolean(),
  tiers: z.array(Named.extend({ cap: Cap.nullable() })),
})
