// Coverage as it is told. Pure. Quotas are per unit of the trainee level; sums are over a unit's subtree.

/** Columns of a unit's coverage, as queries select them. `top` is 1 for the unit asked for, 0 for its children. */
export type CoverageRow = {
  top: number
  id: string
  code: string
  levelId: string
  nameEn: string
  nameHi: string
  minimumEach: number
  targetEach: number
  units: number
  nominated: number
  registered: number
  trained: number
  unitsOne: number
  unitsMore: number
  unitsMet: number
  finishBy: string | null
  onTime: number
  toward: number
  taught: number
  valid: number
}

/** Coverage of one unit: what is expected of its subtree, what came of it, and its units at 0, 1, and 2 or more. */
export const coverageOf = (row: CoverageRow) => ({
  unit: { id: row.id, code: row.code, levelId: row.levelId, nameEn: row.nameEn, nameHi: row.nameHi },
  units: row.units,
  minimum: row.units * row.minimumEach,
  target: row.units * row.targetEach,
  nominated: row.nominated,
  registered: row.registered,
  trained: row.trained,
  unitsZero: row.units - row.unitsOne - row.unitsMore,
  unitsOne: row.unitsOne,
  unitsMore: row.unitsMore,
  // A tier without a minimum is met everywhere.
  unitsMet: row.minimumEach === 0 ? row.units : row.unitsMet,
  onTime: row.finishBy === null ? null : row.onTime,
  short: row.units * row.minimumEach - row.toward,
  taught: row.taught,
  valid: row.valid,
})

/** The unit and a page of its children; with several tops there is no one unit, and they are listed instead. */
export function pageOf(rows: readonly CoverageRow[], page: number) {
  const tops = rows.filter(({ top }) => top === 1)
  const [one, ...others] = tops
  if (others.length > 0) return { unit: null, children: tops.slice(0, page).map(coverageOf), after: null }
  const below = rows.filter(({ top }) => top === 0)
  const children = below.slice(0, page)
  return {
    unit: one ? coverageOf(one) : null,
    children: children.map(coverageOf),
    after: below.length > page ? (children.at(-1)?.code ?? null) : null,
  }
}
