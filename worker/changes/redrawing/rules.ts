// How published catchments could be redrawn along with a move. Pure.

/** A unit as lists name it. */
export type Named = { id: string; code: string; levelId: string; nameEn: string; nameHi: string }

/**
 * A term of a catchment, and where its unit stands: above the unit that moves as it is now (`old`) or as it will be (`new`),
 * the unit itself (`own`), below it (`inside`), or beside its new place (`beside`).
 */
export type Term = {
  workshopId: string
  tierId: string
  version: number
  nameEn: string
  nameHi: string
  unit: Named
  sign: number
  old: boolean
  new: boolean
  own: boolean
  inside: boolean
  beside: boolean
}

/** A catchment as it would be redrawn, and which of its terms change: null for one that goes. */
export type Redraw = {
  workshopId: string
  version: number
  nameEn: string
  nameHi: string
  include: string[]
  exclude: string[]
  changes: { unit: Named; sign: 1 | -1 | null }[]
}

const TERMS_MAX = 500

/** Whether terms serve what stands below them all: one includes it and none leaves it out. */
const serves = (terms: readonly Term[]) =>
  terms.some(({ sign }) => sign === 1) && terms.every(({ sign }) => sign === 1)

function redrawn(
  terms: readonly Term[],
  gone: readonly Term[],
  added: { unit: Named; sign: 1 | -1 } | null,
): Redraw[] {
  const [first] = terms
  if (!first || (gone.length === 0 && !added)) return []
  const left = terms.filter((term) => !gone.includes(term) && term.unit.id !== added?.unit.id)
  const all = [...left.map(({ unit, sign }) => ({ unit, sign })), ...(added ? [added] : [])]
  const of = (wanted: number) => all.filter(({ sign }) => sign === wanted).map(({ unit }) => unit.id)
  const lost = gone.map(({ unit }) => ({ unit, sign: null }))
  const { workshopId, version, nameEn, nameHi } = first
  const changes = [...lost, ...(added ? [added] : [])]
  return [{ workshopId, version, nameEn, nameHi, include: of(1), exclude: of(-1), changes }]
}

/** The unit stays with the workshops that serve it now: they name it, those of its new place leave it out. */
function keeping(workshops: readonly (readonly Term[])[], unit: Named): Redraw[] {
  return workshops.flatMap((terms) => {
    const before = serves(terms.filter((term) => term.old || term.own))
    const after = serves(terms.filter((term) => term.new || term.own))
    if (before === after) return []
    return redrawn(terms, [], { unit, sign: before ? 1 : -1 })
  })
}

const begins = (terms: readonly Term[]) => terms.filter(({ beside, sign }) => beside && sign === 1).length

/** The unit goes to the workshop of its new place: nobody names it any more, but one whose catchment names its neighbours. */
function joining(workshops: readonly (readonly Term[])[], unit: Named): Redraw[] {
  const inherited = workshops.some((terms) => serves(terms.filter((term) => term.new)))
  const [most] = inherited ? [] : [...workshops].sort((a, b) => begins(b) - begins(a))
  const next = most && begins(most) > 0 ? most : undefined
  return workshops.flatMap((terms) => {
    const gone = terms.filter(({ own, inside }) => own || inside)
    return redrawn(terms, gone, terms === next ? { unit, sign: 1 } : null)
  })
}

/** The ways in which the catchments of some tiers could be redrawn when a unit moves; two ways that are one stand once. */
export function redrawsOf(all: readonly Term[], tierIds: ReadonlySet<string>, unit: Named) {
  const terms = all.filter(({ tierId }) => tierIds.has(tierId))
  const tiers = [...Map.groupBy(terms, ({ tierId }) => tierId).values()].map((of) => [
    ...Map.groupBy(of, ({ workshopId }) => workshopId).values(),
  ])
  const ways = [
    { way: 'join' as const, catchments: tiers.flatMap((workshops) => joining(workshops, unit)) },
    { way: 'keep' as const, catchments: tiers.flatMap((workshops) => keeping(workshops, unit)) },
  ]
  const told = new Set<string>()
  return ways.filter(({ catchments }) => {
    const key = JSON.stringify(catchments)
    const fits = catchments.every(
      ({ include, exclude }) => Math.max(include.length, exclude.length) <= TERMS_MAX,
    )
    if (catchments.length === 0 || catchments.length > 50 || !fits || told.has(key)) return false
    told.add(key)
    return true
  })
}
