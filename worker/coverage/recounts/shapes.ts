import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'

/** Which tier to count anew, and whether to put right what differs or only to tell it. */
export const RecountDraft = z.strictObject({ id: z.uuid(), tierId: z.uuid(), mend: z.boolean() })

/**
 * A recount and how far it is: first everybody who counts by prior training or in a subject, then every unit from the lowest
 * level up. `wrongUnits`: units whose figures are not those of their own people and of the units right below them; the
 * first of them is `firstUnit`. `anew`: how often a unit went to another parent meanwhile, so that the units were begun again.
 */
export const Recount = z.object({
  id: z.string(),
  tierId: z.string(),
  mend: z.boolean(),
  stage: z.enum(['people', 'units', 'done']),
  people: z.int(),
  ofPeople: z.int(),
  units: z.int(),
  ofUnits: z.int(),
  anew: z.int(),
  wrongPeople: z.int(),
  wrongUnits: z.int(),
  firstUnit: UnitRef.nullable(),
  startedAt: z.int(),
  endedAt: z.int().nullable(),
})

/** The latest recounts of a tier, the newest first. */
export const Recounts = z.object({ recounts: z.array(Recount) })
