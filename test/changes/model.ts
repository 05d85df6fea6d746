// The tree as plain maps: what the database is held against. It knows nothing of paths, counters, steps or triggers.

export type Unit = {
  id: string
  code: string
  parent: string | null
  level: string
  opened: string | null
  closed: string | null
}
export type Fact = {
  id: string
  kind: 'nomination' | 'registration' | 'credential'
  person: string
  unit: string
  live: boolean
  at: number
}
export type State = {
  levels: readonly string[]
  units: ReadonlyMap<string, Unit>
  people: ReadonlyMap<string, string>
  facts: ReadonlyMap<string, Fact>
  /** How many trained people a booth needs. */
  minimum: number
}

export type Op =
  | { type: 'open'; id: string; code: string; parent: string; level: string }
  | { type: 'close'; change: string; unit: string }
  | { type: 'reopen'; change: string; unit: string }
  | { type: 'move'; change: string; unit: string; to: string }
  | { type: 'merge'; change: string; unit: string; into: string }
  | {
      type: 'split'
      change: string
      unit: string
      made: string
      code: string
      children: string[]
      people: string[]
    }
  | { type: 'level'; change: string; level: string; above: string | null; each: string | null }
  | { type: 'level-end'; change: string; level: string }
  | { type: 'undo'; change: string; undoes: string }
  | { type: 'person'; id: string; unit: string }
  | { type: 'seat'; id: string; kind: Fact['kind']; person: string }
  | { type: 'unseat'; id: string }
  | { type: 'minimum'; minimum: number }

/** A change as the model remembers it: the state before and after, and when. */
export type Memory = {
  kind: Op['type']
  before: State
  after: State
  at: number
  on: string
  undone: boolean
}
type When = { now: number; on: string; memory: ReadonlyMap<string, Memory> }

const REFUSED = null
export const BOOTH = 'booth'

export const childrenOf = (s: State, id: string) =>
  [...s.units.values()].filter((u) => u.parent === id && u.closed === null)
const within = (s: State, id: string, top: string): boolean => {
  for (let at: string | null = id; at !== null; at = s.units.get(at)?.parent ?? null)
    if (at === top) return true
  return false
}
export const depth = (s: State, level: string) => s.levels.indexOf(level)
const isOpen = (u: Unit | undefined): u is Unit => u !== undefined && u.closed === null
const fits = (s: State, level: string, parent: Unit) => depth(s, level) > depth(s, parent.level)
const liveAt = (s: State, unit: string) => [...s.facts.values()].filter((f) => f.live && f.unit === unit)
const peopleAt = (s: State, unit: string) => [...s.people].filter(([, at]) => at === unit).map(([id]) => id)

type Draft = {
  levels: string[]
  units: Map<string, Unit>
  people: Map<string, string>
  facts: Map<string, Fact>
  minimum: number
}
const copy = (s: State): Draft => ({
  levels: [...s.levels],
  units: new Map(s.units),
  people: new Map(s.people),
  facts: new Map(s.facts),
  minimum: s.minimum,
})
const put = (d: Draft, id: string, change: Partial<Unit>) => {
  const unit = d.units.get(id)
  if (unit) d.units.set(id, { ...unit, ...change })
}
const send = (d: Draft, facts: readonly Fact[], unit: string) => {
  for (const fact of facts) d.facts.set(fact.id, { ...fact, unit })
}

type Doing = {
  [T in Op['type']]: (s: State, d: Draft, op: Extract<Op, { type: T }>, when: When) => Draft | null
}

const taken = (s: State, code: string) => [...s.units.values()].some((u) => u.code === code)
const levelOf = (s: State, unit: string | undefined) => s.units.get(unit ?? '')?.level

const DOING: Doing = {
  open(s, d, { id, code, parent, level }, { on }) {
    const above = s.units.get(parent)
    if (!isOpen(above) || taken(s, code) || !s.levels.includes(level) || !fits(s, level, above))
      return REFUSED
    d.units.set(id, { id, code, parent, level, opened: on, closed: null })
    return d
  },
  close(s, d, op, { on }) {
    const unit = s.units.get(op.unit)
    const used = childrenOf(s, op.unit).length + peopleAt(s, op.unit).length + liveAt(s, op.unit).length
    if (!isOpen(unit) || unit.parent === null || used > 0) return REFUSED
    put(d, op.unit, { closed: on })
    return d
  },
  reopen(s, d, op) {
    const unit = s.units.get(op.unit)
    const parent = s.units.get(unit?.parent ?? '')
    if (!unit || unit.closed === null || !isOpen(parent) || !fits(s, unit.level, parent)) return REFUSED
    put(d, op.unit, { closed: null })
    return d
  },
  move(s, d, op) {
    const [unit, to] = [s.units.get(op.unit), s.units.get(op.to)]
    if (!isOpen(unit) || !isOpen(to) || unit.parent === null || unit.parent === to.id) return REFUSED
    if (within(s, to.id, unit.id) || !fits(s, unit.level, to)) return REFUSED
    put(d, unit.id, { parent: to.id })
    return d
  },
  merge(s, d, op, { on }) {
    const [unit, into] = [s.units.get(op.unit), s.units.get(op.into)]
    if (!isOpen(unit) || !isOpen(into) || unit.parent === null) return REFUSED
    if (unit.id === into.id || unit.level !== into.level) return REFUSED
    for (const child of childrenOf(s, unit.id)) put(d, child.id, { parent: into.id })
    for (const person of peopleAt(s, unit.id)) d.people.set(person, into.id)
    send(d, liveAt(s, unit.id), into.id)
    put(d, unit.id, { closed: on })
    return d
  },
  split(s, d, op, { on }) {
    const unit = s.units.get(op.unit)
    if (!isOpen(unit) || unit.parent === null || taken(s, op.code)) return REFUSED
    const below = new Set(childrenOf(s, unit.id).map(({ id }) => id))
    if (!op.children.every((id) => below.has(id))) return REFUSED
    if (!op.people.every((id) => s.people.get(id) === unit.id)) return REFUSED
    d.units.set(op.made, { ...unit, id: op.made, code: op.code, opened: on })
    for (const id of op.children) put(d, id, { parent: op.made })
    for (const id of op.people) d.people.set(id, op.made)
    const theirs = liveAt(s, unit.id).filter(({ person }) => op.people.includes(person))
    send(d, theirs, op.made)
    return d
  },
  level(s, d, { change, level, above, each }, { on }) {
    const at = above === null ? s.levels.length : s.levels.indexOf(above)
    if (at < 1 || s.levels.includes(level)) return REFUSED
    const lower = (id: string) => childrenOf(s, id).filter((c) => depth(s, c.level) >= at)
    const parents = [...s.units.values()].filter(
      (u) => isOpen(u) && depth(s, u.level) < at && lower(u.id).length > 0,
    )
    if (each !== null && parents.some(({ code }) => taken(s, `${code}-${each}`))) return REFUSED
    d.levels.splice(at, 0, level)
    for (const parent of each === null ? [] : parents) {
      const id = `${change}/${parent.id}`
      const unit = { id, code: `${parent.code}-${each}`, parent: parent.id, level, opened: on, closed: null }
      d.units.set(id, unit)
      for (const child of lower(parent.id)) put(d, child.id, { parent: id })
    }
    return d
  },
  'level-end'(s, d, op) {
    const used = [...s.units.values()].some(({ level }) => level === op.level)
    // A tier teaches from `l1` to booths.
    if (depth(s, op.level) < 1 || used || op.level === BOOTH || op.level === 'l1') return REFUSED
    d.levels.splice(depth(s, op.level), 1)
    return d
  },
  undo: (s, d, { undoes }, when) => undo(s, d, undoes, when),
  person(s, d, { id, unit }) {
    if (!isOpen(s.units.get(unit))) return REFUSED
    d.people.set(id, unit)
    return d
  },
  seat(s, d, { id, kind, person }, { now }) {
    const unit = s.people.get(person)
    const seated = [...s.facts.values()].some((f) => f.person === person && f.kind === kind && f.live)
    if (unit === undefined || levelOf(s, unit) !== BOOTH || seated) return REFUSED
    d.facts.set(id, { id, kind, person, unit, live: true, at: now })
    // A certificate rests on a registration, which here has ended.
    const rests = { id: `${id}-r`, kind: 'registration' as const, person, unit, live: false, at: now }
    if (kind === 'credential') d.facts.set(rests.id, rests)
    return d
  },
  unseat(s, d, { id }) {
    const fact = s.facts.get(id)
    if (!fact?.live) return REFUSED
    d.facts.set(id, { ...fact, live: false })
    return d
  },
  minimum(_s, d, { minimum }) {
    d.minimum = minimum
    return d
  },
}

/** What an operation makes of a state; null when it is refused. */
export function apply(s: State, op: Op, when: When): State | null {
  // The table has one entry a type, each for its own operations.
  const doing = DOING[op.type] as (s: State, d: Draft, op: Op, when: When) => Draft | null
  return doing(s, copy(s), op, when)
}

type Undoing = Pick<Memory, 'before' | 'after' | 'at'> & { later: boolean; on: string }

/** The units that a change touched, each as it left them and as they were before. */
const changedBy = ({ before, after }: Undoing) =>
  [...after.units.values()]
    .filter((unit) => before.units.get(unit.id) !== unit)
    .map((unit) => ({ unit, was: before.units.get(unit.id) }))

/** Puts units back that were there before; false when one is not as the change left it. */
function unitsBack(s: State, d: Draft, change: Undoing): boolean {
  return changedBy(change).every(({ unit, was }) => {
    const now = s.units.get(unit.id)
    if (!was) return now !== undefined && now.closed === unit.closed && now.parent === unit.parent
    if (unit.parent !== was.parent) {
      if (now?.parent !== unit.parent || now.closed !== null) return false
      put(d, unit.id, { parent: was.parent })
    }
    if (unit.closed !== was.closed) {
      if (now?.closed !== unit.closed) return false
      put(d, unit.id, { closed: was.closed })
    }
    return true
  })
}

/** Puts people and their seats back; false when one went on, or took a seat since where he was put. */
function peopleBack(s: State, d: Draft, { before, after, at }: Undoing): boolean {
  const moved = [...after.people].filter(([person, unit]) => before.people.get(person) !== unit)
  const facts = [...after.facts.values()].filter((fact) => before.facts.get(fact.id) !== fact)
  const sent = new Set(facts.map(({ id }) => id))
  for (const [person, unit] of moved) {
    const since = [...s.facts.values()].filter((f) => f.person === person && f.unit === unit && f.at >= at)
    if (s.people.get(person) !== unit || since.some((f) => !sent.has(f.id))) return false
    d.people.set(person, before.people.get(person) ?? '')
  }
  for (const fact of facts) {
    const now = s.facts.get(fact.id)
    if (!now || now.unit !== fact.unit) return false
    d.facts.set(fact.id, { ...now, unit: before.facts.get(fact.id)?.unit ?? '' })
  }
  return true
}

/** Takes away what the change made; false when something else uses it by now. A night later it only closes. */
function madeGone(s: State, d: Draft, change: Undoing): boolean {
  const touched = new Set(changedBy(change).map(({ unit }) => unit.id))
  for (const { unit, was } of changedBy(change)) {
    if (was) continue
    const used =
      [...s.units.values()].some((u) => u.parent === unit.id && !touched.has(u.id)) ||
      [...d.people.values()].includes(unit.id) ||
      [...d.facts.values()].some((fact) => fact.unit === unit.id)
    if (used) return false
    if (change.later) put(d, unit.id, { closed: change.on })
    else d.units.delete(unit.id)
  }
  return true
}

function levelsBack(s: State, d: Draft, { before, after }: Undoing): boolean {
  const [made] = after.levels.filter((level) => !before.levels.includes(level))
  const [ended] = before.levels.filter((level) => !after.levels.includes(level))
  if (made !== undefined) {
    const others = [...s.units.values()].filter(
      (u) => u.level === made && after.units.get(u.id) === undefined,
    )
    if (!s.levels.includes(made) || others.length > 0) return false
    if (![...d.units.values()].some((u) => u.level === made)) d.levels.splice(d.levels.indexOf(made), 1)
  }
  if (ended !== undefined) d.levels.splice(before.levels.indexOf(ended), 0, ended)
  return true
}

/** Whether a unit stands, open, below open units up to the root. */
function stands(d: Draft, unit: Unit): boolean {
  let at: Unit | undefined = unit
  for (let step = 0; step < 50 && at; step++) {
    if (at.closed !== null) return false
    if (at.parent === null) return true
    at = d.units.get(at.parent)
  }
  return false
}

/** Puts back what a change changed, if all of that still is as the change left it and nothing leans on it. */
function undo(s: State, d: Draft, id: string, when: When): Draft | null {
  const memory = when.memory.get(id)
  if (
    !memory ||
    memory.kind === 'undo' ||
    memory.kind === 'reopen' ||
    memory.undone ||
    memory.at <= when.now - 86_400
  )
    return REFUSED
  const change = { ...memory, later: memory.on < when.on, on: when.on }
  const back =
    unitsBack(s, d, change) && peopleBack(s, d, change) && madeGone(s, d, change) && levelsBack(s, d, change)
  if (!back) return REFUSED
  const again = changedBy(change).map(({ unit }) => d.units.get(unit.id))
  return again.every((unit) => !unit || unit.closed !== null || stands(d, unit)) ? d : REFUSED
}

export const ancestors = (s: State, id: string): string[] => {
  const above: string[] = []
  for (let at: string | null = id; at !== null; at = s.units.get(at)?.parent ?? null) above.unshift(at)
  return above
}

/** Open units of each level in each unit's subtree, counted by climbing from every one. */
export function counts(s: State): Map<string, number> {
  const all = new Map<string, number>()
  for (const unit of s.units.values())
    if (unit.closed === null)
      for (const above of ancestors(s, unit.id))
        all.set(`${above} ${unit.level}`, (all.get(`${above} ${unit.level}`) ?? 0) + 1)
  return all
}

/** Coverage of each unit, counted from the live facts: nominated, registered, trained, units with one, with more, that met the minimum. */
export function coverage(s: State): Map<string, number[]> {
  const all = new Map<string, number[]>()
  const trained = new Map<string, number>()
  const add = (unit: string, place: number) => {
    for (const above of ancestors(s, unit)) {
      const sums = all.get(above) ?? [0, 0, 0, 0, 0, 0]
      sums[place] = (sums[place] ?? 0) + 1
      all.set(above, sums)
    }
  }
  for (const { kind, unit, live } of s.facts.values()) {
    if (!live) continue
    add(unit, ['nomination', 'registration', 'credential'].indexOf(kind))
    if (kind === 'credential') trained.set(unit, (trained.get(unit) ?? 0) + 1)
  }
  for (const [unit, n] of trained) {
    add(unit, n === 1 ? 3 : 4)
    if (s.minimum > 0 && n >= s.minimum) add(unit, 5)
  }
  return all
}
