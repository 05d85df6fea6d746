import * as z from 'zod'
import { text } from '../../platform/text.ts'
import { SimulationAsked } from '../shapes.ts'

const names = { nameEn: text(120), nameHi: text(120) }

/** A plan to be kept under a name; the id is minted by the caller. */
export const KeptDraft = z.strictObject({ id: z.uuidv7(), ...names, plan: SimulationAsked })

/** A kept plan as it is to be, seen at its `version`. */
export const KeptEdit = z.strictObject({ ...names, plan: SimulationAsked, version: z.int().min(1) })

/** A kept plan; `stampingId` is the newest stamping that made drafts of it. */
export const KeptPlan = z.object({
  id: z.string(),
  nameEn: z.string(),
  nameHi: z.string(),
  plan: SimulationAsked,
  version: z.int(),
  keptAt: z.int(),
  stampingId: z.string().nullable(),
})

/** The kept plans of a programme, the oldest first. */
export const KeptPlans = z.object({ plans: z.array(KeptPlan) })
