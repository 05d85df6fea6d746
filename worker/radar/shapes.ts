import * as z from 'zod'
import { UnitRef } from '../hierarchy/index.ts'
import { cursor } from '../platform/text.ts'

/** Something with a name. */
export const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/**
 * The leaks of a unit's subtree. `teachers` hold what the tier asks of those who teach it; `idle` of them were trained long
 * enough ago and teach in no workshop, `spare` may be sent elsewhere. `units` are those that need a trainer; a subject is
 * dropped in as many of them as it says.
 */
export const Leaks = z.object({
  teachers: z.int(),
  idle: z.int(),
  spare: z.int(),
  units: z.int(),
  withoutTrainer: z.int(),
  withoutBatch: z.int(),
  subjects: z.array(Named.extend({ units: z.int() })),
})

/** Leaks of a unit, tier by tier. `traineeLevel` is the level of the units that need a trainer. */
export const RadarPage = z.object({
  unit: UnitRef.nullable(),
  days: z.int(),
  tiers: z.array(Leaks.extend({ programme: Named, tier: Named, traineeLevel: Named })),
})

/** Leaks of a tier in the children of a unit, by code. */
export const RadarChildren = z.object({
  unit: UnitRef,
  children: z.array(Leaks.extend({ unit: UnitRef })),
  after: z.string().nullable(),
})

/** Units that leak, in the order of the tree. `actsAt` is the lowest unit whose powers reach a spare trainer. */
export const LeakingUnits = z.object({
  units: z.array(
    z.object({
      unit: UnitRef,
      under: UnitRef.nullable(),
      trainers: z.int(),
      batches: z.int(),
      subjects: z.array(Named),
      actsAt: UnitRef.nullable(),
      mayAct: z.boolean(),
    }),
  ),
  after: z.string().nullable(),
})

/** People who were trained and never taught, by unit. */
export const IdleTeachers = z.object({
  people: z.array(
    z.object({
      person: Named,
      unit: UnitRef,
      credentialId: z.string(),
      trainedOn: z.string(),
      days: z.int(),
      assigned: z.boolean(),
    }),
  ),
  after: z.string().nullable(),
})

const days = z.coerce.number().int().min(0).max(3650).default(14)

/** Of which unit (else where the caller's powers begin), and after how many days a silence is a leak. */
export const RadarAsked = z.object({ unit: z.uuid().optional(), days })

/** The same, of its children, after which code. */
export const ChildrenAsked = RadarAsked.extend({ after: cursor(64).optional() })

/** Which leak, of which unit, after which leaking unit. */
export const UnitsAsked = z.object({
  unit: z.uuid().optional(),
  leak: z.enum(['no-trainer', 'no-batch', 'subject']),
  after: z.uuid().optional(),
})

/** Whose people, silent for how many days, after which credential. */
export const IdleAsked = RadarAsked.extend({ after: z.uuid().optional() })
