import { build } from 'esbuild'
import { build as buildWeb } from 'vite'

/** Builds the Worker into `dist/worker/index.js`: the one file that production, tests and one machine all run. */
export function buildWorker(outfile = 'dist/worker/index.js') {
  return build({
    entryPoints: ['worker/index.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    loader: { '.sql': 'text' },
    minify: true,
    keepNames: true,
    sourcemap: false,
    logLevel: 'warning',
  })
}

/** Builds the web app into `dist/web`. */
export const buildWebApp = () => buildWeb({ configFile: 'web/vite.config.ts', logLevel: 'warn' })

if (import.meta.main) await Promise.all([buildWorker(), buildWebApp()])
