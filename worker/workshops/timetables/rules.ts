// Why a timetable was not taken over. Pure.
import type { InputError } from '../../platform/problem.ts'

type Asked = { id: string; dayOn: string; subjectId: string | null }
type Days = { startsOn: string; endsOn: string }

/** What is wrong with sessions: days outside the workshop, subjects of another programme, ids that are taken. */
export function sessionFaults(
  sessions: readonly Asked[],
  { startsOn, endsOn }: Days,
  known: { subjects: readonly string[]; taken: readonly string[] },
): InputError[] {
  return sessions.flatMap(({ id, dayOn, subjectId }, at) => {
    const faults: InputError[] = []
    if (dayOn < startsOn || dayOn > endsOn)
      faults.push({
        pointer: `/sessions/${at}/dayOn`,
        code: 'outside-dates',
        detail: `The workshop is from ${startsOn} to ${endsOn}`,
      })
    if (subjectId !== null && !known.subjects.includes(subjectId))
      faults.push({
        pointer: `/sessions/${at}/subjectId`,
        code: 'unknown-subject',
        detail: 'The programme has no such subject',
      })
    if (known.taken.includes(id))
      faults.push({
        pointer: `/sessions/${at}/id`,
        code: 'id-taken',
        detail: 'This id belongs to something else',
      })
    return faults
  })
}

/** Sessions whose trainer would be somewhere else at that time: in the other session that is named, where it may be. */
export const clashFaults = (clashes: readonly { at: number; other: string | null }[]): InputError[] =>
  clashes.map(({ at, other }) => ({
    pointer: `/sessions/${at}`,
    code: 'duty-clash',
    detail: `Its trainer teaches then: ${other ?? 'a duty elsewhere'}`,
  }))

type Session = Asked & {
  startsMinute: number
  endsMinute: number
  titleEn: string
  titleHi: string
  speaker: string | null
}

/** True when the stored timetable is the asked one, in whatever order it came. */
export function isTimetable(asked: readonly Session[], stored: readonly Session[]): boolean {
  const found = new Map(stored.map((session) => [session.id, session]))
  const same = (a: Session) => {
    const b = found.get(a.id)
    return (
      b !== undefined &&
      a.dayOn === b.dayOn &&
      a.startsMinute === b.startsMinute &&
      a.endsMinute === b.endsMinute &&
      a.subjectId === b.subjectId &&
      a.titleEn === b.titleEn &&
      a.titleHi === b.titleHi &&
      a.speaker === b.speaker
    )
  }
  return asked.length === stored.length && asked.every(same)
}
