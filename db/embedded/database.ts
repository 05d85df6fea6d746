import { type Connection, connect } from './connection.ts'
import { type Failure, failureOf } from './failure.ts'
import { Flush } from './flush.ts'
import { Recent } from './recent.ts'
import { Turnstile } from './turnstile.ts'

/** The bounds of one database. */
export type Bounds = {
  /** How long anybody waits for the write lock or a connection before `SQLITE_BUSY`. */
  readonly lockWaitMs: number
  /** How long SQLite itself waits for another process that holds the file; it blocks the event loop. */
  readonly busyMs: number
  /** Connections in use at once by streams that do not hold the write lock. */
  readonly connections: number
  /** Characters in one result. */
  readonly longestResult: number
}

/** Counters of one database. */
export type Stats = {
  readonly name: string
  /** Pipelines answered or refused since the start of the server. */
  readonly trips: number
  /** How often the disk was asked to make commits durable. */
  readonly syncs: number
  readonly connections: number
  readonly waitingWriters: number
}

const CONNECTIONS_KEPT = 3
/** Requests of clients whose round trips are still known one by one. */
const REQUESTS_KEPT = 1_000

/** One database file: its connections, its write lock and the way its commits reach the disk. */
export class Database {
  readonly name: string
  readonly file: string
  /** The right to write. */
  readonly lock: Turnstile
  /** The right to a connection; whoever holds the write lock needs none, so that writing always goes on. */
  readonly places: Turnstile
  readonly #flush: Flush
  readonly #bounds: Bounds
  /** Last given back, first taken: the warmest statement cache is used most. */
  readonly #free: Connection[] = []
  #used = 0
  #schema = 0
  #trips = 0
  readonly #tripsOf = new Recent<string, number>(REQUESTS_KEPT)
  #lastUsedAt = 0
  #dropped: Failure | undefined

  constructor(name: string, file: string, bounds: Bounds) {
    this.name = name
    this.file = file
    this.#bounds = bounds
    this.lock = new Turnstile(1, bounds.lockWaitMs)
    this.places = new Turnstile(bounds.connections, bounds.lockWaitMs)
    this.#flush = new Flush(`${file}-wal`)
  }

  /** Changes whenever the columns of a known statement may have changed. */
  get schema(): number {
    return this.#schema
  }

  get lastUsedAt(): number {
    return this.#lastUsedAt
  }

  /** Has open connections. */
  get open(): boolean {
    return this.#used + this.#free.length > 0
  }

  /** Open, and nobody uses it. */
  get idle(): boolean {
    return this.#used === 0 && this.#free.length > 0
  }

  get stats(): Stats {
    const connections = this.#used + this.#free.length
    const { name, lock } = this
    return { name, trips: this.#trips, syncs: this.#flush.syncs, connections, waitingWriters: lock.waiting }
  }

  /** Counts a pipeline that arrived at `now` (milliseconds) for a client's request. */
  arrive(now: number, request?: string): void {
    this.#trips += 1
    if (request !== undefined) this.#tripsOf.set(request, this.tripsOf(request) + 1)
    this.#lastUsedAt = now
  }

  /** Pipelines that came for one of the newest requests of clients. */
  tripsOf(request: string): number {
    return this.#tripsOf.get(request) ?? 0
  }

  /** Lends a connection to someone who holds the write lock or a place. */
  take(): Connection {
    if (this.#dropped !== undefined) throw this.#dropped
    const { busyMs, longestResult } = this.#bounds
    const connection = this.#free.pop() ?? connect(this.file, busyMs, longestResult)
    this.#used += 1
    return connection
  }

  /** Takes a connection back; an open transaction is rolled back. */
  give(connection: Connection): void {
    this.#used -= 1
    connection.rollback()
    connection.settle()
    const keep = !connection.marked && this.#dropped === undefined && this.#free.length < CONNECTIONS_KEPT
    if (keep) this.#free.push(connection)
    else connection.close()
  }

  /** Notes that whoever held the write lock has ended a transaction. */
  committed(schemaTouched: boolean): void {
    this.#flush.mark()
    if (schemaTouched) this.#schema += 1
  }

  /** Resolves when every commit made so far is on the disk; undefined when all are. */
  settled(): Promise<void> | undefined {
    return this.#flush.settled()
  }

  /** Lets go of unused connections and leaves all data in the database file. */
  release(): void {
    if (this.idle) this.#checkpoint()
    for (const connection of this.#free.splice(0)) connection.close()
  }

  /** What a checkpoint cannot move because of another reader stays in the WAL file, just as safe. */
  #checkpoint(): void {
    try {
      this.#free.at(-1)?.checkpoint()
    } catch (error) {
      if (failureOf(error).code !== 'SQLITE_BUSY' && failureOf(error).code !== 'SQLITE_LOCKED') throw error
    }
  }

  /** Leaves nothing in the files that was deleted; false when a reader kept the log from being emptied. */
  async scrub(): Promise<boolean> {
    await this.lock.take()
    try {
      if (this.#dropped !== undefined) throw this.#dropped
      // A connection of its own: VACUUM refuses to run beside statements of other users.
      const connection = connect(this.file, this.#bounds.busyMs, this.#bounds.longestResult)
      try {
        return connection.scrub()
      } catch (error) {
        throw failureOf(error)
      } finally {
        connection.close()
      }
    } finally {
      this.lock.release()
    }
  }

  /** Lets go of everything; later users and waiting writers get the failure. */
  drop(failure: Failure): void {
    this.#dropped = failure
    this.lock.dismiss(failure)
    this.places.dismiss(failure)
    for (const connection of this.#free.splice(0)) connection.close()
  }
}
