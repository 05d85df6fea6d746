import { context } from 'esbuild'
import type { Miniflare } from 'miniflare'
import { createServer } from 'vite'
import { workerBuild } from './build.ts'
import type { Settings } from './settings.ts'
import { workerOptions } from './worker.ts'

/** Live reload: the web app through Vite on the public port, the Worker rebuilt and exchanged when a source changes. */
export async function watchSources(
  miniflare: Miniflare,
  address: URL,
  { port }: Settings,
  bindings: Record<string, string>,
) {
  const workerPort = Number(address.port)
  const exchange = {
    name: 'exchange',
    setup: (build: { onEnd(done: (result: { errors: unknown[] }) => Promise<void>): void }) =>
      build.onEnd(async ({ errors }) => {
        if (errors.length === 0) await miniflare.setOptions(workerOptions({ bindings, port: workerPort }))
      }),
  }
  const worker = await context({ ...workerBuild(), plugins: [exchange] })
  await worker.watch()
  const web = await createServer({
    configFile: 'web/vite.config.ts',
    server: {
      port,
      strictPort: true,
      host: 'localhost',
      proxy: { '/api/': { target: `http://127.0.0.1:${workerPort}` } },
    },
  })
  await web.listen()
}
