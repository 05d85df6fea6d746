// How a duty may stand. Pure.

/** Every way in which a duty stands, the one that asks for a deed first. */
export const STATES = ['due', 'asked', 'registered', 'breached', 'excused', 'met'] as const

/** How a duty stands. */
export type DutyState = (typeof STATES)[number]

/** How many duties stand in each way; every state is there. */
export function tally(rows: readonly { state: DutyState; duties: number }[]): Record<DutyState, number> {
  const count = (state: DutyState) => rows.find((row) => row.state === state)?.duties ?? 0
  return {
    due: count('due'),
    asked: count('asked'),
    registered: count('registered'),
    breached: count('breached'),
    excused: count('excused'),
    met: count('met'),
  }
}

/** Whether an excuse may still be asked for. */
export const excusable = (state: DutyState) =>
  state === 'due' || state === 'registered' || state === 'breached'
