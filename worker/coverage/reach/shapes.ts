import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { cursor, text } from '../../platform/text.ts'
import { ShareStanding } from '../standing/shapes.ts'

const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** Of which unit, and as of the end of which day. */
export const UnitAsked = z.object({ unit: z.uuid(), on: z.iso.date().optional() })

/** Coverage of a unit by wing and subject; null means any of them, and both null never come. `onTime` as in coverage. */
export const Cells = z.object({
  /** What the tier asks of the unit by wing and subject, and what came of it by now. */
  asked: z.array(ShareStanding),
  cells: z.array(
    z.object({
      subject: Named.nullable(),
      wing: Named.nullable(),
      nominated: z.int(),
      registered: z.int(),
      trained: z.int(),
      unitsZero: z.int(),
      unitsOne: z.int(),
      unitsMore: z.int(),
      onTime: z.int().nullable(),
    }),
  ),
})

const Day = z.string()

/**
 * A unit's sums at the end of each day on which something changed, up to the day that was asked for, and when everybody
 * asked for will have been trained. `asked` are people: the minimum, or the target of a tier without one; `reached` those
 * who count toward it.
 */
export const Course = z.object({
  on: Day,
  startBy: Day.nullable(),
  finishBy: Day.nullable(),
  units: z.int(),
  asked: z.int(),
  reached: z.int(),
  points: z.array(
    z.object({
      onDay: Day,
      nominated: z.int(),
      registered: z.int(),
      trained: z.int(),
      reached: z.int(),
      unitsMet: z.int(),
    }),
  ),
  forecast: z.union([
    z.object({
      tells: z.literal('days'),
      perWeek: z.number(),
      weeks: z.int(),
      earliestOn: Day,
      likelyOn: Day,
      latestOn: Day.nullable(),
    }),
    z.object({ tells: z.literal('done'), onDay: Day }),
    z.object({ tells: z.enum(['nothing-yet', 'too-early', 'standing-still', 'too-far', 'nothing-asked']) }),
  ]),
})

/** A unit and whole levels below it, parents first: the units of the trainee level in each, and how many are at 1 and 2 or more. */
export const Picture = z.object({
  units: z.array(
    UnitRef.extend({
      parentId: z.string().nullable(),
      units: z.int(),
      nominated: z.int(),
      trained: z.int(),
      unitsOne: z.int(),
      unitsMore: z.int(),
      unitsMet: z.int(),
    }),
  ),
})

/** The tiers of a programme below a unit: who was proposed, registered, trained, and how many of those have taught, or hold a credential that has not run out. */
export const Flow = z.object({
  tiers: z.array(
    Named.extend({
      position: z.int(),
      taughtBy: z.string(),
      finishBy: Day.nullable(),
      units: z.int(),
      minimum: z.int(),
      target: z.int(),
      nominated: z.int(),
      registered: z.int(),
      trained: z.int(),
      taught: z.int(),
      valid: z.int(),
      onTime: z.int().nullable(),
      unitsMet: z.int(),
    }),
  ),
})

const Figures = { nominated: z.int(), registered: z.int(), trained: z.int() }

/** What is signed: the figures that the signer saw, of a unit as of the end of a day. */
export const SignOffDraft = z.strictObject({
  id: z.uuid(),
  unitId: z.uuid(),
  on: z.iso.date(),
  nominated: z.int().min(0),
  registered: z.int().min(0),
  trained: z.int().min(0),
  note: text(200).nullish(),
})

/** A signature under figures. `below`: units right below it, of which so many had signed that day or a later one. */
export const SignOff = z.object({
  id: z.string(),
  on: Day,
  units: z.int(),
  ...Figures,
  unitsOne: z.int(),
  unitsMore: z.int(),
  below: z.int(),
  belowSigned: z.int(),
  note: z.string().nullable(),
  signedBy: z.object({ nameEn: z.string(), nameHi: z.string() }).nullable(),
  signedAt: z.int(),
})

/**
 * The unit asked for and a page of the units right below it, each with its latest signature, what its figures are now, and
 * what is now told of the day that was signed (`restated`).
 */
export const SignOffs = z.object({
  units: z.array(
    z.object({
      unit: UnitRef,
      top: z.boolean(),
      units: z.int(),
      now: z.object(Figures),
      restated: z.object(Figures).nullable(),
      signed: SignOff.nullable(),
    }),
  ),
  after: z.string().nullable(),
})

/** Whose signatures; `after` is the code of the last unit below that was seen. */
export const SignOffsAsked = z.object({ unit: z.uuid(), after: cursor(64).optional() })
