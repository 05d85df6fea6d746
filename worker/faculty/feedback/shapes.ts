import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { text } from '../../platform/text.ts'
import { Named } from '../roster/shapes.ts'

const grade = z.int().min(1).max(5)

/** The four questions, each answered by a picture from 1 to 5. */
export const QUESTIONS = ['clear', 'useful', 'involved', 'ready'] as const

const Grades = z.strictObject({ clear: grade, useful: grade, involved: grade, ready: grade })

/** What somebody says of a trainer (null: the session's guest), in a session or (null) in the whole workshop. */
export const Said = Grades.extend({
  sessionId: z.uuid().nullable(),
  trainerId: z.uuid().nullable(),
  words: text(500, { min: 0, lines: true }).default(''),
})

/** Of whom something may be said. */
const Target = z.object({
  session: Named.nullable(),
  dayOn: z.string().nullable(),
  trainer: Named.nullable(),
  guest: z.string().nullable(),
})

/** What one was asked, with one's own answers; `closesOn` is the last day. */
export const OwnFeedback = z.object({
  workshop: Named,
  closesOn: z.string(),
  open: z.boolean(),
  targets: z.array(
    Target.extend({ said: Grades.extend({ words: z.string(), changedAt: z.int() }).nullable() }),
  ),
})

/** What a personal link carries: a registration's code, and the proof that we made it. */
export const LinkSecret = z.strictObject({
  code: z.string().regex(/^[\w-]{4,20}$/),
  proof: z.string().regex(/^[\w-]{22}$/),
})

/** What is asked behind a personal link: whether each was answered, and no answer. */
export const AskedByLink = z.object({
  organisation: z.object({ nameEn: z.string(), nameHi: z.string() }),
  workshop: Named,
  closesOn: z.string(),
  open: z.boolean(),
  targets: z.array(Target.extend({ answered: z.boolean() })),
})

/** What is said by a personal link. */
export const SaidByLink = Said.extend(LinkSecret.shape)

/** Where a list of links goes on. */
export const LinksAsked = z.object({ after: z.uuid().optional() })

/** Personal links of those who were there, by unit and name, to be printed. */
export const Links = z.object({
  organisation: z.object({ nameEn: z.string(), nameHi: z.string() }),
  workshop: Named,
  closesOn: z.string(),
  links: z.array(z.object({ person: Named, unit: UnitRef, link: z.string() })),
  after: z.string().nullable(),
})

/** How many were sent their link, in all. */
export const Told = z.object({ told: z.int() })

const Marks = z.object({
  average: z.number(),
  /** How many gave 1, 2, 3, 4 and 5. */
  counts: z.array(z.int()).length(5),
})

/** What came of it, of five people or more: else `results` is null. Words are in no order. */
export const Result = Target.extend({
  workshop: Named,
  enough: z.boolean(),
  results: z
    .object({
      people: z.int(),
      clear: Marks,
      useful: Marks,
      involved: Marks,
      ready: Marks,
      words: z.array(z.string()),
    })
    .nullable(),
})

/** What came of it, target by target. */
export const Results = z.object({ results: z.array(Result), closesOn: z.string().nullable() })

/** The secret of a guest's link. */
export const GuestSecret = z.strictObject({ secret: z.string().regex(/^[\w.-]{20,100}$/) })
