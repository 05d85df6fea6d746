/** A refusal: `message` and `code` reach the client, `status` is used when the whole HTTP request is refused. */
export class Failure extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.name = 'Failure'
    this.code = code
    this.status = status
  }
}

/** SQLite's primary result codes by number; the client compares with these names. */
const PRIMARY = new Map([
  [1, 'SQLITE_ERROR'],
  [2, 'SQLITE_INTERNAL'],
  [3, 'SQLITE_PERM'],
  [4, 'SQLITE_ABORT'],
  [5, 'SQLITE_BUSY'],
  [6, 'SQLITE_LOCKED'],
  [7, 'SQLITE_NOMEM'],
  [8, 'SQLITE_READONLY'],
  [9, 'SQLITE_INTERRUPT'],
  [10, 'SQLITE_IOERR'],
  [11, 'SQLITE_CORRUPT'],
  [12, 'SQLITE_NOTFOUND'],
  [13, 'SQLITE_FULL'],
  [14, 'SQLITE_CANTOPEN'],
  [15, 'SQLITE_PROTOCOL'],
  [16, 'SQLITE_EMPTY'],
  [17, 'SQLITE_SCHEMA'],
  [18, 'SQLITE_TOOBIG'],
  [19, 'SQLITE_CONSTRAINT'],
  [20, 'SQLITE_MISMATCH'],
  [21, 'SQLITE_MISUSE'],
  [22, 'SQLITE_NOLFS'],
  [23, 'SQLITE_AUTH'],
  [24, 'SQLITE_FORMAT'],
  [25, 'SQLITE_RANGE'],
  [26, 'SQLITE_NOTADB'],
])

/** Turns whatever was thrown into a failure; a driver error keeps its message and gets its primary SQLite code. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error
  const message = error instanceof Error ? error.message : String(error)
  const rawCode = error instanceof Error && 'rawCode' in error ? Number(error.rawCode) : Number.NaN
  if (Number.isInteger(rawCode)) {
    return new Failure(PRIMARY.get(rawCode & 0xff) ?? 'SQLITE_ERROR', `SQLite error: ${message}`)
  }
  if (message.startsWith('ConnectionFailed')) {
    return new Failure('SQLITE_CANTOPEN', 'SQLite error: unable to open database file', 500)
  }
  return new Failure('INTERNAL_ERROR', `The database server failed: ${message}`, 500)
}

/** The JSON text of a failure as the protocol carries it. */
export function failureJson(failure: Failure): string {
  return JSON.stringify({ message: failure.message, code: failure.code })
}
