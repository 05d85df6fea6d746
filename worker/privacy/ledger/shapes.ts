import * as z from 'zod'
import { Consent, Consenting, Guardian, Notice, Witness } from '../../consents/index.ts'
import { UnitRef } from '../../hierarchy/index.ts'
import { PrivacyRequest } from '../requests/shapes.ts'

/** What a person agreed to, what he asked, and who acts for him. */
export const OwnPrivacy = z.object({
  notice: Notice.nullable(),
  /** Whether the last word was a yes; null when there was none. */
  given: z.boolean().nullable(),
  /** Whether he may be under 18, so that a guardian has to agree. */
  minor: z.boolean(),
  canRead: z.boolean().nullable(),
  consents: z.array(Consent),
  requests: z.array(PrivacyRequest),
})

/** One's own word in the app: agreeing to the notice in force, or taking consent back. */
export const OwnWord = z.discriminatedUnion('given', [
  Consenting.extend({ given: z.literal(true) }),
  z.strictObject({ given: z.literal(false), id: z.uuidv7(), language: z.enum(['hi', 'en']) }),
])

const Word = z.strictObject({
  id: z.uuidv7(),
  personId: z.uuid(),
  given: z.boolean(),
  /** The version that was signed or read out; the one in force unless said. */
  noticeId: z.uuid().optional(),
  language: z.enum(['hi', 'en']),
  channel: z.enum(['paper', 'spoken']),
  guardian: Guardian.nullable().default(null),
  witness: Witness.nullable().default(null),
})

/** Words of people that an officer writes down: one, or the rows of a signed list. All or none. */
export const Words = z.strictObject({ consents: z.array(Word).min(1).max(200) })

/** How many of them stand in the ledger. */
export const WordsKept = z.object({ recorded: z.int() })

/** A person who has not agreed: he was never asked, he took it back, or his guardian has not agreed. */
export const Lacking = z.object({
  id: z.string(),
  nameEn: z.string(),
  nameHi: z.string(),
  unit: UnitRef,
  reason: z.enum(['never', 'withdrawn', 'guardian']),
  minor: z.boolean(),
  canRead: z.boolean().nullable(),
})

/** People without consent, in the order of the tree. */
export const LackingPeople = z.object({ people: z.array(Lacking), after: z.string().nullable() })

/** Whom to list. */
export const LackingAsked = z.object({ unit: z.uuid().optional(), after: z.uuid().optional() })

/** The desk at a glance. */
export const Desk = z.object({
  notice: Notice.nullable(),
  open: z.int(),
  overdue: z.int(),
  waiting: z.int(),
  people: z.int(),
  agreed: z.int(),
  withdrawn: z.int(),
  never: z.int(),
  /** Erased people whose traces elsewhere are still being removed. */
  unfinished: z.int(),
})
