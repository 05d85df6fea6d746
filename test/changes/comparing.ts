import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { type Built, builders, type connection, everywhere, type Row } from './in-process.ts'
import { ancestors, BOOTH, childrenOf, counts, coverage, type State, type Unit } from './model.ts'

const { history, covered, covering } = await builders()
const { childrenThen, unitPageThen } = history

type Db = ReturnType<typeof connection>
type Dice = { one: <T>(list: readonly T[]) => T | undefined }

const sorted = (rows: readonly string[]) => [...rows].sort()

/** The whole tree, its counts, its coverage and everybody's place are those of the model. */
export function compare(db: Db, s: State) {
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
export function compareThen(db: Db, then: State, on: string, roll: Dice) {
  const unit = roll.one([...then.units.values()].filter(({ closed }) => closed === null))
  if (!unit) return
  const page = (unitPageThen(unit.id, on, everywhere) as unknown as Built[]).map((statement) =>
    db.run(statement),
  )
  const [[shown] = [], above = [], counted = []] = page
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

/** Coverage as of a past day says for a unit and those below it what counting that day's state says, person by person; answers how many units were asked about. */
export function compareCoverage(db: Db, tierId: string, then: State, on: string): number {
  const [sums, units] = [coverage(then), counts(then)]
  const told = (unit: Unit) => [
    unit.code,
    then.minimum,
    units.get(`${unit.id} ${BOOTH}`) ?? 0,
    ...(sums.get(unit.id) ?? [0, 0, 0, 0, 0, 0]),
  ]
  for (const unit of then.units.values()) {
    const sought = { tierId, unitId: unit.id, after: '' }
    const answer = db.run(covered.coverageThen(sought, on, sql`select 1`, everywhere) as unknown as Built)
    const rows = covering.rowsOf(answer as { rows: string }[])
    const shown = rows.map((row) => [
      ...[row.code, row.minimumEach, row.units, row.nominated, row.registered, row.trained],
      ...[row.unitsOne, row.unitsMore, row.unitsMet],
    ])
    const open = unit.closed === null
    const below = childrenOf(then, unit.id).sort((a, b) => (a.code < b.code ? -1 : 1))
    expect([on, shown]).toEqual([on, open ? [told(unit), ...below.map(told)] : []])
  }
  return then.units.size
}
