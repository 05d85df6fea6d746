import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { text } from '../../platform/text.ts'
import { QUESTIONS } from '../fidelity/rules.ts'
import { Named } from '../shapes.ts'

/** One of three answers: a sign that whoever cannot read sees, and what it says. */
export const Option = z.strictObject({ sign: text(8), nameEn: text(80), nameHi: text(80) })

const asked = { textEn: text(240), textHi: text(240), options: z.array(Option).length(3) }

/** A question as it is asked. */
export const Question = z.strictObject(asked)

/** A question with the place of its right answer. */
export const KeyedQuestion = z.strictObject({ ...asked, answer: z.int().min(0).max(2) })

/** Five questions for a programme; the id is minted by the caller. Changed questions are a new probe. */
export const ProbeDraft = z.strictObject({
  id: z.uuidv7(),
  questions: z.array(KeyedQuestion).length(QUESTIONS),
})

/** The questions of a programme in force, null when there are none yet. */
export const Probe = z.object({
  probe: z.object({ id: z.string(), madeAt: z.int(), questions: z.array(KeyedQuestion) }).nullable(),
})

/** Whom to draw: of how many batches of a tier in a unit, how many people each; `seed` draws the same again. */
export const SamplingDraft = z.strictObject({
  id: z.uuidv7(),
  tierId: z.uuid(),
  unitId: z.uuid(),
  batches: z.int().min(1).max(60),
  each: z.int().min(1).max(5),
  seed: z.int().min(0).max(2_147_483_647),
})

/** A sample in a list, and how far asking has come. */
export const Sampling = z.object({
  id: z.string(),
  tier: Named,
  unit: UnitRef,
  seed: z.int(),
  drawnAt: z.int(),
  people: z.int(),
  done: z.int(),
})

/** Samples below a unit, the newest first. */
export const Samplings = z.object({ samplings: z.array(Sampling), after: z.string().nullable() })

/** Of which unit, after which sample. */
export const SamplingsAsked = z.object({ unit: z.uuid().optional(), after: z.uuid().optional() })

/** A sample with its questions, without their answers, and who is still to be asked. Nobody's result is in it. */
export const SamplingPage = Sampling.extend({
  questions: z.array(Question),
  sampled: z.array(
    z.object({
      credentialId: z.string(),
      person: Named,
      unit: UnitRef,
      done: z.boolean(),
      missed: z.enum(['absent', 'unwilling']).nullable(),
    }),
  ),
})

/** What somebody answered, question by question (null: nothing), or why he was not asked. */
export const Answers = z.union([
  z.strictObject({ choices: z.array(z.int().min(0).max(2).nullable()).length(QUESTIONS) }),
  z.strictObject({ missed: z.enum(['absent', 'unwilling']) }),
])

/** That somebody's answers are kept; not what they come to. */
export const Answered = z.object({ credentialId: z.string(), done: z.boolean() })
