import type * as z from 'zod'
import type { BackRow } from './queries.ts'
import { untilDays } from './rules.ts'
import { type Back, Steps } from './shapes.ts'

/** The steps as they are stored. */
export const stepsIn = (stored: string | null) => (stored === null ? null : Steps.parse(JSON.parse(stored)))

/** Stored steps as days of a workshop; null without a policy. */
export function untilIn(stored: string | null, startsOn: string) {
  const steps = stepsIn(stored)
  return steps && untilDays(steps, startsOn)
}

/** What goes back of a registration, as it is answered. */
export const backJson = (
  row: BackRow | undefined,
  payments: readonly z.infer<typeof Back>['payments'][number][],
): z.infer<typeof Back> => ({
  percent: row?.percent ?? null,
  calledOff: row?.calledOff === 1,
  backMinor: payments.reduce((sum, { backMinor }) => sum + (backMinor ?? 0), 0),
  steps: row ? untilIn(row.steps, row.startsOn) : null,
  payments: [...payments],
})
