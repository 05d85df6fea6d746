// How much goes back by when a seat is given up. Pure. Days are YYYY-MM-DD in the organisation's zone.
import { addDays } from '../../platform/calendar.ts'

/** So many days before the start, or more, so many percent go back. */
export type Step = { days: number; percent: number }

/** How a policy is not sound, as the index of the first step at fault; undefined when it is. */
export function faultOf(steps: readonly Step[]): number | undefined {
  const at = steps.findIndex((step, index) => {
    const before = steps[index - 1]
    return before !== undefined && (step.days >= before.days || step.percent >= before.percent)
  })
  return at < 0 ? undefined : at
}

/** The steps as days of a workshop: until when (that day included) how much goes back; afterwards nothing does. */
export const untilDays = (steps: readonly Step[], startsOn: string): { until: string; percent: number }[] =>
  steps.map(({ days, percent }) => ({ until: addDays(startsOn, -days), percent }))

/** What goes back of a payment of which some went back before; a part of it is rounded down to a paisa. */
export const shareOf = (amountMinor: number, percent: number, refundedMinor: number): number =>
  Math.max(0, Math.floor((amountMinor * percent) / 100) - refundedMinor)
