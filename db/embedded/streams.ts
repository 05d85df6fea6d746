import { randomBytes } from 'node:crypto'
import type { Database } from './database.ts'
import { Failure } from './failure.ts'
import { Stream } from './stream.ts'

type Parked = { readonly stream: Stream; readonly baton: string; readonly timer: NodeJS.Timeout }

/** The streams that wait for their next pipeline, each under a baton that is good once and not for long. */
export class Streams {
  readonly #idleMs: number
  readonly #parked = new Map<string, Parked>()

  constructor(idleMs: number) {
    this.#idleMs = idleMs
  }

  get size(): number {
    return this.#parked.size
  }

  /** Begins a stream, or takes the one the baton names out of its place. */
  take(database: Database, baton: string | undefined): Stream {
    if (baton === undefined) return new Stream(database)
    const [id = ''] = baton.split('.', 1)
    const parked = this.#parked.get(id)
    if (parked === undefined) throw new Failure('STREAM_EXPIRED', 'The stream has expired due to inactivity.')
    if (parked.baton !== baton || parked.stream.database !== database) {
      throw new Failure('BATON_INVALID', 'The baton was used before or belongs to another database.')
    }
    this.#remove(id, parked)
    return parked.stream
  }

  /** Keeps a stream for its next pipeline and gives the baton for it; null when the stream is closed. */
  park(stream: Stream): string | null {
    if (stream.closed) return null
    const id = randomBytes(16).toString('base64url')
    const baton = `${id}.${randomBytes(8).toString('base64url')}`
    const timer = setTimeout(() => {
      this.#parked.delete(id)
      stream.close()
    }, this.#idleMs)
    this.#parked.set(id, { stream, baton, timer })
    return baton
  }

  /** Closes the waiting streams of one database, or all of them. */
  close(database?: Database): void {
    for (const [id, parked] of this.#parked) {
      if (database !== undefined && parked.stream.database !== database) continue
      this.#remove(id, parked)
      parked.stream.close()
    }
  }

  #remove(id: string, parked: Parked): void {
    this.#parked.delete(id)
    clearTimeout(parked.timer)
  }
}
