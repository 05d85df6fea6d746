import * as z from 'zod'
import { text } from '../../platform/text.ts'

/** A link for a guest expert to his own session, from now (or `fromAt`) until an instant within a week of its day. */
export const GuestLinkDraft = z.strictObject({
  id: z.uuidv7(),
  guestName: text(120, { min: 2 }),
  note: text(500, { min: 0, lines: true }).default(''),
  fromAt: z.int().nullable().default(null),
  untilAt: z.int(),
})

/** A guest's link as it was made. Its secret is shown only when it is made. */
export const GuestLink = z.object({
  id: z.string(),
  sessionId: z.string(),
  guestName: z.string(),
  note: z.string(),
  fromAt: z.int(),
  untilAt: z.int(),
  revokedAt: z.int().nullable(),
})

/** A link just made: `link` is the whole address, with the secret behind the `#`, which no server is told. */
export const GuestLinkMade = GuestLink.extend({ link: z.string() })

/** Links of a workshop, the newest first. */
export const GuestLinks = z.object({ links: z.array(GuestLink) })

/** The secret that a guest's link carries. */
export const GuestSecret = z.strictObject({ secret: z.string().regex(/^[\w.-]{20,100}$/) })

const Both = z.object({ nameEn: z.string(), nameHi: z.string() })

/** What a guest is told of his session. `expected` counts who is registered; nobody is named. */
export const GuestSession = z.object({
  titleEn: z.string(),
  titleHi: z.string(),
  dayOn: z.string(),
  startsMinute: z.int(),
  endsMinute: z.int(),
  subject: Both.nullable(),
  workshop: Both,
  host: Both,
  organisation: Both,
  venueEn: z.string().nullable(),
  venueHi: z.string().nullable(),
  note: z.string(),
  expected: z.int(),
  cancelled: z.boolean(),
})
