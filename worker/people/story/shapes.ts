import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'

const Names = { nameEn: z.string(), nameHi: z.string() }
const By = z.object(Names).nullable()

/** What became of a person here, by kind, each the newest first. Money is null where the caller may not see it. */
export const PersonStory = z.object({
  transfers: z.array(z.object({ at: z.int(), from: UnitRef, unit: UnitRef, by: By })),
  offices: z.array(
    z.object({ id: z.string(), ...Names, unit: UnitRef, fromOn: z.string(), untilOn: z.string().nullable() }),
  ),
  seats: z.array(
    z.object({
      id: z.string(),
      workshopId: z.string(),
      ...Names,
      startsOn: z.string(),
      unit: UnitRef,
      registeredAt: z.int(),
      cancelledAt: z.int().nullable(),
      days: z.int(),
      dueMinor: z.int().nullable(),
      paidMinor: z.int().nullable(),
      currency: z.string(),
    }),
  ),
  /** Each training with those who stand above it: the trainers (1), their trainers (2), and so on up. */
  trainings: z.array(
    z.object({
      credentialId: z.string(),
      ...Names,
      generation: z.int(),
      issuedAt: z.int(),
      revokedAt: z.int().nullable(),
      above: z.array(
        z.object({ step: z.int(), credentialId: z.string(), personId: z.string(), person: z.object(Names) }),
      ),
    }),
  ),
  /** Training from before, in a tier or a subject; `on` is a day, a month or a year. */
  prior: z.array(
    z.object({
      id: z.string(),
      tier: By,
      subject: By,
      unit: UnitRef,
      on: z.string().nullable(),
      taughtBy: z.string().nullable(),
      place: z.string().nullable(),
      certificate: z.string().nullable(),
      recordedAt: z.int(),
      by: By,
    }),
  ),
  teaching: z.array(
    z.object({
      workshopId: z.string(),
      ...Names,
      startsOn: z.string(),
      leads: z.boolean(),
      trained: z.int(),
    }),
  ),
  consents: z.array(z.object({ at: z.int(), given: z.boolean(), channel: z.string(), version: z.int() })),
  merges: z.array(
    z.object({
      id: z.string(),
      goneId: z.string(),
      ...Names,
      mergedAt: z.int(),
      undoneAt: z.int().nullable(),
      by: By,
    }),
  ),
})
