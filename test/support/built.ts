import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildWebApp, buildWorker } from '../../db/local/build.ts'
import type { Tally } from './stripe/wire/wire.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The built Worker that this run tests. */
    workerScript: string
  }
}

/** Says how much of what was said to and by the stand-ins for Stripe was held against its wire format. */
function tellWire(file: string) {
  if (!existsSync(file)) return
  const tallies: Pick<Tally, 'requests' | 'answers' | 'events'>[] = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const sum = (of: 'requests' | 'answers' | 'events') => tallies.reduce((all, one) => all + one[of], 0)
  console.log(
    `Held against Stripe's wire format: ${sum('requests')} requests, ${sum('answers')} answers, ${sum('events')} events`,
  )
}

/** Builds what the tests run, from the sources as they are: the Worker, and the web app when a browser will look at it. */
export async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-worker-'))
  const workerScript = join(folder, 'index.js')
  await Promise.all([buildWorker(workerScript), project.name === 'browser' ? buildWebApp() : undefined])
  project.provide('workerScript', workerScript)
  // Read by every stand-in for Stripe that this run starts, in whichever process.
  process.env.STRIPE_STANDIN_WIRE = join(folder, 'wire.jsonl')
  return () => {
    tellWire(process.env.STRIPE_STANDIN_WIRE ?? '')
    rmSync(folder, { recursive: true, force: true })
  }
}
