import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { workerBuild } from '../../db/local/build.ts'
import type { Delivered } from '../../worker/jobs.ts'
import type { Bindings } from '../../worker/platform/env.ts'
import type { Mutant } from './mutants.ts'
import { changed } from './mutants.ts'
import { pause, unpause } from './turns.ts'

/** The Worker's own code: the same entry that is deployed. */
export type Worker = {
  fetch(request: Request, env: Bindings): Response | Promise<Response>
  queue(batch: { messages: readonly Delivered[] }, env: Bindings): Promise<void>
  scheduled(cause: unknown, env: Bindings): Promise<void>
}

/** What the Worker's code finds around it. */
export type Host = { fetch: typeof fetch; say: (line: string) => void }

type Lent = {
  fetch: typeof fetch
  setTimeout: typeof pause
  clearTimeout: typeof unpause
  console: Record<'log' | 'info' | 'warn' | 'error', (...parts: unknown[]) => void>
}
declare global {
  /** What the Worker's code uses instead of the machine's own. */
  var lentToTheWorker: Lent
}

const mutating = (mutant: Mutant): Plugin => ({
  name: 'mutating',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]worker[\\/].*\.ts$|\.sql$/ }, async ({ path }) => {
      const contents = changed(mutant, path)
      return contents === undefined ? undefined : { contents, loader: path.endsWith('.sql') ? 'text' : 'ts' }
    })
  },
})

/** Builds the Worker as it is deployed, perhaps with a mistake in it, and loads it into this process with a host of ours. */
export async function loadWorker(host: Host, mutant?: Mutant): Promise<Worker> {
  const say = (...parts: unknown[]) => host.say(parts.map(String).join(' '))
  globalThis.lentToTheWorker = {
    fetch: (address, init) => host.fetch(address, init),
    setTimeout: pause,
    clearTimeout: unpause,
    console: { log: say, info: say, warn: say, error: say },
  }
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-schedules-'))
  const outfile = join(folder, 'worker.mjs')
  const options = workerBuild(outfile)
  try {
    await build({
      ...options,
      minify: false,
      plugins: [...(mutant ? [mutating(mutant)] : []), ...(options.plugins ?? [])],
      banner: { js: 'const { fetch, setTimeout, clearTimeout, console } = globalThis.lentToTheWorker' },
    })
    return (await import(pathToFileURL(outfile).href)).default
  } finally {
    rmSync(folder, { recursive: true })
  }
}
