import * as z from 'zod'
import { cursor } from '../../platform/text.ts'
import { SubjectVersion } from '../../programmes/index.ts'

const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** A subject as somebody was taught it: in which version, and which is `current` now. */
export const Taught = Named.extend({ version: z.int(), current: z.int() })

/**
 * A subject's versions, the newest first, each with the workshops and sessions that taught it by today and the people who
 * hold a live certificate of them.
 */
export const SubjectHistory = Named.extend({
  version: z.int(),
  programme: Named,
  versions: z.array(SubjectVersion.extend({ workshops: z.int(), sessions: z.int(), people: z.int() })),
})

/** Workshops that taught an old version, the latest first; `people` hold a live certificate. `after` goes on. */
export const TaughtOld = z.object({
  workshops: z.array(Named.extend({ startsOn: z.string(), version: z.int(), people: z.int() })),
  after: z.string().nullable(),
})

/** Where to go on in the list. */
export const TaughtOldAsked = z.object({ after: cursor().optional() })
