import * as fs from 'node:fs'
import * as path from 'node:path'
import { type Bounds, Database, type Stats } from './database.ts'
import { Failure } from './failure.ts'
import { collectClosed } from './garbage.ts'

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/
const SUFFIX = '.db'
const SWEEP_MS = 15_000

/** How many databases stay open, and how long an unused one does. */
export type Keeping = { readonly openDatabases: number; readonly idleMs: number }

/** The databases of one folder, one file each; they open at their first use and close when unused. */
export class Folder {
  readonly #path: string
  readonly #bounds: Bounds
  readonly #keeping: Keeping
  readonly #databases = new Map<string, Database>()
  readonly #sweeper: NodeJS.Timeout

  constructor(folder: string, bounds: Bounds, keeping: Keeping) {
    this.#path = folder
    this.#bounds = bounds
    this.#keeping = keeping
    for (const name of namesIn(folder)) this.#add(name)
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS).unref()
  }

  /** The databases' names in alphabetical order. */
  get names(): string[] {
    return [...this.#databases.keys()].sort()
  }

  /** The database of this name, counted as used now for a client's request; an unknown one is refused with 404. */
  visit(name: string, request?: string): Database {
    const database = this.#databases.get(name)
    if (database === undefined) throw unknown(name)
    const now = Date.now()
    if (!database.open) this.#makeRoom()
    database.arrive(now, request)
    return database
  }

  /** The counters of one database; undefined when there is none of that name. */
  stats(name: string): Stats | undefined {
    return this.#databases.get(name)?.stats
  }

  /** Pipelines a database has been sent since the start, or by one of the newest requests; 0 where nothing is known. */
  trips(name: string, request?: string): number {
    const database = this.#databases.get(name)
    if (database === undefined) return 0
    return request === undefined ? database.stats.trips : database.tripsOf(request)
  }

  /** Leaves nothing in a database's files that was deleted; false while somebody reads it. */
  scrub(name: string): Promise<boolean> {
    const database = this.#databases.get(name)
    if (database === undefined) throw unknown(name)
    return database.scrub()
  }

  /** Makes an empty database file; false when there is one already. */
  create(name: string): boolean {
    if (!NAME.test(name)) {
      throw new Failure(
        'DATABASE_NAME_INVALID',
        'A name is 1 to 63 of a-z, 0-9 and "-", and does not begin with "-".',
      )
    }
    if (this.#databases.has(name)) return false
    this.#makeRoom()
    const database = this.#add(name)
    try {
      database.give(database.take())
      persist(this.#path)
    } catch (error) {
      this.#databases.delete(name)
      throw error
    }
    return true
  }

  /** Takes a database away for good: `closing` ends its streams before its file goes. */
  remove(name: string, closing: (database: Database) => void): void {
    const database = this.#databases.get(name)
    if (database === undefined) throw unknown(name)
    this.#databases.delete(name)
    database.drop(unknown(name))
    closing(database)
    for (const suffix of ['', '-wal', '-shm']) fs.rmSync(database.file + suffix, { force: true })
    persist(this.#path)
    collectClosed()
  }

  /** Leaves every database's data in its file. */
  close(): void {
    clearInterval(this.#sweeper)
    for (const database of this.#databases.values()) database.release()
  }

  #add(name: string): Database {
    const database = new Database(name, path.join(this.#path, name + SUFFIX), this.#bounds)
    this.#databases.set(name, database)
    return database
  }

  #makeRoom(): void {
    const open = [...this.#databases.values()].filter((database) => database.open)
    if (open.length < this.#keeping.openDatabases) return
    const idle = open.filter((database) => database.idle).sort((a, b) => a.lastUsedAt - b.lastUsedAt)
    // A tenth at once, so that a walk through all databases does not collect garbage at every step.
    for (const database of idle.slice(0, Math.ceil(this.#keeping.openDatabases / 10))) database.release()
    if (idle.length > 0) collectClosed()
  }

  #sweep(): void {
    const before = Date.now() - this.#keeping.idleMs
    const unused = [...this.#databases.values()].filter(({ idle, lastUsedAt }) => idle && lastUsedAt < before)
    for (const database of unused) database.release()
    if (unused.length > 0) collectClosed()
  }
}

function namesIn(folder: string): string[] {
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(SUFFIX) && NAME.test(file.slice(0, -SUFFIX.length)))
    .map((file) => file.slice(0, -SUFFIX.length))
}

/** Makes the folder's list of files durable. */
function persist(folder: string): void {
  const descriptor = fs.openSync(folder, 'r')
  fs.fsyncSync(descriptor)
  fs.closeSync(descriptor)
}

function unknown(name: string): Failure {
  return new Failure('DATABASE_NOT_FOUND', `There is no database named ${JSON.stringify(name)}.`, 404)
}
