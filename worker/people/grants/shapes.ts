import * as z from 'zod'
import { ApprovalAsked } from '../../approvals/index.ts'
import { UnitRef } from '../../hierarchy/index.ts'
import { ROLE_NAMES } from '../../platform/roles.ts'
import { code } from '../../platform/text.ts'

const limit = code().nullable().default(null)

/**
 * A role to be given over a unit's subtree, limited to a wing, a workshop or a tier where one is named. Without `fromAt`,
 * or with one that has passed, it counts at once.
 */
export const GrantDraft = z.strictObject({
  id: z.uuidv7(),
  personId: z.uuid(),
  role: z.enum(ROLE_NAMES),
  unitId: z.uuid(),
  wingId: limit,
  workshopId: limit,
  tierId: limit,
  fromAt: z.int().nullable().default(null),
  untilAt: z.int().nullable().default(null),
})

/** Somebody to own a unit, asked of a second person: `id` is the grant's; it counts from the approval at the earliest. */
export const OwnerAsked = z.strictObject({
  id: z.uuidv7(),
  personId: z.uuid(),
  unitId: z.uuid(),
  fromAt: z.int().nullable().default(null),
  untilAt: z.int().nullable().default(null),
  ...ApprovalAsked,
})

/** Taking an owner's grant away, asked of a second person. */
export const OwnerEndAsked = z.strictObject(ApprovalAsked)

/** The question that waits for a second person now; `decision` once it was decided. */
export const Waiting = z.object({ approvalId: z.string(), decision: z.string().nullable() })

/** A role as it was given. It counts from `fromAt` until `untilAt` (null: until it is taken back). */
export const Grant = z.object({
  id: z.string(),
  personId: z.string(),
  role: z.enum(ROLE_NAMES),
  unit: UnitRef,
  wingId: z.string().nullable(),
  workshopId: z.string().nullable(),
  tierId: z.string().nullable(),
  fromAt: z.int(),
  untilAt: z.int().nullable(),
  givenBy: z.string().nullable(),
  /** The question whose approval made it, for an owner. */
  approvalId: z.string().nullable(),
  live: z.boolean(),
})

/** Grants of a person, the newest first; ended ones too. */
export const Grants = z.object({ grants: z.array(Grant) })

/** Live grants within a unit's subtree, with who holds them. */
export const Officers = z.object({
  grants: z.array(Grant.extend({ nameEn: z.string(), nameHi: z.string() })),
})

/** Whose grants to list: those within a unit. */
export const OfficersAsked = z.object({ unit: z.uuid() })
