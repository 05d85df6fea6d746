import Driver from 'libsql'
import { type Arguments, bind } from './arguments.ts'
import { Failure, failureOf } from './failure.ts'
import { collectClosed, connectionClosed } from './garbage.ts'
import { Recent } from './recent.ts'
import type { Facts } from './sql.ts'
import { encodeValue } from './value.ts'

/** Settings every connection has; durability is the business of `flush.ts`. */
const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA foreign_keys = ON;
  PRAGMA secure_delete = ON;
  PRAGMA cache_size = -8000;
  PRAGMA temp_store = MEMORY;
  PRAGMA journal_size_limit = 67108864;`

const STATEMENTS_KEPT = 256

type Prepared = {
  readonly statement: Driver.Statement
  /** Gives rows. */
  readonly reads: boolean
  columns: { readonly schema: number; readonly count: number; readonly json: string } | undefined
}

/** One SQLite connection with its prepared statements; everything it does is synchronous. */
export class Connection {
  readonly #driver: Driver.Database
  readonly #prepared = new Recent<string, Prepared>(STATEMENTS_KEPT)
  readonly #changes: Driver.Statement
  readonly #rowid: Driver.Statement
  readonly #longestResult: number
  /** The transaction under way was begun READONLY. */
  #readonly = false
  /** The transaction under way may have changed the schema. */
  #schemaTouched = false
  #marked = false
  #stuck = false

  constructor(file: string, busyMs: number, longestResult: number) {
    this.#longestResult = longestResult
    this.#driver = new Driver(file)
    this.#driver.exec(`PRAGMA busy_timeout = ${busyMs};${SETTINGS}`)
    this.#driver.defaultSafeIntegers(true)
    this.#changes = this.#driver.prepare('SELECT changes()').raw()
    this.#rowid = this.#driver.prepare('SELECT last_insert_rowid()').raw()
  }

  get inTransaction(): boolean {
    return this.#driver.inTransaction
  }

  /** In a transaction that was begun READONLY, which SQLite itself does not enforce. */
  get readonly(): boolean {
    return this.#readonly
  }

  get schemaTouched(): boolean {
    return this.#schemaTouched
  }

  /** Carries something of its last user and must not be used by another. */
  get marked(): boolean {
    return this.#marked || this.#stuck
  }

  /** A statement was stopped by `SQLITE_BUSY`; it holds its snapshot until it is collected, as the driver cannot reset it. */
  get stuck(): boolean {
    return this.#stuck
  }

  /** Runs one statement and gives the JSON text of its Hrana result; `schema` counts the schema's changes. */
  execute(facts: Facts, given: Arguments, wantRows: boolean, schema: number): string {
    const verb = this.#check(facts)
    const prepared = this.#prepare(facts)
    const args = bind(facts.parameters, given)
    try {
      const result = prepared.reads
        ? this.#query(prepared, args, wantRows, schema, verb)
        : this.#run(prepared, args, verb)
      this.#note(facts)
      return result
    } catch (error) {
      throw this.#failed(error)
    }
  }

  #failed(error: unknown): Failure {
    const failure = failureOf(error)
    if (failure.code === 'SQLITE_BUSY') this.#stuck = true
    return failure
  }

  #check(facts: Facts): string {
    const [first, second] = facts.statements
    if (facts.refusal !== null) throw new Failure('SQLITE_AUTH', facts.refusal)
    if (first === undefined) throw new Failure('SQL_NO_STATEMENT', 'The SQL text contains no statement.')
    if (second !== undefined) {
      throw new Failure('SQL_MANY_STATEMENTS', 'The SQL text contains more than one statement.')
    }
    if (this.#readonly && facts.writes) throw readonlyFailure()
    return first.explain ? 'EXPLAIN' : first.verb
  }

  #prepare(facts: Facts): Prepared {
    const known = this.#prepared.get(facts.sql)
    if (known !== undefined) return known
    const statement = this.#driver.prepare(facts.sql)
    const reads = statement.reader
    const prepared: Prepared = { statement: reads ? statement.raw() : statement, reads, columns: undefined }
    if (!facts.changesSchema) this.#prepared.set(facts.sql, prepared)
    return prepared
  }

  #run(prepared: Prepared, args: unknown[], verb: string): string {
    const { changes, lastInsertRowid } = prepared.statement.run(args)
    const inserts = verb === 'INSERT' || verb === 'REPLACE'
    // The driver gives the row id as a float, which is exact only up to 2^53.
    const rowid = Number.isSafeInteger(lastInsertRowid) ? lastInsertRowid : this.#lastRowid()
    return result('[]', '[]', isData(verb) ? Number(changes) : 0, inserts ? rowid : null)
  }

  #query(prepared: Prepared, args: unknown[], wantRows: boolean, schema: number, verb: string): string {
    const { rows, width } = this.#rows(prepared.statement, args, wantRows)
    const columns = this.#columns(prepared, schema, width)
    const inserts = verb === 'INSERT' || verb === 'REPLACE'
    return result(columns, rows, isData(verb) ? this.#changed() : 0, inserts ? this.#lastRowid() : null)
  }

  /** Always runs to the last row: a statement left half way keeps its old snapshot open. */
  #rows(statement: Driver.Statement, args: unknown[], wantRows: boolean): { rows: string; width: number } {
    let rows = ''
    let width = -1
    const all = statement.iterate(args)
    for (let next = all.next(); !next.done; next = all.next()) {
      if (!wantRows || rows.length > this.#longestResult) continue
      const row = next.value as unknown[]
      width = row.length
      rows += rows === '' ? '[' : ',['
      for (let i = 0; i < width; i++) rows += i === 0 ? encodeValue(row[i]) : `,${encodeValue(row[i])}`
      rows += ']'
    }
    if (rows.length > this.#longestResult) {
      throw new Failure('RESPONSE_TOO_LARGE', 'The result is too large; ask for fewer rows.')
    }
    return { rows: `[${rows}]`, width }
  }

  #columns(prepared: Prepared, schema: number, width: number): string {
    const known = prepared.columns
    const fresh = known?.schema === schema && !this.#schemaTouched && (width === -1 || width === known.count)
    if (known !== undefined && fresh) return known.json
    const columns = prepared.statement.columns()
    const json = JSON.stringify(columns.map(({ name, type }) => ({ name, decltype: type })))
    if (!this.#schemaTouched) prepared.columns = { schema, count: columns.length, json }
    return json
  }

  #changed(): number {
    return Number(this.#single(this.#changes))
  }

  #lastRowid(): bigint {
    return BigInt(String(this.#single(this.#rowid)))
  }

  #single(statement: Driver.Statement): unknown {
    const [row] = statement.all([]) as unknown[][]
    return row?.[0]
  }

  /** Runs a script, statement by statement, up to the first that fails. */
  sequence(facts: Facts): void {
    if (facts.refusal !== null) throw new Failure('SQLITE_AUTH', facts.refusal)
    if (this.#readonly && facts.writes) throw readonlyFailure()
    try {
      this.#driver.exec(facts.sql)
    } catch (error) {
      throw this.#failed(error)
    } finally {
      this.#note(facts)
    }
  }

  /** The JSON text of a Hrana description: parameters, columns, and whether it is EXPLAIN or only reads. */
  describe(facts: Facts): string {
    this.#check(facts)
    const { statement, reads } = this.#prepare(facts)
    const columns = reads ? statement.columns() : []
    return JSON.stringify({
      params: facts.parameters.map((name) => ({ name })),
      cols: columns.map(({ name, type }) => ({ name, decltype: type })),
      is_explain: facts.statements[0]?.explain ?? false,
      is_readonly: !facts.writes,
    })
  }

  #note(facts: Facts): void {
    if (facts.changesSchema) this.#schemaTouched = true
    if (facts.marksConnection) this.#marked = true
    const last = facts.statements.at(-1)
    if (last?.verb === 'BEGIN' && !last.explain) this.#readonly = last.words.includes('READONLY')
  }

  /** Forgets what belonged to the transaction that has ended. */
  settle(): void {
    this.#readonly = false
    this.#schemaTouched = false
  }

  /** Takes back the transaction under way, if there is one; a connection that cannot is not to be used again. */
  rollback(): void {
    if (!this.inTransaction) return
    try {
      this.#driver.exec('ROLLBACK')
    } catch {
      this.#stuck = true
    }
  }

  /** Moves the WAL file's contents into the database file. */
  checkpoint(): void {
    this.#driver.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  /** Writes the whole file anew, so that nothing that was deleted is left in it, and empties the WAL; false while somebody reads. */
  scrub(): boolean {
    this.#driver.exec('VACUUM')
    const [row] = this.#driver.prepare('PRAGMA wal_checkpoint(TRUNCATE)').raw().all([]) as unknown[][]
    return Number(row?.[0]) === 0
  }

  /** Lets go of the file; the driver does so only once its statements have been collected as garbage. */
  close(): void {
    this.#prepared.clear()
    this.#driver.close()
    if (this.#stuck) collectClosed()
    else connectionClosed()
  }
}

/** Opens a connection, or says in a failure why the file cannot be used. */
export function connect(file: string, busyMs: number, longestResult: number): Connection {
  try {
    return new Connection(file, busyMs, longestResult)
  } catch (error) {
    throw failureOf(error)
  }
}

function isData(verb: string): boolean {
  return verb === 'INSERT' || verb === 'UPDATE' || verb === 'DELETE' || verb === 'REPLACE'
}

function readonlyFailure(): Failure {
  return new Failure('SQLITE_READONLY', 'SQLite error: attempt to write a readonly database')
}

function result(columns: string, rows: string, affected: number, rowid: number | bigint | null): string {
  const id = rowid === null ? 'null' : `"${rowid}"`
  return `{"cols":${columns},"rows":${rows},"affected_row_count":${affected},"last_insert_rowid":${id}}`
}
