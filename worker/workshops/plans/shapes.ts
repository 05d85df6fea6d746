import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { Catchment, CatchmentFields, namedOnce } from '../catchments/shapes.ts'
import { Correction } from '../corrections/shapes.ts'

const WorkshopRef = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** Of which wings something is so ('' is whoever belongs to none of the others); an empty list: of everybody. */
const wings = z.array(z.string())

/** A unit that no workshop serves. */
export const Gap = UnitRef.extend({ wings })

/** A unit that more than one workshop serves, with those workshops. */
export const Overlap = z.object({ unit: UnitRef, workshops: z.array(WorkshopRef), wings })

/**
 * The plan of a tier: each workshop with how many of the `universe` units of the trainee level it serves. `gaps` and
 * `overlaps` name at most 100 units each; `gapUnits` and `overlapUnits` are their numbers. Publishable: no fault.
 */
export const Plan = z.object({
  tierId: z.string(),
  universe: z.int(),
  workshops: z.array(
    WorkshopRef.extend({
      startsOn: z.string(),
      endsOn: z.string(),
      venueEn: z.string().nullable(),
      venueHi: z.string().nullable(),
      capacity: z.int(),
      registered: z.int(),
      publishedAt: z.int().nullable(),
      version: z.int(),
      units: z.int(),
      ...Catchment.shape,
    }),
  ),
  gapUnits: z.int(),
  overlapUnits: z.int(),
  gaps: z.array(Gap),
  overlaps: z.array(Overlap),
  /** The fewest changes that make it publishable; null when it is, or when none was found. */
  correction: Correction.nullable(),
  publishable: z.boolean(),
  publishedAt: z.int().nullable(),
})

const Redrawn = z
  .strictObject({ workshopId: z.uuid(), ...CatchmentFields })
  .refine(namedOnce, { error: 'A unit is named twice', path: ['exclude'] })

/** New catchments of some workshops of a plan, each as it was seen at its `version`; all are taken over, or none. */
export const PlanEdit = z.strictObject({
  catchments: z
    .array(Redrawn)
    .min(1)
    .max(500)
    .refine((list) => new Set(list.map(({ workshopId }) => workshopId)).size === list.length, {
      error: 'A workshop stands there twice',
    }),
})
