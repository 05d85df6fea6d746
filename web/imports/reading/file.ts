import { type Encoding, sortOf, textOf } from './bytes.ts'
import { doubledHeading } from './columns.ts'
import { FileFault } from './fault.ts'
import { linesOf, type Sheet, sheetOf } from './lines.ts'
import { workbookOf } from './workbook.ts'

/** A file as it was read: one table, or the sheets of a workbook to choose from. */
export type ReadFile = {
  sheets: readonly string[]
  encoding: Encoding | 'xlsx'
  separator: string | undefined
  /** The table of a sheet. @throws FileFault when it is none */
  sheet: (index: number) => Sheet
}

const checked = (sheet: Sheet): Sheet => {
  const doubled = doubledHeading(sheet.header)
  if (doubled !== undefined) throw new FileFault('file-doubled-header', { column: doubled })
  return sheet
}

/** Reads a file by its bytes; a name that says something else is a fault. @throws FileFault */
export async function readBytes(name: string, bytes: Uint8Array): Promise<ReadFile> {
  const sort = sortOf(bytes)
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()
  if (sort === 'workbook') {
    if (ending === 'zip') throw new FileFault('file-zip')
    const workbook = await workbookOf(bytes)
    if (ending !== 'xlsx' && ending !== 'xlsm') throw new FileFault('file-xlsx-as-csv')
    return {
      sheets: workbook.map(({ name: sheet }) => sheet),
      encoding: 'xlsx',
      separator: undefined,
      sheet: (index) => checked(sheetOf(workbook[index]?.lines ?? { cells: [], numbers: [] })),
    }
  }
  const { text, encoding } = textOf(bytes)
  if (ending === 'xlsx' || ending === 'xlsm') throw new FileFault('file-csv-as-xlsx')
  const lines = await linesOf(text)
  return { sheets: [''], encoding, separator: lines.separator, sheet: () => checked(sheetOf(lines)) }
}

/** The code of the one row without a parent; undefined when there is none, or several. */
export function rootCodeIn(
  columns: readonly string[],
  rows: readonly [number, string[]][],
): string | undefined {
  const [code, parent] = [columns.indexOf('code'), columns.indexOf('parent_code')]
  const roots = rows.filter(([, cells]) => !cells[parent])
  return roots.length === 1 ? roots[0]?.[1][code] || undefined : undefined
}

/** Rows in which one unit's code is written as another, as its own and as a parent's. */
export function withRoot(
  columns: readonly string[],
  rows: readonly [number, string[]][],
  from: string,
  to: string,
): [number, string[]][] {
  const places = [columns.indexOf('code'), columns.indexOf('parent_code')]
  return rows.map(([number, cells]) => [
    number,
    cells.map((cell, index) => (places.includes(index) && cell === from ? to : cell)),
  ])
}
