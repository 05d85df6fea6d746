import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesOf, sheetOf } from '../../web/imports/reading/lines.ts'
import { csvOf, plainCell, safeCell, watermark } from '../../worker/platform/csv-out.ts'
import { oneLine } from '../../worker/platform/letters.ts'
import { deviceOf, networkOf } from '../../worker/platform/witness.ts'

const mark = watermark(
  {
    var: {
      actor: { personId: 'p', accountId: 'a', sessionId: 's' },
      now: 1_700_000_000,
      requestId: 'r-1',
    },
  },
  'a\nmeeting',
)

test.each(['=1+1', '+919999900001', '-2', '@sum', '\tx', '\rx', "'=1", '＝1', "''+1"])(
  'the cell %j runs nowhere, and is itself again when it is read',
  (cell) => {
    expect(safeCell(cell)).toBe(`'${cell}`)
    expect(plainCell(safeCell(cell))).toBe(cell)
  },
)

test('a cell that nothing takes for a formula stays as it is', () => {
  for (const cell of ['Asha', "O'Neill", "'tis", 'आशा', '1-2', ''])
    expect([safeCell(cell), plainCell(cell)]).toEqual([cell, cell])
})

test('any text comes back from a cell as it was', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => plainCell(safeCell(text)) === text))
})

test('a table comes back as it was written, in two parts, and its watermark is no row', async () => {
  const cells = fc.array(fc.tuple(fc.stringMatching(/^[^\p{Cc}]{1,20}$/u), fc.constant('+919999900001')), {
    minLength: 2,
    maxLength: 8,
  })
  await fc.assert(
    fc.asyncProperty(cells, async (rows) => {
      const text = csvOf(['code', 'phone'], rows.slice(0, 1), mark) + csvOf(undefined, rows.slice(1), mark)
      const sheet = sheetOf(await linesOf(text.slice(1)))
      const read = sheet.rows.map((row) => row.map((cell) => oneLine(plainCell(cell))))
      const tidy = rows.map((row) => row.map((one) => one.normalize('NFC').replace(/\s+/gu, ' ').trim()))
      expect(read).toEqual(tidy)
    }),
  )
})

test('the watermark is one line that says who, when, what for and by which request', () => {
  expect(mark).toBe('# exported by p on 2023-11-14T22:13:20.000Z for a meeting (r-1)')
  expect(csvOf(['a'], [['1']], mark).startsWith('\ufeffa\r\n1\r\n# exported by')).toBe(true)
})

test('an address is kept as its network only, a device as browser and system', () => {
  expect(networkOf('203.0.113.77')).toBe('203.0.113.0/24')
  expect(networkOf('2001:0db8:0001:ffff::5')).toBe('2001:db8:1::/48')
  expect(networkOf('2001:db8::5')).toBe('2001:db8:0::/48')
  expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.113.0/24')
  expect([networkOf(undefined), networkOf('nonsense')]).toEqual([null, null])
  const phone = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36'
  expect([deviceOf(phone), deviceOf('curl/8'), deviceOf(undefined)]).toEqual(['Chrome, Android', null, null])
})
