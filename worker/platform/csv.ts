import Papa from 'papaparse'
import * as z from 'zod'
import { bodyOf, LARGE_MAX, mustBe } from './body.ts'
import { plainCell, WATERMARK } from './csv-out.ts'
import { LETTER_FAULTS, letterFault, oneLine } from './letters.ts'
import { Problem } from './problem.ts'

/** What browsers and spreadsheets call a table; the bytes decide whether it is one. */
const TYPES = ['text/csv', 'text/plain', 'text/tab-separated-values', 'application/csv']
const CHARSETS = ['utf-8', 'utf-16', 'utf-16le', 'utf-16be']

/** How files begin that people take for tables: XLSX and other zips, XLS, PDF, gzip. */
const OTHER_FILES = ['504b0304', '504b0506', 'd0cf11e0', '25504446', '1f8b']

/** Most columns of a table, most letters of a cell, and how many of them a fault or an unknown heading shows. */
const [COLUMNS_MAX, CELL_MAX, SHOWN] = [200, 500, 100]

/** How many examples of a kind of fault are shown. */
const EXAMPLES = 10

/** One fault of a table: the row as a spreadsheet counts it (the header is row 1), the column, and what stood there. */
export type Fault = { row: number; column: string; code: string; value: string; detail: string }

/** Columns that a table must have, and those that it may have. Of each list in `oneOf` one is needed. */
export type Columns = {
  required: readonly string[]
  oneOf: readonly (readonly string[])[]
  optional: readonly string[]
}

/** A row of a table by column; a column that the table lacks is an empty text. */
export type Row = { row: number; cell: (column: string) => string }

/** A table as it was read; `ignored` are the columns that nobody asked for. */
export type Sheet = { rows: Row[]; faults: Fault[]; ignored: string[] }

/** What an import answers. A dry run and a table with faults write nothing. */
export const ImportReport = z.object({
  rows: z.int(),
  /** Rows that are to be written, or were: new ones and changed ones. */
  accepted: z.int(),
  /** How many of the accepted change something that is there already. */
  changed: z.int(),
  unchanged: z.int(),
  faults: z.array(
    z.object({
      code: z.string(),
      count: z.int(),
      examples: z.array(
        z.object({ row: z.int(), column: z.string(), value: z.string(), detail: z.string() }),
      ),
    }),
  ),
  ignored: z.array(z.string()),
  committed: z.boolean(),
})

/** Whether to try an import only. */
export const DryRun = z.object({ dryRun: z.enum(['true', 'false']) })

/** Faults by kind, the most frequent first, with the first examples of each. */
export function faultsByKind(faults: readonly Fault[]) {
  const once = new Map(faults.map((fault) => [`${fault.row} ${fault.column} ${fault.code}`, fault]))
  const kinds = Map.groupBy(once.values(), ({ code }) => code)
  return [...kinds]
    .map(([code, all]) => ({
      code,
      count: all.length,
      examples: all.slice(0, EXAMPLES).map(({ code: _code, ...where }) => where),
    }))
    .sort((a, b) => b.count - a.count)
}

/** Spreadsheets write commas, semicolons or tabs, as the machine's language has it; the header tells which. */
function separatorOf(text: string): string {
  const [header = ''] = text.split(/\r?\n/, 1)
  const counted = [',', ';', '\t'].map((mark) => ({ mark, count: header.split(mark).length }))
  return counted.sort((a, b) => b.count - a.count)[0]?.mark ?? ','
}

const columnOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')

/** Letters that no name or code holds: control characters, what a wrong encoding leaves, and what starts a formula. */
const BAD = /[\p{Cc}\ufffd]|^[=+@]/u
/** A phone number starts with a plus. */
const BAD_PHONE = /[\p{Cc}\ufffd]|^[=@]/u

/** What is wrong with a cell as text, whatever its column means. */
export function cellFault(column: string, value: string): Pick<Fault, 'code' | 'detail'> | undefined {
  if ((column === 'phone' ? BAD_PHONE : BAD).test(value))
    return { code: 'bad-characters', detail: 'This cannot be read as text' }
  if (value.length > CELL_MAX) return { code: 'too_big', detail: `At most ${CELL_MAX} letters` }
  const fault = letterFault(value)
  return fault && { code: fault, detail: LETTER_FAULTS[fault] }
}

function headerFaults(headings: readonly string[], { required, oneOf }: Columns): Fault[] {
  const fault = (code: string, column: string, detail: string) => ({
    row: 1,
    column,
    code,
    value: column,
    detail,
  })
  if (headings.length > COLUMNS_MAX) return [fault('too-many-columns', '', `At most ${COLUMNS_MAX} columns`)]
  const lacking = [
    ...required.filter((column) => !headings.includes(column)),
    ...oneOf
      .filter((columns) => !columns.some((column) => headings.includes(column)))
      .map(([first = '']) => first),
  ]
  const doubled = headings.filter((heading, index) => heading && headings.indexOf(heading) !== index)
  return [
    ...lacking.map((column) => fault('missing-header', column, `There is no column ${column}`)),
    ...doubled.map((column) => fault('doubled-header', column, `The column ${column} stands there twice`)),
  ]
}

/** Reads a table with a header. With a faulty header no row is read. */
export function readSheet(text: string, columns: Columns): Sheet {
  const delimiter = separatorOf(text)
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimiter })
  const [header = [], ...lines] = data
  const headings = header.map(columnOf)
  const known = [...columns.required, ...columns.oneOf.flat(), ...columns.optional]
  const ignored = headings
    .slice(0, COLUMNS_MAX)
    .filter((heading) => heading && !known.includes(heading))
    .map((heading) => heading.slice(0, SHOWN))
  const faults = headerFaults(headings, columns)
  if (faults.length > 0) return { rows: [], faults, ignored }
  const rows = lines.flatMap((cells, index) => {
    if (cells.every((cell) => cell.trim() === '') || cells[0]?.startsWith(WATERMARK)) return []
    const row = index + 2
    const found = known.flatMap((column): Fault[] => {
      const value = oneLine(plainCell(cells[headings.indexOf(column)] ?? ''))
      const fault = cellFault(column, value)
      return fault ? [{ row, column, value: value.slice(0, SHOWN), ...fault }] : []
    })
    faults.push(...found)
    const cell = (column: string) => oneLine(plainCell(cells[headings.indexOf(column)] ?? ''))
    return [{ row, cell }]
  })
  return { rows, faults, ignored }
}

/**
 * The table in a request's body. What cannot be read as letters is a fault of its cell.
 * @throws Problem `wrong-type` for another media type, `not-a-table` for another kind of file, `too-large`, `too-slow`
 */
export async function sheetIn(c: Parameters<typeof bodyOf>[0], columns: Columns): Promise<Sheet> {
  mustBe(c, TYPES, CHARSETS)
  const bytes = await bodyOf(c, LARGE_MAX)
  const head = bytes.subarray(0, 4)
  const signature = Array.from(head, (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (OTHER_FILES.some((start) => signature.startsWith(start))) throw new Problem('not-a-table')
  // Spreadsheets save "Unicode text" as UTF-16 with a byte order mark.
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  const encoding = utf16 ? (head[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8'
  return readSheet(new TextDecoder(encoding).decode(bytes), columns)
}

/** Cells that hold several values, separated by semicolons, commas or bars. */
export const severalOf = (cell: string): string[] => [
  ...new Set(
    cell
      .split(/[;,|]/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
]

/** Rows of one statement at most. */
const BATCH = 2000

/** Consecutive parts of a list, each of one statement's size. */
export const inBatches = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, part) =>
    all.slice(part * BATCH, (part + 1) * BATCH),
  )
