import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { text } from '../../platform/text.ts'
import { Cap, Named } from '../roster/shapes.ts'

/** Somebody to teach a session, or (null) a whole workshop; the id is minted by the caller, so that a retry is the same duty. */
export const DutyDraft = z.strictObject({
  id: z.uuidv7(),
  workshopId: z.uuid(),
  sessionId: z.uuid().nullable(),
  personId: z.uuid(),
})

/** Somebody else for a duty: the id is that of his own. */
export const Exchange = z.strictObject({ id: z.uuidv7(), personId: z.uuid() })

/** Why a duty is declined. */
export const Declination = z.strictObject({ reason: text(300, { min: 3, lines: true }) })

/** The same of a workshop that one is to teach as a whole, by its faculty alone. */
export const WorkshopDeclination = Declination.extend({ id: z.uuidv7() })

/** The guest of a session, by hand; `was` is whom the caller saw there. */
export const SpeakerEdit = z.strictObject({
  speaker: text(160, { min: 2 }).nullable(),
  was: text(160).nullable(),
})

/** A session's guest as he stands. */
export const Speaker = z.object({ sessionId: z.string(), speaker: z.string().nullable() })

/** What trainers of a tier may take on in a week; null: no bound. */
export const CapEdit = z.strictObject({
  sessions: z.int().min(1).max(100).nullable(),
  days: z.int().min(1).max(7).nullable(),
  refused: z.boolean(),
  hops: z.int().min(0).max(20),
})

/** A tier with its cap. */
export const TierCap = Named.extend({ cap: Cap.nullable() })

/** A week that passes the cap of the duty's tier. */
const Load = z.object({ monday: z.string(), sessions: z.int(), days: z.int(), cap: Cap })

/** A duty as it was given; `loads` are the weeks in which it passes a cap that only tells. */
export const DutyGiven = z.object({
  id: z.string(),
  workshop: Named,
  session: Named.nullable(),
  person: Named,
  assignedAt: z.int(),
  loads: z.array(Load),
})

/** Who is thought of for a session, or a whole workshop. */
export const CandidatesAsked = z.object({ session: z.uuid().optional() })

/** Somebody who may teach there: how far he is, what he has that week, and whether he is free then. */
export const Candidates = z.object({
  candidates: z.array(
    z.object({
      person: Named,
      unit: UnitRef,
      member: z.boolean(),
      hops: z.int(),
      sessions: z.int(),
      days: z.int(),
      over: z.boolean(),
      busy: z.boolean(),
    }),
  ),
})
