import { type Slice, type Table, tableOf } from './table.ts'

const parser = () => import('papaparse').then((module) => module.default)

/** Spreadsheets save "Unicode text" as UTF-16 with a byte order mark; anything else is read as UTF-8. */
const textOf = async (file: Blob): Promise<string> => {
  const bytes = await file.arrayBuffer()
  const [first, second] = new Uint8Array(bytes.slice(0, 2))
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder('utf-8').decode(bytes)
}

/** The table in a file: commas, semicolons or tabs, as the spreadsheet wrote it. */
export const readFile = async (file: Blob): Promise<Table> => {
  const [Papa, text] = await Promise.all([parser(), textOf(file)])
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    delimitersToGuess: [',', ';', '\t', '|'],
  })
  return tableOf(data)
}

/** A part of a table as it is sent. */
export const csvOf = async ({ header, rows }: Pick<Slice, 'header' | 'rows'>): Promise<string> => {
  const Papa = await parser()
  return Papa.unparse([[...header], ...rows.map((cells) => [...cells])], { newline: '\n' })
}

/** What a spreadsheet would take for a formula; a signed number and a phone number are none. */
const FORMULA = /^[=@\t\r]|^[+-](?![\d\s().-]+$)/

/** A table to be opened in a spreadsheet: a cell that would start a formula there is marked as text. */
export const csvToOpen = async (rows: readonly (readonly string[])[]): Promise<string> => {
  const Papa = await parser()
  return Papa.unparse([...rows.map((cells) => [...cells])], { newline: '\n', escapeFormulae: FORMULA })
}

/** Hands a table to the person as a file that spreadsheets open with the right letters. */
export const saveFile = (name: string, csv: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([`\ufeff${csv}`], { type: 'text/csv' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
