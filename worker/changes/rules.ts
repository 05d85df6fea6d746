// When a change may be made and undone, and whom it concerns. Pure. Days are YYYY-MM-DD, instants Unix seconds.
import { dayOf } from '../platform/calendar.ts'

/** How long a change can be undone, seconds. */
export const UNDO_SECONDS = 24 * 60 * 60

/** Whether a day is today somewhere on earth: a change takes place on the organisation's own day, which callers know. */
export const isToday = (day: string, now: number): boolean =>
  day >= dayOf(now, 'Etc/GMT+12') && day <= dayOf(now, 'Etc/GMT-14')

/** Whether a day is still to come somewhere on earth: what is planned for it waits until it is there. */
export const isAhead = (day: string, now: number): boolean => day > dayOf(now, 'Etc/GMT+12')

/** Somebody's power over a unit, or a workshop that serves one. */
export type Reach = { unitId: string; whoId: string; nameEn: string; nameHi: string; role: string }

/** Somebody, or a workshop, that gains or loses units; `units` says how many of those that the change touches. */
export type Shift = { id: string; nameEn: string; nameHi: string; role: string; units: number }

const keyOf = (reach: Reach) => `${reach.whoId} ${reach.role}`

function without(these: readonly Reach[], those: readonly Reach[]): Shift[] {
  const there = new Set(those.map((reach) => `${keyOf(reach)} ${reach.unitId}`))
  const left = these.filter((reach) => !there.has(`${keyOf(reach)} ${reach.unitId}`))
  return [...Map.groupBy(left, keyOf).values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { whoId: id, nameEn, nameHi, role } = first
    return [{ id, nameEn, nameHi, role, units: new Set(group.map(({ unitId }) => unitId)).size }]
  })
}

/** Who gains and who loses units between two states of the tree. */
export const shiftsBetween = (before: readonly Reach[], after: readonly Reach[]) => ({
  gains: without(after, before),
  loses: without(before, after),
})
