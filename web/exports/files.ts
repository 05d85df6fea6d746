/** A file that grows part by part; a part is CSV text, the first one with a header. Nothing of it stays in memory as text. */
export type Sink = { add: (csv: string) => Promise<void>; done: () => Promise<Blob> }

/** The parts as they come. */
export function csvSink(): Sink {
  const parts: Blob[] = []
  return {
    // What a Blob holds a browser may put on disk; a string stays in the memory of the page.
    add: async (csv) => {
      parts.push(new Blob([csv]))
    },
    done: async () => new Blob(parts, { type: 'text/csv;charset=utf-8' }),
  }
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const [PACKAGE, SHEETS] = [
  'http://schemas.openxmlformats.org/package/2006',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
]
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** What a workbook of one sheet has beside the sheet. */
const AROUND: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${SHEETS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${SHEETS}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${SHEETS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
/** Without what XML has no way to write. */
const escaped = (text: string) =>
  text.replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '').replace(/[&<>]/g, (mark) => ENTITIES[mark] ?? '')

/** A text behind the apostrophe that keeps programs from taking it for a formula; a cell of text needs none. */
const plain = (cell: string) =>
  /^'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u.test(cell) ? cell.slice(1) : cell

/** The letters of a column, counted from 0. */
const columnOf = (at: number): string =>
  (at >= 26 ? columnOf(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26))

/** Every cell is text: no spreadsheet runs it, or takes a number of it away. */
const rowXml = (cells: readonly string[], row: number) =>
  `<row r="${row}">${cells
    .map((cell, at) =>
      cell === ''
        ? ''
        : `<c r="${columnOf(at)}${row}" t="inlineStr"><is><t xml:space="preserve">${escaped(plain(cell))}</t></is></c>`,
    )
    .join('')}</row>`

/** The size from which packed bytes are put away, so that they leave the memory of the page. */
const PUT_AWAY = 1_000_000

/** The parts as a workbook, packed while they come. */
export async function xlsxSink(): Promise<Sink> {
  const [{ Zip, ZipDeflate, strToU8 }, { default: Papa }] = await Promise.all([
    import('fflate'),
    import('papaparse'),
  ])
  const packed: Blob[] = []
  let [fresh, size]: [Uint8Array<ArrayBuffer>[], number] = [[], 0]
  const putAway = () => {
    packed.push(new Blob(fresh))
    ;[fresh, size] = [[], 0]
  }
  const zip = new Zip((problem, bytes) => {
    if (problem) throw problem
    fresh.push(new Uint8Array(bytes))
    size += bytes.length
    if (size >= PUT_AWAY) putAway()
  })
  const entry = (name: string, text: string, whole: boolean) => {
    const file = new ZipDeflate(name, { level: 6 })
    zip.add(file)
    file.push(strToU8(`${XML}${text}`), whole)
    return file
  }
  for (const [name, text] of Object.entries(AROUND)) entry(name, text, true)
  const sheet = entry('xl/worksheets/sheet1.xml', `<worksheet xmlns="${MAIN}"><sheetData>`, false)
  let rows = 0
  return {
    add: async (csv) => {
      const { data } = Papa.parse<string[]>(csv.replace(/^\ufeff/, ''), {
        delimiter: ',',
        skipEmptyLines: true,
      })
      sheet.push(strToU8(data.map((cells, at) => rowXml(cells, rows + at + 1)).join('')))
      rows += data.length
    },
    done: async () => {
      sheet.push(strToU8('</sheetData></worksheet>'), true)
      zip.end()
      putAway()
      return new Blob(packed, { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' })
    },
  }
}
