import * as z from 'zod'
import { text } from '../../platform/text.ts'

const Names = { nameEn: z.string(), nameHi: z.string() }

/** For whom places on a waiting list are asked; without people: for oneself. A group is seated together or not yet. */
export const WaitAsked = z.strictObject({
  id: z.uuidv7(),
  personIds: z.array(z.uuid()).min(1).max(100).optional(),
})

/** An entry of a waiting list. `position` counts from one among those who still wait; null when it is not waiting. */
export const Wait = z.object({
  id: z.string(),
  workshop: z.object({ id: z.string(), ...Names, startsOn: z.string(), endsOn: z.string() }),
  state: z.enum(['waiting', 'offered', 'taken', 'lapsed', 'left']),
  position: z.int().nullable(),
  askedAt: z.int(),
  offerUntil: z.int().nullable(),
  /** Whether the caller asked for it, and so may take what is offered. */
  own: z.boolean(),
  people: z.array(
    z.object({
      id: z.string(),
      ...Names,
      unitEn: z.string(),
      unitHi: z.string(),
      registrationId: z.string().nullable(),
    }),
  ),
  /** Why it was moved forward, and when. */
  moves: z.array(z.object({ reason: z.string(), at: z.int() })),
})

/** What somebody waits for, the newest first. */
export const Waits = z.object({ waits: z.array(Wait) })

/** The waiting list of a workshop; `free` are seats that are promised to nobody. */
export const WaitingList = z.object({
  workshop: z.object({ id: z.string(), ...Names }),
  capacity: z.int(),
  free: z.int(),
  waits: z.array(Wait),
})

/** Moving an entry right before another one, with the reason that stays. */
export const MoveAsked = z.strictObject({ id: z.uuidv7(), before: z.uuid(), reason: text(300, { min: 3 }) })
