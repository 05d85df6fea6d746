import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { text } from '../../platform/text.ts'

const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** A workshop that a trainer opened or leads. Instants are Unix seconds. */
export const Batch = Named.extend({
  tierId: z.string(),
  unit: UnitRef,
  venueEn: z.string().nullable(),
  venueHi: z.string().nullable(),
  startsOn: z.string(),
  endsOn: z.string(),
  capacity: z.int(),
  registered: z.int(),
  feeMinor: z.int(),
  currency: z.string(),
  opensAt: z.int(),
  closesAt: z.int(),
  publishedAt: z.int().nullable(),
})

/** What the caller may teach: each tier below each unit, what is lacking there, and his batches. */
export const Teaching = z.object({
  teaching: z.array(
    z.object({
      programme: Named,
      tier: Named.extend({
        hostLevelId: z.string(),
        traineeLevelId: z.string(),
        minimum: z.int(),
        target: z.int(),
        maximum: z.int(),
        batchSize: z.int(),
        days: z.int(),
        passDays: z.int(),
        startBy: z.string().nullable(),
        finishBy: z.string().nullable(),
      }),
      unit: UnitRef,
      /** False for a tier whose workshops are planned centrally. */
      opensBatches: z.boolean(),
      units: z.int(),
      lacking: z.int(),
      nominated: z.int(),
      registered: z.int(),
      trained: z.int(),
      batches: z.array(Batch),
    }),
  ),
})

/** Below which unit to look, and after which trainee unit to go on. */
export const LackingAsked = z.object({ unit: z.uuid(), after: z.uuid().optional() })

/** Somebody nominated, and how far he has come. */
export const Nominee = Named.extend({
  nominationId: z.string(),
  registered: z.boolean(),
  trained: z.boolean(),
})

/** Trainee units below the minimum, the neediest first, with who is nominated there. */
export const Lacking = z.object({
  minimum: z.int(),
  target: z.int(),
  maximum: z.int(),
  units: z.array(
    z.object({
      unit: UnitRef,
      nominated: z.int(),
      registered: z.int(),
      trained: z.int(),
      people: z.array(Nominee),
    }),
  ),
  after: z.string().nullable(),
})

/** Below which unit to look, and after which nomination to go on. */
export const NomineesAsked = z.object({ unit: z.uuid(), after: z.uuid().optional() })

/** Who is nominated and has no seat yet, by unit. */
export const Nominees = z.object({
  people: z.array(Named.extend({ nominationId: z.string(), unit: UnitRef })),
  after: z.string().nullable(),
})

/** Whose people, and after whom to go on. */
export const PeopleAsked = z.object({ unit: z.uuid(), after: z.uuid().optional() })

/** People of a unit and how each stands in a tier: the nomination, the registration and the credential, if any. */
export const TierPeople = z.object({
  people: z.array(
    Named.extend({
      nominationId: z.string().nullable(),
      registrationId: z.string().nullable(),
      credentialId: z.string().nullable(),
    }),
  ),
  after: z.string().nullable(),
})

/** Somebody to be proposed for a tier; the id is minted by the caller, so that a retry is the same nomination. */
export const NominationDraft = z.strictObject({ id: z.uuidv7(), tierId: z.uuid(), personId: z.uuid() })

/** Somebody not known yet, to be added to a trainee unit; the id is minted by the caller. */
export const NewcomerDraft = z.strictObject({
  id: z.uuidv7(),
  nameEn: text(120),
  nameHi: text(120),
  guardianName: text(120).nullable().default(null),
  unitId: z.uuid(),
})

/** Somebody who was added. */
export const Newcomer = Named.extend({ unitId: z.string() })

/** A nomination, for the trainee unit that the person stands for. */
export const Nomination = z.object({
  id: z.string(),
  tierId: z.string(),
  personId: z.string(),
  unit: UnitRef,
  nominatedAt: z.int(),
})

const name = text(120)

/** A batch to be opened: it lasts as many days as the tier says and serves the host unit's subtree. */
export const BatchDraft = z.strictObject({
  id: z.uuidv7(),
  tierId: z.uuid(),
  unitId: z.uuid(),
  nameEn: name,
  nameHi: name,
  venueEn: name.nullable().default(null),
  venueHi: name.nullable().default(null),
  startsOn: z.iso.date(),
  capacity: z.int().min(1).max(10_000),
})
