/**
 * A catchment by what it names: everything below the included, less everything below the excepted. A name is the id of a
 * unit, or `unit|level|wing` where it is only the units of a level there, or only the people of a wing.
 */
export type Terms = { include: readonly string[]; exclude: readonly string[] }

/** A name in its parts; no level or wing is ''. */
export type Parts = { unitId: string; each: string; wing: string }

/** The name of a unit with a level and a wing. */
export const nameOf = ({ unitId, each, wing }: Parts): string =>
  each === '' && wing === '' ? unitId : [unitId, each, wing].join('|')

/** The parts of a name. */
export function partsOf(term: string): Parts {
  const [unitId = '', each = '', wing = ''] = term.split('|')
  return { unitId, each, wing }
}

const isWhole = (term: string) => !term.includes('|')

/** What is known of a unit that a catchment names: the ids from the root to itself, and its trainee units. */
export type Known = { chain: readonly string[]; units: number }

/** How a unit stands to a catchment; `partly` when only something below it is named. */
export type Standing = 'included' | 'inside' | 'excepted' | 'cut' | 'partly' | 'outside'

const meets = (chain: readonly string[], ids: readonly string[]): boolean =>
  chain.some((id) => ids.includes(id))

/** How the unit at the end of a chain of ids stands to a catchment. */
export const standingOf = (
  chain: readonly string[],
  { include, exclude }: Terms,
  known: ReadonlyMap<string, Known>,
): Standing => {
  const id = chain.at(-1) ?? ''
  const above = chain.slice(0, -1)
  if (exclude.includes(id)) return 'excepted'
  if (meets(above, exclude)) return 'cut'
  if (include.includes(id)) return 'included'
  if (meets(above, include)) return 'inside'
  const limited = [...include, ...exclude].some(
    (term) => !isWhole(term) && chain.includes(partsOf(term).unitId),
  )
  const below = include.some((term) => known.get(partsOf(term).unitId)?.chain.includes(id))
  return below || limited ? 'partly' : 'outside'
}

/** The catchment with what says nothing left out: names inside one that is named already, exceptions from nothing. */
export const tidied = ({ include, exclude }: Terms, known: ReadonlyMap<string, Known>): Terms => {
  const above = (id: string) => known.get(id)?.chain.slice(0, -1) ?? []
  const kept = include.filter((id) => !isWhole(id) || !meets(above(id), include))
  // What is limited to a level or a wing is left as it was said.
  const plain = include.every(isWhole)
  const excepted = exclude.filter(
    (id) =>
      !plain || !isWhole(id) || !known.has(id) || (meets(above(id), kept) && !meets(above(id), exclude)),
  )
  return { include: kept, exclude: excepted }
}

/** The catchment after the unit at the end of a chain was tapped: taken in, excepted, or as before the last tap. */
export const toggled = (chain: readonly string[], terms: Terms, known: ReadonlyMap<string, Known>): Terms => {
  const id = chain.at(-1) ?? ''
  const without = (ids: readonly string[]) => ids.filter((other) => other !== id)
  const { include, exclude } = terms
  switch (standingOf(chain, terms, known)) {
    case 'included':
      return tidied({ include: without(include), exclude }, known)
    case 'excepted':
      return { include, exclude: without(exclude) }
    case 'inside':
      return tidied({ include, exclude: [...exclude, id] }, known)
    case 'cut':
      return terms
    default:
      return tidied({ include: [...include, id], exclude }, known)
  }
}

/** How many trainee units a catchment comes to; null while that is not known, or takes the server to count. */
export const unitsIn = ({ include, exclude }: Terms, known: ReadonlyMap<string, Known>): number | null => {
  if ([...include, ...exclude].some((id) => !known.has(id))) return null
  const fact = (id: string): Known => known.get(id) ?? { chain: [], units: 0 }
  const above = (id: string) => fact(id).chain.slice(0, -1)
  const tops = include.filter((id) => !meets(above(id), include) && !meets(fact(id).chain, exclude))
  const holes = exclude.filter((id) => meets(above(id), tops) && !meets(above(id), exclude))
  const sum = (ids: readonly string[]) => ids.reduce((total, id) => total + fact(id).units, 0)
  return sum(tops) - sum(holes)
}

/** A catchment with some units taken in; one that was excepted is only excepted no longer. */
export const withUnits = ({ include, exclude }: Terms, ids: readonly string[]): Terms => ({
  include: [...include, ...ids.filter((id) => !include.includes(id) && !exclude.includes(id))],
  exclude: exclude.filter((id) => !ids.includes(id)),
})

/** A catchment with some units given away: no longer named, or excepted where something above them is named. */
export const withoutUnits = ({ include, exclude }: Terms, ids: readonly string[]): Terms => {
  const named = ids.filter((id) => include.includes(id))
  const excepted = ids.filter((id) => !named.includes(id) && !exclude.includes(id))
  return { include: include.filter((id) => !ids.includes(id)), exclude: [...exclude, ...excepted] }
}

type Refs = readonly { id: string; each: { id: string } | null; wing: { id: string } | null }[]

/** A catchment by the names that it is told with. */
export const termsOf = ({ include, exclude }: { include: Refs; exclude: Refs }) => {
  const names = (list: Refs) =>
    list.map(({ id, each, wing }) => nameOf({ unitId: id, each: each?.id ?? '', wing: wing?.id ?? '' }))
  return { include: names(include), exclude: names(exclude) }
}

/** Names as they are sent. */
export const sentTerms = ({ include, exclude }: Terms) => {
  const sent = (term: string) => {
    const { unitId, each, wing } = partsOf(term)
    return isWhole(term) ? unitId : { unitId, each: each || null, wing: wing || null }
  }
  return { include: include.map(sent), exclude: exclude.map(sent) }
}
