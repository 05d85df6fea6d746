// Why a faculty was not taken over. Pure.
import type { InputError } from '../../platform/problem.ts'

/** Somebody who is to teach. */
export type Asked = { personId: string; leads: boolean }

/** Teachers whom the organisation does not know. */
export const facultyFaults = (asked: readonly Asked[], known: readonly string[]): InputError[] =>
  asked.flatMap(({ personId }, at) =>
    known.includes(personId)
      ? []
      : [{ pointer: `/faculty/${at}/personId`, code: 'unknown-person', detail: 'There is no such person' }],
  )

/** True when the stored faculty is the asked one; the order does not matter. */
export function isFaculty(
  asked: readonly Asked[],
  stored: readonly { personId: string; leads: number }[],
): boolean {
  const leads = new Map(stored.map((teacher) => [teacher.personId, teacher.leads === 1]))
  return asked.length === stored.length && asked.every((a) => leads.get(a.personId) === a.leads)
}
