import { existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadWorker } from './bundle.ts'
import { grounds } from './ground.ts'
import { MUTANTS } from './mutants.ts'
import { liveSeed, shrunk } from './running.ts'
import { template } from './template.ts'

/** What a child is asked for: seeds, perhaps with a mistake; it stops at the first fault if it is told so. */
export type Task = {
  first: number
  step: number
  last: number
  mutant?: number
  stopAtFault: boolean
  until: number
}

const { first, step, last, mutant: at, stopAtFault, until }: Task = JSON.parse(process.argv[2] ?? '{}')
const mutant = at === undefined ? undefined : MUTANTS[at]
const memory = '/dev/shm'
const folder = join(existsSync(memory) ? memory : tmpdir(), `prashikshan-schedules-${process.pid}`)
const tell = (message: unknown) => new Promise((resolve) => process.send?.(message, resolve))

try {
  const open = grounds(await template(folder, mutant), (host) => loadWorker(host, mutant))
  for (let seed = first; seed <= last && Date.now() < until; seed += step) {
    const outcome = await liveSeed(open, seed)
    const { faults, counts } = outcome
    const small = faults.length > 0 && !stopAtFault ? await shrunk(open, outcome) : undefined
    await tell({
      seed,
      faults,
      counts,
      moments: small ?? outcome.schedule.moments,
      shape: outcome.schedule.shape,
    })
    if (stopAtFault && faults.length > 0) break
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit()
