// The tree that a correction is searched in: the units on the way to a term, each with its parts that hold none.

/** A unit on the way to a term: whether it is itself to be served, and the parts of it without a term that are. */
export type Place = {
  id: string
  parentId: string | null
  leaf: boolean
  parts: number
  partIds: readonly string[] | null
}

/** A term of a workshop and the units where it takes effect: its own, or those of its level. `wing` '' is everybody. */
export type Term = {
  workshopId: string
  unitId: string
  each: string
  wing: string
  sign: 1 | -1
  at: readonly string[]
}

/** A unit of the tree, or all its parts that are alike, with what was found out about it. */
export type Node = {
  place: Place
  /** Where edits are written: the unit itself, or each of its parts that are alike. */
  units: readonly string[] | null
  times: number
  leaf: boolean
  parent: Node | null
  children: Node[]
  own: Term[]
  hits: Term[]
  /** Workshops with a term here or below. */
  named: Set<string>
  below: Set<Term>
  memo: Map<string, { least: number; known: boolean }>
}
/** The root of the tree; undefined without a place. */
export function nodesOf(places: readonly Place[], terms: readonly Term[]): Node | undefined {
  const nodes = new Map<string, Node>()
  const make = (place: Place, parent: Node | null, part: boolean): Node => ({
    place,
    units: part ? place.partIds : [place.id],
    times: part ? place.parts : 1,
    leaf: part || place.leaf,
    parent,
    children: [],
    own: part ? [] : terms.filter(({ unitId }) => unitId === place.id),
    hits: part ? [] : terms.filter(({ at }) => at.includes(place.id)),
    named: new Set(),
    below: new Set(),
    memo: new Map(),
  })
  let root: Node | undefined
  for (const place of places) {
    const parent = nodes.get(place.parentId ?? '') ?? null
    const node = make(place, parent, false)
    nodes.set(place.id, node)
    if (parent) parent.children.push(node)
    else root ??= node
    if (place.parts > 0) node.children.push(make(place, node, true))
    for (let up: Node | null = node; up; up = up.parent)
      for (const term of [...node.hits, ...node.own]) {
        up.named.add(term.workshopId)
        up.below.add(term)
      }
  }
  return root
}
