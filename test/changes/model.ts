import { addDays } from '../../worker/platform/calendar.ts'

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
}

export type Op =
  | { type: 'open'; id: string; code: string; parent: string; level: string }
  | { type: 'close'; change: string; unit: string }
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
  | { type: 'seat'; id: string; kind: Fact['kind']; person: string; on: string | null }
  | { type: 'unseat'; id: string }

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
}
const copy = (s: State): Draft => ({
  levels: [...s.levels],
  units: new Map(s.units),
  people: new Map(s.people),
  facts: new Map(s.facts),
})
const put = (d: Draft, id: string, change: Partial<Unit>) => {
  const unit = d.units.get(id)
  if (unit) d.units.set(id, { ...unit, ...change })
}
const send = (d: Draft, facts: readonly Fact[], unit: string) => {
  for (const fact of facts) d.facts.set(fact.id, { ...fact, unit })
}

/** What an operation makes of a state; null when it is refused. */
export function apply(s: State, op: Op, when: When): State | null {
  const d = copy(s)
  switch (op.type) {
    case 'open': {
      const parent = s.units.get(op.parent)
      const taken = [...s.units.values()].some(({ code }) => code === op.code)
      if (!isOpen(parent) || taken || !s.levels.includes(op.level) || !fits(s, op.level, parent))
        return REFUSED
      d.units.set(op.id, {
        id: op.id,
        code: op.code,
        parent: op.parent,
        level: op.level,
        opened: when.on,
        closed: null,
      })
      return d
    }
    case 'close': {
      const unit = s.units.get(op.unit)
      const used = childrenOf(s, op.unit).length + peopleAt(s, op.unit).length + liveAt(s, op.unit).length
      if (!isOpen(unit) || unit.parent === null || used > 0) return REFUSED
      put(d, op.unit, { closed: when.on })
      return d
    }
    case 'move': {
      const [unit, to] = [s.units.get(op.unit), s.units.get(op.to)]
      if (!isOpen(unit) || !isOpen(to) || unit.parent === null || unit.parent === to.id) return REFUSED
      if (within(s, to.id, unit.id) || !fits(s, unit.level, to)) return REFUSED
      put(d, unit.id, { parent: to.id })
      return d
    }
    case 'merge': {
      const [unit, into] = [s.units.get(op.unit), s.units.get(op.into)]
      if (
        !isOpen(unit) ||
        !isOpen(into) ||
        unit.parent === null ||
        unit.id === into.id ||
        unit.level !== into.level
      )
        return REFUSED
      for (const child of childrenOf(s, unit.id)) put(d, child.id, { parent: into.id })
      for (const person of peopleAt(s, unit.id)) d.people.set(person, into.id)
      send(d, liveAt(s, unit.id), into.id)
      put(d, unit.id, { closed: when.on })
      return d
    }
    case 'split': {
      const unit = s.units.get(op.unit)
      if (!isOpen(unit) || unit.parent === null) return REFUSED
      if ([...s.units.values()].some(({ code }) => code === op.code)) return REFUSED
      if (op.children.some((id) => !isOpen(s.units.get(id)) || s.units.get(id)?.parent !== unit.id))
        return REFUSED
      if (op.people.some((id) => s.people.get(id) !== unit.id)) return REFUSED
      d.units.set(op.made, { ...unit, id: op.made, code: op.code, opened: when.on })
      for (const id of op.children) put(d, id, { parent: op.made })
      for (const id of op.people) d.people.set(id, op.made)
      send(
        d,
        liveAt(s, unit.id).filter(({ person }) => op.people.includes(person)),
        op.made,
      )
      return d
    }
    case 'level': {
      const at = op.above === null ? s.levels.length : s.levels.indexOf(op.above)
      if (at < 1 || s.levels.includes(op.level)) return REFUSED
      const parents = [...s.units.values()].filter(
        (u) =>
          isOpen(u) && depth(s, u.level) < at && childrenOf(s, u.id).some((c) => depth(s, c.level) >= at),
      )
      const codes = new Set([...s.units.values()].map(({ code }) => code))
      if (op.each !== null && parents.some(({ code }) => codes.has(`${code}-${op.each}`))) return REFUSED
      d.levels.splice(at, 0, op.level)
      for (const parent of op.each === null ? [] : parents) {
        const id = `${op.change}/${parent.id}`
        d.units.set(id, {
          id,
          code: `${parent.code}-${op.each}`,
          parent: parent.id,
          level: op.level,
          opened: when.on,
          closed: null,
        })
        for (const child of childrenOf(s, parent.id))
          if (depth(s, child.level) >= at) put(d, child.id, { parent: id })
      }
      return d
    }
    case 'level-end': {
      const used = [...s.units.values()].some(({ level }) => level === op.level)
      if (depth(s, op.level) < 1 || used || op.level === BOOTH || op.level === 'l1') return REFUSED
      d.levels.splice(depth(s, op.level), 1)
      return d
    }
    case 'undo':
      return undo(s, op.undoes, when)
    case 'person':
      if (!isOpen(s.units.get(op.unit))) return REFUSED
      d.people.set(op.id, op.unit)
      return d
    case 'seat': {
      const unit = s.people.get(op.person)
      const seats = [...s.facts.values()].filter(
        (f) => f.person === op.person && f.kind === op.kind && f.live,
      )
      if (unit === undefined || s.units.get(unit)?.level !== BOOTH || seats.length > 0) return REFUSED
      if (op.kind === 'credential' && op.on === null) return REFUSED
      d.facts.set(op.id, { id: op.id, kind: op.kind, person: op.person, unit, live: true, at: when.now })
      return d
    }
    case 'unseat': {
      const fact = s.facts.get(op.id)
      if (!fact?.live) return REFUSED
      d.facts.set(op.id, { ...fact, live: false })
      return d
    }
  }
}

/** Puts back what a change changed, if all of that still is as the change left it and nothing leans on it. */
function undo(s: State, id: string, when: When): State | null {
  const change = when.memory.get(id)
  if (!change || change.kind === 'undo' || change.undone || change.at <= when.now - 86_400) return REFUSED
  const { before, after } = change
  const later = change.on < when.on
  const d = copy(s)
  const changed = [...after.units.values()].filter((u) => before.units.get(u.id) !== u)
  const made = new Set(changed.filter((u) => !before.units.has(u.id)).map((u) => u.id))
  const movedPeople = [...after.people].filter(([person, unit]) => before.people.get(person) !== unit)
  const movedFacts = [...after.facts.values()].filter((f) => before.facts.get(f.id) !== f)
  const touched = new Set(changed.map((u) => u.id))
  for (const unit of changed) {
    const now = s.units.get(unit.id)
    const then = before.units.get(unit.id)
    if (!then) {
      if (!now || now.closed !== unit.closed || now.parent !== unit.parent) return REFUSED
      continue
    }
    if (unit.parent !== then.parent && now?.parent !== unit.parent) return REFUSED
    if (unit.closed !== then.closed && now?.closed !== unit.closed) return REFUSED
    if (unit.parent !== then.parent) put(d, unit.id, { parent: then.parent })
    if (unit.closed !== then.closed) put(d, unit.id, { closed: then.closed })
  }
  for (const [person, unit] of movedPeople) {
    if (s.people.get(person) !== unit) return REFUSED
    d.people.set(person, before.people.get(person) ?? '')
    const since = [...s.facts.values()].some(
      (f) =>
        f.person === person && f.unit === unit && f.at >= change.at && !movedFacts.some((m) => m.id === f.id),
    )
    if (since) return REFUSED
  }
  for (const fact of movedFacts) {
    const now = s.facts.get(fact.id)
    if (!now || now.unit !== fact.unit) return REFUSED
    d.facts.set(fact.id, { ...now, unit: before.facts.get(fact.id)?.unit ?? '' })
  }
  for (const id of made) {
    if ([...s.units.values()].some((u) => u.parent === id && !touched.has(u.id))) return REFUSED
    if ([...d.people.values()].includes(id) || [...d.facts.values()].some((f) => f.unit === id))
      return REFUSED
    if (later) put(d, id, { closed: when.on })
    else d.units.delete(id)
  }
  const [newLevel] = after.levels.filter((level) => !before.levels.includes(level))
  const [oldLevel] = before.levels.filter((level) => !after.levels.includes(level))
  if (newLevel !== undefined) {
    if ([...s.units.values()].some((u) => u.level === newLevel && !made.has(u.id))) return REFUSED
    const used = [...d.units.values()].some((u) => u.level === newLevel)
    if (!used) d.levels.splice(d.levels.indexOf(newLevel), 1)
  }
  if (oldLevel !== undefined) d.levels.splice(before.levels.indexOf(oldLevel), 0, oldLevel)
  for (const unit of changed) {
    const back = d.units.get(unit.id)
    if (!back || back.closed !== null || back.parent === null) continue
    if (!isOpen(d.units.get(back.parent))) return REFUSED
    // Climbing must end at the root.
    let at: string | null = back.parent
    for (let step = 0; at !== null; step++) {
      if (step > 100 || at === unit.id) return REFUSED
      at = d.units.get(at)?.parent ?? null
    }
  }
  return d
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

/** Coverage of each unit, counted from the live facts: nominated, registered, trained, units with one, with more, that met 2. */
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
    if (n >= 2) add(unit, 5)
  }
  return all
}

export const dayAfter = (day: string) => addDays(day, 1)
