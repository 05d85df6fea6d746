// What a mark came to. Pure. Days are YYYY-MM-DD in the organisation's zone; instants are Unix seconds.
import { daysBetween } from '../platform/calendar.ts'

/** Columns of a person and of the unit he stands for, as queries select them. */
export type AttendeeRow = {
  personId: string
  personNameEn: string
  personNameHi: string
  unitId: string
  unitCode: string
  unitLevelId: string
  unitNameEn: string
  unitNameHi: string
}

/** A person and the unit he stands for. */
export const attendeeOf = (row: AttendeeRow) => ({
  person: { id: row.personId, nameEn: row.personNameEn, nameHi: row.personNameHi },
  unit: {
    id: row.unitId,
    code: row.unitCode,
    levelId: row.unitLevelId,
    nameEn: row.unitNameEn,
    nameHi: row.unitNameHi,
  },
})

type Marked = { markId: string; markedAt: number; markDevice: string | null }
type Unmarked = { markId: null; markedAt: null; markDevice: null }
type Registered = AttendeeRow & {
  registrationId: string
  code: string
  days: number
  owedMinor: number
  currency: string
} & (Marked | Unmarked)
type Unregistered = { registrationId: null }

/** What the database says after a mark was tried: the workshop's dates and, if there is one, the registration. */
export type Gate = { startsOn: string; endsOn: string; latestOn: string; held: number } & (
  | Registered
  | Unregistered
)

/** How many days a workshop has. */
export const daysOf = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }) =>
  daysBetween(startsOn, endsOn).length

/** The latest day that has begun anywhere on Earth: nobody is marked on a day that has not begun. */
export const latestDay = (now: number) => new Date((now + 14 * 3600) * 1000).toISOString().slice(0, 10)

const isOutside = (gate: Gate, dayOn: string) =>
  !gate.held || dayOn < gate.startsOn || dayOn > gate.endsOn || dayOn > gate.latestOn

/** The answer to a mark, or why it was refused. A mark that was there before under another id is `already`. */
export function verdictOf(gate: Gate, asked: { id: string; dayOn: string }) {
  if (gate.registrationId === null) return { refusal: 'not-registered' } as const
  if (isOutside(gate, asked.dayOn)) return { refusal: 'outside-dates' } as const
  if (gate.markId === null) return { refusal: 'state-changed' } as const
  return {
    registration: { id: gate.registrationId, code: gate.code },
    ...attendeeOf(gate),
    mark: { id: gate.markId, markedAt: gate.markedAt, device: gate.markDevice },
    already: gate.markId !== asked.id,
    days: gate.days,
    ofDays: daysOf(gate),
    owedMinor: gate.owedMinor,
    currency: gate.currency,
  }
}

/** Each day of a workshop with the number marked on it, in order; days without a mark count nought. */
export function dayCounts(
  workshop: { startsOn: string; endsOn: string },
  counted: readonly { dayOn: string; marked: number }[],
) {
  const known = new Map(counted.map(({ dayOn, marked }) => [dayOn, marked]))
  return daysBetween(workshop.startsOn, workshop.endsOn).map((dayOn) => ({
    dayOn,
    marked: known.get(dayOn) ?? 0,
  }))
}
