import * as z from 'zod'
import { text } from '../../platform/text.ts'
import { EXCEPTION_KINDS } from './rules.ts'

const Exception = z.object({
  id: z.string(),
  /** What is wrong. */
  kind: z.enum(EXCEPTION_KINDS),
  /** What it is about: an id of ours or of the provider's. */
  subject: z.string(),
  /** Facts beside the subject, by name; never a personal value. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  raisedAt: z.int(),
  settledAt: z.int().nullable(),
  /** Who settled it; null also when its cause went away by itself. */
  settledBy: z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() }).nullable(),
  note: z.string().nullable(),
})

/** One exception. */
export const ExceptionPage = Exception

/** Exceptions, the newest first; `after` is the id that the next page goes on from, null at the end. */
export const ExceptionList = z.object({ exceptions: z.array(Exception), after: z.string().nullable() })

/** Which exceptions are asked for. */
export const ExceptionsAsked = z.object({
  state: z.enum(['open', 'settled']).default('open'),
  after: z.uuid().optional(),
})

/** What was done about an exception. */
export const Settlement = z.strictObject({ note: text(500, { min: 3, lines: true }) })
