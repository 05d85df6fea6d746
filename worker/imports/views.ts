import * as z from 'zod'
import { UnitRef } from '../hierarchy/index.ts'
import { Problem } from '../platform/problem.ts'
import type { ImportRow } from './queries.ts'
import { Import, Possible } from './shapes.ts'

const Columns = z.array(z.string())

/** An import as the API shows one. */
export const importFrom = ({ columns, state, ...row }: ImportRow): z.infer<typeof Import> => ({
  ...row,
  state: Import.shape.state.parse(state),
  columns: Columns.parse(JSON.parse(columns)),
})

/** The one import that a statement found. @throws Problem `not-found` when it may not be seen */
export function onlyImport(found: unknown): z.infer<typeof Import> {
  // Answers of a batch of many kinds of statements are told apart by their place alone.
  const [row] = found as ImportRow[]
  if (!row) throw new Problem('not-found')
  return importFrom(row)
}

const Examples = z.array(
  z.object({ row: z.int(), column: z.string(), value: z.string(), after: z.string().nullable() }),
)
const Choices = z.array(UnitRef.extend({ trail: z.string().nullable() }))

type Counted = { code: string; count: number; examples: string }
type Found = {
  faults: Counted[]
  repairs: Counted[]
  changes: Counted[]
  asked: { place: string; rows: number; choices: string }[]
  people: { who: string; rows: number; choices: string }[]
}

const counted = (rows: readonly Counted[]) =>
  rows.map((row) => ({ ...row, examples: Examples.parse(JSON.parse(row.examples)) }))

/** A report from its statements. */
export const reportFrom = ({ faults, repairs, changes, asked, people }: Found) => ({
  faults: counted(faults),
  repairs: counted(repairs),
  changes: counted(changes),
  asked: asked.map((one) => ({
    ...one,
    choices: Choices.parse(JSON.parse(one.choices)).map((unit) => ({ ...unit, trail: unit.trail ?? '' })),
  })),
  askedPeople: people.map((one) => ({ ...one, choices: z.array(Possible).parse(JSON.parse(one.choices)) })),
})
