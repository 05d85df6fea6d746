import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { build as buildWeb } from 'vite'

const CERTIFICATES =
  /@simplewebauthn.server.esm.(registration.verifications.(tpm|verifyAttestation(A|F))|metadata.|helpers.(convertX509PublicKeyToCOSE|validateCertificatePath|isCertRevoked|getCertificateInfo|validateExtFIDOGenCEAAGUID)|services.defaultRootCerts.)/

/**
 * Leaves the certificates of authenticators' makers out: we ask for none, and what parses them would be a fifth of the
 * bundle. A passkey that comes with one all the same is refused.
 */
const withoutMakers: Plugin = {
  name: 'without-makers',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: CERTIFICATES }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const names = [...source.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)]
      const refusal = "() => { throw new Error('a certificate of a maker') }"
      return { contents: names.map(([, name]) => `export const ${name} = ${refusal}`).join('\n') }
    })
    onResolve({ filter: /\/unwrapEC2Signature\.js$/ }, () => ({
      path: fileURLToPath(new URL('../../worker/accounts/passkeys/der.ts', import.meta.url)),
    }))
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
