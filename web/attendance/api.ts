import type { InferResponseType } from 'hono/client'
import type { attendance } from '../../worker/attendance/index.ts'
import type { registrations } from '../../worker/registrations/index.ts'
import type { workshops } from '../../worker/workshops/index.ts'
import { client, json } from '../api.ts'

const base = (organisation: string) => `/api/o/${encodeURIComponent(organisation)}`

/** Marks of an organisation. */
export const attendanceApi = (organisation: string) => client<typeof attendance>(base(organisation))

const rostersApi = (organisation: string) => client<typeof registrations>(base(organisation))

/** A workshop as those who run it see it. */
export const readWorkshop = (organisation: string, workshopId: string, signal: AbortSignal) =>
  json(
    client<typeof workshops>(base(organisation)).workshops[':workshopId'].$get(
      { param: { workshopId } },
      { init: { signal } },
    ),
  )

type RosterPage = InferResponseType<
  ReturnType<typeof rostersApi>['workshops'][':workshopId']['roster']['$get'],
  200
>

/** Somebody registered, with the days on which he was there. */
export type Attendee = RosterPage['rows'][number]

/** Everybody registered for a workshop, and the currency of what they owe. */
export type Roster = { rows: Attendee[]; currency: string }

/** Reads a whole roster, page after page. */
export const readRoster = async (
  organisation: string,
  workshopId: string,
  signal: AbortSignal,
): Promise<Roster> => {
  const route = rostersApi(organisation).workshops[':workshopId'].roster
  const rows: Attendee[] = []
  for (let after: string | null | undefined; ; ) {
    const query = after ? { after } : {}
    const page = await json(route.$get({ param: { workshopId }, query }, { init: { signal } }))
    rows.push(...page.rows)
    after = page.after
    if (after === null) return { rows, currency: page.currency }
  }
}

/** How many are registered, and how many were there on each day. */
export const readCounts = (organisation: string, workshopId: string, signal: AbortSignal) =>
  json(
    attendanceApi(organisation).workshops[':workshopId'].attendance.$get(
      { param: { workshopId } },
      { init: { signal } },
    ),
  )
