import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayIn, minorIn, statementOf } from '../../web/payments/statement.ts'
import { tokensOf } from '../../worker/payments/bank/rules.ts'
import { upiLink } from '../../worker/payments/claims/rules.ts'
import { chequeReference, plainReference } from '../../worker/payments/providers/rules.ts'

const rows = (text: string) => text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))

const line = (over: Record<string, unknown>) => ({
  dayOn: '2026-11-05',
  reference: '',
  balanceMinor: null,
  nth: 0,
  ...over,
})

test('withdrawals and deposits in columns of their own, below the address of the branch', () => {
  const found = statementOf(
    rows(`Account statement
Branch | Bhopal Main
Txn Date | Value Date | Description | Ref No./Cheque No. | Debit | Credit | Balance
 |  | Opening balance |  |  |  | 1,00,000.00
05/11/2026 | 05/11/2026 | BY TRANSFER-UPI/CR/412345678901/ASHA | 412345678901 |  | 1,23,456.50 | 2,23,456.50
05/11/2026 | 06/11/2026 | CHARGES |  | 11.80 |  | 2,23,444.70`),
  )
  expect(found).toEqual({
    unread: [],
    lines: [
      line({
        amountMinor: 12_345_650,
        narration: 'BY TRANSFER-UPI/CR/412345678901/ASHA',
        reference: '412345678901',
        balanceMinor: 22_345_650,
      }),
      line({ amountMinor: -1_180, narration: 'CHARGES', balanceMinor: 22_344_470 }),
    ],
  })
})

test('one amount with its side beside it, the day written with the month’s name, times ignored', () => {
  const found = statementOf(
    rows(`S.No | Transaction Date | Remarks | Amount (INR) | Dr/Cr | Available balance
1 | 05-Nov-2026 10:22:01 | NEFT SBIN426000111222 | 1,500.00 | CR | 3,000.00 Cr
2 | 05 Nov 26 | CHQ PAID 000123 | 500.00 | DR | 2,500.00 Cr`),
  )
  expect(
    found?.lines.map(({ amountMinor, dayOn, balanceMinor }) => [dayOn, amountMinor, balanceMinor]),
  ).toEqual([
    ['2026-11-05', 150_000, 300_000],
    ['2026-11-05', -50_000, 250_000],
  ])
})

test('a signed amount, headings in Hindi, and a reference of zeros that is none', () => {
  const found = statementOf(
    rows(`दिनांक | विवरण | चेक संख्या | राशि | शेष
05.11.2026 | नक़द जमा | 0000000 | 2000.00 | 2000.00
05.11.2026 | शुल्क | - | -17.70 | 1982.30
05.11.2026 | टूटी पंक्ति | | कुछ | `),
  )
  expect(found?.lines).toEqual([
    line({ amountMinor: 200_000, narration: 'नक़द जमा', balanceMinor: 200_000 }),
    line({ amountMinor: -1_770, narration: 'शुल्क', balanceMinor: 198_230 }),
  ])
  expect(found?.unread).toEqual([4])
})

test('lines that are equal in everything are counted apart, in the same way each time', () => {
  const text = `Date | Narration | Withdrawal Amt. | Deposit Amt.
05/11/26 | CASH DEPOSIT | 0.00 | 500.00
05/11/26 | CASH DEPOSIT | 0.00 | 500.00
06/11/26 | CASH DEPOSIT | 0.00 | 500.00`
  expect(statementOf(rows(text))?.lines.map(({ nth }) => nth)).toEqual([0, 1, 0])
})

test('a file without such columns is no statement', () => {
  expect(statementOf(rows('Name | Phone\nAsha | 99999'))).toBeUndefined()
})

test.each([
  ['05/11/2026', '2026-11-05'],
  ['5-11-26', '2026-11-05'],
  ['2026-11-05', '2026-11-05'],
  ['05 November 2026', '2026-11-05'],
  ['31/02/2026', undefined],
  ['11/25/2026', undefined],
  ['Total', undefined],
])('the day %s is %s', (text, day) => expect(dayIn(text)).toBe(day))

test.each([
  ['1,23,456.78', 12_345_678],
  ['₹ 1,500', 150_000],
  ['(250.00)', -25_000],
  ['250.00-', -25_000],
  ['250.5 Dr', -25_050],
  ['Rs.10.00 Cr.', 1_000],
  ['', undefined],
  ['abc', undefined],
])('the amount %s is %s', (text, minor) => expect(minorIn(text)).toBe(minor))

test('every amount is read back as it was written, to the last paisa', () => {
  const written = (minor: number) =>
    new Intl.NumberFormat('en-IN', { minimumFractionDigits: 2 }).format(minor / 100)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), (minor) => {
      expect(minorIn(written(minor))).toBe(minor)
    }),
  )
})

test('the words of a narration that can be a reference: of six letters and more, capitals, each once', () => {
  expect(tokensOf('upi/412345678901/K7M2P9QA fee/asha@ok', 'utr-412345678901')).toEqual([
    'UTR412345678901',
    '412345678901',
    'K7M2P9QA',
  ])
  expect(tokensOf('CHQ 000123 SBI', '')).toEqual(['000123'])
})

test('two ways of writing a reference are one', () => {
  expect(plainReference(' sbin-4260 001 ')).toBe('SBIN4260001')
  expect(chequeReference('123', 'State Bank of India')).toBe('000123 STATEBANKOFINDIA')
})

test('a UPI link carries address, name, amount, our reference and a note, none longer than its rule', () => {
  const link = upiLink({
    vpa: 'fees@bank',
    holder: 'परीक्षण & सभा',
    amountMinor: 150_005,
    reference: 'R'.repeat(60),
    note: 'n'.repeat(80),
  })
  const asked = new URL(link.replace('upi://', 'https://')).searchParams
  expect([asked.get('pa'), asked.get('am'), asked.get('cu')]).toEqual(['fees@bank', '1500.05', 'INR'])
  expect([asked.get('pn'), asked.get('tr')?.length, asked.get('tn')?.length]).toEqual([
    'परीक्षण   सभा',
    35,
    50,
  ])
})
