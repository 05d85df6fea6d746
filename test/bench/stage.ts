import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { v7 } from 'uuid'
import { buildWorker, workerBuild } from '../../db/local/build.ts'
import { localDatabases, migrate } from '../../db/local/databases.ts'
import { newKeys } from '../../db/local/keys.ts'
import { workerOptions } from '../../db/local/worker.ts'
import { DIRECTORY_MIGRATIONS, TENANT_MIGRATIONS } from '../../db/migrations.ts'
import { foundTenant, type Person, type Unit } from '../../db/seed/tenant.ts'
import { signToken } from '../../worker/platform/keys.ts'
import { workerdPids } from './processes.ts'

const TOKEN = 'bench'
const DISTRICTS = 50
const BOOTHS = 100
const PEOPLE_PER_BOOTH = 4

/** Seats of one hall, as large as halls are. */
export const SEATS = 300

function* tree() {
  yield { code: 'ST', parentCode: null, level: 'state', nameEn: 'State', nameHi: 'राज्य' }
  for (let d = 1; d <= DISTRICTS; d++) {
    yield { code: `D${d}`, parentCode: 'ST', level: 'district', nameEn: `District ${d}`, nameHi: `ज़िला ${d}` }
    for (let b = 1; b <= BOOTHS; b++) {
      yield {
        code: `D${d}B${b}`,
        parentCode: `D${d}`,
        level: 'booth',
        nameEn: `Booth ${b}`,
        nameHi: `बूथ ${b}`,
      }
    }
  }
}

/** A process of ours that says when it is ready. */
export function startEmbedded(folder: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['db/embedded/main.ts'], {
    env: {
      ...process.env,
      EMBEDDED_FOLDER: folder,
      EMBEDDED_PORT: '0',
      EMBEDDED_TOKEN: TOKEN,
      EMBEDDED_ADMIN_TOKEN: TOKEN,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('the embedded server ended')))
    createInterface({ input: child.stdout ?? process.stdin }).once('line', (line) =>
      resolve({ child, url: JSON.parse(line).url }),
    )
  })
}

async function buildFloor(outfile: string) {
  await build({ ...workerBuild(outfile), entryPoints: ['test/bench/floor.ts'] })
}

/** Everything that the measurements stand on: both Workers on workerd, one embedded server, one organisation. */
export type Stage = Awaited<ReturnType<typeof stage>>

/** Builds and starts the product and the floor, and fills an organisation of 5,051 units and 20,000 people. */
export async function stage(over: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-bench-'))
  const script = { product: join(folder, 'product.js'), floor: join(folder, 'floor.js') }
  await Promise.all([buildWorker(script.product), buildFloor(script.floor)])
  const { child, url } = await startEmbedded(join(folder, 'databases'))
  const keys = await newKeys()
  const bindings = {
    ...keys,
    ENVIRONMENT: 'production',
    ORIGIN: 'http://bench.example',
    DATABASE_URL: `${url}/{database}/`,
    DATABASE_TOKEN: TOKEN,
    DATABASE_PROVIDER: 'embedded',
    DATABASE_ADMIN_URL: url,
    DATABASE_ADMIN_TOKEN: TOKEN,
    ...over,
  }
  const databases = localDatabases(url, TOKEN)
  const now = Math.floor(Date.now() / 1000)
  await databases.create('directory')
  await migrate(databases.open('directory'), DIRECTORY_MIGRATIONS, now)
  await databases.create('o-bench')
  const db = databases.open('o-bench')
  await migrate(db, TENANT_MIGRATIONS, now)
  const levels = ['state', 'district', 'booth'].map((code) => ({ code, nameEn: code, nameHi: code }))
  const about = { slug: 'bench', nameEn: 'Bench', nameHi: 'माप', aboutEn: '', aboutHi: '', kind: 'society' }
  const tenant = await foundTenant(db, { ...about, levels, units: tree, wings: [], offices: [] }, now)
  const people: (Person & { row: Record<string, unknown> })[] = []
  for (const booth of tenant.level('booth'))
    for (let n = 0; n < PEOPLE_PER_BOOTH; n++) people.push(tenant.invent(booth))
  const admin = tenant.invent(tenant.unit('ST'))
  await tenant.insert('people', [admin, ...people].map(({ row }) => row) as never)
  await tenant.insert('grants', [
    {
      id: v7(),
      person_id: admin.id,
      role: 'owner',
      unit_id: tenant.unit('ST').id,
      from_at: now - 60,
      given_at: now - 60,
    },
  ])
  await db.executeMultiple(`
    insert into entries select 'session', id, 'account-' || id, null, ${now}, null from people;
    create table bare_registrations (id text primary key, workshop_id text, person_id text, unit_id text, code text, registered_at integer) strict;
    create table bare_marks (id text primary key, registration_id text, day_on text, marked_at integer) strict;`)
  // One after the other, so that each one's process is known.
  const before = new Set(workerdPids())
  const inspected = process.argv.includes('imports') ? { inspectorPort: 0 } : {}
  const product = new Miniflare({ ...workerOptions({ bindings, script: script.product }), ...inspected })
  const productUrl = await product.ready
  const productPid = workerdPids().find((pid) => !before.has(pid)) ?? 0
  const floor = new Miniflare(workerOptions({ bindings, script: script.floor }))
  const floorUrl = await floor.ready
  const floorPid = workerdPids().find((pid) => !before.has(pid) && pid !== productPid) ?? 0
  const token = (personId: string) =>
    signToken(
      keys,
      { sub: `account-${personId}`, sid: 'session', pid: personId },
      { audience: 'bench', now, life: 86_400 },
    )

  async function close() {
    await Promise.all([product.dispose(), floor.dispose()])
    child.kill('SIGTERM')
    await new Promise((done) => child.once('exit', done))
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    product: productUrl,
    floor: floorUrl,
    /** Where the product's inspector listens; only while imports are measured alone. */
    inspector: 'inspectorPort' in inspected ? await product.getInspectorURL() : undefined,
    productPid,
    floorPid,
    embeddedPid: child.pid ?? 0,
    db,
    databases,
    bindings,
    tenant,
    people: people as Person[],
    adminToken: await token(admin.id),
    token,
    now,
    close,
  }
}

/** A programme whose one tier trains booths, and a workshop of it that is open, free and large. */
export async function openHall(
  { tenant, now }: Pick<Stage, 'tenant' | 'now'>,
  startsOn: string,
  feeMinor: number,
) {
  const [programmeId, tierId, workshopId] = [v7(), v7(), v7()]
  const names = { name_en: 'Bench', name_hi: 'माप' }
  await tenant.insert('programmes', [
    {
      id: programmeId,
      ...names,
      starts_on: '2026-01-01',
      ends_on: '2030-01-01',
      published_at: now,
      created_at: now,
    },
  ])
  await tenant.insert('tiers', [
    {
      id: tierId,
      programme_id: programmeId,
      position: 1,
      ...names,
      host_level_id: 'state',
      trainee_level_id: 'booth',
      taught_by: 'guest',
      planned: 0,
      minimum: 2,
      target: 3,
      maximum: 1000,
      batch_size: 100_000,
      days: 1,
      hours_per_day: 6,
      pass_days: 1,
    },
  ])
  const root: Unit = tenant.unit('ST')
  await tenant.insert('workshops', [
    {
      id: workshopId,
      tier_id: tierId,
      unit_id: root.id,
      ...names,
      starts_on: startsOn,
      ends_on: startsOn,
      capacity: 1_000_000,
      fee_minor: feeMinor,
      currency: 'INR',
      opens_at: now - 60,
      closes_at: now + 86_400 * 30,
      published_at: now - 60,
      created_at: now - 60,
    },
  ])
  await tenant.insert('catchment_terms', [{ workshop_id: workshopId, unit_id: root.id, sign: 1 }])
  return { tierId, workshopId }
}
