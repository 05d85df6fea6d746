import * as z from 'zod'

const Cell = z.union([z.string(), z.number(), z.null()])
const Rows = z.array(z.record(z.string(), Cell))

/** The parts of a copy, in the order shown. */
export const SECTIONS = [
  'person',
  'transfers',
  'merges',
  'lists',
  'offices',
  'wings',
  'skills',
  'powers',
  'nominations',
  'registrations',
  'waits',
  'attendance',
  'assessments',
  'stays',
  'payments',
  'payer',
  'exceptions',
  'questions',
  'certificates',
  'trainings',
  'samples',
  'teaching',
  'signed',
  'duties',
  'feedback',
  'consents',
  'requests',
  'cards',
  'entries',
  'messages',
  'seenBy',
  'history',
] as const

/** A part of a copy. */
export type Section = (typeof SECTIONS)[number]

/**
 * Everything that the organisation keeps about a person: by part, rows of named values. `...At` are Unix seconds,
 * `...On` days, `...Minor` money in its smallest unit.
 */
export const Copy = z.object({
  madeAt: z.int(),
  personId: z.string(),
  organisation: z.object({ nameEn: z.string(), nameHi: z.string(), contact: z.string().nullable() }),
  sections: z.record(z.enum(SECTIONS), Rows),
})
