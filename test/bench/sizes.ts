import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@libsql/client'
import { type BuildOptions, build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { v7 } from 'uuid'
import { workerBuild } from '../../db/local/build.ts'
import { localDatabases, migrate } from '../../db/local/databases.ts'
import { newKeys } from '../../db/local/keys.ts'
import { workerOptions } from '../../db/local/worker.ts'
import { TENANT_MIGRATIONS } from '../../db/migrations.ts'
import { type Founding, foundTenant, type Tenant } from '../../db/seed/tenant.ts'
import { signToken } from '../../worker/platform/keys.ts'
import { listening, type Sent } from '../reading/listening.ts'
import { growing, type Say } from './figures.ts'
import { startEmbedded } from './stage.ts'

const TOKEN = 'bench'

/** The shape of an organisation that a bench founds. */
export type Shape = Pick<Founding, 'levels' | 'units' | 'wings' | 'offices'>

/** Levels by their names. */
export const levelsOf = (...names: string[]) => names.map((code) => ({ code, nameEn: code, nameHi: code }))

/** Founds an organisation with somebody who holds all powers and has come in. */
export async function founded(db: Client, slug: string, shape: Shape, now: number) {
  await migrate(db, TENANT_MIGRATIONS, now)
  const about = { slug, nameEn: 'Bench', nameHi: 'माप', aboutEn: '', aboutHi: '', kind: 'society' }
  const tenant = await foundTenant(db, { ...about, ...shape }, now)
  const { rows } = await db.execute('select id from units where parent_id is null')
  const root = `${rows[0]?.id}`
  const top = tenant.level(shape.levels[0]?.code ?? '')[0]
  if (top === undefined) throw new Error('a tree has a root')
  const owner = tenant.invent(top)
  await tenant.insert('people', [owner.row] as never)
  const since = { from_at: now - 60, given_at: now - 60 }
  await tenant.insert('grants', [{ id: v7(), person_id: owner.id, role: 'owner', unit_id: root, ...since }])
  await db.execute({
    sql: "insert into entries values ('session', ?, 'account', null, ?, null)",
    args: [owner.id, now],
  })
  return { tenant, ownerId: owner.id }
}

type Filled = { tenant: Tenant; ownerId: string }

/** An organisation of one size, filled, with a Worker to ask. */
export type Standing<Made extends Filled> = Made & {
  size: string
  slug: string
  db: Client
  now: number
  /** Where the Workers listen: the product's, and those of other bundles by their names. */
  address: (bundle?: string) => URL
  token: string
  /** Asks as who holds all powers. @throws when it is refused */
  call: (method: string, path: string, body?: object, bundle?: string) => Promise<Record<string, unknown>>
  get: (path: string) => Promise<Record<string, unknown>>
  /** How many round trips there were to the organisation's database. */
  trips: () => Promise<number>
  /** The statements that a read sends, without those that begin and end; of a bundle that listens. */
  statements: (path: string, bundle?: string) => Promise<Sent[]>
}

/** What is measured: its name, its sizes, and other bundles of the Worker to compare with. */
export type Sized<Size> = {
  name: string
  sizes: { readonly 'a tenth': Size; readonly full: Size }
  bundles?: Record<string, Partial<BuildOptions>>
}

/** Everything that a bench of sizes stands on, one after the other: `tenth` on the command's line leaves the full size out. */
export async function onSizes<Size, Made extends Filled>(
  { name, sizes, bundles = {} }: Sized<Size>,
  print: Say,
  fill: (db: Client, slug: string, size: Size, now: number, say: Say) => Promise<Made>,
  measure: (standing: Standing<Made>, say: Say) => Promise<void>,
) {
  const { say, close } = growing(print)
  const folder = mkdtempSync(join(tmpdir(), `prashikshan-bench-${name}-`))
  const { child, url } = await startEmbedded(join(folder, 'databases'))
  const [keys, heard] = [await newKeys(), await listening()]
  heard.to(url)
  const databases = localDatabases(url, TOKEN)
  const now = Math.floor(Date.now() / 1000)
  const workers = new Map<string, { worker: Miniflare; address: URL }>()
  const starting: [string, Partial<BuildOptions>, string][] = [
    ['product', {}, url],
    ['heard', {}, heard.url],
    ...Object.entries(bundles).flatMap(([bundle, how]): [string, Partial<BuildOptions>, string][] => [
      [bundle, how, url],
      [`${bundle} heard`, how, heard.url],
    ]),
  ]
  for (const [bundle, how, through] of starting) {
    const script = join(folder, `${bundle}.js`)
    const usual = workerBuild(script)
    await build({ ...usual, ...how, plugins: [...(how.plugins ?? []), ...(usual.plugins ?? [])] })
    const where = {
      DATABASE_URL: `${through}/{database}/`,
      DATABASE_TOKEN: TOKEN,
      DATABASE_PROVIDER: 'embedded',
    }
    const admin = { DATABASE_ADMIN_URL: url, DATABASE_ADMIN_TOKEN: TOKEN }
    const bindings = {
      ...keys,
      ENVIRONMENT: 'production',
      ORIGIN: 'http://bench.example',
      ...where,
      ...admin,
    }
    const worker = new Miniflare(workerOptions({ bindings, script }))
    workers.set(bundle, { worker, address: await worker.ready })
  }
  const address = (bundle = 'product') => {
    const one = workers.get(bundle)
    if (!one) throw new Error(`no bundle ${bundle}`)
    return one.address
  }
  for (const [size, made] of Object.entries(sizes) as [string, Size][]) {
    if (size === 'full' && process.argv.includes('tenth')) continue
    const slug = `${name}-${size === 'full' ? 'full' : 'tenth'}`
    await databases.create(`o-${slug}`)
    const db = databases.open(`o-${slug}`)
    const filled = await fill(db, slug, made, now, say)
    const claims = { sub: 'account', sid: 'session', pid: filled.ownerId }
    const token = await signToken(keys, claims, { audience: slug, now, life: 86_400 })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const call = async (method: string, path: string, body?: object, bundle?: string) => {
      const sent = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
      const answer = await fetch(new URL(`/api/o/${slug}${path}`, address(bundle)), sent)
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
      return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>
    }
    const trips = async () => {
      const stats = await fetch(`${url}/admin/databases/o-${slug}/stats`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      })
      return ((await stats.json()) as { trips: number }).trips
    }
    const statements = async (path: string, bundle = 'heard') => {
      heard.take()
      await call('GET', path, undefined, bundle)
      return heard.take().filter(({ sql }) => !/^\s*(begin|commit|rollback)/i.test(sql))
    }
    const get = (path: string) => call('GET', path)
    await measure({ ...filled, size, slug, db, now, address, token, call, get, trips, statements }, say)
  }
  close()
  for (const { worker } of workers.values()) await worker.dispose()
  heard.close()
  child.kill('SIGTERM')
  await new Promise((done) => child.once('exit', done))
  rmSync(folder, { recursive: true, force: true })
}
