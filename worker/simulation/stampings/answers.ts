import * as z from 'zod'
import { unitRef } from '../../people/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type DraftTold, PAGE, type StampingRow } from './queries.ts'
import { type StampDrafts, type Stamping, StampingState, TierTold } from './shapes.ts'

const Tiers = z.array(TierTold)

/** A stamping as it is told. */
export const stampingOf = ({ told, state, ...row }: StampingRow): z.infer<typeof Stamping> => ({
  ...row,
  state: StampingState.parse(state),
  tiers: Tiers.parse(JSON.parse(told)),
})

/** The one stamping that a statement found. @throws Problem `not-found` when it may not be seen */
export function onlyStamping(found: unknown): z.infer<typeof Stamping> {
  // Answers of a batch of many kinds of statements are told apart by their place alone.
  const [row] = found as StampingRow[]
  if (!row) throw new Problem('not-found')
  return stampingOf(row)
}

const People = z.array(z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() }))

/** A page of drafts as it is told. */
export function draftPage(rows: readonly DraftTold[]): z.infer<typeof StampDrafts> {
  const page = rows.slice(0, PAGE)
  return {
    drafts: page.map(({ unit, people, workshop, ...row }) => ({
      ...row,
      workshop: workshop === 1,
      unit: unitRef(unit),
      people: People.parse(JSON.parse(people)),
    })),
    after: rows.length > PAGE ? (page.at(-1)?.at ?? null) : null,
  }
}
