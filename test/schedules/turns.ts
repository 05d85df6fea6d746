import { AsyncLocalStorage } from 'node:async_hooks'
import type { Chance } from '../support/chance.ts'

/** Where a piece of work is killed: at its nth call over the network, before it went out or after it was executed. */
export type Kill = { call: number; after: boolean }

/** Something that runs beside others; `killed` says that nobody will ever hear of its end. */
export type Work = {
  run: () => Promise<void>
  kill?: Kill | undefined
  /** What becomes of it in the world when it is killed. */
  died?: () => void
}
type Ending = 'done' | 'killed'

type Task = {
  kill: Kill | undefined
  calls: number
  parked: (() => void) | undefined
  ended: ((how: Ending) => void) | undefined
  /** Timers that wait for something that takes too long. */
  watchdogs: Map<number, () => void>
}

const current = new AsyncLocalStorage<Task>()

/** Timers from this long on are watchdogs: they ring only when an outage makes them. Milliseconds. */
const WATCHDOG_MS = 5000
let timers = 0

/** `setTimeout` for the Worker's code: a pause takes no time, a watchdog sleeps until `ringWatchdogs`. */
export function pause(ring: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): number {
  timers += 1
  const task = current.getStore()
  if (ms >= WATCHDOG_MS) task?.watchdogs.set(timers, () => ring(...args))
  else setImmediate(ring, ...args)
  return timers
}

/** `clearTimeout` for the Worker's code. */
export const unpause = (timer: number | null | undefined): void =>
  void current.getStore()?.watchdogs.delete(timer ?? 0)

/** What the present work waits for takes too long. */
export function ringWatchdogs(): void {
  const task = current.getStore()
  for (const [timer, ring] of task?.watchdogs ?? []) {
    task?.watchdogs.delete(timer)
    ring()
  }
}

const never = () => new Promise<never>(() => {})

/**
 * Runs pieces of work beside one another, one step at a time: whoever calls over the network waits until all have come to
 * that point, and the dice say who goes on. So the order of all calls follows from the seed alone.
 */
export async function inTurns(works: readonly Work[], dice: Chance): Promise<Ending[]> {
  const tasks: Task[] = []
  let moving = works.length
  function step() {
    moving -= 1
    if (moving > 0) return
    const parked = tasks.filter((task) => task.parked)
    if (parked.length === 0) return
    const task = dice.one(parked)
    const go = task.parked
    task.parked = undefined
    moving = 1
    go?.()
  }
  const endings = works.map(({ run, kill }) => {
    const { promise, resolve, reject } = Promise.withResolvers<Ending>()
    function ended(how: Ending) {
      if (!task.ended) return
      task.ended = undefined
      resolve(how)
      step()
    }
    const task: Task = { kill, calls: 0, parked: undefined, ended, watchdogs: new Map() }
    tasks.push(task)
    steps.set(task, step)
    return { promise, begin: () => void run().then(() => ended('done'), reject), task }
  })
  for (const { task, begin } of endings) current.run(task, begin)
  return Promise.all(endings.map(({ promise }) => promise))
}

const steps = new WeakMap<Task, () => void>()

/** One call over the network by the present work, in its turn; the work may be killed at it. */
export async function inTurn<T>(call: () => Promise<T>): Promise<T> {
  const task = current.getStore()
  if (!task) return call()
  if (!task.ended) return never()
  const { promise, resolve } = Promise.withResolvers<void>()
  task.parked = resolve
  steps.get(task)?.()
  await promise
  const hit = task.kill?.call === task.calls
  task.calls += 1
  if (hit && !task.kill?.after) {
    task.ended('killed')
    return never()
  }
  try {
    return await call()
  } finally {
    if (hit) {
      task.ended?.('killed')
      // biome-ignore lint/correctness/noUnsafeFinally: nobody is left to hear the answer.
      return never()
    }
  }
}
