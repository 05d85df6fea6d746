import * as z from 'zod'
import { Attendee } from '../shapes.ts'

/** Which day of a workshop, and after whom to go on. */
export const SheetAsked = z.object({ dayOn: z.iso.date(), after: z.uuid().optional() })

/** A session that is marked: one that teaches a subject. */
const SheetSession = z.object({
  id: z.string(),
  startsMinute: z.int(),
  endsMinute: z.int(),
  titleEn: z.string(),
  titleHi: z.string(),
  subject: z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() }),
  speaker: z.string().nullable(),
})

/** A day of a workshop: its sessions, and who sat in which; `after` goes on, null at the end. */
export const Sheet = z.object({
  workshop: z.object({
    id: z.string(),
    nameEn: z.string(),
    nameHi: z.string(),
    startsOn: z.string(),
    endsOn: z.string(),
  }),
  /** How many sessions of the whole workshop are marked. */
  ofSessions: z.int(),
  sessions: z.array(SheetSession),
  rows: z.array(
    Attendee.extend({
      registrationId: z.string(),
      code: z.string(),
      /** Those of the day, by id. */
      sessions: z.array(z.string()),
      /** Over all days. */
      sessionsMarked: z.int(),
      daysMarked: z.int(),
    }),
  ),
  after: z.string().nullable(),
})

const Tick = { registrationId: z.uuid(), sessionId: z.uuid(), there: z.boolean() }

/** Who was there and who was not, session by session; whoever is not named stays as he is. */
export const SheetEdit = z.strictObject({ ticks: z.array(z.strictObject(Tick)).min(1).max(2000) })

/** How each tick stands now, in the order given; who is not registered here any more is left out. */
export const SheetStands = z.object({ ticks: z.array(z.object(Tick)) })
