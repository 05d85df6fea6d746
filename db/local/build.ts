import { readFile } from 'node:fs/promises'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { build as buildWeb } from 'vite'

const CERTIFICATES =
  /@simplewebauthn.server.esm.(registration.verifications.(tpm|verifyAttestation(A|F))|metadata.|helpers.(convertX509PublicKeyToCOSE|validateCertificatePath|isCertRevoked|getCertificateInfo)|services.defaultRootCerts.)/

/**
 * Leaves the certificates of authenticators' makers out: we ask for none, and they would be a fifth of the bundle.
 * A passkey that comes with one all the same is refused.
 */
const withoutMakers: Plugin = {
  name: 'without-makers',
  setup({ onLoad, onResolve, resolve }) {
    onLoad({ filter: CERTIFICATES }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const names = [...source.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)]
      const refusal = "() => { throw new Error('a certificate of a maker') }"
      return { contents: names.map(([, name]) => `export const ${name} = ${refusal}`).join('\n') }
    })
    // The parsers of certificates say nothing of having no side effects, so that the unused ones would stay.
    onResolve({ filter: /^@peculiar\// }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'resolving') return undefined
      return { ...(await resolve(path, { ...from, pluginData: 'resolving' })), sideEffects: false }
    })
  },
}

/** How the Worker is bundled: one file, the same for production, tests and one machine. */
export const workerBuild = (outfile = 'dist/worker/index.js'): BuildOptions => ({
  entryPoints: ['worker/index.ts'],
  outfile,
  bundle: true,
  format: 'esm',
  target: 'es2024',
  conditions: ['workerd', 'worker', 'browser'],
  loader: { '.sql': 'text' },
  plugins: [withoutMakers],
  minify: true,
  keepNames: true,
  logLevel: 'warning',
})

/** Builds the Worker. */
export const buildWorker = (outfile?: string) => build(workerBuild(outfile))

/** Builds the web app into `dist/web`. */
export const buildWebApp = () => buildWeb({ configFile: 'web/vite.config.ts', logLevel: 'warn' })

if (import.meta.main) await Promise.all([buildWorker(), buildWebApp()])
