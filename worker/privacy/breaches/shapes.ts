import * as z from 'zod'
import { text } from '../../platform/text.ts'

const Text = text(4000, { min: 3, lines: true })

/** A breach as it was noticed. No names belong here: the register outlives everybody's data. */
export const BreachDraft = z.strictObject({
  id: z.uuidv7(),
  noticedAt: z.int().min(1_600_000_000),
  happened: Text,
  data: Text,
  people: z.int().min(0).max(100_000_000),
})

/** Something learnt, done or told later: a measure, a finding, the report to the Board or to the people, the end. */
export const EntryDraft = z.strictObject({
  id: z.uuidv7(),
  kind: z.enum(['measure', 'finding', 'board', 'people', 'closed']),
  words: Text,
})

/** A breach with what was written about it since. */
export const Breach = z.object({
  id: z.string(),
  noticedAt: z.int(),
  /** Until when the Board must have heard of it: 72 hours. */
  boardBy: z.int(),
  happened: z.string(),
  data: z.string(),
  people: z.int(),
  recordedBy: z.object({ nameEn: z.string(), nameHi: z.string() }),
  recordedAt: z.int(),
  boardToldAt: z.int().nullable(),
  peopleToldAt: z.int().nullable(),
  closedAt: z.int().nullable(),
  entries: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['measure', 'finding', 'board', 'people', 'closed']),
      words: z.string(),
      writtenBy: z.object({ nameEn: z.string(), nameHi: z.string() }),
      writtenAt: z.int(),
    }),
  ),
})

/** The register, the newest first. */
export const Breaches = z.object({ breaches: z.array(Breach) })
