import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Moment, Shape } from './acts.ts'
import type { Task } from './child.ts'
import type { Fault } from './invariants.ts'

/** One world as a child tells of it. */
export type Told = {
  seed: number
  faults: Fault[]
  counts: Record<string, number>
  moments: Moment[]
  shape: Shape
}

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url))

function raise(task: Task, tell: (told: Told) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(CHILD, [JSON.stringify(task)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    child.on('message', (told) => tell(told as Told))
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a world ended the process of ${JSON.stringify(task)}`)),
    )
  })
}

/** How to run: so many seeds from the first, in so many processes, until an instant (milliseconds) at most. */
export type Farming = { from?: number; seeds: number; processes?: number; until?: number }

/** Lives through the worlds of many seeds, in one process for each processor; tells of each as it ends. */
export async function farm({ from = 1, seeds, processes, until }: Farming, tell: (told: Told) => void) {
  const step = Math.min(seeds, processes ?? availableParallelism())
  const last = from + seeds - 1
  const children = Array.from({ length: step }, (_, at) =>
    raise(
      { first: from + at, step, last, stopAtFault: false, until: until ?? Number.MAX_SAFE_INTEGER },
      tell,
    ),
  )
  await Promise.all(children)
}

/** The first world of at most so many that notices a mistake; undefined when none does. */
export async function hunt(mutant: number, seeds: number, from = 1): Promise<Told | undefined> {
  let caught: Told | undefined
  const task = {
    first: from,
    step: 1,
    last: from + seeds - 1,
    mutant,
    stopAtFault: true,
    until: Number.MAX_SAFE_INTEGER,
  }
  await raise(task, (told) => {
    if (told.faults.length > 0) caught = told
  })
  return caught
}
