import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import type { Deed } from '../../worker/changes/queries.ts'
import { dayOf } from '../../worker/platform/calendar.ts'
import { asking, type Built, builders, connection, everywhere, found, type Row } from './in-process.ts'
import {
  ancestors,
  apply,
  BOOTH,
  childrenOf,
  counts,
  coverage,
  depth,
  type Memory,
  type Op,
  type State,
} from './model.ts'

const { changes, kinds, levels: levelling, undoings, editing, history } = await builders()
const { makeChange } = changes
const { closing, merging, moving, splitting } = kinds
const { inserting, removing } = levelling
const { undoing } = undoings
const { addUnit } = editing
const { childrenThen, unitPageThen } = history

const OPERATIONS = Number(process.env.TREE_OPERATIONS ?? 10_000)
const EPISODE = 500
const START = Math.floor(Date.parse('2026-01-05T03:00:00Z') / 1000)
const ZONE = 'Asia/Kolkata'
const TIER = v7()
const WORKSHOP = v7()

type Db = ReturnType<typeof connection>

/** Random numbers that a seed repeats. */
function dice(seed: number) {
  let at = seed >>> 0
  const next = () => {
    at = (at + 0x6d2b79f5) >>> 0
    let t = Math.imul(at ^ (at >>> 15), at | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number) => Math.floor(next() * n)
  const one = <T>(list: readonly T[]): T | undefined => list[below(list.length)]
  return { next, below, one }
}
type Dice = ReturnType<typeof dice>

/** Any operation: mostly on what is there, now and then on what is closed, gone or of the wrong level. */
function anyOperation(s: State, memory: ReadonlyMap<string, Memory>, roll: Dice, serial: number): Op {
  const all = [...s.units.values()]
  const open = all.filter(({ closed }) => closed === null)
  const unit = () => (roll.next() < 0.05 ? roll.one(all) : roll.one(open))?.id ?? ''
  const person = () => roll.one([...s.people.keys()]) ?? ''
  const change = v7()
  const chance = roll.next() * (open.length > 60 ? 0.86 : 1)
  if (chance < 0.22) {
    const id = unit()
    const level = s.units.get(id)?.level ?? ''
    const fitting = open.filter((u) => depth(s, u.level) < depth(s, level))
    return { type: 'move', change, unit: id, to: roll.next() < 0.8 ? (roll.one(fitting)?.id ?? id) : unit() }
  }
  if (chance < 0.3) {
    const id = unit()
    const alike = open.filter((u) => u.level === s.units.get(id)?.level)
    return { type: 'merge', change, unit: id, into: roll.next() < 0.9 ? (roll.one(alike)?.id ?? id) : unit() }
  }
  if (chance < 0.38) {
    const id = unit()
    const [below, here] = [childrenOf(s, id), [...s.people].filter(([, at]) => at === id)]
    return {
      type: 'split',
      change,
      unit: id,
      made: v7(),
      code: `s${serial}`,
      children: below.filter(() => roll.next() < 0.5).map((u) => u.id),
      people: here.filter(() => roll.next() < 0.5).map(([p]) => p),
    }
  }
  if (chance < 0.58) {
    const recent = [...memory.keys()].slice(-12)
    return { type: 'undo', change, undoes: roll.one(recent) ?? v7() }
  }
  if (chance < 0.63) return { type: 'close', change, unit: unit() }
  if (chance < 0.65 && s.levels.length < 7)
    return {
      type: 'level',
      change,
      level: `x${serial}`,
      above: roll.next() < 0.9 ? (roll.one(s.levels) ?? null) : null,
      each: roll.next() < 0.6 ? `e${serial}` : null,
    }
  if (chance < 0.67) return { type: 'level-end', change, level: roll.one(s.levels) ?? '' }
  if (chance < 0.72) return { type: 'person', id: v7(), unit: unit() }
  if (chance < 0.8) {
    const who = person()
    const held = [...s.facts.values()].find((f) => f.person === who && f.kind === 'registration' && f.live)
    const kind = roll.one(['nomination', 'registration', 'credential'] as const) ?? 'nomination'
    return { type: 'seat', id: v7(), kind, person: who, on: held?.id ?? null }
  }
  if (chance < 0.84) return { type: 'unseat', id: roll.one([...s.facts.keys()]) ?? v7() }
  const parent = unit()
  const lower = s.levels.slice(depth(s, s.units.get(parent)?.level ?? '') + 1)
  const level = (roll.next() < 0.5 ? BOOTH : roll.one(roll.next() < 0.9 ? lower : s.levels)) ?? BOOTH
  return { type: 'open', id: v7(), code: `u${serial}`, parent, level }
}

/** Any text as a statement. */
const plain = (text: string, ...args: unknown[]) => ({ text, args })
type Plain = ReturnType<typeof plain>

const SEATING: Record<string, (op: Extract<Op, { type: 'seat' }>, unit: string, now: number) => Plain> = {
  nomination: (op, unit, now) =>
    plain(
      'insert into nominations (id, tier_id, person_id, unit_id, nominated_at) values (?, ?, ?, ?, ?)',
      op.id,
      TIER,
      op.person,
      unit,
      now,
    ),
  registration: (op, unit, now) =>
    plain(
      `insert into registrations (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at)
        values (?, ?, ?, ?, ?, ?, 'x', ?)`,
      op.id,
      WORKSHOP,
      TIER,
      op.person,
      unit,
      op.id,
      now,
    ),
  credential: (op, unit, now) =>
    plain(
      `insert into credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id, generation, issued_by,
        issued_at, signature) values (?, ?, ?, ?, ?, ?, ?, 1, 'x', ?, 'x')`,
      op.id,
      op.id,
      op.on,
      op.person,
      TIER,
      WORKSHOP,
      unit,
      now,
    ),
}

/** What an operation is in the database: the Worker's own statements, and where the made change is read back. */
function statementsFor(
  op: Op,
  _s: State,
  now: number,
  on: string,
): { built: Built[]; made: number } | undefined {
  const change = (deed: Deed) => {
    const built = [...makeChange(asking(now), deed, {}, everywhere)] as unknown as Built[]
    return { built, made: built.length - 1 }
  }
  switch (op.type) {
    case 'open': {
      const names = { nameEn: op.code, nameHi: op.code, aliases: [] }
      const draft = {
        id: op.id,
        code: op.code,
        parentId: op.parent,
        levelId: op.level,
        openedOn: on,
        ...names,
      }
      return { built: [addUnit(draft, now, everywhere) as unknown as Built], made: -1 }
    }
    case 'move':
      return change(
        moving(
          { id: op.change, on, unitId: op.unit },
          { parentId: op.to, catchments: [] },
          everywhere,
          everywhere,
        ).deed,
      )
    case 'merge':
      return change(merging({ id: op.change, on, unitId: op.unit }, op.into, now, everywhere).deed)
    case 'close':
      return change(closing({ id: op.change, on, unitId: op.unit }, now, everywhere).deed)
    case 'split': {
      const unit = { id: op.made, code: op.code, nameEn: op.code, nameHi: op.code, aliases: [] }
      const asked = { unit, childIds: op.children, personIds: op.people }
      return change(splitting({ id: op.change, on, unitId: op.unit }, asked, everywhere).deed)
    }
    case 'level': {
      const level = { id: op.level, nameEn: op.level, nameHi: op.level }
      const beginning =
        op.each === null ? { way: 'none' as const } : { way: 'each' as const, suffix: op.each }
      return change(
        inserting({ id: op.change, on, now }, { level, aboveId: op.above, beginning }, everywhere).deed,
      )
    }
    case 'level-end':
      return change(removing({ id: op.change, on }, op.level, everywhere).deed)
    case 'undo':
      return change(undoing(op.change, on, op.undoes, now, everywhere).deed)
    default:
      return undefined
  }
}

/** Does an operation in the database; says whether it was done. */
function perform(db: Db, op: Op, s: State, now: number, on: string, between?: () => void): boolean {
  const known = statementsFor(op, s, now, on)
  if (known) {
    const answers = db.transaction(known.built, between)
    if (known.made >= 0) return (answers[known.made]?.length ?? 0) > 0
    return op.type === 'open' && db.rows('select 1 from units where id = ?', op.id).length > 0
  }
  // Facts and people are written as other domains write them, after their own checks.
  if (apply(s, op, { now, on, memory: new Map() }) === null) return false
  if (op.type === 'person')
    db.rows(
      `insert into people (id, unit_id, name_en, name_hi, search_text, created_at) values (?, ?, 'n', 'n', 'n', ?) returning id`,
      op.id,
      op.unit,
      now,
    )
  if (op.type === 'seat') {
    const made = SEATING[op.kind]?.(op, s.people.get(op.person) ?? '', now)
    if (made) db.rows(`${made.text} returning id`, ...made.args)
  }
  if (op.type === 'unseat') {
    const fact = s.facts.get(op.id)
    const [table, column] = {
      nomination: ['nominations', 'withdrawn_at'],
      registration: ['registrations', 'cancelled_at'],
      credential: ['credentials', 'revoked_at'],
    }[fact?.kind ?? 'nomination']
    db.rows(`update ${table} set ${column} = ? where id = ? returning id`, now, op.id)
  }
  return true
}

/** Units that the database minted itself get their ids into the model. */
function named(s: State, db: Db, op: Op): State {
  if (op.type !== 'level' || op.each === null) return s
  const ids = new Map(db.rows('select code, id from units').map((row) => [`${row.code}`, `${row.id}`]))
  const real = (id: string | null) =>
    id?.startsWith(`${op.change}/`) ? (ids.get(s.units.get(id)?.code ?? '') ?? id) : id
  return {
    ...s,
    units: new Map(
      [...s.units.values()].map((u) => {
        const [id, parent] = [real(u.id) ?? u.id, real(u.parent)]
        return [id, id === u.id && parent === u.parent ? u : { ...u, id, parent }]
      }),
    ),
  }
}

const sorted = (rows: readonly string[]) => [...rows].sort()

/** The whole tree, its counts, its coverage and everybody's place are those of the model. */
function compare(db: Db, s: State) {
  expect(db.rows('select id from levels order by depth').map(({ id }) => id)).toEqual(s.levels)
  const told = ({ id, code, parent_id, level_id, opened_on, closed_on, path }: Row) =>
    [id, code, parent_id, level_id, opened_on, closed_on, path].join(' ')
  const expected = [...s.units.values()].map((u) =>
    [u.id, u.code, u.parent, u.level, u.opened, u.closed, `/${ancestors(s, u.id).join('/')}/`].join(' '),
  )
  expect(sorted(db.rows('select * from units').map(told))).toEqual(sorted(expected))
  const counted = db.rows('select unit_id, level_id, units from unit_counts where units <> 0')
  expect(sorted(counted.map((row) => `${row.unit_id} ${row.level_id} ${row.units}`))).toEqual(
    sorted([...counts(s)].map(([key, n]) => `${key} ${n}`)),
  )
  const covered = db.rows(
    `select unit_id, nominated, registered, trained, units_one, units_more, units_met from coverage
      where nominated + registered + trained <> 0`,
  )
  expect(sorted(covered.map((row) => Object.values(row).join(' ')))).toEqual(
    sorted([...coverage(s)].map(([unit, sums]) => [unit, ...sums].join(' '))),
  )
  expect(sorted(db.rows('select id, unit_id from people').map((row) => `${row.id} ${row.unit_id}`))).toEqual(
    sorted([...s.people].map(([id, unit]) => `${id} ${unit}`)),
  )
}

/** A unit's page as of a past day says what the model said on that day. */
function compareThen(db: Db, then: State, on: string, roll: Dice) {
  const unit = roll.one([...then.units.values()].filter(({ closed }) => closed === null))
  if (!unit) return
  const page = (unitPageThen(unit.id, on, everywhere) as unknown as Built[]).map((statement) =>
    db.run(statement),
  )
  const [[shown], above = [], counted = []] = page
  const below = childrenOf(then, unit.id)
  expect([on, shown?.id, shown?.parentId, shown?.children]).toEqual([on, unit.id, unit.parent, below.length])
  expect(above.map(({ id }) => id)).toEqual(ancestors(then, unit.id).slice(0, -1))
  const mine = [...counts(then)]
    .filter(([key]) => key.startsWith(unit.id))
    .map(([key, n]) => `${key.slice(37)} ${n}`)
  expect([unit.id, on, sorted(counted.map((row) => `${row.levelId} ${row.units}`))]).toEqual([
    unit.id,
    on,
    sorted(mine),
  ])
  const children = db.run(childrenThen(unit.id, '', on, everywhere) as unknown as Built)
  expect(sorted(children.map(({ id }) => `${id}`))).toEqual(sorted(below.map(({ id }) => id)))
}

function founding(db: Db): State {
  const [root, levels] = [v7(), ['state', 'l1', BOOTH]]
  levels.forEach((level, at) =>
    db.rows('insert into levels values (?, ?, ?, ?) returning id', level, at, level, level),
  )
  db.rows(
    `insert into units (id, code, parent_id, level_id, path, name_en, name_hi, search_text, created_at)
      values (?, 'root', null, 'state', ?, 'n', 'n', 'n', 0) returning id`,
    root,
    `/${root}/`,
  )
  db.exec(`
    insert into organisation (id, slug, name_en, name_hi, kind, language, time_zone, currency, created_at)
      values (1, 'x', 'x', 'x', 'society', 'hi', '${ZONE}', 'INR', 0);
    insert into programmes (id, name_en, name_hi, starts_on, ends_on, created_at) values ('p', 'p', 'p', '2026', '2027', 0);
    insert into tiers (id, programme_id, position, name_en, name_hi, host_level_id, trainee_level_id, taught_by, planned,
      minimum, target, maximum, batch_size, days, hours_per_day, pass_days)
      values ('${TIER}', 'p', 1, 't', 't', 'l1', '${BOOTH}', 'guest', 0, 2, 3, 99, 99, 1, 1, 1);
    insert into workshops (id, tier_id, unit_id, name_en, name_hi, starts_on, ends_on, capacity, fee_minor, currency,
      opens_at, closes_at, created_at)
      values ('${WORKSHOP}', '${TIER}', '${root}', 'w', 'w', '2026-01-01', '2026-01-02', 999, 0, 'INR', 0, 1, 0);`)
  const unit = { id: root, code: 'root', parent: null, level: 'state', opened: null, closed: null }
  return { levels, units: new Map([[root, unit]]), people: new Map(), facts: new Map() }
}

/** One life of a tree; says how often each operation was done and how often it was refused. */
function live(seed: number, operations: number, tally: Map<string, number>) {
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-tree-'))
  const file = join(folder, 'tree.db')
  const first = found(file, START)
  const second = connection(file)
  const roll = dice(seed)
  const memory = new Map<string, Memory>()
  const days = new Map<string, State>()
  let state = founding(first)
  let now = START
  const take = (db: Db, op: Op, between?: () => void) => {
    now += 1
    const on = dayOf(now, ZONE)
    const after = apply(state, op, { now, on, memory })
    const done = perform(db, op, state, now, on, between)
    expect([seed, op, done]).toEqual([seed, op, after !== null])
    const count = `${op.type} ${done ? 'done' : 'refused'}`
    tally.set(count, (tally.get(count) ?? 0) + 1)
    if (after === null) return
    const before = state
    state = named(after, db, op)
    if ('change' in op)
      memory.set(op.change, { kind: op.type, before, after: state, at: now, on, undone: false })
    const undone = op.type === 'undo' && memory.get(op.undoes)
    if (undone) undone.undone = true
  }
  for (let n = 0; n < operations; n++) {
    const today = dayOf(now, ZONE)
    now += 600 + roll.below(6_000)
    if (dayOf(now, ZONE) !== today) days.set(today, state)
    const op = anyOperation(state, memory, roll, n)
    if (roll.next() < 0.2) {
      // Two people decide on what they see; the second cannot write while the first does, and then meets another tree.
      const other = anyOperation(state, memory, roll, n + operations)
      const held = 'change' in op
      take(
        first,
        op,
        held ? () => expect(() => second.exec('begin immediate')).toThrow(/locked|busy/i) : undefined,
      )
      take(second, other)
    } else take(n % 2 ? first : second, op)
    if (n % 10 === 0) compare(second, state)
    if (n % 5 === 0) {
      const [on, then] = roll.one([...days]) ?? []
      if (on && then) compareThen(first, then, on, roll)
    }
  }
  compare(first, state)
  expect(first.rows('select * from tree_shift')).toEqual([])
  first.close()
  second.close()
  rmSync(folder, { recursive: true })
}

test(`${OPERATIONS} random changes by two connections: the tree, its counts, its coverage and every past day are the model's`, () => {
  const tally = new Map<string, number>()
  for (let done = 0; done < OPERATIONS; done += EPISODE) live(4 + done, EPISODE, tally)
  if (process.env.TREE_TALLY) console.log(Object.fromEntries([...tally].sort()))
  for (const type of ['open', 'close', 'move', 'merge', 'split', 'undo', 'level', 'level-end', 'seat'])
    expect([type, (tally.get(`${type} done`) ?? 0) > OPERATIONS / 500]).toEqual([type, true])
}, 900_000)
