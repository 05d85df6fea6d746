import * as z from 'zod'
import { text } from '../platform/text.ts'

const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** What a row is about, as far as it has a name; `id` is that of the page to look at. */
export const Subject = Named.extend({
  kind: z.enum(['person', 'unit', 'workshop', 'programme', 'tier', 'wing', 'payment']),
})

const Said = z.record(z.string(), z.unknown())

/** A row of the audit. `who` is null for the Worker itself; `sealed` once the chain holds it. */
export const AuditEntry = z.object({
  seq: z.int(),
  at: z.int(),
  who: Named.nullable(),
  way: z.enum(['account', 'card', 'job']),
  /** Tells sessions apart; the session itself is nobody's business. */
  session: z.string().nullable(),
  onBehalfOf: Named.nullable(),
  action: z.string(),
  subjectId: z.string(),
  subject: Subject.nullable(),
  detail: Said,
  evidence: Said.nullable(),
  source: z.string().nullable(),
  device: z.string().nullable(),
  requestId: z.string(),
  sealed: z.boolean(),
})

const filters = {
  /** Who did it, or to whom it was done. */
  person: z.uuid().optional(),
  subject: text(64).optional(),
  action: z
    .string()
    .regex(/^(?=.{1,60}$)[a-z-]+(\.[a-z-]+)?$/)
    .optional(),
}

const instant = z.coerce.number().int().min(0).max(4_102_444_800)

/** Which rows, the newest first; `action` is a kind such as `grant` or an action such as `grant.ended`. */
export const AuditAsked = z.object({
  ...filters,
  from: instant.optional(),
  until: instant.optional(),
  before: z.coerce.number().int().min(1).optional(),
})

/** A page of rows, the newest first; `before` goes on, null at the end. */
export const AuditPage = z.object({ rows: z.array(AuditEntry), before: z.int().nullable() })

/** After which row to go on checking; 0 at the beginning. */
export const VerificationAsked = z.object({ after: z.coerce.number().int().min(0).default(0) })

/** How far the checking came: `checked` rows of `rows`, and the first bad row if there is one. */
export const Verification = z.object({
  checked: z.int(),
  rows: z.int(),
  sealed: z.int(),
  done: z.boolean(),
  fault: z
    .object({ seq: z.int(), kind: z.enum(['changed', 'missing', 'inserted', 'reordered', 'truncated']) })
    .nullable(),
})

/** Why and which rows to export; pages go on `before`. */
export const ExportAsked = z.strictObject({
  reason: text(300, { min: 3 }),
  ...filters,
  from: z.int().optional(),
  until: z.int().optional(),
  before: z.int().min(1).optional(),
})

/** A part of an export: CSV text, its first part with the header; `before` goes on, null at the end. */
export const Exported = z.object({ csv: z.string(), rows: z.int(), before: z.int().nullable() })
