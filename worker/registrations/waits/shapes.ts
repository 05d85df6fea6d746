import * as z from 'zod'
import { text } from '../../platform/text.ts'

const Names = { nameEn: z.string(), nameHi: z.string() }

/** For whom places on a waiting list are asked; without people: for oneself. A group is seated together or not yet. */
export const WaitAsked = z.strictObject({
  id: z.uuidv7(),
  personIds: z.array(z.uuid()).min(1).max(100).optional(),
})

const Of = z.object(Names).nullable()

/**
 * Why no seat is free in a cell: its seats and how many of them are taken (more where its people sit in others), what is
 * kept for others (`kept`), and how many of these the next day of release frees. Without unit and wing it is the hall.
 */
export const CellFacts = z.object({
  unit: Of,
  wing: Of,
  seats: z.int(),
  taken: z.int(),
  released: z.boolean(),
  kept: z.int(),
  releaseOn: z.string().nullable(),
  releases: z.int(),
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
  /** What is known of the cells that its people wait in; none where no seats are kept by cell. */
  cells: z.array(CellFacts),
  /** A unit of theirs has filled its own places in the tier: no seat helps them until one of these frees. */
  blocked: z.boolean(),
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
