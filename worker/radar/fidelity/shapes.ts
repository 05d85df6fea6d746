import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { Named } from '../shapes.ts'

/** How many of those asked still know, between which bounds; null where too few were asked to say it. */
export const Retention = z.object({
  asked: z.int(),
  known: z.int().nullable(),
  /** Right answers of five, on the average. */
  average: z.number().nullable(),
  interval: z.object({ share: z.number(), lower: z.number(), upper: z.number() }).nullable(),
  /** Even the upper bound is below the threshold. */
  refresher: z.boolean(),
})

/** What is left of the training at each remove from the first hall, tier by tier. */
export const Fidelity = z.object({
  unit: UnitRef.nullable(),
  threshold: z.number(),
  generations: z.array(Retention.extend({ programme: Named, tier: Named, generation: z.int() })),
})

/** Of which unit; without one, where the caller's powers begin. */
export const FidelityAsked = z.object({ unit: z.uuid().optional() })

/** The same of each trainer; `trainees` would be whom a refresher is for. */
export const TrainersFidelity = z.object({
  threshold: z.number(),
  trainers: z.array(Retention.extend({ trainer: Named, trainees: z.int() })),
  after: z.string().nullable(),
})

/** Of which tier and unit, after which trainer. */
export const TrainersAsked = z.object({ unit: z.uuid().optional(), after: z.uuid().optional() })

/** Whom a trainer taught in a tier: for whom a refresher is. */
export const Trainees = z.object({
  trainees: z.array(z.object({ credentialId: z.string(), person: Named, unit: UnitRef })),
  after: z.string().nullable(),
})

/** Of which unit, after which credential. */
export const TraineesAsked = z.object({ unit: z.uuid().optional(), after: z.uuid().optional() })
