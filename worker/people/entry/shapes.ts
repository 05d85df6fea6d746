import * as z from 'zod'
import { text } from '../../platform/text.ts'

/** Entering an organisation: as one of the people offered, as somebody else (`asNew`), or as whoever it must be. */
export const Entering = z.strictObject({ personId: z.uuid().optional(), asNew: z.boolean().default(false) })

/** A person to choose from, with the unit's name to tell namesakes apart. */
export const Candidate = z.object({
  personId: z.string(),
  nameEn: z.string(),
  nameHi: z.string(),
  unitEn: z.string(),
  unitHi: z.string(),
})

/**
 * Access to an organisation, life in seconds. `complete` is false until a name and a unit are given. When `choose` is
 * not empty nobody entered: token and person are null, and the caller asks again with one of them.
 */
export const Entered = z.object({
  accessToken: z.string().nullable(),
  expiresInSeconds: z.int(),
  personId: z.string().nullable(),
  complete: z.boolean(),
  choose: z.array(Candidate),
})

/** A printed card as typed: blanks and dashes do not matter. The year of birth is needed where it is known. */
export const CardShown = z.strictObject({
  number: text(40, { min: 4 }),
  secret: text(40, { min: 4 }),
  bornYear: z.int().min(1900).max(2100).optional(),
})
