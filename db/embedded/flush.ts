import * as fs from 'node:fs'
import { Failure } from './failure.ts'

/**
 * Puts commits on the disk in groups. SQLite writes a commit to the WAL file without waiting for the disk
 * (`synchronous=NORMAL`, which keeps the order a crash needs and syncs the WAL before and the file after every
 * checkpoint); nobody is answered before one `fdatasync` of that WAL file has begun after the commit and has
 * ended well. An answer therefore promises what `synchronous=FULL` promises, and many commits share one sync,
 * which runs beside the event loop. Reads wait too, so nobody is told what a power cut could take back.
 */
export class Flush {
  readonly #walFile: string
  #written = 0
  #durable = 0
  /** What the sync under way covers. */
  #covers = 0
  #running: Promise<void> | undefined
  #next: Promise<void> | undefined
  #syncs = 0

  constructor(walFile: string) {
    this.#walFile = walFile
  }

  /** How often the disk was asked. */
  get syncs(): number {
    return this.#syncs
  }

  /** Notes that something was committed. */
  mark(): void {
    this.#written += 1
  }

  /** Resolves when all that was committed so far is on the disk; undefined when it already is. */
  settled(): Promise<void> | undefined {
    if (this.#durable === this.#written) return undefined
    if (this.#running !== undefined && this.#covers === this.#written) return this.#running
    this.#next ??= this.#start(this.#running)
    return this.#next
  }

  /** A failed sync is not tried again: the kernel may have dropped the pages it could not write. */
  async #start(before: Promise<void> | undefined): Promise<void> {
    if (before === undefined) await new Promise((resolve) => setImmediate(resolve))
    else await before
    this.#running = this.#next
    this.#next = undefined
    this.#covers = this.#written
    this.#syncs += 1
    await sync(this.#walFile)
    this.#durable = this.#covers
    this.#running = undefined
  }
}

/** The file is opened anew each time: SQLite removes it, after a checkpoint that synced, and makes another. */
function sync(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    fs.open(file, 'r+', (missing, descriptor) => {
      if (missing?.code === 'ENOENT') return resolve()
      if (missing !== null) return reject(lost(missing))
      fs.fdatasync(descriptor, (error) => {
        fs.close(descriptor, () => (error === null ? resolve() : reject(lost(error))))
      })
    })
  })
}

function lost(error: NodeJS.ErrnoException): Failure {
  return new Failure('SQLITE_IOERR', `SQLite error: disk I/O error (${error.code ?? 'unknown'})`, 500)
}
