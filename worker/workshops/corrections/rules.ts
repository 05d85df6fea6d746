// The fewest terms to add or to take away that make catchments a partition. Pure.
//
// The tree is searched from the root. At a unit it is decided which terms are changed there; below it only matters how each
// workshop stands by then: not named (0), serving (1) or excepted (2), for every class of people. Workshops without a term
// further down are all alike, so that units that are in the same case are solved once. `limit` bounds what is spent.

import { type Node, nodesOf, type Place, type Term } from './tree/rules.ts'

export type { Place, Term } from './tree/rules.ts'

/** A term that is added or taken away. */
export type Edit = {
  add: boolean
  workshopId: string
  unitId: string
  each: string
  wing: string
  sign: 1 | -1
}

/** `shortest`: nothing shorter exists; false when the search was cut off before that was known. */
export type Correction = { edits: Edit[]; shortest: boolean }

type State = { standing: ReadonlyMap<string, number>; gone: ReadonlySet<Term> }
type Choice = { edits: Edit[]; state: State }

const NEVER = Number.POSITIVE_INFINITY
/** So many choices are looked at, among so many at once at one unit, for corrections of so many edits. */
const [WORK, PAIRS, DEEPEST] = [40_000, 60, 30]

/** Searches one plan. `workshops` stand in the order in which a unit that nobody serves is given to them. */
class Search {
  private readonly classes: readonly string[]
  private readonly all: number
  private work = 0
  cut = false
  private readonly root: Node
  private readonly workshops: readonly string[]

  constructor(root: Node, terms: readonly Term[], workshops: readonly string[]) {
    this.root = root
    this.workshops = workshops
    this.classes = [...new Set(['', ...terms.map(({ wing }) => wing)])]
    this.all = this.classes.length
  }

  private turned(vector: number, { sign, wing }: { sign: number; wing: string }): number {
    let [next, unit] = [vector, 1]
    for (let k = 0; k < this.all; k += 1, unit *= 3) {
      const now = Math.floor(vector / unit) % 3
      if ((wing !== '' && this.classes[k] !== wing) || now === 2) continue
      next += ((sign === 1 ? 1 : 2) - now) * unit
    }
    return next
  }

  private serves = (vector: number, k: number) => Math.floor(vector / 3 ** k) % 3 === 1

  private exact({ standing }: State): boolean {
    for (let k = 0; k < this.all; k += 1) {
      let n = 0
      for (const vector of standing.values()) n += this.serves(vector, k) ? 1 : 0
      if (n !== 1) return false
    }
    return true
  }

  /** How everything stands after the terms that take effect at a unit, less those that are gone. */
  private after(node: Node, { standing, gone }: State, edits: readonly Edit[]): State {
    const taken = node.own.filter((term) => edits.some((e) => !e.add && sameTerm(e, term)))
    const left = taken.length === 0 ? gone : new Set([...gone, ...taken])
    const now = new Map(standing)
    const turn = (term: { workshopId: string; sign: number; wing: string }) =>
      now.set(term.workshopId, this.turned(now.get(term.workshopId) ?? 0, term))
    for (const term of node.hits) if (!left.has(term)) turn(term)
    for (const edit of edits) if (edit.add) turn(edit)
    return { standing: now, gone: left }
  }

  private keyOf({ named, below }: Node, { standing, gone }: State): string {
    const known: string[] = []
    const others = new Map<number, number>()
    for (const [id, vector] of standing) {
      if (vector === 0) continue
      if (named.has(id)) known.push(`${id}${vector}`)
      else others.set(vector, (others.get(vector) ?? 0) + 1)
    }
    const rest = [...others].map(([vector, n]) => `${vector}x${n}`)
    const missing = [...gone].filter((term) => below.has(term)).map((term) => keyOfTerm(term))
    return [known.sort().join(), rest.sort().join(), missing.sort().join()].join('|')
  }

  /** Terms whose adding can matter at a unit. */
  private additions(node: Node, now: State): Edit[] {
    const unitId = node.units?.[0] ?? node.place.id
    const taken = new Set(node.own.filter((term) => !now.gone.has(term)).map(keyOfTerm))
    const wings = this.all > 1 ? this.classes : ['']
    const edits: Edit[] = []
    const offer = (workshopId: string) => {
      const vector = now.standing.get(workshopId) ?? 0
      for (const wing of wings)
        for (const sign of [1, -1] as const) {
          const edit = { add: true, workshopId, unitId, each: '', wing, sign }
          const idle = sign === -1 && !node.named.has(workshopId) && !this.anyServed(vector, wing)
          if (!idle && this.turned(vector, edit) !== vector && !taken.has(keyOfTerm(edit))) edits.push(edit)
        }
    }
    for (const id of this.workshops) if (node.named.has(id) || (now.standing.get(id) ?? 0) > 0) offer(id)
    for (const id of this.fresh(node, now)) offer(id)
    return edits
  }

  private anyServed = (vector: number, wing: string) =>
    this.classes.some((one, k) => (wing === '' || one === wing) && this.serves(vector, k))

  /** Workshops that are not named on the way nor below: the nearest ones, as many as there are classes. */
  private fresh(node: Node, { standing }: State): string[] {
    const free = (id: string) => !node.named.has(id) && (standing.get(id) ?? 0) === 0
    const found: string[] = []
    for (let up = node.parent; up && found.length < this.all; up = up.parent)
      for (const id of this.workshops)
        if (found.length < this.all && up.named.has(id) && free(id) && !found.includes(id)) found.push(id)
    for (const id of this.workshops)
      if (found.length < this.all && free(id) && !found.includes(id)) found.push(id)
    return found
  }

  /** Every way to change the terms of a unit with so many edits: some taken away, others added. */
  private *ways(node: Node, now: State, size: number): Generator<Choice> {
    const own = node.own.filter((term) => !now.gone.has(term))
    const away = own.map(({ at: _at, ...term }) => ({ add: false, ...term }))
    for (let taken = Math.min(size, own.length); taken >= 0; taken -= 1)
      for (const edits of subsets(away, taken)) yield* this.added(node, now, edits, size - taken)
  }

  private *added(node: Node, now: State, away: readonly Edit[], size: number): Generator<Choice> {
    const all = this.additions(node, this.after(node, now, away))
    const open = size > 1 ? all.slice(0, PAIRS) : all
    if (open.length < all.length) this.cut = true
    for (const more of subsets(open, size)) {
      const edits = [...away, ...more]
      if (new Set(more.map(keyOfTerm)).size === more.length)
        yield { edits, state: this.after(node, now, edits) }
    }
  }

  /** What the units below cost, or NEVER when that is more than `limit`. */
  private belowCost(node: Node, state: State, limit: number): number {
    const least = node.children.map((child) => child.times * this.cost(child, state, 0, true))
    let sum = least.reduce((total, n) => total + n, 0)
    for (const [at, child] of node.children.entries()) {
      if (sum > limit) return NEVER
      const before = least[at] ?? 0
      if (before === 0) continue
      const cost = this.cost(child, state, Math.floor((limit - sum + before) / child.times))
      sum += cost * child.times - before
    }
    return sum > limit ? NEVER : sum
  }

  /** The fewest edits at a unit and below it, NEVER when more than `limit`; `least` asks for what is known of it instead. */
  private cost(node: Node, state: State, limit: number, least = false): number {
    const key = this.keyOf(node, state)
    const seen = node.memo.get(key)
    const told = ({ known, least: n }: { known: boolean; least: number }) =>
      least || (known && n <= limit) ? n : NEVER
    if (seen && (seen.known || seen.least > limit)) return told(seen)
    let best = NEVER
    for (let size = 0; size <= Math.min(limit, best - 1); size += 1)
      best = Math.min(best, this.bestOf(node, state, size, Math.min(limit, best - 1)).cost)
    const found = { least: best < NEVER ? best : limit + 1, known: best < NEVER }
    node.memo.set(key, found)
    return told(found)
  }

  private bestOf(node: Node, state: State, size: number, limit: number): { cost: number; choice?: Choice } {
    let best: { cost: number; choice?: Choice } = { cost: NEVER }
    for (const choice of size === 0
      ? [{ edits: [], state: this.after(node, state, []) }]
      : this.ways(node, state, size)) {
      this.work += 1
      if (this.work > WORK && size > 0) {
        this.cut = true
        break
      }
      const rest = Math.min(limit, best.cost - 1) - size
      if (rest < 0) break
      if (node.leaf && !this.exact(choice.state)) continue
      const cost = size + this.belowCost(node, choice.state, rest)
      if (cost < best.cost) best = { cost, choice }
    }
    return best
  }

  private chosen(node: Node, state: State, cost: number): Choice | undefined {
    for (let size = 0; size <= cost; size += 1) {
      const found = this.bestOf(node, state, size, cost)
      if (found.cost === cost) return found.choice
    }
    return undefined
  }

  /** The edits that the found cost stands for. */
  private *written(node: Node, state: State, cost: number): Generator<Edit> {
    const choice = this.chosen(node, state, cost)
    if (!choice) return
    const at = node.units ?? ['']
    for (const edit of choice.edits)
      if (edit.add) for (const unitId of at) yield { ...edit, unitId }
      else yield edit
    for (const child of node.children) {
      const spent = this.cost(child, choice.state, DEEPEST)
      if (spent > 0) yield* this.written(child, choice.state, spent)
    }
  }

  run(): Correction | null {
    const begin = { standing: new Map<string, number>(), gone: new Set<Term>() }
    for (let limit = 0; limit <= DEEPEST; limit += 1) {
      const cost = this.cost(this.root, begin, limit)
      if (cost === NEVER) continue
      this.work = 0
      const edits = [...this.written(this.root, begin, cost)]
      // A part whose unit is not told cannot be written down.
      if (edits.length !== cost || edits.some(({ unitId }) => unitId === '')) return null
      return { edits, shortest: !this.cut }
    }
    return null
  }
}

type Named = Pick<Edit, 'workshopId' | 'unitId' | 'each' | 'wing'>
const keyOfTerm = ({ workshopId, unitId, each, wing }: Named) => [workshopId, unitId, each, wing].join()
const sameTerm = (a: Named, b: Named) => keyOfTerm(a) === keyOfTerm(b)

/** Every choice of so many out of a list. */
function* subsets<T>(list: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) yield []
  else
    for (let n = from; n <= list.length - size; n += 1)
      for (const rest of subsets(list, size - 1, n + 1)) yield [list[n] as T, ...rest]
}

/** The shortest correction of a plan; null when there is none, or none within reason. Places stand parents first. */
export function correctionOf(
  places: readonly Place[],
  terms: readonly Term[],
  workshops: readonly string[],
): Correction | null {
  const root = nodesOf(places, terms)
  return root && workshops.length > 0 ? new Search(root, terms, workshops).run() : null
}
