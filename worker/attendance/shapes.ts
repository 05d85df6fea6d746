import * as z from 'zod'
import { UnitRef } from '../hierarchy/index.ts'
import { text } from '../platform/text.ts'

/** A person and the unit he stands for. */
export const Attendee = z.object({
  person: z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() }),
  unit: UnitRef,
})

/** A code as it was scanned, typed or read aloud: case, blanks and hyphens do not count. */
export const TypedCode = z
  .string()
  .max(40)
  .overwrite((typed) => typed.replace(/[\s-]/g, '').toUpperCase())
  .regex(/^[A-Z0-9]*$/)

const Marking = {
  id: z.uuidv7(),
  code: TypedCode.optional(),
  registrationId: z.uuid().optional(),
  dayOn: z.iso.date(),
  way: z.enum(['qr', 'code', 'name']),
  device: text(80, { min: 0 }).optional(),
}

const namesOne = (mark: { code?: string | undefined; registrationId?: string | undefined }) =>
  (mark.code === undefined) !== (mark.registrationId === undefined)
const namesOneMessage = { message: 'Give either the code or the registration', path: ['code'] }

/** One person present on one day, known by the code on the card or by the registration. */
export const MarkDraft = z.strictObject(Marking).refine(namesOne, namesOneMessage)

/** Marks that a device made while it was offline; `markedAt` is when, by its own clock. */
export const MarksDraft = z.strictObject({
  marks: z
    .array(
      z.strictObject({ ...Marking, markedAt: z.int().min(0).optional() }).refine(namesOne, namesOneMessage),
    )
    .min(1)
    .max(500),
})

/** What a mark came to: whose it is, the mark that stands, whether it stood before, and "6 of 7". */
export const MarkMade = Attendee.extend({
  registration: z.object({ id: z.string(), code: z.string() }),
  mark: z.object({ id: z.string(), markedAt: z.int(), device: z.string().nullable() }),
  already: z.boolean(),
  days: z.int(),
  ofDays: z.int(),
  owedMinor: z.int(),
  currency: z.string(),
})

/** What each mark of an upload came to, in the order given. */
export const MarksMade = z.object({
  marks: z.array(
    z.union([
      MarkMade.extend({ id: z.string(), refusal: z.null() }),
      z.object({ id: z.string(), refusal: z.enum(['not-registered', 'outside-dates', 'state-changed']) }),
    ]),
  ),
})

/** How many are registered, and how many were present on each day. */
export const AttendanceCounts = z.object({
  registered: z.int(),
  days: z.array(z.object({ dayOn: z.string(), marked: z.int() })),
})
