import * as z from 'zod'
import { UnitRef } from '../hierarchy/index.ts'
import { text } from '../platform/text.ts'

/** What needs two people. */
export const Kind = z.enum(['owner', 'waiver', 'refund', 'cash-close', 'erasure', 'excuse'])

/** A new question to the second person, made by whoever asks: its id makes a repeat the same one. */
export const ApprovalAsked = { approvalId: z.uuidv7(), reason: text(500, { min: 3, lines: true }) }

/** Something asked, and what became of it. `detail` depends on the kind; instants are Unix seconds. */
export const Approval = z.object({
  id: z.string(),
  kind: Kind,
  subjectId: z.string(),
  unit: UnitRef,
  workshopId: z.string().nullable(),
  person: z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() }).nullable(),
  detail: z.record(z.string(), z.unknown()),
  reason: z.string(),
  askedBy: z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() }),
  askedAt: z.int(),
  decision: z.enum(['approved', 'refused', 'withdrawn']).nullable(),
  decidedBy: z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() }).nullable(),
  decidedAt: z.int().nullable(),
  note: z.string().nullable(),
  /** Whether the caller may decide it now. */
  decidable: z.boolean(),
  /** Whether the caller asked it. */
  own: z.boolean(),
})

/** Questions, the oldest open one first; decided ones the newest first. `after` continues. */
export const Approvals = z.object({ approvals: z.array(Approval), after: z.string().nullable() })

/** Which to list: open, or decided. */
export const ApprovalsAsked = z.object({
  state: z.enum(['open', 'decided']).default('open'),
  after: z.uuid().optional(),
})

/** The second person's word. A refusal says why. */
export const Decision = z
  .strictObject({
    decision: z.enum(['approved', 'refused']),
    note: text(500, { min: 0, lines: true }).default(''),
  })
  .refine(({ decision, note }) => decision === 'approved' || note.length >= 3, {
    path: ['note'],
    message: 'A refusal says why',
  })
