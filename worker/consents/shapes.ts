import * as z from 'zod'
import { text } from '../platform/text.ts'

const Text = text(20_000, { min: 200, lines: true })
const Name = text(120)

/** A version of the privacy notice. Lines that begin with `# ` are headings, with `- ` points of a list. */
export const Notice = z.object({
  id: z.string(),
  version: z.int(),
  textEn: z.string(),
  textHi: z.string(),
  /** How to reach whoever answers for people's data. */
  contact: z.string(),
  publishedAt: z.int(),
})

/** The notice in force; null while the organisation has published none and so asks nobody for consent. */
export const NoticeNow = z.object({ notice: Notice.nullable() })

/** Every version, the newest first. */
export const Notices = z.object({ notices: z.array(Notice) })

/** A notice to begin from. */
export const NoticeTemplate = z.object({ textEn: z.string(), textHi: z.string(), contact: z.string() })

/** The next version: one more than the version that was seen in force, 1 for the first. */
export const NoticeDraft = z.strictObject({
  id: z.uuidv7(),
  version: z.int().min(1),
  textEn: Text,
  textHi: Text,
  contact: text(300, { min: 3 }),
})

/** Who agreed for somebody under 18, and how that was made sure. */
export const Guardian = z.strictObject({
  name: Name,
  relation: z.enum(['mother', 'father', 'guardian']),
  verified: z.enum(['present', 'document', 'call', 'known']),
})

/** Who was there when the notice was put to somebody who cannot read, and how that was done. */
export const Witness = z.strictObject({ name: Name, readOut: z.enum(['read', 'explained', 'recording']) })

/** A person's own word in the app to the notice in force. */
export const Consenting = z.strictObject({
  id: z.uuidv7(),
  noticeId: z.uuid(),
  language: z.enum(['hi', 'en']),
  guardian: Guardian.nullable().default(null),
  witness: Witness.nullable().default(null),
})

/** What was said to a notice, once. */
export const Consent = z.object({
  id: z.string(),
  given: z.boolean(),
  version: z.int(),
  language: z.enum(['hi', 'en']),
  channel: z.enum(['app', 'paper', 'spoken']),
  recordedAt: z.int(),
  /** Whether the person himself recorded it. */
  byHimself: z.boolean(),
  witness: z.string().nullable(),
  readOut: z.string().nullable(),
  guardian: z.string().nullable(),
  relation: z.string().nullable(),
  verified: z.string().nullable(),
})
