import * as z from 'zod'
import { Attendee } from '../attendance/index.ts'
import { UnitRef } from '../hierarchy/index.ts'
import { text } from '../platform/text.ts'

/** A stay to be logged, once it is over or under way. */
export const StayDraft = z
  .strictObject({
    id: z.uuidv7(),
    unitId: z.uuid(),
    fromOn: z.iso.date(),
    untilOn: z.iso.date(),
    done: text(1000, { min: 3, lines: true }),
  })
  .refine((stay) => stay.untilOn >= stay.fromOn, { error: 'It ends before it begins', path: ['untilOn'] })

/** A stay. `days` counts both ends; `byProxy`: somebody else logged it. */
export const Stay = z.object({
  id: z.string(),
  unit: UnitRef,
  fromOn: z.string(),
  untilOn: z.string(),
  days: z.int(),
  done: z.string(),
  byProxy: z.boolean(),
})

/** Somebody's stays after one workshop, the latest first. */
export const Stays = z.object({
  workshop: z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string(), startsOn: z.string() }),
  person: z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() }),
  stays: z.array(Stay),
})

/** After which stay to go on. */
export const StaysAsked = z.object({ after: z.uuid().optional() })

/** All stays after a workshop, the newest log first, with who stayed; and how many people logged how many days. */
export const WorkshopStays = z.object({
  workshop: z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() }),
  people: z.int(),
  days: z.int(),
  stays: z.array(Stay.extend({ attendee: Attendee, registrationId: z.string() })),
  after: z.string().nullable(),
})
