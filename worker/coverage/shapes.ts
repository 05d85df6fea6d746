import * as z from 'zod'
import { UnitRef } from '../hierarchy/index.ts'
import { cursor } from '../platform/text.ts'

/**
 * Coverage of a unit's subtree: `units` are those of the trainee level in it, the denominator. `onTime`: trained by the
 * tier's finish-by, null without one; `short`: how many more it takes until every unit has its minimum; `taught`: trained
 * people who have trained somebody themselves; `valid`: who holds a credential that has not run out (`trained` keeps whose has).
 */
export const UnitCoverage = z.object({
  unit: UnitRef,
  units: z.int(),
  minimum: z.int(),
  target: z.int(),
  nominated: z.int(),
  registered: z.int(),
  trained: z.int(),
  unitsZero: z.int(),
  unitsOne: z.int(),
  unitsMore: z.int(),
  unitsMet: z.int(),
  onTime: z.int().nullable(),
  short: z.int(),
  taught: z.int(),
  valid: z.int(),
})

/**
 * A unit and its children by code, as they stood at `countedAt` or at the end of the day that was asked for; `after` goes on. Without one unit on top, `unit` is null
 * and the children are where the caller's powers begin.
 */
export const CoveragePage = z.object({
  tierId: z.string(),
  countedAt: z.int(),
  unit: UnitCoverage.nullable(),
  children: z.array(UnitCoverage),
  after: z.string().nullable(),
})

/** Which unit; without one, where the caller's powers begin. `on` asks for the end of that day, with its tree. */
export const CoverageAsked = z.object({
  unit: z.uuid().optional(),
  after: cursor(64).optional(),
  on: z.iso.date().optional(),
})
