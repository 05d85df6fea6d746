/** Time as the stand-in sees it: the base clock plus what was advanced by hand. */
export interface Clock {
  /** Unix milliseconds. */
  nowMs(): number
  /** Unix seconds, as the API writes instants. */
  now(): number
  /** The base clock in Unix milliseconds: the receiver's time, so what signatures are dated with. */
  baseMs(): number
  /** Milliseconds advanced by hand so far. */
  offsetMs(): number
  /** Moves ahead of the base clock by `ms` more. */
  shift(ms: number): void
  /** Runs a task as if it were the instant it was due, however late it runs. */
  asOf<T>(ms: number, task: () => T): T
}

/** A clock over `base` (Unix milliseconds, as Date.now) that starts `offsetMs` ahead of it. */
export function startClock(base: () => number, offsetMs: number): Clock {
  let offset = offsetMs
  let pinned: number | null = null
  const nowMs = () => pinned ?? base() + offset
  return {
    nowMs,
    now: () => Math.floor(nowMs() / 1000),
    baseMs: base,
    offsetMs: () => offset,
    shift(ms) {
      offset += ms
    },
    asOf(ms, task) {
      const before = pinned
      pinned = ms
      try {
        return task()
      } finally {
        pinned = before
      }
    },
  }
}
