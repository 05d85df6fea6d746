import { Failure } from './failure.ts'

type Waiter = {
  readonly admit: () => void
  readonly refuse: (failure: Failure) => void
  readonly timer: NodeJS.Timeout
}

/** A number of places; who finds none free waits in order of arrival. With one place it is a lock. */
export class Turnstile {
  readonly #waitMs: number
  readonly #waiters = new Set<Waiter>()
  #free: number

  constructor(places: number, waitMs: number) {
    this.#free = places
    this.#waitMs = waitMs
  }

  get waiting(): number {
    return this.#waiters.size
  }

  /** Takes a place if one is free, without a turn of the event loop. */
  tryTake(): boolean {
    if (this.#free === 0) return false
    this.#free -= 1
    return true
  }

  /** Takes a place in turn; refuses with `SQLITE_BUSY` when the wait grows too long. */
  take(): Promise<void> {
    if (this.tryTake()) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        admit: resolve,
        refuse: reject,
        timer: setTimeout(() => {
          this.#waiters.delete(waiter)
          reject(new Failure('SQLITE_BUSY', 'SQLite error: database is locked'))
        }, this.#waitMs),
      }
      this.#waiters.add(waiter)
    })
  }

  /** Passes the place to whoever has waited longest. */
  release(): void {
    const next = this.#next()
    if (next === undefined) this.#free += 1
    else next.admit()
  }

  /** Turns everybody away who waits. */
  dismiss(failure: Failure): void {
    for (let waiter = this.#next(); waiter !== undefined; waiter = this.#next()) waiter.refuse(failure)
  }

  #next(): Waiter | undefined {
    const [waiter] = this.#waiters
    if (waiter === undefined) return undefined
    this.#waiters.delete(waiter)
    clearTimeout(waiter.timer)
    return waiter
  }
}
