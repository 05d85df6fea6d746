import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { limitsOf } from '../answers.ts'
import type { TermRow } from '../catchments/queries.ts'
import type { PlaceRow } from './queries.ts'
import { correctionOf, type Term } from './rules.ts'
import type { Correction } from './shapes.ts'

const Units = z.array(UnitRef)

type Reach = readonly { unitId: string; each: string; id: string }[]
type Hall = { id: string; nameEn: string; nameHi: string; units: number }

/** Where a term takes effect: at the units of its level, unless that is the same as its unit as a whole. */
function termsWith(terms: readonly TermRow[], reach: Reach, traineeLevelId: string): Term[] {
  const reached = Map.groupBy(reach, ({ unitId, each }) => `${unitId} ${each}`)
  return terms.map(({ workshopId, id, levelId, each, wing, sign }) => {
    const whole = each === '' || each === levelId || each === traineeLevelId
    const at = whole ? [id] : (reached.get(`${id} ${each}`) ?? []).map((unit) => unit.id)
    return { workshopId, unitId: id, each, wing, sign: sign === 1 ? 1 : -1, at }
  })
}

/** The limits of a term by what they are called, and its wing alone. */
function limitsHere(row: TermRow) {
  const told = limitsOf(row)
  return [
    [`${row.each} ${row.wing}`, told],
    [` ${row.wing}`, { each: null, wing: told.wing }],
  ] as const
}

/** The shortest correction of a plan as it is told; what nobody serves goes to the workshop with the fewest units. */
export function correctionFor(
  { traineeLevelId }: { traineeLevelId: string },
  halls: readonly Hall[],
  terms: readonly TermRow[],
  rows: readonly PlaceRow[],
  reach: Reach,
): z.infer<typeof Correction> | null {
  if (rows.length === 0 || halls.length === 0) return null
  const units = new Map<string, z.infer<typeof UnitRef>>()
  const ref = (unit: z.infer<typeof UnitRef>) => {
    const { id, code, levelId, nameEn, nameHi } = unit
    units.set(id, { id, code, levelId, nameEn, nameHi })
  }
  const places = rows.map(({ partUnits, leaf, parentId, parts, ...unit }) => {
    const told = partUnits === null ? null : Units.parse(JSON.parse(partUnits))
    for (const one of [unit, ...(told ?? [])]) ref(one)
    return { id: unit.id, parentId, leaf: leaf === 1, parts, partIds: told?.map(({ id }) => id) ?? null }
  })
  const order = [...halls].sort((a, b) => a.units - b.units).map(({ id }) => id)
  const found = correctionOf(places, termsWith(terms, reach, traineeLevelId), order)
  if (!found) return null
  const names = new Map(halls.map(({ id, nameEn, nameHi }) => [id, { id, nameEn, nameHi }]))
  const limits = new Map(terms.flatMap((row) => limitsHere(row)))
  const edits = found.edits.flatMap(({ workshopId, unitId, add, each, wing, sign }) => {
    const [workshop, unit] = [names.get(workshopId), units.get(unitId)]
    const list: 'include' | 'exclude' = sign === 1 ? 'include' : 'exclude'
    const limit = limits.get(`${each} ${wing}`) ?? { each: null, wing: limits.get(` ${wing}`)?.wing ?? null }
    return workshop && unit ? [{ add, list, workshop, unit, ...limit }] : []
  })
  return edits.length === found.edits.length ? { edits, shortest: found.shortest } : null
}
