import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { text } from '../../platform/text.ts'

const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** Below which unit to look, and after which nomination to go on. */
export const OpenAsked = z.object({ unit: z.uuid(), after: z.uuid().optional() })

const Step = z.object({
  step: z.int(),
  by: z.object({ nameEn: z.string(), nameHi: z.string() }),
  decidedAt: z.int(),
  note: z.string(),
})

/** Nominations of a tier that somebody has yet to agree to; `mine` says that the caller may. */
export const OpenNominations = z.object({
  tier: Named.extend({
    approvals: z.int(),
    nominateBy: z.string().nullable(),
    skill: z.string().nullable(),
  }),
  nominations: z.array(
    z.object({
      id: z.string(),
      person: Named,
      unit: UnitRef,
      nominatedAt: z.int(),
      nominatedBy: z.object({ nameEn: z.string(), nameHi: z.string() }).nullable(),
      /** The step that is open: 1 in the unit, 2 at the level above. */
      next: z.int(),
      steps: z.array(Step),
      mine: z.boolean(),
      /** Whether the skill that the tier asks for was verified; null where it asks for none. */
      skilled: z.boolean().nullable(),
    }),
  ),
  after: z.string().nullable(),
})

/**
 * Units that have not filled their places, the target, by nominating: by themselves until `nominateBy`, after it (`lapsed`)
 * the level above does.
 */
export const OpenPlaces = z.object({
  target: z.int(),
  nominateBy: z.string().nullable(),
  lapsed: z.boolean(),
  units: z.array(z.object({ unit: UnitRef, nominated: z.int(), places: z.int() })),
  after: z.string().nullable(),
})

/** Steps as they are gathered. */
export const Steps = z.array(Step)

/** Agreeing to a nomination at a step, or refusing it with a reason. */
export const StepDraft = z
  .strictObject({
    step: z.int().min(1).max(2),
    decision: z.enum(['approved', 'refused']),
    note: text(300, { min: 0, lines: true }).default(''),
  })
  .refine(({ decision, note }) => decision === 'approved' || note.length >= 3, {
    error: 'A refusal needs a reason',
    path: ['note'],
  })

/** How a nomination stands after a decision. */
export const StepMade = z.object({
  id: z.string(),
  step: z.int(),
  decision: z.enum(['approved', 'refused']),
  /** Whether nobody else has to agree: the person may have a seat. */
  complete: z.boolean(),
})
