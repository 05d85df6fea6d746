import type { Stand, Task } from './stand.ts'

/** What to do with each kind of task when it is due. */
export type Handlers = { [K in Task['kind']]: (stand: Stand, task: Task) => void }

/** Puts a task on the agenda behind those due at the same instant. */
export function plan(stand: Stand, task: Task): void {
  const { tasks } = stand.state
  let low = 0
  let high = tasks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tasks[middle]?.at ?? 0) <= task.at) low = middle + 1
    else high = middle
  }
  tasks.splice(low, 0, task)
}

/** The instant of the next task in Unix milliseconds, or null. */
export const nextDue = (stand: Stand): number | null => stand.state.tasks[0]?.at ?? null

/** Runs everything that is due, each as of its own instant; answers how many tasks ran. */
export function runDue(stand: Stand, handlers: Handlers): number {
  let ran = 0
  for (let due = nextDue(stand); due !== null && due <= stand.clock.nowMs(); due = nextDue(stand)) {
    const task = stand.state.tasks.shift()
    if (!task) break
    stand.clock.asOf(task.at, () => handlers[task.kind](stand, task))
    ran += 1
  }
  return ran
}
