import * as z from 'zod'
import { code, text } from '../../platform/text.ts'

const name = text(120)

/** A kind of office that the organisation knows. */
export const OfficeKind = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** A new kind of office. */
export const OfficeKindDraft = z.strictObject({ id: z.uuidv7(), nameEn: name, nameHi: name })

/** An office that a person takes, from a day of the organisation's own calendar. */
export const OfficeDraft = z.strictObject({
  id: z.uuidv7(),
  unitId: z.uuid(),
  kindId: code(),
  fromOn: z.iso.date(),
})

/** The last day of an office. */
export const OfficeEnd = z.object({ on: z.iso.date() })

/** All the wings of a person. */
export const WingsOf = z.strictObject({ wingIds: z.array(code()).max(50) })

const LINK = /https?:|www\.|\b[\w-]+\.(com|in|org|net|co|io|me|ly)\b/i

/** What is said of a skill, and what it is known by: words, no address of a page. Absent evidence stays as it is. */
export const SkillSaid = z.strictObject({
  state: z.enum(['claimed', 'nominated', 'verified']),
  evidence: text(300, { lines: true })
    .refine((said) => !LINK.test(said), { message: 'Words only, no links', params: { code: 'link' } })
    .nullable()
    .optional(),
})
