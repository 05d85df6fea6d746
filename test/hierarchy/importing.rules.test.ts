import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { writeUnits } from '../../worker/hierarchy/imports/queries.ts'
import { type KnownUnit, planUnits, type UnitRow } from '../../worker/hierarchy/imports/rules.ts'

const LEVELS = [
  { id: 'state', depth: 0, nameEn: 'State', nameHi: 'राज्य' },
  { id: 'district', depth: 1, nameEn: 'District', nameHi: 'ज़िला' },
  { id: 'booth', depth: 2, nameEn: 'Booth', nameHi: 'बूथ' },
]
const known = (code: string, parentCode: string | null, levelId: string, mine = true): KnownUnit => ({
  code,
  parentCode,
  levelId,
  nameEn: code,
  nameHi: code,
  aliases: [],
  mine,
})
const THERE = [
  known('ST', null, 'state'),
  known('D1', 'ST', 'district'),
  known('D9', 'ST', 'district', false),
]

/** Rows written `CODE<PARENT level name`; the first one is row 2. */
const table = (...lines: string[]): UnitRow[] =>
  lines.map((line, index) => {
    const [place = '', level = '', nameEn = ''] = line.split(' ')
    const [code = '', parentCode = ''] = place.split('<')
    return { row: index + 2, code, parentCode, level, nameEn, nameHi: '', aliases: [] }
  })
const faultsOf = (...lines: string[]) =>
  planUnits(table(...lines), LEVELS, THERE).faults.map(({ row, column, code }) => `${row} ${column} ${code}`)

test.each([
  ['B1<D1 hamlet Bari', '2 level unknown-level'],
  ['B1<D1 booth', '2 name_en missing-name'],
  ['<D1 booth Bari', '2 code missing-code'],
  ['B#1<D1 booth Bari', '2 code bad-characters'],
  ['B1<D7 booth Bari', '2 parent_code orphan-parent'],
  ['B1<D9 booth Bari', '2 parent_code orphan-parent'],
  ['S2 state Bari', '2 parent_code second-root'],
  ['S2<ST state Bari', '2 level level-depth'],
  ['D2<D1 district Bari', '2 level level-inversion'],
  ['D1<D1 district D1', '2 parent_code moved'],
  ['D1<ST booth D1', '2 level moved'],
  ['D9<ST district D9', '2 code code-taken'],
])('%s: %s', (line, fault) => expect(faultsOf(line)).toEqual([fault]))

test('a doubled code is a fault of its second row, which names the first', () => {
  const { faults } = planUnits(table('B1<D1 booth A', 'B2<D1 booth B', 'B1<D1 booth C'), LEVELS, THERE)
  expect(faults).toMatchObject([{ row: 4, column: 'code', code: 'duplicate-code', value: 'B1' }])
  expect(faults[0]?.detail).toContain('row 2')
})

test('three units in a circle are three faults; the one that hangs on them is none', () => {
  const circles = faultsOf('A<C booth A', 'B<A booth B', 'C<B booth C', 'E<A booth E').filter((f) =>
    f.includes('cycle'),
  )
  expect(circles).toEqual(['2 parent_code cycle', '3 parent_code cycle', '4 parent_code cycle'])
  expect(faultsOf('A<A booth A')).toEqual(['2 parent_code cycle'])
})

test('a child may stand before its parent; the plan has parents first', () => {
  const plan = planUnits(table('B5<D5 बूथ Bari', 'D5<ST District Dari', 'B6<D1 BOOTH Cari'), LEVELS, THERE)
  expect(plan.faults).toEqual([])
  const order = plan.add.map(({ code }) => code)
  expect(order.toSorted()).toEqual(['B5', 'B6', 'D5'])
  expect(order.indexOf('D5')).toBeLessThan(order.indexOf('B5'))
})

test('what is there is left out; another name is a rename; an empty cell keeps what is there', () => {
  const rows = table('ST state ST', 'D1<ST district Dewas')
  const plan = planUnits(rows, LEVELS, [
    known('ST', null, 'state'),
    { ...known('D1', 'ST', 'district'), nameHi: 'देवास' },
  ])
  expect([plan.unchanged, plan.add.length, plan.faults.length]).toEqual([1, 0, 0])
  expect(plan.rename).toMatchObject([{ code: 'D1', nameEn: 'Dewas', nameHi: 'देवास' }])
})

test('a chain of 20,000 rows that is a circle is judged without a long walk', () => {
  const rows = table(...Array.from({ length: 20_000 }, (_, i) => `U${i}<U${(i + 1) % 20_000} booth N`))
  const { faults } = planUnits(rows, LEVELS, THERE)
  expect(faults.filter(({ code }) => code === 'cycle')).toHaveLength(20_000)
})

test('2,000 rows are written by one statement a level, whatever their number', () => {
  const rows = table(
    ...Array.from({ length: 2000 }, (_, i) => (i < 20 ? `N${i}<ST district N` : `N${i}<N${i % 20} booth N`)),
  )
  const { add } = planUnits(rows, LEVELS, THERE)
  expect(add).toHaveLength(2000)
  expect(writeUnits(add, [], () => sql`true`, 0).statements).toHaveLength(2)
  expect(writeUnits(add.slice(0, 200), [], () => sql`true`, 0).statements).toHaveLength(2)
})
