import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client/http'
import chromium from '@sparticuz/chromium'
import type { TestProject } from 'vitest/node'
import { serveEmbedded } from '../../db/embedded/server.ts'
import { buildWebApp, buildWorker } from '../../db/local/build.ts'
import { scriptFrom } from '../../db/migrate.ts'
import { DIRECTORY_MIGRATIONS, TENANT_MIGRATIONS } from '../../db/migrations.ts'
import type { Tally } from './stripe/wire/wire.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The built Worker that this run tests. */
    workerScript: string
    /** Folder of two empty databases, `directory.db` and `tenant.db`, that have the newest schema. */
    templates: string
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

/** Writes the databases that every test begins with, so that each need not run 30 migrations. */
async function writeTemplates(folder: string) {
  const embedded = await serveEmbedded({ folder, token: 'template', adminToken: 'template' })
  for (const [name, migrations] of Object.entries({
    directory: DIRECTORY_MIGRATIONS,
    tenant: TENANT_MIGRATIONS,
  })) {
    await fetch(`${embedded.url}/admin/databases`, {
      method: 'POST',
      headers: { authorization: 'Bearer template', 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    })
    const client = createClient({ url: `${embedded.url}/${name}/`, authToken: 'template' })
    await client.executeMultiple(scriptFrom(0, migrations, 0))
    client.close()
  }
  await embedded.close()
}

/** Builds what the tests run, from the sources as they are: the Worker, and the web app and the browser that looks at it. */
export async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-worker-'))
  const workerScript = join(folder, 'index.js')
  await Promise.all([
    buildWorker(workerScript),
    writeTemplates(folder),
    ...(project.name === 'browser' ? [buildWebApp(), chromium.executablePath()] : []),
  ])
  project.provide('workerScript', workerScript)
  project.provide('templates', folder)
  // Read by every stand-in for Stripe that this run starts, in whichever process.
  process.env.STRIPE_STANDIN_WIRE = join(folder, 'wire.jsonl')
  return () => {
    tellWire(process.env.STRIPE_STANDIN_WIRE ?? '')
    rmSync(folder, { recursive: true, force: true })
  }
}
