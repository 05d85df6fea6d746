import { addDays } from '../../worker/platform/calendar.ts'

/** Numbers between 0 and 1 from a seed, the same ones each time (mulberry32). */
export function draws(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** How a training goes on from week to week. */
export type Pace = {
  /** The day of the first sitting; the others follow week by week. */
  from: string
  /** In how many weeks everybody would be through if all came. */
  weeks: number
  /** Weeks from the first on in which nothing is held. */
  rest: readonly number[]
  /** The share of those invited who come. */
  comes: number
  /** The share of those who did not come who are asked again. */
  again: number
}

const WEEKS_MOST = 60

/**
 * On which day each of some groups' members was trained, by group and member; undefined if never. Groups come one after the
 * other in a drawn order, each week as many people as its draw has room for; who did not come may be asked at the end.
 */
export function simulated(
  groups: readonly number[],
  pace: Pace,
  draw: () => number,
): (string | undefined)[][] {
  const days = groups.map((size) => Array<string | undefined>(size).fill(undefined))
  const order = groups.map((_, group) => ({ group, at: draw() })).sort((a, b) => a.at - b.at)
  const queue = order.flatMap(({ group }) =>
    Array.from({ length: groups[group] ?? 0 }, (_, member) => ({ group, member, asked: 0 })),
  )
  const each = queue.length / pace.weeks
  let next = 0
  for (let week = 0; week < WEEKS_MOST && next < queue.length; week++) {
    if (pace.rest.includes(week)) continue
    const room = Math.round(each * (0.5 + draw()))
    for (let n = 0; n < room && next < queue.length; n++, next++) {
      const one = queue[next]
      const own = one && days[one.group]
      if (!one || !own) continue
      if (draw() < pace.comes) own[one.member] = addDays(pace.from, week * 7 + Math.floor(draw() * 3))
      else if (one.asked === 0 && draw() < pace.again) queue.push({ ...one, asked: 1 })
    }
  }
  return days
}
