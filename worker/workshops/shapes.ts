import * as z from 'zod'
import { UnitRef } from '../hierarchy/index.ts'
import { cursor, text } from '../platform/text.ts'
import { Catchment } from './catchments/shapes.ts'

const name = text(160)
const day = z.iso.date()
const version = z.int().positive()

/** One sitting on the timetable; minutes are counted from midnight. */
export const Session = z.object({
  id: z.string(),
  dayOn: z.string(),
  startsMinute: z.int(),
  endsMinute: z.int(),
  subjectId: z.string().nullable(),
  titleEn: z.string(),
  titleHi: z.string(),
  speaker: z.string().nullable(),
})

/** Somebody who teaches at a workshop; names are null for somebody who never gave one. */
export const Teacher = z.object({
  personId: z.string(),
  leads: z.boolean(),
  nameEn: z.string().nullable(),
  nameHi: z.string().nullable(),
})

const facts = {
  id: z.string(),
  nameEn: z.string(),
  nameHi: z.string(),
  tierId: z.string(),
  tierEn: z.string(),
  tierHi: z.string(),
  programmeId: z.string(),
  programmeEn: z.string(),
  programmeHi: z.string(),
  host: UnitRef,
  venueEn: z.string().nullable(),
  venueHi: z.string().nullable(),
  startsOn: z.string(),
  endsOn: z.string(),
  opensAt: z.int(),
  closesAt: z.int(),
  capacity: z.int(),
  feeMinor: z.int(),
  currency: z.string(),
  /** How long a seat waits for its fee; null: it stays, and the fee may be paid at the desk. */
  holdMinutes: z.int().nullable(),
}

/** A workshop in a member's list. */
export const Workshop = z.object({
  ...facts,
  registered: z.int(),
  /** Seats that offers to the waiting list keep. */
  offered: z.int(),
  publishedAt: z.int().nullable(),
  cancelledAt: z.int().nullable(),
  version: z.int(),
})

/** Workshops by their first day; `after` goes on, null at the end. */
export const Workshops = z.object({ workshops: z.array(Workshop), after: z.string().nullable() })

/**
 * Which workshops: of a tier, hosted below a unit; those that end on a day or later (`from`), or those that were over
 * before it (`before`), which come the latest first.
 */
export const WorkshopsAsked = z.object({
  tier: z.uuid().optional(),
  unit: z.uuid().optional(),
  from: day.optional(),
  before: day.optional(),
  after: cursor().optional(),
})

/** A workshop's page for those who run it; `units` is how many units of the trainee level it serves. */
export const WorkshopPage = Workshop.extend({
  planned: z.boolean(),
  planPublishedAt: z.int().nullable(),
  traineeLevelId: z.string(),
  minimum: z.int(),
  target: z.int(),
  maximum: z.int(),
  units: z.int(),
  catchment: Catchment,
  sessions: z.array(Session),
  faculty: z.array(Teacher),
})

/** Whether somebody could register now: not yet, yes, no seat is left, or no longer. */
export const Opening = z.enum(['soon', 'open', 'full', 'closed'])

/** A workshop as anybody may see it. */
export const PublicWorkshop = z.object({ ...facts, seatsLeft: z.int(), opening: Opening })

/** Upcoming workshops by their first day; `after` goes on, null at the end. */
export const PublicWorkshops = z.object({
  workshops: z.array(PublicWorkshop),
  after: z.string().nullable(),
})

/** Which upcoming workshops: only those that serve a unit. */
export const PublicWorkshopsAsked = z.object({
  unit: z.uuid().optional(),
  after: cursor().optional(),
})

/** A public page: who it is for and what happens when. Quotas are places per unit of the trainee level. */
export const PublicWorkshopPage = PublicWorkshop.extend({
  traineeLevelId: z.string(),
  traineeLevelEn: z.string(),
  traineeLevelHi: z.string(),
  minimum: z.int(),
  maximum: z.int(),
  catchment: Catchment,
  sessions: z.array(Session),
})

const fields = {
  nameEn: name,
  nameHi: name,
  venueEn: name.nullable(),
  venueHi: name.nullable(),
  startsOn: day,
  endsOn: day,
  opensAt: z.int().min(0),
  closesAt: z.int().min(0),
  capacity: z.int().min(1).max(1_000_000),
  feeMinor: z.int().min(0).max(100_000_000),
  /** A session at Stripe lives half an hour at least; 30 days at most. */
  holdMinutes: z.int().min(31).max(43_200).nullable().default(null),
}
type Fields = { startsOn: string; endsOn: string; opensAt: number; closesAt: number }

const inOrder = (w: Fields, context: z.core.$RefinementCtx) => {
  if (w.endsOn < w.startsOn)
    context.addIssue({ code: 'custom', path: ['endsOn'], message: 'It ends before it starts' })
  if (w.closesAt <= w.opensAt)
    context.addIssue({ code: 'custom', path: ['closesAt'], message: 'It closes before it opens' })
}

/** A new workshop of a tier at a host unit, unpublished and serving nobody yet. */
export const WorkshopDraft = z
  .strictObject({ id: z.uuidv7(), tierId: z.uuid(), unitId: z.uuid(), ...fields })
  .superRefine(inOrder)

/** What a planner may change of a workshop, as he saw it at `version`. */
export const WorkshopEdit = z.strictObject({ ...fields, version }).superRefine(inOrder)

const minute = z.int().min(0).max(1440)

const SessionDraft = z
  .strictObject({
    id: z.uuidv7(),
    dayOn: day,
    startsMinute: minute,
    endsMinute: minute,
    subjectId: z.uuid().nullable(),
    titleEn: name,
    titleHi: name,
    speaker: name.nullable(),
  })
  .refine((s) => s.endsMinute > s.startsMinute, { error: 'It ends before it starts', path: ['endsMinute'] })

const allDiffer = (keys: readonly string[]) => new Set(keys).size === keys.length

/** The whole timetable; sessions left out are dropped. */
export const TimetableEdit = z.strictObject({
  version,
  sessions: z
    .array(SessionDraft)
    .max(500)
    .refine((list) => allDiffer(list.map(({ id }) => id)), { error: 'A session stands there twice' }),
})

/** Everybody who teaches; those left out teach no longer. */
export const FacultyEdit = z.strictObject({
  version,
  faculty: z
    .array(z.strictObject({ personId: z.uuid(), leads: z.boolean() }))
    .max(200)
    .refine((list) => allDiffer(list.map(({ personId }) => personId)), {
      error: 'Somebody stands there twice',
    }),
})
