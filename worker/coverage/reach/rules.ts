// How far a tier has come day by day, and when it will be done. Pure. Days are YYYY-MM-DD.
import { addDays } from '../../platform/calendar.ts'

/** By how much a unit's coverage changed on a day. */
export type DayChange = {
  onDay: string
  nominated: number
  registered: number
  trained: number
  toward: number
  unitsMet: number
}

/** A unit's sums as they stand. */
export type Sums = Omit<DayChange, 'onDay'>

const KEYS = ['nominated', 'registered', 'trained', 'toward', 'unitsMet'] as const

/**
 * The sums at the end of each day on which something changed, in order: today's, less what came later. Days after `on`
 * are left out.
 */
export function courseOf(now: Sums, changes: readonly DayChange[], on: string) {
  const left = { ...now }
  const points: DayChange[] = []
  for (const change of changes.toSorted((a, b) => (a.onDay < b.onDay ? 1 : -1))) {
    if (change.onDay <= on) points.push({ onDay: change.onDay, ...left })
    for (const key of KEYS) left[key] -= change[key]
  }
  return points.reverse()
}

/** Weeks that a pace is read from, at most and at least. */
export const WEEKS_MOST = 8
const WEEKS_LEAST = 3
/** Nothing further ahead than five years is told. */
const AHEAD_MOST = 260

/** Student's t for an interval of 80 %, by degrees of freedom from 2 on. */
const T80 = [1.886, 1.638, 1.533, 1.476, 1.44, 1.415]

/** What a forecast says, or why none can be made. `latestOn` is null where the weeks differ too much to tell one. */
export type Forecast =
  | { tells: 'done'; onDay: string }
  | { tells: 'nothing-yet' | 'too-early' | 'standing-still' | 'too-far' | 'nothing-asked' }
  | {
      tells: 'days'
      perWeek: number
      weeks: number
      earliestOn: string
      likelyOn: string
      latestOn: string | null
    }

/** People that count, cumulated, at the ends of days in order. */
export type Reached = { onDay: string; people: number }

const at = (points: readonly Reached[], day: string) =>
  points.findLast(({ onDay }) => onDay <= day)?.people ?? 0

/** What each of the last whole weeks brought, the newest first; none from before the first day. */
function weeksOf(points: readonly Reached[], today: string): number[] {
  const first = points.find(({ people }) => people > 0)?.onDay ?? today
  const weeks: number[] = []
  for (let n = 0; n < WEEKS_MOST; n++) {
    const [until, since] = [addDays(today, -7 * n), addDays(today, -7 * (n + 1))]
    if (since < addDays(first, -1)) break
    weeks.push(at(points, until) - at(points, since))
  }
  return weeks
}

/** The first number of weeks after which `reached` is enough; null beyond what is told. It grows from there on. */
function firstWeek(reached: (weeks: number) => number, enough: number): number | null {
  if (reached(AHEAD_MOST) < enough) return null
  let [low, high] = [0, AHEAD_MOST]
  for (let n = 0; n < 40; n++) {
    const middle = (low + high) / 2
    if (reached(middle) < enough) low = middle
    else high = middle
  }
  return high
}

/**
 * When everybody who is asked for will have been trained, from the pace of the last 3 to 8 whole weeks. Weeks are taken as
 * independent draws of one distribution of which mean m and variance v (at least m: people come in numbers) are estimated
 * from n weeks; after w more weeks w·m come, with variance w·v + w²·v/n: their own scatter, and that of the estimate.
 * Earliest and latest are the ends of an interval of 80 % (Student's t with n − 1 degrees of freedom).
 */
export function forecastOf(points: readonly Reached[], asked: number, today: string): Forecast {
  if (asked <= 0) return { tells: 'nothing-asked' }
  const done = points.find(({ people }) => people >= asked)
  const people = at(points, today)
  if (people >= asked) return { tells: 'done', onDay: done?.onDay ?? today }
  if (!points.some((point) => point.people > 0)) return { tells: 'nothing-yet' }
  const weeks = weeksOf(points, today)
  const n = weeks.length
  if (n < WEEKS_LEAST) return { tells: 'too-early' }
  const mean = weeks.reduce((sum, week) => sum + week, 0) / n
  if (mean <= 0) return { tells: 'standing-still' }
  const scatter = weeks.reduce((sum, week) => sum + (week - mean) ** 2, 0) / (n - 1)
  const variance = Math.max(scatter, mean)
  const t = T80[n - WEEKS_LEAST] ?? 1.282
  const spread = (w: number) => t * Math.sqrt(variance * (w + w ** 2 / n))
  const left = asked - people
  const [earliest, likely] = [firstWeek((w) => w * mean + spread(w), left), firstWeek((w) => w * mean, left)]
  const latest = firstWeek((w) => w * mean - spread(w), left)
  if (earliest === null || likely === null) return { tells: 'too-far' }
  // What halving leaves of a week is no day.
  const day = (w: number) => addDays(today, Math.ceil(w * 7 - 1e-6))
  return {
    tells: 'days',
    perWeek: Math.round(mean * 10) / 10,
    weeks: n,
    earliestOn: day(earliest),
    likelyOn: day(likely),
    latestOn: latest === null ? null : day(latest),
  }
}
