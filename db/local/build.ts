import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { build as buildWeb } from 'vite'

const CERTIFICATES =
  /@simplewebauthn.server.esm.(registration.verifications.(tpm|verifyAttestation(A|F))|metadata.|helpers.(convertX509PublicKeyToCOSE|validateCertificatePath|isCertRevoked|getCertificateInfo|validateExtFIDOGenCEAAGUID)|services.defaultRootCerts.)/

/** Those of Stripe's resources that payments for seats use. */
const USED_OF_STRIPE =
  /resources.(Accounts|AccountLinks|Balance|BalanceTransactions|Charges|Checkout.\w+|Disputes|Events|OAuth|PaymentIntents|Payouts|Refunds)\.js$/

/** The database is spoken to over HTTP only. */
const WEBSOCKETS = /@libsql.(client.lib-esm.ws|hrana-client.lib-esm.ws.(client|stream))\.js$/

/** Tables of scripts and romanisations other than the two that names are read from and written in. */
const OTHER_SCRIPTS = /^schemes\.(?!(?:devanagari|iast|iso|kolkata_v2) )\w+ = \{\n[\s\S]*?^\};\n/gm

/** There is one copy of drizzle in the bundle: its classes need not be told by name, which takes most of building SQL. */
const SAME_COPY = `export const entityKind = Symbol.for('drizzle:entityKind')
export const hasOwnEntityKind = Symbol.for('drizzle:hasOwnEntityKind')
export const is = (value, type) => value instanceof type`

/**
 * Leaves out what is never called. Certificates of authenticators' makers: we ask for none, what parses them would be a
 * fifth of the bundle, and a passkey that comes with one all the same is refused. Most of Stripe's resources, websockets, and scripts.
 */
const withoutUnused: Plugin = {
  name: 'without-unused',
  setup({ onLoad, onResolve }) {
    const standIn = async (path: string, instead: (name: string) => string) => {
      const source = await readFile(path, 'utf8')
      const names = [...source.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)]
      return { contents: names.map(([, name = '']) => instead(name)).join('\n') }
    }
    const refusal = "() => { throw new Error('a certificate of a maker') }"
    onLoad({ filter: CERTIFICATES }, ({ path }) =>
      standIn(path, (name) => `export const ${name} = ${refusal}`),
    )
    onLoad({ filter: /stripe.esm.resources[\\/]/ }, ({ path }) =>
      USED_OF_STRIPE.test(path) ? undefined : standIn(path, (name) => `export class ${name} {}`),
    )
    onLoad({ filter: WEBSOCKETS }, ({ path }) => standIn(path, (name) => `export class ${name} {}`))
    onLoad({ filter: /sanscript\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(OTHER_SCRIPTS, ''),
    }))
    onLoad({ filter: /drizzle-orm.entity\.js$/ }, () => ({ contents: SAME_COPY }))
    // Comments and indentation of the schema's SQL are for its readers.
    onLoad({ filter: /\.sql$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/^\s*--.*\n|^\s+/gm, ''),
      loader: 'text',
    }))
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
  plugins: [withoutUnused],
  minify: true,
  logLevel: 'warning',
})

/** Builds the Worker. */
export const buildWorker = (outfile?: string) => build(workerBuild(outfile))

/** Builds the web app into `dist/web`. */
export const buildWebApp = () => buildWeb({ configFile: 'web/vite.config.ts', logLevel: 'warn' })

if (import.meta.main) await Promise.all([buildWorker(), buildWebApp()])
