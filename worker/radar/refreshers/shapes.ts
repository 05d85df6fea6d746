import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { text } from '../../platform/text.ts'
import { Named } from '../shapes.ts'

/** How many people one refresher calls at most, and so how many are called of a large generation: unit by unit. */
export const PEOPLE_MAX = 20_000

/**
 * Whom to call once more below a unit: those whom a trainer taught, or who stand at one remove from the first hall. The
 * title stands before the names of the workshops; the id is minted by the caller.
 */
export const RefresherDraft = z
  .strictObject({
    id: z.uuidv7(),
    tierId: z.uuid(),
    unitId: z.uuid(),
    trainerId: z.uuid().nullable(),
    generation: z.int().min(1).max(100).nullable(),
    startsOn: z.iso.date(),
    titleEn: text(40),
    titleHi: text(40),
  })
  .refine(({ trainerId, generation }) => (trainerId === null) !== (generation === null), {
    error: 'A trainer or a generation',
    path: ['trainerId'],
  })

/**
 * A refresher: whose teaching, or which generation; what the sample said when it was called (`known` of `asked`); for how
 * many people, how many of them registered since, and how many renewed their credential.
 */
export const Refresher = z.object({
  id: z.string(),
  tier: Named,
  unit: UnitRef,
  trainer: Named.nullable(),
  generation: z.int().nullable(),
  samplingId: z.string(),
  asked: z.int(),
  known: z.int(),
  calledAt: z.int(),
  people: z.int(),
  registered: z.int(),
  renewed: z.int(),
  /** Its workshops by their first day, at most 100. */
  workshops: z.array(
    Named.extend({
      startsOn: z.string(),
      published: z.boolean(),
      cancelled: z.boolean(),
      people: z.int(),
    }),
  ),
})

/** Refreshers of a unit and below, the newest first, at most 50. */
export const Refreshers = z.object({ refreshers: z.array(Refresher) })

/** Of which unit; without one, where the caller's powers begin. */
export const RefreshersAsked = z.object({ unit: z.uuid().optional() })

/** For whom a workshop of a refresher is, by unit. */
export const RefresherPeople = z.object({
  people: z.array(
    z.object({
      credentialId: z.string(),
      person: Named,
      unit: UnitRef,
      registered: z.boolean(),
      renewed: z.boolean(),
    }),
  ),
  after: z.string().nullable(),
})

/** After whom to go on. */
export const PeopleAsked = z.object({ after: z.uuid().optional() })
