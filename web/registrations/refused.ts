import type { Problem } from '../api.ts'

const REASONS = [
  'registration-closed',
  'outside-catchment',
  'already-registered',
  'quota-full',
  'nomination-open',
  'not-qualified',
  'workshop-full',
  'cell-full',
] as const

/** Somebody of a group who cannot be registered, and why. */
export type Refused = { personId: string; reason: (typeof REASONS)[number] }

const reasonOf = (value: unknown) => REASONS.find((reason) => reason === value)

/** Whom the server refused of a group, each with his own reason; empty when the problem is another. */
export const refusedIn = ({ extra }: Problem): Refused[] => {
  const list: unknown[] = Array.isArray(extra.refused) ? extra.refused : []
  return list.flatMap((each) => {
    if (typeof each !== 'object' || each === null) return []
    const { personId, reason } = each as Record<string, unknown>
    const known = reasonOf(reason)
    return typeof personId === 'string' && known ? [{ personId, reason: known }] : []
  })
}
