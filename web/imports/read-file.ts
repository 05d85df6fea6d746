const parser = () => import('papaparse').then((module) => module.default)

/** A table as CSV text. */
export const csvOf = async (rows: readonly (readonly string[])[]): Promise<string> => {
  const Papa = await parser()
  return Papa.unparse([...rows.map((cells) => [...cells])], { newline: '\n' })
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
