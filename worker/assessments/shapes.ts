import * as z from 'zod'
import { Attendee } from '../attendance/index.ts'
import { text } from '../platform/text.ts'

const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** How a paper is taken: read and chosen, asked aloud, or chosen among pictures. */
export const PaperKind = z.enum(['quiz', 'oral', 'pictogram'])

/** A picture: an emoji or a short sign. */
const picture = text(12, { min: 0 })

const OptionDraft = z.strictObject({
  textEn: text(200, { min: 0 }),
  textHi: text(200, { min: 0 }),
  picture: picture.default(''),
})

const QuestionDraft = z.strictObject({
  textEn: text(400),
  textHi: text(400),
  picture: picture.default(''),
  options: z.array(OptionDraft).max(6),
  /** The place of the right option; of an oral question 1, which says that it was known. */
  answer: z.int().min(0).max(5),
})

const fields = {
  kind: PaperKind,
  nameEn: text(120),
  nameHi: text(120),
  passPercent: z.int().min(1).max(100),
  questions: z.array(QuestionDraft).min(1).max(60),
}

type Question = { options: { textEn: string; picture: string }[]; answer: number }
type Fields = { kind: string; questions: Question[] }

/** What is wrong with a question of a kind: the field, and why. */
function faultOf(kind: string, { options, answer }: Question): [string, string] | undefined {
  if (kind === 'oral')
    return options.length > 0 || answer !== 1 ? ['options', 'An oral question is known or not'] : undefined
  if (options.length < 2) return ['options', 'There must be something to choose from']
  if (answer >= options.length) return ['answer', 'There is no such option']
  const told = kind === 'quiz' ? 'textEn' : 'picture'
  return options.some((option) => option[told] === '') ? ['options', 'An option is empty'] : undefined
}

const consistent = ({ kind, questions }: Fields, context: z.core.$RefinementCtx) => {
  for (const [at, question] of questions.entries()) {
    const [field, message] = faultOf(kind, question) ?? []
    if (field) context.addIssue({ code: 'custom', path: ['questions', at, field], message })
  }
}

/** A new paper with its questions, a draft until it is published. */
export const PaperDraft = z.strictObject({ id: z.uuidv7(), ...fields }).superRefine(consistent)

/** A draft as it is to be, as it was seen at `version`. */
export const PaperEdit = z.strictObject({ ...fields, version: z.int().positive() }).superRefine(consistent)

const Option = z.object({ textEn: z.string(), textHi: z.string(), picture: z.string() })

/** A question as it is asked: without its answer. */
export const Asked = z.object({
  id: z.string(),
  textEn: z.string(),
  textHi: z.string(),
  picture: z.string(),
  options: z.array(Option),
})

/** Options as they are stored. */
export const Options = z.array(Option)

/** A paper in a list. `isCurrent`: its subject is still taught in that version. */
export const PaperHead = z.object({
  id: z.string(),
  programmeId: z.string(),
  subject: Named,
  syllabusVersion: z.int(),
  isCurrent: z.boolean(),
  kind: PaperKind,
  nameEn: z.string(),
  nameHi: z.string(),
  passPercent: z.int(),
  publishedAt: z.int().nullable(),
  version: z.int(),
  questions: z.int(),
})

/** A paper with the answers, for whoever writes or asks it. */
export const Paper = PaperHead.extend({ asked: z.array(Asked.extend({ answer: z.int() })) })

/** The papers of a programme, with how many sat for each and passed. */
export const Papers = z.object({
  papers: z.array(PaperHead.extend({ sat: z.int(), passed: z.int() })),
})

/** What somebody came to in one sitting. */
export const Result = z.object({
  id: z.string(),
  paperId: z.string(),
  right: z.int(),
  questions: z.int(),
  passed: z.boolean(),
  takenAt: z.int(),
})

const Answer = z.strictObject({ questionId: z.uuid(), choice: z.int().min(0).max(5) })

/** What was answered: a question that is left out was not known. */
export const OwnSitting = z.strictObject({
  id: z.uuidv7(),
  paperId: z.uuid(),
  answers: z.array(Answer).max(60),
})

/** What somebody answered to an assessor. */
export const Sitting = OwnSitting.extend({ registrationId: z.uuid() })

/** What somebody may be asked about by himself: papers without answers, and how he did. */
export const OwnPapers = z.object({
  workshop: Named,
  /** Whether he was marked present yet; before that he is asked nothing. */
  wasThere: z.boolean(),
  papers: z.array(
    PaperHead.extend({ asked: z.array(Asked), results: z.array(Result), sittingsLeft: z.int() }),
  ),
})

/** Where an assessor's list goes on. */
export const AssessedAsked = z.object({ after: z.uuid().optional() })

/** The papers of a workshop, and how everybody who was there did in each. */
export const Assessed = z.object({
  workshop: Named,
  papers: z.array(PaperHead),
  rows: z.array(
    Attendee.extend({
      registrationId: z.string(),
      code: z.string(),
      /** The best of each paper. */
      results: z.array(
        z.object({ paperId: z.string(), right: z.int(), questions: z.int(), passed: z.boolean() }),
      ),
    }),
  ),
  after: z.string().nullable(),
})
