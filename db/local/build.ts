import { type BuildOptions, build } from 'esbuild'
import { build as buildWeb } from 'vite'

/** How the Worker is bundled: one file, the same for production, tests and one machine. */
export const workerBuild = (outfile = 'dist/worker/index.js'): BuildOptions => ({
  entryPoints: ['worker/index.ts'],
  outfile,
  bundle: true,
  format: 'esm',
  target: 'es2024',
  conditions: ['workerd', 'worker', 'browser'],
  loader: { '.sql': 'text' },
  minify: true,
  keepNames: true,
  logLevel: 'warning',
})

/** Builds the Worker. */
export const buildWorker = (outfile?: string) => build(workerBuild(outfile))

/** Builds the web app into `dist/web`. */
export const buildWebApp = () => buildWeb({ configFile: 'web/vite.config.ts', logLevel: 'warn' })

if (import.meta.main) await Promise.all([buildWorker(), buildWebApp()])
