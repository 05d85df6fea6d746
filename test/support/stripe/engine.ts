import { type Handlers, nextDue, runDue } from './agenda.ts'
import { Postman } from './delivery.ts'
import { lateFee, lateOutcome } from './paying.ts'
import { arrive, settle } from './payouts.ts'
import { refundOutcome } from './refunds.ts'
import { timeUp } from './sessions.ts'
import type { Stand } from './stand.ts'
import type { Keeper } from './store.ts'

const LONGEST_MS = 2 ** 31 - 1
/** How often a base clock that is not the machine's is looked at. */
const POLL_MS = 200

/** Keeps time for a stand-in: runs what is due, now, on a timer, or while the clock is moved. */
export class Engine {
  readonly postman: Postman
  readonly #stand: Stand
  readonly #keeper: Keeper
  readonly #handlers: Handlers
  readonly #ownClock: boolean
  #timer: NodeJS.Timeout | null = null
  #stopped = false

  constructor(stand: Stand, keeper: Keeper, ownClock: boolean) {
    this.#stand = stand
    this.#keeper = keeper
    this.#ownClock = ownClock
    this.postman = new Postman(stand)
    this.#handlers = {
      session_expiry: timeUp,
      late_payment: lateOutcome,
      late_fee: lateFee,
      refund_outcome: refundOutcome,
      settlement: settle,
      arrival: arrive,
      delivery: this.postman.due,
    }
  }

  /** Runs what is due and sets the timer for what is next. */
  readonly run = (): void => {
    if (this.#stopped) return
    runDue(this.#stand, this.#handlers)
    this.#keeper.soon()
    if (this.#timer) clearTimeout(this.#timer)
    const due = nextDue(this.#stand)
    if (due === null) return
    const wait = Math.max(1, due - this.#stand.clock.nowMs())
    this.#timer = setTimeout(this.run, Math.min(wait, this.#ownClock ? POLL_MS : LONGEST_MS))
    this.#timer.unref()
  }

  /** Resolves when nothing is due and no delivery is under way. */
  async settle(): Promise<void> {
    do {
      this.run()
      await this.postman.idle()
      this.run()
    } while (this.postman.busy)
  }

  /** Moves the clock ahead, running everything on the way in its order and waiting for each delivery. */
  async advance(seconds: number): Promise<number> {
    const { clock } = this.#stand
    const target = clock.nowMs() + seconds * 1000
    await this.settle()
    for (let due = nextDue(this.#stand); due !== null && due <= target; due = nextDue(this.#stand)) {
      clock.shift(Math.max(0, due - clock.nowMs()))
      await this.settle()
    }
    clock.shift(Math.max(0, target - clock.nowMs()))
    await this.settle()
    return clock.now()
  }

  /** Stops the timer and waits for the deliveries under way. */
  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.postman.idle()
    this.#keeper.soon()
    this.#keeper.flush()
  }
}
