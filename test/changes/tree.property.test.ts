import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import type { Deed } from '../../worker/changes/queries.ts'
import { dayOf } from '../../worker/platform/calendar.ts'
import { compare, compareCoverage, compareThen } from './comparing.ts'
import { asking, type Built, builders, connection, everywhere, found } from './in-process.ts'
import { apply, BOOTH, childrenOf, depth, type Memory, type Op, type State, type Unit } from './model.ts'

const { changes, kinds, levels: levelling, undoings, editing } = await builders()
const { makeChange } = changes
const { closing, merging, moving, reopening, splitting } = kinds
const { inserting, removing } = levelling
const { undoing } = undoings
const { addUnit } = editing

const OPERATIONS = Number(process.env.TREE_OPERATIONS ?? 10_000)
const SEED = Number(process.env.TREE_SEED ?? 4)
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

type Making = {
  s: State
  memory: ReadonlyMap<string, Memory>
  roll: Dice
  serial: number
  open: Unit[]
  unit: () => string
}

/** How each operation is made up: mostly on what is there, now and then on what is closed, gone or of the wrong level. */
const MAKING: { share: number; make: (m: Making) => Op }[] = [
  {
    share: 22,
    make({ s, roll, open, unit }) {
      const id = unit()
      const level = s.units.get(id)?.level ?? ''
      const fitting = open.filter((u) => depth(s, u.level) < depth(s, level))
      return {
        type: 'move',
        change: v7(),
        unit: id,
        to: roll.next() < 0.8 ? (roll.one(fitting)?.id ?? id) : unit(),
      }
    },
  },
  {
    share: 8,
    make({ s, roll, open, unit }) {
      const id = unit()
      const alike = open.filter((u) => u.level === s.units.get(id)?.level)
      return {
        type: 'merge',
        change: v7(),
        unit: id,
        into: roll.next() < 0.9 ? (roll.one(alike)?.id ?? id) : unit(),
      }
    },
  },
  {
    share: 8,
    make({ s, roll, serial, unit }) {
      const id = unit()
      const half = <T>(list: readonly T[]) => list.filter(() => roll.next() < 0.5)
      const people = half([...s.people].filter(([, at]) => at === id).map(([person]) => person))
      const children = half(childrenOf(s, id).map((u) => u.id))
      return { type: 'split', change: v7(), unit: id, made: v7(), code: `s${serial}`, children, people }
    },
  },
  {
    share: 20,
    make: ({ memory, roll }) => ({
      type: 'undo',
      change: v7(),
      undoes: roll.one([...memory.keys()].slice(-12)) ?? v7(),
    }),
  },
  { share: 5, make: ({ unit }) => ({ type: 'close', change: v7(), unit: unit() }) },
  {
    share: 3,
    make({ s, roll, unit }) {
      const closed = [...s.units.values()].filter((u) => u.closed !== null)
      return { type: 'reopen', change: v7(), unit: roll.one(closed)?.id ?? unit() }
    },
  },
  {
    share: 2,
    make({ s, roll, serial }) {
      const above = roll.next() < 0.9 ? (roll.one(s.levels) ?? null) : null
      const each = roll.next() < 0.6 ? `e${serial}` : null
      return s.levels.length < 7
        ? { type: 'level', change: v7(), level: `x${serial}`, above, each }
        : { type: 'level-end', change: v7(), level: roll.one(s.levels) ?? '' }
    },
  },
  { share: 2, make: ({ s, roll }) => ({ type: 'level-end', change: v7(), level: roll.one(s.levels) ?? '' }) },
  {
    share: 6,
    make({ roll, open, unit }) {
      const booth = roll.one(open.filter((u) => u.level === BOOTH))?.id
      return { type: 'person', id: v7(), unit: roll.next() < 0.7 && booth ? booth : unit() }
    },
  },
  {
    share: 10,
    make({ s, roll }) {
      const person = roll.one([...s.people.keys()]) ?? ''
      const kind = roll.one(['nomination', 'registration', 'credential'] as const) ?? 'nomination'
      return { type: 'seat', id: v7(), kind, person }
    },
  },
  { share: 3, make: ({ s, roll }) => ({ type: 'unseat', id: roll.one([...s.facts.keys()]) ?? v7() }) },
  { share: 1, make: ({ roll }) => ({ type: 'minimum', minimum: roll.below(4) }) },
  {
    share: 14,
    make({ s, roll, serial, unit }) {
      const parent = unit()
      const lower = s.levels.slice(depth(s, s.units.get(parent)?.level ?? '') + 1)
      const level = (roll.next() < 0.5 ? BOOTH : roll.one(roll.next() < 0.9 ? lower : s.levels)) ?? BOOTH
      return { type: 'open', id: v7(), code: `u${serial}`, parent, level }
    },
  },
]
const ALL = MAKING.reduce((sum, { share }) => sum + share, 0)
const UNITS_MAX = 60

function anyOperation(s: State, memory: ReadonlyMap<string, Memory>, roll: Dice, serial: number): Op {
  const all = [...s.units.values()]
  const open = all.filter(({ closed }) => closed === null)
  const unit = () => (roll.next() < 0.05 ? roll.one(all) : roll.one(open))?.id ?? ''
  // A tree that has grown large enough opens no more: the last of the list.
  let at = roll.next() * (open.length > UNITS_MAX ? ALL - (MAKING.at(-1)?.share ?? 0) : ALL)
  const chosen = MAKING.find(({ share }) => {
    at -= share
    return at < 0
  })
  return (chosen ?? (MAKING[0] as (typeof MAKING)[number])).make({ s, memory, roll, serial, open, unit })
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
      `${op.id}-r`,
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
    case 'reopen':
      return change(reopening({ id: op.change, on, unitId: op.unit }, everywhere).deed)
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
    // What a certificate rests on: a registration that has ended.
    if (op.kind === 'credential')
      db.rows(
        `insert into registrations (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at,
          cancelled_at) values (?, ?, ?, ?, ?, ?, 'x', ?, ?) returning id`,
        ...[`${op.id}-r`, WORKSHOP, TIER, op.person, s.people.get(op.person), op.id, now, now],
      )
    const made = SEATING[op.kind]?.(op, s.people.get(op.person) ?? '', now)
    if (made) db.rows(`${made.text} returning id`, ...made.args)
  }
  if (op.type === 'minimum')
    db.rows('update tiers set minimum = ?, changed_at = ? returning id', op.minimum, now)
  if (op.type === 'unseat') unseat(db, op.id, s, now)
  return true
}

function unseat(db: Db, id: string, s: State, now: number) {
  const fact = s.facts.get(id)
  const [table, column] = {
    nomination: ['nominations', 'withdrawn_at'],
    registration: ['registrations', 'cancelled_at'],
    credential: ['credentials', 'revoked_at'],
  }[fact?.kind ?? 'nomination']
  db.rows(`update ${table} set ${column} = ? where id = ? returning id`, now, id)
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

function founding(db: Db): State {
  const [root, levels] = [v7(), ['state', 'l1', BOOTH]]
  for (const [at, level] of levels.entries())
    db.rows('insert into levels values (?, ?, ?, ?) returning id', level, at, level, level)
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
  return { levels, units: new Map([[root, unit]]), people: new Map(), facts: new Map(), minimum: 2 }
}

/** A tree in a file with two connections, its model beside it, and its days. */
function life(seed: number, tally: Map<string, number>) {
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-tree-'))
  const file = join(folder, 'tree.db')
  const [first, second] = [found(file, START), connection(file)]
  const memory = new Map<string, Memory>()
  const days = new Map<string, State>()
  const it = { state: founding(first), now: START }
  /** Does an operation in both, and holds them to the same answer. */
  function take(db: Db, op: Op, between?: () => void) {
    it.now += 1
    const [before, now, on] = [it.state, it.now, dayOf(it.now, ZONE)]
    const after = apply(before, op, { now, on, memory })
    const done = perform(db, op, before, now, on, between)
    expect([seed, op, done]).toEqual([seed, op, after !== null])
    const count = `${op.type} ${done ? 'done' : 'refused'}`
    tally.set(count, (tally.get(count) ?? 0) + 1)
    if (after === null) return
    it.state = named(after, db, op)
    if ('change' in op)
      memory.set(op.change, { kind: op.type, before, after: it.state, at: now, on, undone: false })
    const undone = op.type === 'undo' && memory.get(op.undoes)
    if (undone) undone.undone = true
  }
  function wait(seconds: number) {
    const today = dayOf(it.now, ZONE)
    it.now += seconds
    if (dayOf(it.now, ZONE) !== today) days.set(today, it.state)
  }
  function end() {
    compare(first, it.state)
    for (const [on, then] of days) {
      const asked = compareCoverage(first, TIER, then, on)
      tally.set('unit as of a day', (tally.get('unit as of a day') ?? 0) + asked)
    }
    expect(first.rows('select * from tree_shift')).toEqual([])
    first.close()
    second.close()
    rmSync(folder, { recursive: true })
  }
  return { first, second, memory, days, it, take, wait, end }
}

/** Lives through some operations; counts how often each was done and how often it was refused. */
function live(seed: number, operations: number, tally: Map<string, number>) {
  const { first, second, memory, days, it, take, wait, end } = life(seed, tally)
  const roll = dice(seed)
  const busy = () => expect(() => second.exec('begin immediate')).toThrow(/locked|busy/i)
  for (let n = 0; n < operations; n++) {
    wait(600 + roll.below(6_000))
    const op = anyOperation(it.state, memory, roll, n)
    if (roll.next() < 0.2) {
      // Two people decide on what they see; the second cannot write while the first does, and then meets another tree.
      const other = anyOperation(it.state, memory, roll, n + operations)
      take(first, op, 'change' in op ? busy : undefined)
      take(second, other)
    } else take(n % 2 ? first : second, op)
    if (n % 10 === 0) compare(second, it.state)
    const [on, then] = (n % 5 === 0 && roll.one([...days])) || []
    if (on && then) compareThen(first, then, on, roll)
  }
  end()
}

test(`${OPERATIONS} random changes by two connections: the tree, its counts, its coverage and every past day of both are the model's`, () => {
  const tally = new Map<string, number>()
  for (let done = 0; done < OPERATIONS; done += EPISODE) live(SEED + done, EPISODE, tally)
  expect(tally.get('unit as of a day')).toBeGreaterThan(OPERATIONS)
  if (process.env.TREE_TALLY) console.log(Object.fromEntries([...tally].sort()))
  for (const type of [
    'open',
    'close',
    'move',
    'merge',
    'split',
    'undo',
    'level',
    'level-end',
    'reopen',
    'seat',
    'unseat',
    'minimum',
  ])
    expect([type, (tally.get(`${type} done`) ?? 0) > OPERATIONS / 2000]).toEqual([type, true])
}, 900_000)
