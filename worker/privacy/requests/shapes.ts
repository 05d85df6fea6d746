import * as z from 'zod'
import { About, contact } from '../../people/index.ts'
import { text } from '../../platform/text.ts'

const Text = text(2000, { min: 3, lines: true })

/** What shall stand instead; what is absent stays. Names change together. */
export const Proposed = z
  .strictObject({
    ...z.object(About).partial().shape,
    phone: contact('phone').nullable().optional(),
    email: contact('email').nullable().optional(),
  })
  .refine((edit) => (edit.nameEn === undefined) === (edit.nameHi === undefined), {
    path: ['nameHi'],
    message: 'Both names are needed to change one',
  })
  .refine((edit) => Object.keys(edit).length > 0, { message: 'Nothing is to change' })

/** Who acts for the person after his death, or when he no longer can. */
export const Nominee = z.strictObject({
  name: text(120),
  relation: text(60),
  phone: text(30, { min: 0 }).default(''),
})

const Words = {
  access: z.strictObject({ kind: z.literal('access') }),
  correction: z.strictObject({ kind: z.literal('correction'), proposed: Proposed, text: Text.optional() }),
  erasure: z.strictObject({ kind: z.literal('erasure'), text: Text.optional() }),
  nomination: z.strictObject({ kind: z.literal('nomination'), nominee: Nominee }),
  grievance: z.strictObject({ kind: z.literal('grievance'), text: Text }),
}

/** What is asked, as its kind has it. */
export const Asked = z.discriminatedUnion('kind', [
  Words.access,
  Words.correction,
  Words.erasure,
  Words.nomination,
  Words.grievance,
])

/** A request of one's own. */
export const RequestDraft = z.strictObject({ id: z.uuidv7(), asked: Asked })

/** A request that an officer enters for a person. */
export const RequestFor = RequestDraft.extend({ personId: z.uuid() })

const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** A request with what became of it. `asked` is null when its words are gone with the person or with the years. */
export const PrivacyRequest = z.object({
  id: z.string(),
  kind: z.enum(['access', 'correction', 'erasure', 'nomination', 'grievance']),
  person: Named,
  asked: z
    .object({
      proposed: z.record(z.string(), z.unknown()).optional(),
      text: z.string().optional(),
      nominee: z.object({ name: z.string(), relation: z.string(), phone: z.string() }).optional(),
    })
    .nullable(),
  askedBy: Named,
  askedAt: z.int(),
  dueAt: z.int(),
  state: z.enum(['open', 'waiting', 'done', 'refused', 'withdrawn']),
  overdue: z.boolean(),
  /** What stands now where a correction is proposed; null otherwise. */
  present: z.record(z.string(), z.unknown()).nullable(),
  approvalId: z.string().nullable(),
  answer: z.string().nullable(),
  closedBy: Named.nullable(),
  closedAt: z.int().nullable(),
})

/** Requests, the most overdue first; closed ones the newest first. */
export const PrivacyRequests = z.object({
  requests: z.array(PrivacyRequest),
  after: z.string().nullable(),
})

/** Which requests to list. */
export const RequestsAsked = z.object({
  state: z.enum(['open', 'closed']).default('open'),
  person: z.uuid().optional(),
  after: z.uuid().optional(),
})

/** How an officer ends a request; a refusal and a grievance say why. */
export const Closing = z.strictObject({
  outcome: z.enum(['done', 'refused']),
  answer: text(2000, { min: 0, lines: true }).default(''),
})
