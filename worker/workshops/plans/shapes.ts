import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { Catchment } from '../catchments/shapes.ts'

const WorkshopRef = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** A unit that more than one workshop serves, with those workshops. */
export const Overlap = z.object({ unit: UnitRef, workshops: z.array(WorkshopRef) })

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
  gaps: z.array(UnitRef),
  overlaps: z.array(Overlap),
  publishable: z.boolean(),
  publishedAt: z.int().nullable(),
})
