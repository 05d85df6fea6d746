import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { grounds } from './ground.ts'
import { liveSeed } from './running.ts'
import { story } from './telling.ts'
import { template } from './template.ts'
import { onWorkerd } from './workerd.ts'

/** The same seeds as in one process; Stripe's retries and time-outs take their time here. */
const SEEDS = 8

const folder = mkdtempSync(join(tmpdir(), 'prashikshan-schedules-'))
let open: ReturnType<typeof grounds>
let close: () => Promise<void> = async () => {}
const own = globalThis.fetch
beforeAll(async () => {
  const made = await template(folder)
  const workerd = onWorkerd(inject('workerScript'), made.keys)
  open = grounds(made, workerd.load)
  close = workerd.close
})
afterAll(async () => {
  globalThis.fetch = own
  await close()
  rmSync(folder, { recursive: true })
})

test.for(Array.from({ length: SEEDS }, (_, at) => at + 1))(
  'seed %i on workerd, over HTTP',
  { timeout: 120_000 },
  async (seed) => {
    const { faults, counts, schedule } = await liveSeed(open, seed)
    const { moments, shape } = schedule
    expect(faults.length > 0 ? story({ seed, faults, counts, moments, shape }) : '').toBe('')
    expect(counts['requests to Stripe']).toBeGreaterThan(0)
  },
)
