import * as z from 'zod'
import { code, text } from '../platform/text.ts'

const Text = text(120)
const timeZones = new Set(Intl.supportedValuesOf('timeZone'))

/** What a new organisation is called and looks like. Levels go from the top down. */
export const Founding = z.strictObject({
  slug: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/, 'Small Latin letters, digits and hyphens, 3 to 40'),
  nameEn: Text,
  nameHi: Text,
  kind: z.enum(['political_party', 'society', 'union', 'religious', 'company', 'other']),
  language: z.enum(['hi', 'en']),
  timeZone: z
    .string()
    .refine((zone) => timeZones.has(zone) || zone === 'Asia/Kolkata', 'Not a known time zone'),
  currency: z.string().regex(/^[A-Z]{3}$/),
  levels: z
    .array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]{1,40}$/), nameEn: Text, nameHi: Text }))
    .min(1)
    .max(12)
    .refine(
      (levels) => new Set(levels.map(({ id }) => id)).size === levels.length,
      'Two levels have the same id',
    ),
  rootUnit: z.strictObject({
    id: z.uuidv7(),
    code: code(40),
    nameEn: Text,
    nameHi: Text,
  }),
  owner: z.strictObject({ id: z.uuidv7(), nameEn: Text, nameHi: Text }),
})

/** The organisation stands; the token is for its owner. */
export const Founded = z.object({
  slug: z.string(),
  personId: z.string(),
  accessToken: z.string(),
  expiresInSeconds: z.int(),
})

const LevelDraft = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** Shapes to begin with. */
export const Templates = z.array(
  z.object({
    id: z.string(),
    nameEn: z.string(),
    nameHi: z.string(),
    levels: z.array(LevelDraft),
    tiers: z.array(
      z.object({
        nameEn: z.string(),
        nameHi: z.string(),
        hostLevelId: z.string(),
        traineeLevelId: z.string(),
        taughtBy: z.enum(['guest', 'credential', 'office']),
        planned: z.boolean(),
        minimum: z.int(),
        target: z.int(),
        maximum: z.int(),
        batchSize: z.int(),
        days: z.int(),
        hoursPerDay: z.int(),
        passDays: z.int(),
      }),
    ),
  }),
)
