import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { plan } from './agenda.ts'
import type { Stand, State } from './stand.ts'

/** Reads a kept state; null where there is none. */
export function readState(path: string | undefined): State | null {
  if (path === undefined) return null
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  const state: State = JSON.parse(text)
  if (state.version !== 1) throw new Error(`${path} was not written by this version of the Stripe stand-in`)
  return state
}

/** Plans again the deliveries that were under way when the stand-in stopped. */
export function resumeDeliveries(stand: Stand): void {
  const planned = new Set(stand.state.tasks.filter((task) => task.kind === 'delivery').map((task) => task.id))
  for (const delivery of Object.values(stand.state.deliveries)) {
    const open = delivery.state === 'pending' || delivery.state === 'held'
    if (!open || planned.has(delivery.event)) continue
    delivery.state = 'pending'
    plan(stand, {
      at: stand.clock.nowMs(),
      kind: 'delivery',
      account: delivery.account,
      id: delivery.event,
    })
  }
}

/** Keeps the state in a file, written whole and swapped in, soon after each change. */
export class Keeper {
  readonly #path: string | undefined
  readonly #state: State
  readonly #offsetMs: () => number
  #timer: NodeJS.Timeout | null = null
  #lastMs = 0

  constructor(path: string | undefined, state: State, offsetMs: () => number) {
    this.#path = path
    this.#state = state
    this.#offsetMs = offsetMs
  }

  /** Writes within a quarter of a second, or later where writing is slow. */
  soon(): void {
    if (this.#path === undefined || this.#timer) return
    this.#timer = setTimeout(() => this.flush(), Math.max(250, this.#lastMs * 10))
  }

  /** Writes now what `soon` has promised. */
  flush(): void {
    if (this.#path === undefined || !this.#timer) return
    clearTimeout(this.#timer)
    this.#timer = null
    const began = performance.now()
    this.#state.offsetMs = this.#offsetMs()
    mkdirSync(dirname(this.#path), { recursive: true })
    writeFileSync(`${this.#path}.new`, JSON.stringify(this.#state))
    renameSync(`${this.#path}.new`, this.#path)
    this.#lastMs = performance.now() - began
  }
}
