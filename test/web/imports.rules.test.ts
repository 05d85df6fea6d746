import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NOTHING, withPart } from '../../web/imports/report.ts'
import { columnOf, rootCodeOf, slicesOf, tableOf, withCode } from '../../web/imports/table.ts'

const HEADER = ['code', 'parent_code', 'level', 'name_en']
const units = (...rows: [code: string, parent: string][]) =>
  tableOf([HEADER, ...rows.map(([code, parent]) => [code, parent, 'x', code])])
const codes = (rows: readonly (readonly string[])[]) => rows.map(([code]) => code)

test('a column is known by its Hindi heading, its blanks and its capitals', () => {
  expect(['Name', 'नाम', ' Parent Code', 'फ़ोन', 'Mobile', 'shoe size'].map(columnOf)).toEqual([
    'name_en',
    'name_hi',
    'parent_code',
    'phone',
    'phone',
    'shoe_size',
  ])
})

test('blank lines are left out and the rows keep the numbers of the file', () => {
  expect(tableOf([['code'], ['A'], ['', ' '], ['B']])).toMatchObject({
    rows: [['A'], ['B']],
    numbers: [2, 4],
  })
})

test('the one row without a parent is the root; two are none', () => {
  expect(rootCodeOf(units(['MP', ''], ['D1', 'MP']))).toBe('MP')
  expect(rootCodeOf(units(['MP', ''], ['CG', '']))).toBeUndefined()
  expect(rootCodeOf(units(['D1', 'MP']))).toBeUndefined()
})

test('another root code is written everywhere, as its own and as a parent', () => {
  const { rows } = withCode(units(['MP', ''], ['D1', 'MP'], ['B1', 'D1']), 'MP', 'TOP')
  expect(rows.map(([code, parent]) => [code, parent])).toEqual([
    ['TOP', ''],
    ['D1', 'TOP'],
    ['B1', 'D1'],
  ])
})

test('a small table is one part, in the order of the file', () => {
  const [only, ...others] = slicesOf(units(['B', 'A'], ['A', '']))
  expect([codes(only?.rows ?? []), only?.extra, others]).toEqual([['B', 'A'], 0, []])
})

test('any tree in any order is cut so that no part lacks a parent and no row is lost', () => {
  const trees = fc
    .array(fc.nat(), { minLength: 1, maxLength: 60 })
    .map((picks) =>
      picks.map((pick, index): [string, string] => [`u${index}`, index === 0 ? '' : `u${pick % index}`]),
    )
  const cases = trees.chain((tree) =>
    fc.tuple(fc.shuffledSubarray(tree, { minLength: tree.length }), fc.integer({ min: 1, max: 9 })),
  )
  fc.assert(
    fc.property(cases, ([tree, rows]) => {
      const slices = slicesOf(units(...tree), { rows, bytes: 1_000_000 })
      for (const { rows: part } of slices) {
        const inside = new Set(codes(part))
        expect(part.every(([, parent]) => parent === '' || inside.has(parent))).toBe(true)
      }
      const own = slices.flatMap(({ rows: part, extra }) => codes(part.slice(extra)))
      expect(own.toSorted()).toEqual(tree.map(([code]) => code).toSorted())
    }),
  )
})

test('units in a circle stay in one part, so that the server can say so', () => {
  const slices = slicesOf(units(['A', ''], ['X', 'Z'], ['Y', 'X'], ['Z', 'Y']), { rows: 2, bytes: 1000 })
  expect(slices.some(({ rows }) => ['X', 'Y', 'Z'].every((code) => codes(rows).includes(code)))).toBe(true)
})

test('a part is cut before it is too large to be sent', () => {
  const table = tableOf([['name_hi'], ...Array.from({ length: 40 }, () => ['अ'.repeat(100)])])
  expect(slicesOf(table, { rows: 1000, bytes: 3100 }).map(({ rows }) => rows.length)).toEqual(
    Array.from({ length: 4 }, () => 10),
  )
})

test('faults of two parts are told by the rows of the file, and a repeated ancestor counts once', () => {
  const table = units(['A', ''], ['B', 'A'], ['C', 'A'])
  const slices = slicesOf(table, { rows: 2, bytes: 1000 })
  const fault = (row: number) => ({ row, column: 'name_en', value: '', detail: '' })
  const said = { rows: 2, accepted: 0, changed: 0, unchanged: 0, ignored: [] }
  const report = slices.reduce(
    (before, slice) =>
      withPart(before, slice, {
        ...said,
        faults: [{ code: 'missing-name', count: 2, examples: [fault(2), fault(3)] }],
      }),
    NOTHING,
  )
  expect(report).toMatchObject({
    rows: 3,
    faults: [{ count: 3, examples: [{ row: 2 }, { row: 3 }, { row: 4 }] }],
  })
})

test('a renamed root that every part repeats is one change', () => {
  const table = units(['A', ''], ['B', 'A'], ['C', 'A'], ['D', 'A'])
  const slices = slicesOf(table, { rows: 2, bytes: 1000 })
  expect(slices.map(({ rows, extra }) => [rows.length, extra])).toEqual([
    [2, 0],
    [3, 1],
  ])
  const said = { unchanged: 0, ignored: [], faults: [], changed: 1 }
  const report = slices.reduce(
    (before, slice) =>
      withPart(before, slice, { ...said, rows: slice.rows.length, accepted: slice.rows.length }),
    NOTHING,
  )
  expect(report).toMatchObject({ rows: 4, accepted: 4, changed: 1 })
})
