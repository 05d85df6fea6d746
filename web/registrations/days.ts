import { daysFrom } from '../planning/days.ts'

/** The days of a workshop as far as attendance goes: on which the person was there, was not, or still may be. */
export type DayMark = { day: string; there: 'yes' | 'no' | 'later' }

/** Attendance by day: a day that is not over yet is `later` unless the person was there already. */
export const dayMarks = (
  { startsOn, endsOn }: { startsOn: string; endsOn: string },
  present: readonly string[],
  today: string,
): DayMark[] =>
  daysFrom(startsOn, endsOn).map((day) => {
    if (present.includes(day)) return { day, there: 'yes' }
    return { day, there: day < today ? 'no' : 'later' }
  })

/** A code as it is read aloud and typed: in groups of four. */
export const spacedCode = (code: string): string => code.match(/.{1,4}/g)?.join(' ') ?? code
