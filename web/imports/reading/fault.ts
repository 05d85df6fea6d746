/** Why a file is no table; each has one sentence in both languages. */
export const FILE_FAULTS = [
  'file-empty',
  'file-xlsx-as-csv',
  'file-csv-as-xlsx',
  'file-xls',
  'file-pdf',
  'file-gzip',
  'file-zip',
  'file-picture',
  'file-html',
  'file-json',
  'file-nul',
  'file-broken-xlsx',
  'file-unclosed-quote',
  'file-cell-too-long',
  'file-row-too-wide',
  'file-too-many-columns',
  'file-too-many-rows',
  'file-no-header',
  'file-no-rows',
  'file-doubled-header',
  'file-missing-column',
] as const
export type FileFaultCode = (typeof FILE_FAULTS)[number]

/** A file that is not what it seems, or no table that can be brought. */
export class FileFault extends Error {
  override readonly name = 'FileFault'
  readonly code: FileFaultCode
  /** The line as a spreadsheet counts it, where it is about one. */
  readonly row: number | undefined
  /** The column or heading that it is about. */
  readonly column: string | undefined

  constructor(code: FileFaultCode, at: { row?: number; column?: string } = {}) {
    super(code)
    this.code = code
    this.row = at.row
    this.column = at.column
  }
}
