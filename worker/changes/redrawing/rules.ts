// How published catchments could be redrawn along with a move. Pure.

/** A unit as lists name it. */
export type Named = { id: string; code: string; levelId: string; nameEn: string; nameHi: string }

/** A level or a wing to which a term is limited, by its id: '' is no limit. */
type Limits = { each: string; wing: string }

/**
 * A term of a catchment, and where its unit stands: above the unit that moves as it is now (`old`) or as it will be (`new`),
 * so that the term reaches it there, the unit itself (`own`), below it (`inside`), or beside its new place (`beside`).
 */
export type Term = Limits & {
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

/** A term as it is asked for: a unit as a whole, or with its limits. */
type Asked = string | { unitId: string; each: string | null; wing: string | null }

type Change = Limits & { unit: Named; sign: 1 | -1 | null }

/** A catchment as it would be redrawn, and which of its terms change: null for one that goes. */
export type Redraw = {
  workshopId: string
  version: number
  nameEn: string
  nameHi: string
  include: Asked[]
  exclude: Asked[]
  changes: Change[]
}

const TERMS_MAX = 500

/** Whether terms serve the people of a wing ('' is whoever belongs to none): one includes them, none leaves them out. */
function serves(terms: readonly Term[], wing: string): boolean {
  const own = terms.filter((term) => term.wing === '' || term.wing === wing)
  return own.some(({ sign }) => sign === 1) && own.every(({ sign }) => sign === 1)
}

type Added = Limits & { unit: Named; sign: 1 | -1 }

const keyOf = ({ unit, each, wing }: Limits & { unit: Named }) => `${unit.id} ${each} ${wing}`
const askedAs = ({ unit, each, wing }: Limits & { unit: Named }): Asked =>
  each === '' && wing === '' ? unit.id : { unitId: unit.id, each: each || null, wing: wing || null }

function redrawn(terms: readonly Term[], gone: readonly Term[], added: readonly Added[]): Redraw[] {
  const [first] = terms
  const stays = new Set(added.map(keyOf))
  const lost = gone.filter(
    (term) => !added.some((one) => keyOf(one) === keyOf(term) && one.sign === term.sign),
  )
  const fresh = added.filter(
    (one) => !gone.some((term) => keyOf(one) === keyOf(term) && one.sign === term.sign),
  )
  if (!first || lost.length + fresh.length === 0) return []
  const left = terms.filter((term) => !gone.includes(term) && !stays.has(keyOf(term)))
  const all = [...left, ...added]
  const of = (wanted: number) => all.filter(({ sign }) => sign === wanted).map(askedAs)
  const { workshopId, version, nameEn, nameHi } = first
  const told = ({ unit, each, wing }: Limits & { unit: Named }) => ({ unit, each, wing })
  const changes = [
    ...lost.filter((term) => !stays.has(keyOf(term))).map((term) => ({ ...told(term), sign: null })),
    ...fresh.map((one) => ({ ...told(one), sign: one.sign })),
  ]
  return [{ workshopId, version, nameEn, nameHi, include: of(1), exclude: of(-1), changes }]
}

/** The fewest terms that turn the people of some wings, of all that count. Undefined: there are none. */
function turning(unit: Named, now: ReadonlyMap<string, boolean>, then: ReadonlyMap<string, boolean>) {
  const wings = [...now.keys()]
  const other = wings.filter((wing) => now.get(wing) !== then.get(wing))
  const term = (wing: string, serving: boolean | undefined): Added => ({
    ...{ unit, each: '', wing, sign: serving ? 1 : -1 },
  })
  const all = now.get('')
  if (!other.includes('')) return other.map((wing) => term(wing, now.get(wing)))
  if (other.every((wing) => now.get(wing) === all) && (other.length === wings.length || all)) {
    // Whoever was not served before is left out again.
    const kept = wings.filter((wing) => all && now.get(wing) === false)
    return [term('', all), ...kept.map((wing) => term(wing, false))]
  }
  return undefined
}

/** The unit stays with the workshops that serve it now: they name it, those of its new place leave it out. */
function keeping(workshops: readonly (readonly Term[])[], unit: Named, wings: readonly string[]) {
  const drawn: Redraw[] = []
  for (const terms of workshops) {
    const at = (where: 'old' | 'new') =>
      new Map(
        wings.map((wing) => [
          wing,
          serves(
            terms.filter((term) => term[where] || term.own),
            wing,
          ),
        ]),
      )
    const added = turning(unit, at('old'), at('new'))
    if (!added) return []
    drawn.push(...redrawn(terms, [], added))
  }
  return drawn
}

/** How most of the units beside the new place are named, as terms of the unit, by workshop. */
function asNeighbours(terms: readonly Term[], unit: Named): Map<string, Added[]> {
  const beside = Map.groupBy(
    terms.filter((term) => term.beside),
    (term) => term.unit.id,
  )
  const alike = Map.groupBy(beside.values(), (own) =>
    own
      .map(({ workshopId, each, wing, sign }) => [workshopId, each, wing, sign].join(' '))
      .sort()
      .join(),
  )
  const [most] = [...alike.values()].sort((a, b) => b.length - a.length)
  const pattern = most?.[0] ?? []
  if (!pattern.some(({ sign }) => sign === 1)) return new Map()
  const own = Map.groupBy(pattern, ({ workshopId }) => workshopId)
  return new Map(
    [...own].map(([id, list]) => [
      id,
      list.map(({ each, wing, sign }) => ({ unit, each, wing, sign: sign === 1 ? 1 : -1 })),
    ]),
  )
}

/** The unit goes to the workshops of its new place: nobody names it any more, but where they name its neighbours. */
function joining(workshops: readonly (readonly Term[])[], unit: Named, wings: readonly string[]): Redraw[] {
  const above = workshops.map((terms) => terms.filter((term) => term.new))
  const inherited = wings.some((wing) => above.some((terms) => serves(terms, wing)))
  const added = inherited ? new Map<string, Added[]>() : asNeighbours(workshops.flat(), unit)
  return workshops.flatMap((terms) => {
    const gone = terms.filter(({ own, inside }) => own || inside)
    return redrawn(terms, gone, added.get(terms[0]?.workshopId ?? '') ?? [])
  })
}

/** The wings that the terms of a tier tell apart; '' is whoever belongs to none of them. */
const wingsOf = (workshops: readonly (readonly Term[])[]) => [
  ...new Set(['', ...workshops.flat().map(({ wing }) => wing)]),
]

/** The ways in which the catchments of some tiers could be redrawn when a unit moves; two ways that are one stand once. */
export function redrawsOf(all: readonly Term[], tierIds: ReadonlySet<string>, unit: Named) {
  const terms = all.filter(({ tierId }) => tierIds.has(tierId))
  const tiers = [...Map.groupBy(terms, ({ tierId }) => tierId).values()].map((of) => [
    ...Map.groupBy(of, ({ workshopId }) => workshopId).values(),
  ])
  const ways = [
    {
      way: 'join' as const,
      catchments: tiers.flatMap((workshops) => joining(workshops, unit, wingsOf(workshops))),
    },
    {
      way: 'keep' as const,
      catchments: tiers.flatMap((workshops) => keeping(workshops, unit, wingsOf(workshops))),
    },
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
