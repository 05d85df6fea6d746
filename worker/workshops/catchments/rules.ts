// What a plan's catchments come to, and why a catchment was not taken over. Pure.
import type { InputError } from '../../platform/problem.ts'

/** A unit as it is named in a refusal. */
export type NamedUnit = { id: string; code: string; levelId: string; nameEn: string; nameHi: string }

/** How many units each workshop serves, over ranges that the same workshops serve; an empty list is a gap. */
export type Segment = { units: number; workshops: readonly string[] }

/** The proof of a plan: how many units there are, how many nobody serves, how many more than one, and each one's share. */
export function tally(segments: readonly Segment[]) {
  const shares = new Map<string, number>()
  let [universe, gapUnits, overlapUnits] = [0, 0, 0]
  for (const { units, workshops } of segments) {
    universe += units
    if (workshops.length === 0) gapUnits += units
    if (workshops.length > 1) overlapUnits += units
    for (const id of workshops) shares.set(id, (shares.get(id) ?? 0) + units)
  }
  return {
    universe,
    gapUnits,
    overlapUnits,
    shares,
    partition: universe > 0 && gapUnits + overlapUnits === 0,
  }
}

type Asked = { include: readonly string[]; exclude: readonly string[] }

/** A unit that a catchment names: whether the caller may use it there, and whether it is below those who are trained. */
export type TermFact = { id: string; below: number }

/** Units of a catchment (at the pointer `at`) that do not exist for the caller, or stand below the trainee level. */
export function termFaults({ include, exclude }: Asked, usable: readonly TermFact[], at = ''): InputError[] {
  const facts = new Map(usable.map((fact) => [fact.id, fact]))
  const faultsOf = (list: string) => (id: string, n: number) => {
    const pointer = `${at}/${list}/${n}`
    const fact = facts.get(id)
    if (!fact) return [{ pointer, code: 'unknown-unit', detail: 'There is no such unit here' }]
    return fact.below
      ? [{ pointer, code: 'below-trainees', detail: 'Whole units of the trainee level are served' }]
      : []
  }
  return [...include.flatMap(faultsOf('include')), ...exclude.flatMap(faultsOf('exclude'))]
}

type Stored = { include: readonly NamedUnit[]; exclude: readonly NamedUnit[] }

const sameIds = (asked: readonly string[], stored: readonly NamedUnit[]) =>
  asked.length === stored.length && stored.every(({ id }) => asked.includes(id))

/** True when the stored catchment is the asked one; the order does not matter. */
export const isCatchment = (asked: Asked, stored: Stored): boolean =>
  sameIds(asked.include, stored.include) && sameIds(asked.exclude, stored.exclude)
