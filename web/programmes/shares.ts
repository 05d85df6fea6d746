import type { Tier } from '../planning/api.ts'

/** What a hop asks by wing or subject, as a form holds it: numbers may be half typed. */
export type ShareDraft = Omit<Tier['shares'][number], 'minimum' | 'target'> & {
  minimum: number | null
  target: number | null
}

/** Shares as a form keeps them: one text, so that two states of a form can be told apart. */
export const sharesWritten = (shares: readonly ShareDraft[]): string => JSON.stringify(shares)

/** Reads what `sharesWritten` wrote. */
export const sharesFrom = (written: string): ShareDraft[] => JSON.parse(written || '[]')

/** Shares as they are sent; a number that is not there becomes 0. */
export const sharesSent = (written: string): Tier['shares'] =>
  sharesFrom(written).map((share) => ({ ...share, minimum: share.minimum ?? 0, target: share.target ?? 0 }))
