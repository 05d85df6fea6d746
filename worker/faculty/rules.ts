// How much a trainer does in a week, and whether he can be where he is to be. Pure. Days are YYYY-MM-DD.
import { addDays, daysBetween } from '../platform/calendar.ts'

/** Where somebody is to be: one session, or (`sessionId` '') all days of a workshop. `path` is that of its host. */
export type Presence = {
  workshopId: string
  sessionId: string
  fromOn: string
  untilOn: string
  startsMinute: number
  endsMinute: number
  path: string
}

/** What a trainer of a tier may take on in a week (null: no bound), and how far he may travel overnight untold. */
export type Cap = { sessions: number | null; days: number | null; refused: boolean; hops: number }

/** How many steps of the tree are travelled overnight without a word where a tier has no rule of its own. */
export const HOPS = 2

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

const within = (p: Presence, monday: string) => {
  const sunday = addDays(monday, 6)
  const [first, last] = [p.fromOn < monday ? monday : p.fromOn, p.untilOn > sunday ? sunday : p.untilOn]
  return daysBetween(first, last)
}

/** What somebody does in the week of a Monday: a whole workshop counts as one session a day. */
export function loadOf(presences: readonly Presence[], monday: string): { sessions: number; days: number } {
  const each = presences.map((p) => within(p, monday))
  return { sessions: each.flat().length, days: new Set(each.flat()).size }
}

/** Whether a load is more than a cap has. */
export const isOver = (load: { sessions: number; days: number }, cap: Pick<Cap, 'sessions' | 'days'>) =>
  (cap.sessions !== null && load.sessions > cap.sessions) || (cap.days !== null && load.days > cap.days)

/** The tightest of some caps; null where there is none. */
export function tightest(caps: readonly Cap[]): Cap | null {
  if (caps.length === 0) return null
  const least = (values: readonly (number | null)[]) => {
    const known = values.filter((value) => value !== null)
    return known.length === 0 ? null : Math.min(...known)
  }
  return {
    sessions: least(caps.map(({ sessions }) => sessions)),
    days: least(caps.map(({ days }) => days)),
    refused: caps.some(({ refused }) => refused),
    hops: Math.min(...caps.map(({ hops }) => hops)),
  }
}

/** Whether nobody can be at both: they overlap, and neither is the workshop that the other is a session of. */
export const clash = (a: Presence, b: Presence): boolean =>
  a.fromOn <= b.untilOn &&
  b.fromOn <= a.untilOn &&
  a.startsMinute < b.endsMinute &&
  b.startsMinute < a.endsMinute &&
  (a.workshopId !== b.workshopId || (a.sessionId !== '' && b.sessionId !== '' && a.sessionId !== b.sessionId))

/**
 * Of presences in the order of their time, how many steps of the tree lie between each and the one before it, where that
 * ended on the same day or the day before; 0 where nothing is near.
 */
export const journeys = (
  presences: readonly Presence[],
  hops: (one: string, other: string) => number,
): number[] =>
  presences.map((to, at) => {
    const from = presences[at - 1]
    return from && addDays(from.untilOn, 1) >= to.fromOn ? hops(from.path, to.path) : 0
  })
