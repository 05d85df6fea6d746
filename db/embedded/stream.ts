import type { Connection } from './connection.ts'
import type { Database } from './database.ts'
import { Failure, failureJson, failureOf } from './failure.ts'
import type { Condition, Request, Sql, Step, Stmt } from './request.ts'
import { type Facts, factsOf } from './sql.ts'

const TEXTS_STORED = 1_000

type Outcome = { readonly result: string } | { readonly failure: Failure } | null

/**
 * One conversation with a database. It holds a connection from its first statement to its end, and the write
 * lock from before its first write until it is out of the transaction.
 */
export class Stream {
  readonly database: Database
  readonly #texts = new Map<number, string>()
  #connection: Connection | undefined
  #locked = false
  #placed = false
  #closed = false

  constructor(database: Database) {
    this.database = database
  }

  get closed(): boolean {
    return this.#closed
  }

  /** Answers one request with the JSON text of a Hrana stream result; it never rejects. */
  async answer(request: Request): Promise<string> {
    try {
      return `{"type":"ok","response":${await this.#respond(request)}}`
    } catch (error) {
      return `{"type":"error","error":${failureJson(failureOf(error))}}`
    }
  }

  /** Gives everything back; what was not committed is rolled back. */
  close(): void {
    this.#closed = true
    this.#texts.clear()
    const connection = this.#connection
    this.#connection = undefined
    try {
      if (connection !== undefined) this.database.give(connection)
    } finally {
      this.#unlock(false)
      this.#leave()
    }
  }

  async #respond(request: Request): Promise<string> {
    if (this.#closed) throw new Failure('STREAM_CLOSED', 'The stream is closed.')
    switch (request.type) {
      case 'execute':
        return `{"type":"execute","result":${await this.#execute(request.stmt)}}`
      case 'batch':
        return `{"type":"batch","result":${await this.#batch(request.steps)}}`
      case 'sequence':
        await this.#sequence(request.sql)
        return '{"type":"sequence"}'
      case 'describe':
        return `{"type":"describe","result":${await this.#describe(request.sql)}}`
      case 'get_autocommit':
        return `{"type":"get_autocommit","is_autocommit":${!this.#inTransaction}}`
      case 'store_sql':
        this.#store(request.id, request.text)
        break
      case 'close_sql':
        this.#texts.delete(request.id)
        break
      case 'close':
        this.close()
    }
    return `{"type":"${request.type}"}`
  }

  get #inTransaction(): boolean {
    return this.#connection?.inTransaction ?? false
  }

  #store(id: number, text: string): void {
    if (this.#texts.has(id)) throw new Failure('SQL_STORE_ERROR', `SQL number ${id} is already stored.`)
    if (this.#texts.size >= TEXTS_STORED)
      throw new Failure('SQL_STORE_ERROR', 'Too many SQL texts are stored.')
    this.#texts.set(id, text)
  }

  #facts(sql: Sql): Facts {
    if ('text' in sql) return factsOf(sql.text)
    const text = this.#texts.get(sql.id)
    if (text === undefined) throw new Failure('SQL_STORE_ERROR', `SQL number ${sql.id} is not stored.`)
    return factsOf(text)
  }

  #execute(stmt: Stmt): Promise<string> {
    const facts = this.#facts(stmt.sql)
    return this.#turn(this.#needsLock(facts), (connection) => this.#run(connection, facts, stmt))
  }

  /** In a READONLY transaction a write is refused, so it waits for nothing. */
  #needsLock(facts: Facts): boolean {
    return facts.writes && !(this.#connection?.readonly ?? false)
  }

  #run(connection: Connection, facts: Facts, { args, wantRows }: Stmt): string {
    return connection.execute(facts, args, wantRows, this.database.schema)
  }

  async #sequence(sql: Sql): Promise<void> {
    const facts = this.#facts(sql)
    await this.#turn(this.#needsLock(facts), (connection) => connection.sequence(facts))
  }

  #describe(sql: Sql): Promise<string> {
    const facts = this.#facts(sql)
    return this.#turn(false, (connection) => connection.describe(facts))
  }

  #batch(steps: readonly Step[]): Promise<string> {
    return this.#turn(this.#batchWrites(steps), (connection) => {
      const outcomes: Outcome[] = []
      for (const { condition, stmt } of steps) {
        const runs = condition === undefined || holds(condition, outcomes, connection)
        outcomes.push(runs ? this.#attempt(connection, stmt) : null)
      }
      return batchJson(outcomes)
    })
  }

  #attempt(connection: Connection, stmt: Stmt): Outcome {
    try {
      return { result: this.#run(connection, this.#facts(stmt.sql), stmt) }
    } catch (error) {
      return { failure: failureOf(error) }
    }
  }

  /** A batch that only reads, or can only read because it began READONLY, needs no write lock. */
  #batchWrites(steps: readonly Step[]): boolean {
    let readonly = this.#connection?.readonly ?? false
    for (const { stmt } of steps) {
      const text = 'text' in stmt.sql ? stmt.sql.text : this.#texts.get(stmt.sql.id)
      if (text === undefined) continue
      const facts = factsOf(text)
      const [statement] = facts.statements
      if (statement?.verb === 'BEGIN' && statement.words.includes('READONLY')) readonly = true
      else if (endsTransaction(statement?.verb)) readonly = false
      else if (facts.writes && !readonly) return true
    }
    return false
  }

  /** Waits for its turn if need be, then works on the connection without giving way to anybody. */
  async #turn<Result>(writes: boolean, work: (connection: Connection) => Result): Promise<Result> {
    const { lock, places } = this.database
    if (writes && !this.#locked) {
      if (!lock.tryTake()) await lock.take()
      this.#locked = true
    }
    if (this.#connection === undefined && !this.#locked && !this.#placed) {
      if (!places.tryTake()) await places.take()
      this.#placed = true
    }
    try {
      if (this.#closed) throw new Failure('STREAM_CLOSED', 'The stream is closed.')
      this.#connection ??= this.database.take()
      return work(this.#connection)
    } finally {
      this.#settle()
    }
  }

  #settle(): void {
    if (this.#inTransaction) return
    if (this.#closed) this.#leave()
    const touched = this.#connection?.schemaTouched ?? false
    this.#connection?.settle()
    if (this.#connection?.stuck) {
      this.database.give(this.#connection)
      this.#connection = undefined
    }
    this.#unlock(touched)
  }

  #leave(): void {
    if (!this.#placed) return
    this.#placed = false
    this.database.places.release()
  }

  #unlock(schemaTouched: boolean): void {
    if (!this.#locked) return
    this.#locked = false
    this.database.committed(schemaTouched)
    this.database.lock.release()
  }
}

function holds(condition: Condition, outcomes: readonly Outcome[], connection: Connection): boolean {
  switch (condition.type) {
    case 'ok': {
      const outcome = outcomes[condition.step]
      return outcome !== null && outcome !== undefined && 'result' in outcome
    }
    case 'error': {
      const outcome = outcomes[condition.step]
      return outcome !== null && outcome !== undefined && 'failure' in outcome
    }
    case 'not':
      return !holds(condition.condition, outcomes, connection)
    case 'and':
      return condition.conditions.every((part) => holds(part, outcomes, connection))
    case 'or':
      return condition.conditions.some((part) => holds(part, outcomes, connection))
    case 'is_autocommit':
      return !connection.inTransaction
  }
}

function batchJson(outcomes: readonly Outcome[]): string {
  const results = outcomes.map((outcome) =>
    outcome !== null && 'result' in outcome ? outcome.result : 'null',
  )
  const errors = outcomes.map((outcome) =>
    outcome !== null && 'failure' in outcome ? failureJson(outcome.failure) : 'null',
  )
  return `{"step_results":[${results.join(',')}],"step_errors":[${errors.join(',')}]}`
}

function endsTransaction(verb: string | undefined): boolean {
  return verb === 'COMMIT' || verb === 'END' || verb === 'ROLLBACK'
}
