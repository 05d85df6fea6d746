import * as z from 'zod'
import { unitRef } from '../people/index.ts'
import { type IdleRow, type LeakingRow, PAGE, type SumsRow, type TierRow } from './queries.ts'
import { leaksOf } from './rules.ts'
import { Leaks, Named } from './shapes.ts'

const Names = z.array(Named)
const one = (json: string) => Named.parse(JSON.parse(json))

const sumsOf = ({ subjects, ...row }: SumsRow) => ({
  ...leaksOf(row),
  subjects: Leaks.shape.subjects.parse(JSON.parse(subjects)),
})

/** A tier's leaks as they are told. */
export const tierOf = (row: TierRow) => ({
  ...sumsOf(row),
  tier: one(row.tier),
  programme: one(row.programme),
  traineeLevel: one(row.traineeLevel),
})

/** A child's leaks as they are told. */
export const childOf = (row: SumsRow) => ({ ...sumsOf(row), unit: unitRef(row.unit) })

/** A leaking unit as it is told. */
export const leakingOf = (row: LeakingRow) => ({
  unit: unitRef(row.unit),
  under: row.under === null ? null : unitRef(row.under),
  trainers: row.trainers,
  batches: row.batches,
  subjects: Names.parse(JSON.parse(row.subjects)),
  actsAt: row.actsAt === null ? null : unitRef(row.actsAt),
  mayAct: row.mayAct === 1,
})

/** Somebody who never taught, as he is told of. */
export const idleOf = ({ personId, nameEn, nameHi, unit, assigned, ...row }: IdleRow) => ({
  ...row,
  person: { id: personId, nameEn, nameHi },
  unit: unitRef(unit),
  assigned: assigned > 0,
})

/** A page of rows of which one more was read, and the key to go on from. */
export function pageOf<R, T>(rows: readonly R[], told: (row: R) => T, key: (row: R) => string) {
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return { shown: shown.map(told), after: rows.length > PAGE && last ? key(last) : null }
}
