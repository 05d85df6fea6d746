// A bank's statement as its internet banking saves it. Pure. Money is integer minor units, read digit by digit.

/** A line of a statement as it is loaded. What came is positive. */
export type StatementLine = {
  dayOn: string
  amountMinor: number
  narration: string
  reference: string
  balanceMinor: number | null
  nth: number
}

/** What a file held: lines, and rows with a date that could not be read, as a spreadsheet counts them. */
export type Statement = { lines: StatementLine[]; unread: number[] }

type Column = 'date' | 'narration' | 'reference' | 'debit' | 'credit' | 'amount' | 'side' | 'balance'

/** What banks write over each column, the more particular first. */
const HEADINGS: readonly (readonly [Column, RegExp])[] = [
  ['date', /^(txn|tran|transaction|posting|post)\.? ?date$|^लेन-?देन (की )?(तारीख|दिनांक)$/],
  ['date', /^(value )?(date|dt)$|^value dt$|^date of|^तारीख$|^दिनांक$/],
  ['side', /^(dr ?[/|] ?cr|cr ?[/|] ?dr|debit ?[/|] ?credit|type|dr\.?cr\.?)$/],
  ['debit', /withdrawal|debit|paid out|^dr( amount| amt)?$|निकासी|नामे/],
  ['credit', /deposit|credit|paid in|^cr( amount| amt)?$|^जमा/],
  ['balance', /balance|^bal$|शेष/],
  ['reference', /ref|chq|cheque|utr|instrument|संदर्भ|चेक/],
  ['narration', /narration|particular|description|remark|detail|विवरण/],
  ['amount', /amount|^amt|राशि/],
]

const plain = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/\(.*?\)|[₹:*]|\b(inr|rs)\b\.?/g, ' ')
    .replace(/[.\s_]+/g, ' ')
    .trim()

const columnOf = (heading: string): Column | undefined => {
  const text = plain(heading)
  return HEADINGS.find(([, pattern]) => pattern.test(text))?.[0]
}

type Layout = { row: number; at: Partial<Record<Column, number>> }

/** The row that names the columns: a date, a narration and an amount in one form or another. */
function layoutOf(rows: readonly (readonly string[])[]): Layout | undefined {
  for (const [row, cells] of rows.slice(0, 60).entries()) {
    const at: Partial<Record<Column, number>> = {}
    for (const [index, cell] of cells.entries()) {
      const column = columnOf(cell)
      if (column && at[column] === undefined) at[column] = index
    }
    const amounts = at.amount !== undefined || (at.debit !== undefined && at.credit !== undefined)
    if (at.date !== undefined && at.narration !== undefined && amounts) return { row, at }
  }
  return undefined
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A day as banks in India write it (day before month) or as a computer does; undefined for anything else. */
export function dayIn(text: string): string | undefined {
  const word = text.trim().toLowerCase()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})\b/.exec(word)
  const local = /^(\d{1,2})[-/. ]+(\d{1,2}|[a-z]{3,9})[-/., ]+(\d{4}|\d{2})\b/.exec(word)
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : [local?.[3], local?.[2], local?.[1]]
  if (!year || !month || !day) return undefined
  const named = MONTHS.indexOf(month.slice(0, 3)) + 1
  const numbers = [
    year.length === 2 ? 2000 + Number(year) : Number(year),
    named || Number(month),
    Number(day),
  ]
  const [y = 0, m = 0, d = 0] = numbers
  const date = new Date(Date.UTC(y, m - 1, d))
  const real = date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d
  return real ? date.toISOString().slice(0, 10) : undefined
}

/** An amount with Indian or other grouping, a sign, brackets, or Dr and Cr; undefined for what is none. */
export function minorIn(text: string): number | undefined {
  const word = text.replace(/[₹\s\u00a0]|rs\.?|inr/gi, '')
  const found = /^([-+(]?)(\d[\d,]*)(?:\.(\d{1,2})\d*)?(\)?)(-?)\(?(cr|dr)?\.?\)?$/i.exec(word)
  if (!found) return undefined
  const [, sign = '', whole = '', part = '', , trailing = '', side = ''] = found
  const minor = Number(whole.replaceAll(',', '')) * 100 + Number(part.padEnd(2, '0') || 0)
  const negative = sign === '-' || sign === '(' || trailing === '-' || side.toLowerCase() === 'dr'
  return negative ? -minor : minor
}

/** The amount of a row: credit less debit, or one column with its sign or its side. */
function amountOf(cell: (column: Column) => string): number | undefined {
  const [debit, credit] = [minorIn(cell('debit')), minorIn(cell('credit'))]
  if (debit || credit) return (credit ?? 0) - Math.abs(debit ?? 0)
  const amount = minorIn(cell('amount'))
  if (amount === undefined) return undefined
  return /^d/i.test(cell('side').trim()) ? -Math.abs(amount) : amount
}

const oneLine = (text: string, max: number) =>
  text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, max)

/** The lines of a statement, whatever its bank calls the columns; undefined when no row names them. */
export function statementOf(rows: readonly (readonly string[])[]): Statement | undefined {
  const layout = layoutOf(rows)
  if (!layout) return undefined
  const seen = new Map<string, number>()
  const lines: StatementLine[] = []
  const unread: number[] = []
  for (const [index, cells] of rows.entries()) {
    if (index <= layout.row) continue
    const cell = (column: Column) => cells[layout.at[column] ?? -1]?.trim() ?? ''
    const dayOn = dayIn(cell('date'))
    if (!dayOn) continue
    const amountMinor = amountOf(cell)
    if (amountMinor === undefined && /balance|b\/f|brought forward|total/i.test(cell('narration'))) continue
    if (!amountMinor) {
      unread.push(index + 1)
      continue
    }
    const line = {
      dayOn,
      amountMinor,
      narration: oneLine(cell('narration'), 300),
      reference: oneLine(cell('reference').replace(/^[-0\s]+$/, ''), 60),
      balanceMinor: minorIn(cell('balance')) ?? null,
    }
    const key = JSON.stringify(line)
    const nth = seen.get(key) ?? 0
    seen.set(key, nth + 1)
    lines.push({ ...line, nth })
  }
  return { lines, unread }
}

/** Parts of a list, each of one request's size. */
export const inParts = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size))
