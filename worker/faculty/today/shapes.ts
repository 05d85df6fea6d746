import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { Named } from '../roster/shapes.ts'

const Person = Named.extend({ unit: UnitRef })

/** A workshop that one teaches in: it runs today, comes within two weeks, or was over within one. */
const TodayBatch = Named.extend({
  host: UnitRef,
  tier: Named,
  venueEn: z.string().nullable(),
  venueHi: z.string().nullable(),
  startsOn: z.string(),
  endsOn: z.string(),
  registered: z.int(),
  /** Marked today. */
  here: z.int(),
  /** Marked on any day. */
  came: z.int(),
  /** Its days until today on which nobody was marked though somebody is registered. */
  unmarked: z.array(z.string()),
  issued: z.int(),
  feedbackAsked: z.boolean(),
  mayDecline: z.boolean(),
})

/** A duty of one's own from today on. */
const TodayDuty = z.object({
  id: z.string(),
  workshop: Named,
  session: Named.nullable(),
  host: UnitRef,
  venueEn: z.string().nullable(),
  venueHi: z.string().nullable(),
  fromOn: z.string(),
  untilOn: z.string(),
  startsMinute: z.int(),
  endsMinute: z.int(),
  mayDecline: z.boolean(),
})

/** What a trainer sees first: today, what comes, who is missing, and what is left for him to do. */
export const Today = z.object({
  today: z.string(),
  batches: z.array(TodayBatch),
  duties: z.array(TodayDuty),
  /** Registered in batches that run today, and not marked today: the first of them, and how many. */
  missing: z.object({ people: z.array(Person.extend({ registrationId: z.string() })), count: z.int() }),
  /** Units that those batches serve and nobody came from: the first of them, and how many. */
  units: z.object({ units: z.array(UnitRef), count: z.int() }),
  /** Trained, and without a batch of the next tier for a week or more. */
  waiting: z.array(
    z.object({ tier: Named, unit: UnitRef, days: z.int(), hostLevelId: z.string(), planned: z.boolean() }),
  ),
  /** Own workshops of the last two months after which no field stay was logged, where the organisation logs them. */
  stays: z.array(z.object({ registrationId: z.string(), workshop: Named, endedOn: z.string() })),
  /** Own workshops of whose trainers one may still say something. */
  feedback: z.array(z.object({ registrationId: z.string(), workshop: Named, closesOn: z.string() })),
  /** Of how many targets enough was said of oneself. */
  said: z.int(),
})
