import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@libsql/client'
import { Miniflare } from 'miniflare'
import { v7 } from 'uuid'
import { buildWorker } from '../../db/local/build.ts'
import { localDatabases, migrate } from '../../db/local/databases.ts'
import { newKeys } from '../../db/local/keys.ts'
import { workerOptions } from '../../db/local/worker.ts'
import { TENANT_MIGRATIONS } from '../../db/migrations.ts'
import { foundTenant, type Tenant } from '../../db/seed/tenant.ts'
import { signToken } from '../../worker/platform/keys.ts'
import { cascade } from './cascade.ts'
import { growing } from './reads.ts'
import { startEmbedded } from './stage.ts'
import { tree } from './tree.ts'

type Say = (line: Record<string, unknown>) => void

const TOKEN = 'bench'
const SIZES = { 'a tenth': 5.45, full: 54.5 } as const
const ROUNDS = 150
const WRITES = 400
/** Two at every booth and a third at some: 150,000 people for 65,400 booths. */
const THIRD = 0.294
const two = (n: number) => Math.round(n * 100) / 100
const at = (times: number[], share: number) =>
  two([...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0)

async function timed(rounds: number, once: (n: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let n = -5; n < rounds; n++) {
    const began = performance.now()
    await once(n + 5)
    if (n >= 0) times.push(performance.now() - began)
  }
  return times
}

type Stage = {
  size: string
  db: Client
  tenant: Tenant
  get: (path: string) => Promise<void>
  trips: () => Promise<number>
}
type Filled = Awaited<ReturnType<typeof cascade>>

/** What the ledger is there for: the same figures counted from the facts of a subtree when they are asked for. */
const counting = (db: Client, tierId: string, path: string) =>
  db.execute({
    sql: `select sum(n) as trained, sum(n = 1) as one, sum(n >= 2) as more from (
      select count(*) as n from units u join credentials c on c.unit_id = u.id and c.tier_id = ?
      where u.path >= ? and u.path < ? || '~' and c.revoked_at is null group by u.id)`,
    args: [tierId, path, path],
  })

async function reads({ size, db, tenant, get, trips }: Stage, { ids, last }: Filled, say: Say) {
  const units = tenant.level('booth').length
  const one = (id: string) =>
    db.execute({ sql: 'select * from coverage where tier_id = ? and unit_id = ?', args: [ids.tier, id] })
  const told = async (
    what: string,
    own: (n: number) => Promise<unknown>,
    bare: (n: number) => Promise<unknown>,
  ) => {
    const floor = await timed(ROUNDS, bare)
    const before = await trips()
    const times = await timed(ROUNDS, own)
    const perRead = ((await trips()) - before) / (ROUNDS + 5)
    const figures = {
      p50Ms: at(times, 0.5),
      p99Ms: at(times, 0.99),
      floorP50Ms: at(floor, 0.5),
      trips: two(perRead),
    }
    say({ bench: `${what}, ${size}`, units, ...figures, ratio: two(at(floor, 0.5) / at(times, 0.5)) })
    return at(times, 0.5)
  }
  for (const level of ['state', 'division', 'district', 'constituency', 'booth']) {
    const all = tenant.level(level)
    const of = (n: number) => all[(n * 397) % all.length] ?? tenant.unit('ST')
    const path = `/coverage/${ids.tier}`
    const read = await told(
      `coverage of a ${level}`,
      (n) => get(`${path}?unit=${of(n).id}`),
      (n) => one(of(n).id),
    )
    if (level === 'booth' || level === 'constituency') continue
    const counted = at(
      await timed(level === 'state' ? 5 : 20, (n) => counting(db, ids.tier, of(n).path)),
      0.5,
    )
    const stored = at(await timed(ROUNDS, (n) => one(of(n).id)), 0.5)
    say({
      bench: `counting a ${level} when it is asked for, ${size}`,
      units,
      countedMs: counted,
      ledgerStatementMs: stored,
      timesFaster: two(counted / stored),
      timesFasterThroughTheApi: two(counted / read),
    })
  }
  const root = tenant.unit('ST').id
  for (const what of ['cells', 'course', 'picture', 'signatures'])
    await told(
      what,
      () => get(`/coverage/${ids.tier}/${what}?unit=${root}`),
      () => one(root),
    )
  await told(
    'flow',
    () => get(`/programmes/${ids.programme}/flow?unit=${root}`),
    () => one(root),
  )
  const chain = `with recursive up (id) as (select ? union
    select l.trainer_credential_id from up join lineage l on l.credential_id = up.id
    where l.trainer_credential_id is not null) select count(*) as n from up`
  const bare = () => db.execute({ sql: chain, args: [last] })
  const { rows } = await bare()
  await told(`lineage chain of ${rows[0]?.n} steps`, () => get(`/credentials/${last}/lineage`), bare)
}

/** Certifies people one by one, with all that is counted of it, and the same rows bare. */
async function writes({ size, db, tenant }: Stage, { ids, rest }: Filled, say: Say) {
  await db.executeMultiple(`create table bare_credentials as select * from credentials limit 0;
    create unique index bare_ids on bare_credentials (id);
    create table bare_marks as select * from marks limit 0; create unique index bare_mark_ids on bare_marks (id);`)
  const certify = (prefix: string) => async (n: number) => {
    const one = rest[n]
    if (!one) return
    const mark = [v7(), one.registration, '2026-01-01', 'x', 1_790_000_000, 'qr'] as const
    const row = [
      v7(),
      v7(),
      one.registration,
      one.who.person_id,
      ids.tier,
      ids.workshop,
      one.who.unit_id,
    ] as const
    await db.batch(
      [
        {
          sql: `insert into ${prefix}marks (id, registration_id, day_on, marked_by, marked_at, way) values (?, ?, ?, ?, ?, ?)`,
          args: [...mark],
        },
        {
          sql: `insert into ${prefix}credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id,
            generation, issued_by, issued_at, signature) values (?, ?, ?, ?, ?, ?, ?, 1, 'x', 1790000000, 'x')`,
          args: [...row],
        },
      ],
      'write',
    )
  }
  const perSecond = (times: number[]) =>
    Math.round(1000 / (times.reduce((sum, ms) => sum + ms, 0) / times.length))
  const floor = perSecond(await timed(WRITES, certify('bare_')))
  const own = perSecond(await timed(WRITES, certify('')))
  const units = tenant.level('booth').length
  say({
    bench: `a mark and a certificate, one after the other, all levels counted by subject too, ${size}`,
    units,
    perSecond: own,
    floorPerSecond: floor,
    ratio: two(own / floor),
  })
}

async function rebuilt(
  { size, db, tenant }: Stage,
  { ids }: Filled,
  post: (path: string, body: object) => Promise<unknown>,
  say: Say,
) {
  const path = tenant.unit('ST').path
  const floor = at(await timed(3, () => counting(db, ids.tier, path)), 0.5)
  const began = performance.now()
  const answer = await post('/coverage/rebuild', { tierId: ids.tier })
  const productMs = two(performance.now() - began)
  const units = tenant.level('booth').length
  say({ bench: `full rebuild of a tier, ${size}`, units, productMs, floorMs: floor, ...(answer as object) })
}

/** Coverage of 65,400 booths and 150,000 people, and of a tenth: reads, writes, lineage and the full rebuild, each beside its floor. */
export async function measureCoverage(print: Say) {
  const { say, close } = growing(print)
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-bench-coverage-'))
  const script = join(folder, 'product.js')
  await buildWorker(script)
  const { child, url } = await startEmbedded(join(folder, 'databases'))
  const keys = await newKeys()
  const databases = localDatabases(url, TOKEN)
  const now = Math.floor(Date.now() / 1000)
  const where = { DATABASE_URL: `${url}/{database}/`, DATABASE_TOKEN: TOKEN, DATABASE_PROVIDER: 'embedded' }
  const admin = { DATABASE_ADMIN_URL: url, DATABASE_ADMIN_TOKEN: TOKEN }
  const bindings = { ...keys, ENVIRONMENT: 'production', ORIGIN: 'http://bench.example', ...where, ...admin }
  const product = new Miniflare(workerOptions({ bindings, script }))
  const address = await product.ready
  for (const [size, districts] of Object.entries(SIZES)) {
    const slug = size === 'full' ? 'coverage-full' : 'coverage-tenth'
    await databases.create(`o-${slug}`)
    const db = databases.open(`o-${slug}`)
    await migrate(db, TENANT_MIGRATIONS, now)
    const levels = ['state', 'division', 'district', 'constituency', 'booth'].map((code) => ({
      code,
      nameEn: code,
      nameHi: code,
    }))
    const about = { slug, nameEn: 'Bench', nameHi: 'माप', aboutEn: '', aboutHi: '', kind: 'society' }
    const tenant = await foundTenant(
      db,
      { ...about, levels, units: () => tree(districts), wings: [], offices: [] },
      now,
    )
    const owner = tenant.invent(tenant.unit('ST'))
    const people = tenant
      .level('booth')
      .flatMap((booth, n) =>
        Array.from({ length: (n * 31) % 1000 < THIRD * 1000 ? 3 : 2 }, () => tenant.invent(booth)),
      )
    await tenant.insert('people', [owner, ...people].map(({ row }) => row) as never)
    const root = tenant.unit('ST').id
    await tenant.insert('grants', [
      { id: v7(), person_id: owner.id, role: 'owner', unit_id: root, from_at: now - 60, given_at: now - 60 },
    ])
    await db.execute({
      sql: "insert into entries values ('session', ?, 'account', null, ?, null)",
      args: [owner.id, now],
    })
    const units = tenant.level('booth').length
    const filled = await cascade(tenant, people, now, (what, perSecond) =>
      say({
        bench: `${what} loaded with all that is counted, ${size}`,
        units,
        people: people.length,
        perSecond,
      }),
    )
    const token = await signToken(
      keys,
      { sub: 'account', sid: 'session', pid: owner.id },
      { audience: slug, now, life: 86_400 },
    )
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const ask = async (path: string, body?: object) => {
      const sent = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers }
      const answer = await fetch(new URL(`/api/o/${slug}${path}`, address), sent)
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
      return JSON.parse(text) as unknown
    }
    const trips = async () => {
      const answer = await fetch(`${url}/admin/databases/o-${slug}/stats`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      })
      return ((await answer.json()) as { trips: number }).trips
    }
    const get = async (path: string) => {
      await ask(path)
    }
    const s = { size, db, tenant, get, trips }
    await reads(s, filled, say)
    await writes(s, filled, say)
    await rebuilt(s, filled, ask, say)
  }
  close()
  await product.dispose()
  child.kill('SIGTERM')
  await new Promise((done) => child.once('exit', done))
  rmSync(folder, { recursive: true, force: true })
}
