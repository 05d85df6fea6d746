import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import type { RouteFace } from '../../worker/platform/routes.ts'

/** The route table, read off the very app that the Worker serves: a new route is in it without anyone remembering. */
export async function routesOf(): Promise<RouteFace[]> {
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-routes-'))
  const outfile = join(folder, 'routes.mjs')
  await build({
    stdin: {
      contents:
        "export { app } from './worker/app.ts'; export { routeTable } from './worker/platform/routes.ts'",
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['browser', 'module', 'main'],
    external: ['stream'],
    conditions: ['workerd', 'worker', 'browser'],
    loader: { '.sql': 'text' },
    logLevel: 'error',
  })
  const { app, routeTable } = await import(pathToFileURL(outfile).href)
  rmSync(folder, { recursive: true })
  return routeTable(app)
}
