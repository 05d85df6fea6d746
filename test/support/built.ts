import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildWebApp, buildWorker } from '../../db/local/build.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The built Worker that this run tests. */
    workerScript: string
  }
}

/** Builds what the tests run, from the sources as they are: the Worker, and the web app when a browser will look at it. */
export async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-worker-'))
  const workerScript = join(folder, 'index.js')
  await Promise.all([buildWorker(workerScript), project.name === 'browser' ? buildWebApp() : undefined])
  project.provide('workerScript', workerScript)
  return () => rmSync(folder, { recursive: true, force: true })
}
