// What a catchment was, change by change. Pure.

/** A term of a catchment from when until when, and by whom it came and went. */
export type Lived = {
  sign: number
  fromAt: number
  fromBy: string | null
  untilAt: number | null
  untilBy: string | null
}

/** A catchment as it stood from an instant on, and who made it so. */
export type Version<T> = { at: number; by: string | null; terms: T[] }

/** Every form that a catchment had, the newest first; what was changed twice at one instant is its last form. */
export function versionsOf<T extends Lived>(terms: readonly T[]): Version<T>[] {
  const made = new Map<number, string | null>()
  for (const { fromAt, fromBy, untilAt, untilBy } of terms) {
    made.set(fromAt, fromBy)
    if (untilAt !== null) made.set(untilAt, untilBy)
  }
  return [...made]
    .sort(([a], [b]) => b - a)
    .map(([at, by]) => ({
      at,
      by,
      terms: terms.filter(({ fromAt, untilAt }) => fromAt <= at && (untilAt === null || untilAt > at)),
    }))
}
