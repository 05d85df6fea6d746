import { dayOf } from '../../worker/platform/calendar.ts'

type Row = Record<string, unknown>
type Db = { rows: (text: string, ...args: unknown[]) => Row[] }

/** What a test knows beside the database: what each credential's holder was taught, and what the tier asks. */
export type Told = {
  tierId: string
  minimum: number
  finishBy: string | null
  /** Until when time has been written down: whose credential has run out by then is not valid. */
  now: number
  subjects: ReadonlyMap<string, ReadonlySet<string>>
}

type Fact = {
  person: string
  unit: string
  kind: 'nominated' | 'registered' | 'trained'
  onTime: boolean
  taught: boolean
  valid: boolean
  subjects: readonly string[]
}

const text = (value: unknown) => `${value}`

function factsOf(db: Db, { tierId, finishBy, now, subjects }: Told): Fact[] {
  const plain = { onTime: false, taught: false, valid: false, subjects: [] }
  const live = db.rows('select * from credentials where revoked_at is null and tier_id = ?', tierId)
  const teachers = new Set(
    db.rows('select trainer_credential_id as id from lineage').map(({ id }) => text(id)),
  )
  const certified = live.map(
    (c): Fact => ({
      person: text(c.person_id),
      unit: text(c.unit_id),
      kind: 'trained',
      onTime: finishBy !== null && dayOf(Number(c.issued_at), 'Asia/Kolkata') <= finishBy,
      taught: teachers.has(text(c.id)),
      valid: c.valid_until === null || Number(c.valid_until) > now,
      subjects: [...(subjects.get(text(c.id)) ?? [])],
    }),
  )
  const holders = new Set(certified.map(({ person }) => person))
  const prior = db.rows('select * from prior_trainings where tier_id = ? order by recorded_at, id', tierId)
  const before = new Map<string, Fact>()
  for (const row of prior) {
    const person = text(row.person_id)
    if (holders.has(person)) continue
    const known = before.get(person)
    const learnt = row.subject_id === null ? [] : [text(row.subject_id)]
    before.set(person, {
      person,
      unit: known?.unit ?? text(row.unit_id),
      kind: 'trained',
      onTime: finishBy !== null,
      taught: false,
      valid: false,
      subjects: [...(known?.subjects ?? []), ...learnt],
    })
  }
  const of = (kind: Fact['kind'], rows: Row[]) =>
    rows.map((row): Fact => ({ ...plain, person: text(row.person_id), unit: text(row.unit_id), kind }))
  return [
    ...of(
      'nominated',
      db.rows('select * from nominations where withdrawn_at is null and tier_id = ?', tierId),
    ),
    ...of(
      'registered',
      db.rows('select * from registrations where cancelled_at is null and tier_id = ?', tierId),
    ),
    ...certified,
    ...before.values(),
  ]
}

/** Ten sums of coverage, by the unit's id; and six of a cell, by the ids of unit, subject and wing. */
export type Sums = { units: Map<string, number[]>; cells: Map<string, number[]> }

const add = (sums: Map<string, number[]>, key: string, values: readonly number[]) =>
  sums.set(
    key,
    values.map((value, at) => value + (sums.get(key)?.[at] ?? 0)),
  )

type Own = { unit: string; subject: string; wing: string; values: number[] }

/** Facts of each unit, by subject (- for any) and wing. */
function ownOf(db: Db, told: Told): Own[] {
  const wings = new Map<string, string[]>()
  for (const { person_id: person, wing_id: wing } of db.rows('select * from wing_members'))
    wings.set(text(person), [...(wings.get(text(person)) ?? []), text(wing)])
  const own = new Map<string, number[]>()
  for (const fact of factsOf(db, told)) {
    const is = (kind: Fact['kind']) => (fact.kind === kind ? 1 : 0)
    const [onTime, taught, valid] = [fact.onTime, fact.taught, fact.valid].map(Number) as [
      number,
      number,
      number,
    ]
    for (const wing of ['', ...(wings.get(fact.person) ?? [])]) {
      add(own, `${fact.unit} - ${wing}`, [
        is('nominated'),
        is('registered'),
        is('trained'),
        onTime,
        taught,
        valid,
      ])
      for (const subject of fact.subjects)
        add(own, `${fact.unit} ${subject} ${wing}`, [0, 0, 1, onTime, 0, 0])
    }
  }
  return [...own].map(([key, values]) => {
    const [unit = '', subject = '', wing = ''] = key.split(' ')
    return { unit, subject, wing, values }
  })
}

/** Every unit's coverage, and that of every wing and subject, counted from the rows of the facts, person by person. */
export function recounted(db: Db, told: Told): Sums {
  const { minimum } = told
  const paths = new Map(db.rows('select id, path from units').map(({ id, path }) => [text(id), text(path)]))
  const [units, cells] = [new Map<string, number[]>(), new Map<string, number[]>()]
  for (const { unit, subject, wing, values } of ownOf(db, told)) {
    const [nominated = 0, registered = 0, trained = 0, onTime = 0, taught = 0, valid = 0] = values
    const sums = [nominated, registered, trained, trained === 1 ? 1 : 0, trained > 1 ? 1 : 0]
    const met = minimum > 0 && trained >= minimum ? 1 : 0
    const everybody = subject === '-' && wing === ''
    const [into, key, figures] = everybody
      ? [units, '', [...sums, met, onTime, Math.min(trained, minimum), taught, valid]]
      : [cells, ` ${subject} ${wing}`, [...sums, onTime]]
    for (const top of (paths.get(unit) ?? '').split('/').filter((part) => part !== ''))
      add(into, `${top}${key}`, figures)
  }
  return { units, cells }
}

const listed = (sums: Map<string, readonly number[]>) =>
  [...sums]
    .filter(([, values]) => values.some((value) => value !== 0))
    .map(([key, values]) => `${key}: ${values}`)
    .sort()

/** Sums as lines that can be compared. */
export const told = ({ units, cells }: Sums) => [...listed(units), ...listed(cells)]

const UNIT = [
  'nominated',
  'registered',
  'trained',
  'units_one',
  'units_more',
  'units_met',
  'on_time',
  'toward',
  'taught',
  'valid',
]
const CELL = ['nominated', 'registered', 'trained', 'units_one', 'units_more', 'on_time']

/** What the ledger says; as of the end of a day, today's less what came later. */
export function kept(db: Db, tierId: string, on?: string): Sums {
  const [units, cells] = [new Map<string, number[]>(), new Map<string, number[]>()]
  const sums = (row: Row, columns: string[], sign: number) => columns.map((name) => sign * Number(row[name]))
  const cell = (row: Row) => `${row.unit_id} ${row.subject_id || '-'} ${row.wing_id}`
  for (const row of db.rows('select * from coverage where tier_id = ?', tierId))
    add(units, text(row.unit_id), sums(row, UNIT, 1))
  for (const row of db.rows('select * from coverage_cells where tier_id = ?', tierId))
    add(cells, cell(row), sums(row, CELL, 1))
  if (on === undefined) return { units, cells }
  for (const row of db.rows('select * from coverage_changes where tier_id = ? and on_day > ?', tierId, on))
    add(units, text(row.unit_id), sums(row, UNIT, -1))
  for (const row of db.rows('select * from cell_changes where tier_id = ? and on_day > ?', tierId, on))
    add(cells, cell(row), sums(row, CELL, -1))
  return { units, cells }
}
