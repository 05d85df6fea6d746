// When a workshop takes people, and why a change to one was refused. Pure. Times are Unix seconds, days YYYY-MM-DD.
import { daysBetween } from '../platform/calendar.ts'
import type { InputError } from '../platform/problem.ts'

type Opening = {
  opensAt: number
  closesAt: number
  capacity: number
  registered: number
  /** Seats that offers to the waiting list keep. */
  offered: number
  cancelledAt: number | null
}

/** Whether somebody could register at `now`. A cancelled workshop is closed. */
export function openingOf(w: Opening, now: number): 'soon' | 'open' | 'full' | 'closed' {
  if (w.cancelledAt !== null || now >= w.closesAt) return 'closed'
  if (now < w.opensAt) return 'soon'
  return w.registered + w.offered < w.capacity ? 'open' : 'full'
}

/** Seats that are left; never below nothing, even where the hall shrank. */
export const seatsLeft = (w: { capacity: number; registered: number; offered: number }): number =>
  Math.max(0, w.capacity - w.registered - w.offered)

const fault = (pointer: string, code: string, detail: string): InputError => ({ pointer, code, detail })

type Days = { startsOn: string; endsOn: string }

/** What is wrong with a new workshop: its host unit's level, or fewer days than passing takes. */
export function draftFaults(
  draft: Days,
  facts: { unitLevelId: string; hostLevelId: string; passDays: number },
): InputError[] {
  const faults: InputError[] = []
  if (facts.unitLevelId !== facts.hostLevelId)
    faults.push(fault('/unitId', 'host-level', 'The tier is held at another level'))
  if (daysBetween(draft.startsOn, draft.endsOn).length < facts.passDays)
    faults.push(fault('/endsOn', 'too-few-days', 'Nobody could pass in so few days'))
  return faults
}

type Asked = Days & { capacity: number }
type Stored = {
  registered: number
  offered: number
  /** Seats that are taken, offered, or kept for units and wings. */
  needed: number
  passDays: number
  sessions: readonly { dayOn: string }[]
}

/** What is wrong with an edit: seats that are taken, a timetable that no longer fits, or too few days to pass. */
export function editFaults(asked: Asked, stored: Stored): InputError[] {
  const faults: InputError[] = []
  if (asked.capacity < stored.needed)
    faults.push(fault('/capacity', 'seats-taken', `${stored.needed} seats are taken or kept`))
  if (daysBetween(asked.startsOn, asked.endsOn).length < stored.passDays)
    faults.push(fault('/endsOn', 'too-few-days', 'Nobody could pass in so few days'))
  if (stored.sessions.some(({ dayOn }) => dayOn < asked.startsOn || dayOn > asked.endsOn))
    faults.push(fault('/startsOn', 'timetable-outside', 'The timetable has sessions outside these days'))
  return faults
}
