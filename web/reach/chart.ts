import { area, curveStepAfter, line } from 'd3-shape'
import type { Course } from './api.ts'

const DAY_MS = 86_400_000
const LEFT = 64
const RIGHT = 12
const TOP = 26
const BOTTOM = 30

const number = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS
const dayOf = (n: number): string => new Date(n * DAY_MS).toISOString().slice(0, 10)

/** Round steps for an axis of people. */
const stepOf = (most: number): number => {
  const rough = Math.max(1, most / 4)
  const ten = 10 ** Math.floor(Math.log10(rough))
  return ([1, 2, 5, 10].find((n) => n * ten >= rough) ?? 10) * ten
}

/** The first days of months within a range, at most six, evenly left out. */
function monthsIn(first: string, last: string): string[] {
  const months: string[] = []
  const at = new Date(`${first.slice(0, 7)}-01T00:00:00Z`)
  for (; at.getTime() <= Date.parse(last); at.setUTCMonth(at.getUTCMonth() + 1)) {
    const day = at.toISOString().slice(0, 10)
    if (day >= first) months.push(day)
  }
  const every = Math.ceil(months.length / 6)
  return months.filter((_, n) => n % every === 0)
}

/** Paths and places of a burn-up of a size: what was reached, what is asked, the band of the forecast. */
export function chartOf(course: Course, width: number, height: number) {
  const { points, forecast, on, asked, finishBy } = course
  const begun = points[0]?.onDay ?? on
  const told = forecast.tells === 'days' ? forecast : undefined
  const ends = [on, finishBy ?? on, told?.latestOn ?? told?.likelyOn ?? on].sort()
  // A band that ends years from now would leave no room for what has happened.
  const far = dayOf(number(on) + 2.5 * Math.max(60, number(on) - number(begun)))
  const last = [ends.at(-1) ?? on, far].sort()[0] ?? on
  const top = Math.max(asked, ...points.map(({ reached }) => reached), 1) * 1.04
  const [first, end] = [number(begun) - 3, number(last) + 4]
  const x = (day: string) => LEFT + ((number(day) - first) / (end - first)) * (width - LEFT - RIGHT)
  const y = (people: number) => height - BOTTOM - (people / top) * (height - BOTTOM - TOP)
  const steps = [
    ...points.map(({ onDay, reached }) => ({ day: onDay, people: reached })),
    { day: on, people: course.reached },
  ]
  const filled = area<(typeof steps)[number]>()
    .x(({ day }) => x(day))
    .y0(y(0))
    .y1(({ people }) => y(people))
    .curve(curveStepAfter)
  const band = told && [
    [x(on), y(course.reached)],
    [x(told.earliestOn), y(asked)],
    [told.latestOn ? x(told.latestOn) : width - RIGHT, told.latestOn ? y(asked) : y(course.reached)],
  ]
  const likely = told && [
    [x(on), y(course.reached)],
    [x(told.likelyOn), y(asked)],
  ]
  const through = line<number[]>()
    .x(([a = 0]) => a)
    .y(([, b = 0]) => b)
  const step = stepOf(top)
  return {
    filled: filled(steps) ?? '',
    band: band ? `${through(band)}Z` : undefined,
    likely: likely ? (through(likely) ?? '') : undefined,
    askedY: y(asked),
    x,
    y,
    left: LEFT,
    right: width - RIGHT,
    bottom: height - BOTTOM,
    months: monthsIn(dayOf(first), last),
    counts: Array.from({ length: Math.floor(top / step) + 1 }, (_, n) => n * step),
  }
}

/** What had been reached at the end of each week, the newest first. */
export function weeksOf({ points, on }: Pick<Course, 'points' | 'on'>) {
  const first = points[0]?.onDay
  if (first === undefined) return []
  const weeks: { day: string; reached: number; trained: number; unitsMet: number }[] = []
  for (let n = number(on); n > number(first) - 7 && weeks.length < 160; n -= 7) {
    const day = dayOf(n)
    const point = points.findLast(({ onDay }) => onDay <= day)
    weeks.push({
      day,
      reached: point?.reached ?? 0,
      trained: point?.trained ?? 0,
      unitsMet: point?.unitsMet ?? 0,
    })
  }
  return weeks
}
