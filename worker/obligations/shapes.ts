import * as z from 'zod'
import { ApprovalAsked } from '../approvals/index.ts'
import { UnitRef } from '../hierarchy/index.ts'
import { code } from '../platform/text.ts'
import { STATES } from './rules.ts'

const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** Who must come to a workshop: holders of a kind of office at a unit and below it, on so many of its days. */
export const ObligationDraft = z.strictObject({
  id: z.uuidv7(),
  kindId: code(),
  unitId: z.uuid(),
  days: z.int().min(1).max(60),
})

/**
 * How a duty stands. `met`: he was there on enough days; `breached`: he cannot be any more, and has no excuse; `asked`: an
 * excuse waits for its decision.
 */
export const DutyState = z.enum(STATES)

const Counts = z.object({
  due: z.int(),
  asked: z.int(),
  registered: z.int(),
  breached: z.int(),
  excused: z.int(),
  met: z.int(),
})

/** An obligation, with how many of the duties that the caller may see stand how. */
export const Obligation = z.object({
  id: z.string(),
  kind: Named,
  unit: UnitRef,
  days: z.int(),
  setAt: z.int(),
  counts: Counts,
})

/** The obligations of a workshop. */
export const Obligations = z.object({
  workshop: Named.extend({ startsOn: z.string(), endsOn: z.string(), cancelledAt: z.int().nullable() }),
  obligations: z.array(Obligation),
})

/** Which duties: those that stand so (all without), after an office. */
export const DutiesAsked = z.object({ state: DutyState.optional(), after: z.uuid().optional() })

/** One office that an obligation binds: who holds it, how he stands, what he still owes (minor units), days that he was there. */
export const Duty = z.object({
  officeId: z.string(),
  person: Named,
  unit: UnitRef,
  state: DutyState,
  registrationId: z.string().nullable(),
  owedMinor: z.int(),
  currency: z.string(),
  there: z.int(),
})

/** Duties by the code of their unit. `after` continues. */
export const Duties = z.object({ duties: z.array(Duty), after: z.string().nullable() })

/** What one's own offices bind one to: workshops that are not over, and those of the last year. */
export const OwnDuties = z.object({
  duties: z.array(
    Duty.omit({ person: true }).extend({
      obligationId: z.string(),
      kind: Named,
      days: z.int(),
      workshop: Named.extend({
        startsOn: z.string(),
        endsOn: z.string(),
        venueEn: z.string().nullable(),
        venueHi: z.string().nullable(),
      }),
    }),
  ),
})

/** An excuse for oneself, or by an officer for somebody (`personId`). */
export const ExcuseAsked = z.strictObject({ ...ApprovalAsked, personId: z.uuid() })

/** An excuse that was asked for, and what became of it. */
export const Excuse = z.object({
  approvalId: z.string(),
  decision: z.enum(['approved', 'refused', 'withdrawn']).nullable(),
})
