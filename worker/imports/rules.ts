// What is mended in a cell before it is read, so that the spreadsheets of real offices need not be. Pure.

/** What was mended: digits of another script, Excel's short form of a long number, an apostrophe or a decimal too many. */
export type Repair = 'digits' | 'scientific' | 'apostrophe' | 'decimal'

/** A cell as it is read, and what was mended in it; `fault` where it cannot be mended. */
export type Mended = { value: string; repair?: Repair; fault?: string }

const DIGITS = /[\u0966-\u096f\uff10-\uff19]/g
const latin = (digit: string) => String(digit.charCodeAt(0) - (digit >= '\uff10' ? 0xff10 : 0x966))

const SCIENTIFIC = /^\+?(\d)(?:[.,](\d+))?e\+?(\d{1,2})$/i

/** Columns whose cells are numbers or dates, where every script's digits mean the same. */
const NUMERIC: ReadonlySet<string> = new Set([
  'phone',
  'born_year',
  'office_from',
  'from',
  'until',
  'trained_on',
  'code',
  'parent_code',
  'unit_code',
])
/** Columns of keys and phones, which spreadsheets take for numbers. */
const KEYS: ReadonlySet<string> = new Set(['phone', 'code', 'parent_code', 'unit_code'])

/** 9.198765432101E+11 as the number it was, if every digit of it is still there. */
function written(value: string): string | undefined {
  const [, first = '', rest = '', exponent = ''] = SCIENTIFIC.exec(value) ?? []
  const digits = `${first}${rest}`
  // Excel shows six digits; where it cut a longer number the rest is lost.
  return digits.length === Number(exponent) + 1 ? digits : undefined
}

/** A cell of a column as it was meant. A number of which the spreadsheet kept a part only is a fault. */
export function mended(column: string, cell: string): Mended {
  if (!NUMERIC.has(column)) return { value: cell }
  const value = cell.replace(DIGITS, latin)
  const digits = value === cell ? undefined : ('digits' as const)
  if (KEYS.has(column) && SCIENTIFIC.test(value)) {
    const whole = written(value)
    return whole === undefined
      ? { value: cell, fault: 'scientific-number' }
      : { value: whole, repair: 'scientific' }
  }
  if (KEYS.has(column) && /^\d{4,}\.0$/.test(value)) return { value: value.slice(0, -2), repair: 'decimal' }
  if (/^'[+\d]/.test(value)) return { value: value.slice(1), repair: 'apostrophe' }
  return digits ? { value, repair: digits } : { value }
}

/** The states in which an import can be cancelled: nothing of it is written yet. */
export const BEFORE_COMMIT = ['open', 'naming', 'checking', 'ready'] as const
