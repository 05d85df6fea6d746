import * as z from 'zod'
import { unitRef } from '../../people/index.ts'
import { addDays } from '../../platform/calendar.ts'
import { hopsBetween } from '../../radar/index.ts'
import { clash, HOPS, isOver, journeys, loadOf, type Presence, tightest } from '../rules.ts'
import type { GuestRow, OpenRow, WeekRow } from './queries.ts'
import { Cap, type GuestSession, Named, type Open, type TrainerWeek } from './shapes.ts'

const namedIn = (json: string) => Named.parse(JSON.parse(json))
const Declined = z.object({ person: Named, reason: z.string(), at: z.int() })

/** A cap as it was gathered. */
export const capIn = (json: string | null) => (json === null ? null : Cap.parse(JSON.parse(json)))

type Placed = { row: WeekRow; presence: Presence; cap: z.infer<typeof Cap> | null }

const placed = (rows: readonly WeekRow[]): Placed[] =>
  rows.flatMap((row) => {
    const { workshopId, sessionId, fromOn, untilOn, startsMinute, endsMinute, path } = row
    if (fromOn === null || sessionId === null) return []
    const presence = { workshopId, sessionId, fromOn, untilOn, startsMinute, endsMinute, path }
    return [{ row, presence, cap: capIn(row.cap) }]
  })

function dutyOf({ row, presence }: Placed, clashes: boolean, hops: number) {
  const { fromOn, untilOn, startsMinute, endsMinute } = presence
  const seen = row.seen === 1
  return {
    dutyId: seen ? row.dutyId : null,
    fromOn,
    untilOn,
    startsMinute,
    endsMinute,
    workshop: seen ? namedIn(row.workshop) : null,
    host: seen ? unitRef(row.host) : null,
    session: seen && row.session !== null ? namedIn(row.session) : null,
    clash: clashes,
    hops,
  }
}

/** One trainer's week, of everything that he does from the day before it to the day after. */
export function weekOf(rows: readonly WeekRow[], monday: string): z.infer<typeof TrainerWeek> | undefined {
  const [first] = rows
  if (!first) return undefined
  const all = placed(rows)
  const presences = all.map(({ presence }) => presence)
  const travelled = journeys(presences, hopsBetween)
  const sunday = addDays(monday, 6)
  const inWeek = ({ presence }: Placed) => presence.fromOn <= sunday && presence.untilOn >= monday
  const cap = tightest(all.filter(inWeek).flatMap((each) => each.cap ?? []))
  const duties = all.flatMap((each, at) => {
    const clashes = presences.some((other, place) => place !== at && clash(other, each.presence))
    const far = travelled[at] ?? 0
    return inWeek(each) ? [dutyOf(each, clashes, far > (each.cap?.hops ?? HOPS) ? far : 0)] : []
  })
  const load = loadOf(presences, monday)
  return {
    person: namedIn(first.person),
    unit: unitRef(first.home),
    duties,
    ...load,
    cap,
    over: cap !== null && isOver(load, cap),
  }
}

/** A guest's session, as it is told. */
export const guestOf = (row: GuestRow): z.infer<typeof GuestSession> => ({
  ...row,
  workshop: namedIn(row.workshop),
  host: unitRef(row.host),
  session: namedIn(row.session),
})

/** What is open, as it is told. */
export const openOf = (row: OpenRow): z.infer<typeof Open> => ({
  ...row,
  workshop: namedIn(row.workshop),
  host: unitRef(row.host),
  session: row.session === null ? null : namedIn(row.session),
  declined: row.declined === null ? null : Declined.parse(JSON.parse(row.declined)),
})
