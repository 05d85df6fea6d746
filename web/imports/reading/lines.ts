import { FileFault } from './fault.ts'

/** Lines of cells; `numbers` are the lines as a spreadsheet counts them. */
export type Lines = { cells: string[][]; numbers: number[] }

/** The longest cell that is read at all, letters. */
const CELL_MAX = 10_000

const SEPARATORS = [',', ';', '\t', '|'] as const

/** What separates cells: as the first line says (`sep=;`), else what stands most often in the header outside quotes. */
export function separatorOf(text: string): { separator: string; skip: number } {
  const said = /^"?sep=(.)"?\r?\n?/i.exec(text)
  if (said?.[1]) return { separator: said[1], skip: said[0].length }
  const [header = ''] = text.replace(/^[\r\n]+/, '').split(/\r\n?|\n/, 1)
  const bare = header.replace(/"[^"]*"/g, '')
  const counted = SEPARATORS.map((mark) => ({ mark, count: bare.split(mark).length }))
  return { separator: counted.sort((a, b) => b.count - a.count)[0]?.mark ?? ',', skip: 0 }
}

/** The lines of a text. @throws FileFault for a quote that does not end and for a cell without end */
export async function linesOf(text: string): Promise<Lines & { separator: string }> {
  const { default: Papa } = await import('papaparse')
  const { separator, skip } = separatorOf(text)
  const rest = text.slice(skip).replace(/\r\n?/g, '\n')
  const { data, errors } = Papa.parse<string[]>(rest, { delimiter: separator, newline: '\n' })
  const quote = errors.find(({ type }) => type === 'Quotes')
  if (quote) throw new FileFault('file-unclosed-quote', { row: (quote.row ?? 0) + 1 })
  const long = data.findIndex((cells) => cells.some((cell) => cell.length > CELL_MAX))
  if (long >= 0) throw new FileFault('file-cell-too-long', { row: long + 1 })
  return { cells: data, numbers: data.map((_, index) => index + 1), separator }
}

const isBlank = (cells: readonly string[]) =>
  cells.every((cell) => cell.trim() === '') || cells[0]?.startsWith('# exported by') === true

const [COLUMNS_MAX, ROWS_MAX] = [200, 500_000]

/** A header and the rows below it, blank ones left out. */
export type Sheet = { header: string[]; rows: string[][]; numbers: number[] }

/** Lines as a table. @throws FileFault when they are none */
export function sheetOf({ cells, numbers }: Lines): Sheet {
  const kept = cells.flatMap((line, index) => (isBlank(line) ? [] : [{ line, number: numbers[index] ?? 0 }]))
  const [first, ...below] = kept
  if (!first) throw new FileFault('file-empty')
  const header = first.line.map((heading) => heading.trim())
  while (header.at(-1) === '') header.pop()
  if (header.length > COLUMNS_MAX) throw new FileFault('file-too-many-columns')
  if (header.every((heading) => /^[\d\s.,+-]*$/.test(heading))) throw new FileFault('file-no-header')
  if (below.length === 0) throw new FileFault('file-no-rows')
  if (below.length > ROWS_MAX) throw new FileFault('file-too-many-rows')
  const wide = below.find(({ line }) => line.slice(header.length).some((cell) => cell.trim() !== ''))
  if (wide) throw new FileFault('file-row-too-wide', { row: wide.number })
  return { header, rows: below.map(({ line }) => line), numbers: below.map(({ number }) => number) }
}
