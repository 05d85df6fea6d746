import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { code, cursor } from '../../platform/text.ts'
import { Made, Offspring } from '../shapes.ts'

/**
 * What is planned at a unit for a day ahead: a new unit below it, or that it opens again or closes itself. The plan
 * carries the caller's id, which is later that of the change.
 */
export const ComingAsked = z.discriminatedUnion('kind', [
  z.strictObject({
    ...Made,
    kind: z.literal('new'),
    unit: z.strictObject({ ...Offspring.shape, levelId: code() }),
  }),
  z.strictObject({ ...Made, kind: z.enum(['open', 'close']) }),
])

/**
 * What will be in the tree on a day: a unit that is opened, opened again or closed. `refused` says why it was not made
 * though its day has come: the code of a unit that is there, a closed parent, a level that does not fit, what stands in a
 * unit that is to close, a plan that would break, or that the unit is so already.
 */
export const Coming = z.object({
  id: z.string(),
  kind: z.enum(['new', 'open', 'close']),
  on: z.string(),
  unit: UnitRef,
  by: z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() }).nullable(),
  refused: z.enum(['code', 'closed', 'level', 'in-use', 'plan', 'same', 'root']).nullable(),
  withdrawnAt: z.int().nullable(),
  madeAt: z.int().nullable(),
})

/** Where to go on in the closed units. */
export const DaysAsked = z.object({ after: cursor(64).optional() })

/** What is coming at a unit and right below it, by day, and what has closed right below it, by code. */
export const Days = z.object({
  coming: z.array(Coming),
  closed: z.array(UnitRef.extend({ closedOn: z.string() })),
  after: z.string().nullable(),
})
