import * as z from 'zod'
import { UnitRef } from '../hierarchy/index.ts'
import { code } from '../platform/text.ts'

const minor = z.int().min(0).max(100_000_000)
const count = (most: number) => z.int().min(1).max(most)

/** A hop as it is asked about; hours, days and the pass rule are the tier's. `trainersPerPool` null: those trained above. */
export const HopAsked = z.strictObject({
  tierId: z.uuid(),
  hostLevelId: code(),
  perUnit: count(1_000),
  batchSize: count(100_000),
  hallsPerHost: count(1_000),
  trainersPerBatch: count(50),
  trainersPerPool: z.int().min(0).max(100_000).nullable(),
  finishBy: z.iso.date().nullable(),
})

/** A plan to be tried out: hops from the top of the cascade, days of teaching a week, and what things cost. */
export const SimulationAsked = z.strictObject({
  startsOn: z.iso.date(),
  daysPerWeek: z.int().min(1).max(7),
  costs: z.strictObject({ traineeDay: minor, trainerDay: minor, hallDay: minor, trip: minor }),
  hops: z.array(HopAsked).min(1).max(8),
})

/**
 * What a hop comes to. Days are person-days. Trainers are needed to end by the hop's day, or (without one) at its busiest;
 * `short` are the units that lack most, at most 20.
 */
const HopOutcome = z.object({
  tierId: z.string(),
  hosts: z.int(),
  pools: z.int(),
  units: z.int(),
  trainees: z.int(),
  batches: z.int(),
  trainersAvailable: z.int(),
  trainersNeeded: z.int(),
  trainersMissing: z.int(),
  shortUnits: z.int(),
  short: z.array(z.object({ unit: UnitRef, needed: z.int(), there: z.int(), missing: z.int() })),
  traineeDays: z.int(),
  trainerDays: z.int(),
  hallDays: z.int(),
  trips: z.int(),
  costMinor: z.int(),
  finishesOn: z.string().nullable(),
  late: z.boolean(),
  binding: z.enum(['trainers', 'halls', 'both', 'nothing']),
  trainersByWeek: z.array(z.int()),
})

/** What a plan comes to; no end when somewhere nobody can teach. `lowerBoundDays`: no arrangement ends earlier. */
export const Simulation = z.object({
  startsOn: z.string(),
  finishesOn: z.string().nullable(),
  teachingDays: z.int().nullable(),
  lowerBoundDays: z.int(),
  personDays: z.int(),
  sessions: z.int(),
  costMinor: z.int(),
  currency: z.string(),
  tiers: z.array(HopOutcome),
  reliefs: z.array(
    z.object({
      tierId: z.string(),
      relief: z.enum(['trainer', 'hall', 'batch']),
      finishesOn: z.string(),
      teachingDaysSaved: z.int().nullable(),
    }),
  ),
})
