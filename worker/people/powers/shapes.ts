import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { CAPABILITIES, ROLE_NAMES } from '../../platform/roles.ts'
import { code } from '../../platform/text.ts'

const Person = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })
const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** Where to ask what somebody may do: at a unit, and for a wing, a workshop or a tier where one is named. */
export const PlaceAsked = z.object({
  unit: z.uuid(),
  wing: code().optional(),
  workshop: code().optional(),
  tier: code().optional(),
})

/** One live power: the role, where it begins, what limits it, since when, and who gave it or which credential it is. */
export const Source = z.object({
  grantId: z.string().nullable(),
  credentialId: z.string().nullable(),
  credentialCode: z.string().nullable(),
  role: z.enum(ROLE_NAMES),
  unit: UnitRef,
  wing: Named.nullable(),
  workshop: Named.nullable(),
  tier: Named.nullable(),
  fromAt: z.int(),
  untilAt: z.int().nullable(),
  givenBy: Person.nullable(),
  /** The second person, for an owner. */
  approvedBy: Person.nullable(),
})

/** Whether a capability is held at the place, and by which of `sources` (their indexes). */
export const Held = z.object({
  capability: z.enum(CAPABILITIES),
  held: z.boolean(),
  because: z.array(z.int()),
})

/** What a person may do at a place and why; `elsewhere` are live powers of his that do not reach it. */
export const Powers = z.object({
  person: Person,
  unit: UnitRef,
  capabilities: z.array(Held),
  sources: z.array(Source),
  elsewhere: z.array(Source),
})

/** Somebody whose power reaches the caller's own person. */
export const Watcher = z.object({
  person: Person,
  role: z.enum(ROLE_NAMES),
  unit: UnitRef,
  wing: Named.nullable(),
  fromAt: z.int(),
  untilAt: z.int().nullable(),
  /** Sees the page: name, unit, trainings. */
  seesMe: z.boolean(),
  /** Sees phone and e-mail. */
  seesContact: z.boolean(),
})

/** A time when somebody looked at the caller's phone or e-mail. */
export const Revealing = z.object({ at: z.int(), by: Person.nullable() })

/** Who can see the caller, the widest power first, and who looked at his contact lately, the newest first. */
export const Watchers = z.object({ watchers: z.array(Watcher), revealings: z.array(Revealing) })
