// What a plan's catchments come to, and why a catchment was not taken over. Pure.
import type { InputError } from '../../platform/problem.ts'

/** A unit as it is named in a refusal. */
export type NamedUnit = { id: string; code: string; levelId: string; nameEn: string; nameHi: string }

/** Units of a range, and for each class of people there (by wing) the workshops that serve it; an empty list is a gap. */
export type Segment = { units: number; served: readonly (readonly string[])[] }

/** The proof of a plan: how many units there are, how many nobody serves, how many more than one, and each one's share. */
export function tally(segments: readonly Segment[]) {
  const shares = new Map<string, number>()
  let [universe, gapUnits, overlapUnits] = [0, 0, 0]
  for (const { units, served } of segments) {
    universe += units
    if (served.some((by) => by.length === 0)) gapUnits += units
    if (served.some((by) => by.length > 1)) overlapUnits += units
    for (const id of new Set(served.flat())) shares.set(id, (shares.get(id) ?? 0) + units)
  }
  return {
    universe,
    gapUnits,
    overlapUnits,
    shares,
    partition: universe > 0 && gapUnits + overlapUnits === 0,
  }
}

/** A term as it is asked for: a unit alone, or with its level or wing. */
export type AskedTerm =
  | string
  | { unitId: string; each?: string | null | undefined; wing?: string | null | undefined }
type Asked = { include: readonly AskedTerm[]; exclude: readonly AskedTerm[] }

const spread = (term: AskedTerm) => {
  const { unitId, each, wing } = typeof term === 'string' ? { unitId: term, each: null, wing: null } : term
  return { id: unitId, each: each ?? '', wing: wing ?? '' }
}
const keyOf = ({ id, each, wing }: { id: string; each: string; wing: string }) => `${id} ${each} ${wing}`

/** The words of a term: of two that are alike, one says nothing. */
export const termKey = (term: AskedTerm) => keyOf(spread(term))

/** A term that the caller may use there, and whether its unit is below those who are trained. */
export type TermFact = { id: string; each: string; wing: string; below: number }

/** Terms of a catchment (at the pointer `at`) that name nothing the caller can name, or stand below the trainee level. */
export function termFaults({ include, exclude }: Asked, usable: readonly TermFact[], at = ''): InputError[] {
  const facts = new Map(usable.map((fact) => [keyOf(fact), fact]))
  const units = new Set(usable.map(({ id }) => id))
  const faultsOf = (list: string) => (term: AskedTerm, n: number) => {
    const pointer = `${at}/${list}/${n}`
    const fact = facts.get(termKey(term))
    if (!fact)
      return units.has(spread(term).id) || typeof term !== 'string'
        ? [{ pointer, code: 'unknown-term', detail: 'There is no such unit, level below it, or wing here' }]
        : [{ pointer, code: 'unknown-unit', detail: 'There is no such unit here' }]
    return fact.below
      ? [{ pointer, code: 'below-trainees', detail: 'Whole units of the trainee level are served' }]
      : []
  }
  return [...include.flatMap(faultsOf('include')), ...exclude.flatMap(faultsOf('exclude'))]
}

type Limit = { id: string } | null
type StoredTerm = { id: string; each: Limit; wing: Limit }
type Stored = { include: readonly StoredTerm[]; exclude: readonly StoredTerm[] }

const sameTerms = (asked: readonly AskedTerm[], stored: readonly StoredTerm[]) => {
  const keys = new Set(asked.map(termKey))
  return (
    asked.length === stored.length &&
    stored.every(({ id, each, wing }) => keys.has(keyOf({ id, each: each?.id ?? '', wing: wing?.id ?? '' })))
  )
}

/** True when the stored catchment is the asked one; the order does not matter. */
export const isCatchment = (asked: Asked, stored: Stored): boolean =>
  sameTerms(asked.include, stored.include) && sameTerms(asked.exclude, stored.exclude)
