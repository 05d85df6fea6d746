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

/** Most bytes that a workbook may unfold to. */
const UNFOLDED_MAX = 1_000_000_000

/**
 * The workbook with its parts as they are, not packed. Its reader would unpack large parts in workers of its own making,
 * which the page's policy forbids. @throws FileFault for one that would unfold without end
 */
async function unpacked(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const { unzipSync, zipSync } = await import('fflate')
  let size = 0
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      const wanted = /\.(xml|rels)$/.test(name)
      if (wanted) size += originalSize
      if (size > UNFOLDED_MAX) throw new FileFault('file-too-many-rows')
      return wanted
    },
  })
  return new Uint8Array(zipSync(parts, { level: 0 }))
}

/** The sheets of a workbook. @throws FileFault for a zip that is none */
export async function workbookOf(bytes: Uint8Array): Promise<Workbook> {
  const { default: readSheets } = await import('read-excel-file/universal')
  const broken = (problem: unknown) => {
    throw problem instanceof FileFault ? problem : new FileFault('file-broken-xlsx')
  }
  const plain = await unpacked(bytes).catch(broken)
  const sheets = await readSheets<string>(plain.buffer, { parseNumber: plainNumber, trim: false }).catch(
    broken,
  )
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    lines: {
      cells: data.map((row) => row.map(textOf)),
      numbers: data.map((_, index) => index + 1),
    },
  }))
}
