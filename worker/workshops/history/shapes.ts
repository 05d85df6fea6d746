import * as z from 'zod'
import { Catchment } from '../catchments/shapes.ts'

/** As of which day; without one, every form. */
export const HistoryAsked = z.object({ on: z.iso.date().optional() })

const Person = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** The forms that a catchment had, the newest first: since when, by whom, and what it named. At most 50. */
export const CatchmentHistory = z.object({
  versions: z.array(Catchment.extend({ at: z.int(), by: Person.nullable() })),
})
