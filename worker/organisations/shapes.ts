import * as z from 'zod'
import { text } from '../platform/text.ts'

/** A name in both languages. */
export const Names = { nameEn: text(120), nameHi: text(120) }

/** Kinds of organisation; a political party gets the strict money rules. */
export const Kind = z.enum(['political_party', 'society', 'union', 'religious', 'company', 'other'])

/** A rung of the hierarchy; depth 0 is the top. */
export const Level = z.object({ id: z.string(), depth: z.int(), nameEn: z.string(), nameHi: z.string() })

/** A second dimension across the tree. */
export const Wing = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** What anybody may know of an organisation. */
export const OrganisationFace = z.object({
  slug: z.string(),
  nameEn: z.string(),
  nameHi: z.string(),
  aboutEn: z.string(),
  aboutHi: z.string(),
  kind: Kind,
  language: z.enum(['hi', 'en']),
  timeZone: z.string(),
  currency: z.string(),
  version: z.int(),
  levels: z.array(Level),
  wings: z.array(Wing),
})

/** What an admin may change of the organisation itself. */
export const OrganisationEdit = z.strictObject({
  ...Names,
  aboutEn: text(2000, { min: 0, lines: true }),
  aboutHi: text(2000, { min: 0, lines: true }),
  language: z.enum(['hi', 'en']),
  version: z.int(),
})

/** A new wing. */
export const WingDraft = z.strictObject({ id: z.uuidv7(), ...Names })
