import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { Limits } from '../catchments/shapes.ts'

const Workshop = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** A term that is added to a workshop's list of included or excluded units, or taken off it. */
const Edit = z.object({
  add: z.boolean(),
  list: z.enum(['include', 'exclude']),
  workshop: Workshop,
  unit: UnitRef,
  ...Limits,
})

/** Edits after which every unit is served exactly once. `shortest`: no fewer do; false when that could not be made sure. */
export const Correction = z.object({ edits: z.array(Edit), shortest: z.boolean() })
