import { dayAfter, instantOf, today } from '../planning/days.ts'

/** A time of which payments are shown: always, today, this month, or from one day to another. */
export type Period = 'all' | 'today' | 'month' | 'days'

/** Instants between which a period lies, the end not included; none for always. */
export type Span = { from?: number; until?: number }

/** The days of a period in a zone as instants; a day that is not given leaves its side open. */
export const spanOf = (
  period: Period,
  days: { from: string; until: string },
  timeZone: string,
  nowMs = Date.now(),
): Span => {
  const now = today(timeZone, nowMs)
  const start = (day: string) => instantOf(day, '00:00', timeZone)
  if (period === 'all') return {}
  if (period === 'today') return { from: start(now), until: start(dayAfter(now, 1)) }
  if (period === 'month') return { from: start(`${now.slice(0, 7)}-01`), until: start(dayAfter(now, 1)) }
  return {
    ...(days.from && { from: start(days.from) }),
    ...(days.until && { until: start(dayAfter(days.until, 1)) }),
  }
}
