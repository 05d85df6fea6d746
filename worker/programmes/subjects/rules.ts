// Why a syllabus was not taken over. Pure.
import type { InputError } from '../../platform/problem.ts'

type Named = { id: string; nameEn: string; nameHi: string }

/** A subject that stands in the way: it belongs to another programme, or a timetable of this one uses it. */
export type HeldSubject = { id: string; elsewhere: number }

/** True when the stored syllabus is the asked one, in the asked order. */
export const isSyllabus = (asked: readonly Named[], stored: readonly Named[]): boolean =>
  asked.length === stored.length &&
  asked.every(({ id, nameEn, nameHi }, at) => {
    const found = stored[at]
    return found?.id === id && found.nameEn === nameEn && found.nameHi === nameHi
  })

/** What is wrong with a new syllabus: subjects of another programme, and dropped subjects that timetables use. */
export function syllabusFaults(ids: readonly string[], held: readonly HeldSubject[]): InputError[] {
  const elsewhere = new Set(held.filter((h) => h.elsewhere === 1).map(({ id }) => id))
  const dropped = held.filter((h) => h.elsewhere === 0 && !ids.includes(h.id))
  return [
    ...ids.flatMap((id, at) =>
      elsewhere.has(id)
        ? [{ pointer: `/subjects/${at}/id`, code: 'id-taken', detail: 'This id belongs to something else' }]
        : [],
    ),
    ...dropped.map(({ id }) => ({
      pointer: '/subjects',
      code: 'subject-in-use',
      detail: `A timetable uses subject ${id}`,
    })),
  ]
}
