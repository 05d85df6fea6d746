import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvSink, xlsxSink } from '../../web/exports/files.ts'
import { readBytes } from '../../web/imports/reading/file.ts'
import { csvOf } from '../../worker/platform/csv-out.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer())
const MARK = '# exported by p for a test (r)'

/** A table in parts as the API hands them out. */
const partsOf = (header: readonly string[], rows: readonly (readonly string[])[], size: number) =>
  Array.from({ length: Math.max(1, Math.ceil(rows.length / size)) }, (_, part) =>
    csvOf(part === 0 ? header : undefined, rows.slice(part * size, (part + 1) * size), MARK),
  )

test('a workbook has the cells of its parts, letter by letter, as text that nothing runs', async () => {
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .map((text) => text.replace(/[\p{Cc}\ufffe\uffff]/gu, ''))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, fc.constantFrom('=1+1', '+91', '@x', '00123', '-2')), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.integer({ min: 1, max: 5 }),
      async (rows, size) => {
        fc.pre(rows.every(([first]) => first.trim() !== '' && !first.startsWith('#')))
        const sink = await xlsxSink()
        for (const part of partsOf(['one', 'two', 'three'], rows, size)) await sink.add(part)
        const read = await readBytes('x.xlsx', await bytesOf(await sink.done()))
        const tidy = (cells: readonly string[]) => cells.map((text) => text.trim())
        expect(read.sheet(0).rows.map(tidy)).toEqual(rows.map(tidy))
      },
    ),
    { numRuns: 60 },
  )
})

test('parts of CSV are one file with one header, and each says who took it', async () => {
  const sink = csvSink()
  for (const part of partsOf(['one'], [['a'], ['b'], ['c']], 2)) await sink.add(part)
  const text = Buffer.from(await bytesOf(await sink.done())).toString()
  expect(text).toBe(`\ufeffone\r\na\r\nb\r\n${MARK}\r\nc\r\n${MARK}\r\n`)
})

test('50,000 rows become a workbook without the page holding them: less than 40 MB more at any time', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) =>
    Array.from({ length: 17 }, (_, c) => (c % 3 === 0 ? `नाम ${i} ${c}` : `cell ${i * c}`)),
  )
  const part = csvOf(undefined, rows, MARK)
  const sink = await xlsxSink()
  await sink.add(csvOf(['a'], [['b']], MARK))
  const held = () => {
    collect()
    return process.memoryUsage().heapUsed
  }
  const before = held()
  let most = 0
  for (let n = 0; n < 10; n += 1) {
    await sink.add(part)
    most = Math.max(most, held() - before)
  }
  const file = await sink.done()
  expect([file.size > 1_000_000, most < 40e6]).toEqual([true, true])
}, 120_000)
