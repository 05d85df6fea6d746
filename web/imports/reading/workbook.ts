import { FileFault } from './fault.ts'
import type { Lines } from './lines.ts'

/** Sheets of a workbook by name, in order. */
export type Workbook = readonly { name: string; lines: Lines }[]

const two = (n: number) => String(n).padStart(2, '0')

/** A cell as text: days as 2026-03-31, numbers as they are stored, truths as yes and no. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date)
    return `${cell.getUTCFullYear()}-${two(cell.getUTCMonth() + 1)}-${two(cell.getUTCDate())}`
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  return String(cell)
}

/** A stored number without an exponent, as long as it is whole: phones are numbers to spreadsheets. */
function plainNumber(stored: string): string {
  const number = Number(stored)
  return /e/i.test(stored) && Number.isSafeInteger(number) ? String(number) : stored
}

/** The sheets of a workbook. @throws FileFault for a zip that is none */
export async function workbookOf(bytes: Uint8Array): Promise<Workbook> {
  const { default: readSheets } = await import('read-excel-file/universal')
  const copy = new Uint8Array(bytes).buffer
  const sheets = await readSheets<string>(copy, { parseNumber: plainNumber, trim: false }).catch(() => {
    throw new FileFault('file-broken-xlsx')
  })
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    lines: {
      cells: data.map((row) => row.map(textOf)),
      numbers: data.map((_, index) => index + 1),
    },
  }))
}
