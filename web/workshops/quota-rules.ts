import type { Named } from '../text/names.ts'

/** A cell as it is edited: for whom seats are kept, how many, and until when ('' for good). */
export type CellDraft = {
  unit: (Named & { id: string; levelId: string }) | null
  wing: (Named & { id: string }) | null
  seats: number | null
  releaseOn: string
}

/** How seats are shared out: each unit the same, or a sum by how many units stand below each. */
export type Sharing = { way: 'each'; seats: number } | { way: 'below'; sum: number }

/** Names a cell among others. */
export const cellKey = ({ unit, wing }: Pick<CellDraft, 'unit' | 'wing'>): string =>
  `${unit?.id ?? ''}:${wing?.id ?? ''}`

/**
 * Seats for units, in their order. A sum is shared by what stands below each; what division leaves over goes to the
 * largest remainders, so that the seats come to the sum exactly.
 */
export function shareOut(below: readonly number[], how: Sharing): number[] {
  if (how.way === 'each') return below.map(() => how.seats)
  const weights = below.map((n) => Math.max(1, n))
  const whole = weights.reduce((sum, n) => sum + n, 0)
  const exact = weights.map((n) => (how.sum * n) / whole)
  const seats = exact.map(Math.floor)
  const left = how.sum - seats.reduce((sum, n) => sum + n, 0)
  const byRemainder = exact
    .map((n, at) => ({ at, rest: n - Math.floor(n) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at)
  for (const { at } of byRemainder.slice(0, left)) seats[at] = (seats[at] ?? 0) + 1
  return seats
}

/** Cells with others laid over them: whoever is there already is changed, the rest are added. */
export function stamped(cells: readonly CellDraft[], over: readonly CellDraft[]): CellDraft[] {
  const fresh = new Map(over.map((cell) => [cellKey(cell), cell]))
  const kept = cells.map((cell) => fresh.get(cellKey(cell)) ?? cell)
  const known = new Set(cells.map(cellKey))
  return [...kept, ...over.filter((cell) => !known.has(cellKey(cell)))]
}

/** Whether seats for a wing of a unit are a part of those of the unit itself, which stands in the list too. */
const isInside = (cell: CellDraft, cells: readonly CellDraft[]) =>
  cell.unit !== null &&
  cell.wing !== null &&
  cells.some(({ unit, wing }) => wing === null && unit?.id === cell.unit?.id)

/** How many seats cells keep in all; those of a wing inside its unit's are not counted twice. */
export const keptSeats = (cells: readonly CellDraft[]): number =>
  cells.reduce((sum, cell) => sum + (isInside(cell, cells) ? 0 : (cell.seats ?? 0)), 0)
