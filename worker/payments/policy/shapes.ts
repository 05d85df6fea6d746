import * as z from 'zod'
import { faultOf } from './rules.ts'

/** How many steps a policy may have. */
export const STEPS_MAX = 8

const Step = z.strictObject({ days: z.int().min(0).max(365), percent: z.int().min(0).max(100) })

/** The steps of a policy, from the longest before the start to the nearest; each later one gives less back. */
export const Steps = z
  .array(Step)
  .max(STEPS_MAX)
  .superRefine((steps, context) => {
    const at = faultOf(steps)
    if (at !== undefined)
      context.addIssue({ code: 'custom', path: [at], message: 'Nearer to the start less goes back' })
  })

const Kind = z.enum(['organisation', 'programme', 'workshop'])

/** A policy as it shall be, as it was seen at `version` (0 when there was none); null: what is above it counts. */
export const PolicyEdit = z.strictObject({
  kind: Kind,
  id: z.union([z.literal('organisation'), z.uuid()]),
  version: z.int().min(0),
  steps: Steps.nullable(),
})

/** Which workshop's policy to tell beside those that are set. */
export const PoliciesAsked = z.object({ workshop: z.uuid().optional() })

/** The organisation's policy, every programme's, and those of workshops. */
export const Policies = z.object({
  policies: z.array(
    z.object({
      kind: Kind,
      id: z.string(),
      nameEn: z.string(),
      nameHi: z.string(),
      steps: z.array(Step).nullable(),
      version: z.int(),
      setAt: z.int().nullable(),
    }),
  ),
  /** Whether the caller may set them. */
  sets: z.boolean(),
})

/** Until which day how much goes back when a seat is given up; after the last one nothing does. */
export const Until = z.array(z.object({ until: z.string(), percent: z.int() }))

/** What goes back when a seat is given up, or was; each payment with what is left of it. `percent` null: no policy. */
export const Back = z.object({
  percent: z.int().nullable(),
  calledOff: z.boolean(),
  backMinor: z.int(),
  steps: Until.nullable(),
  payments: z.array(z.object({ paymentId: z.string(), leftMinor: z.int(), backMinor: z.int().nullable() })),
})
