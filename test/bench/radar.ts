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
import { foundTenant, type Person, type Tenant, type Unit } from '../../db/seed/tenant.ts'
import { signToken } from '../../worker/platform/keys.ts'
import { growing } from './reads.ts'
import { startEmbedded } from './stage.ts'

type Say = (line: Record<string, unknown>) => void

const TOKEN = 'bench'
const ROUNDS = 100
/** Districts and mandals of a whole state, and of a tenth of one. */
const SIZES = { 'a tenth': [6, 107], full: [62, 1_070] } as const
const BOOTHS_EACH = 61
/** Of a hundred booths this many have nobody trained. */
const WITHOUT = 1

function* tree([districts, mandals]: readonly [number, number]) {
  const unit = (code: string, parentCode: string | null, level: string) => ({
    code,
    parentCode,
    level,
    nameEn: `${level} ${code}`,
    nameHi: `${level} ${code}`,
  })
  yield unit('ST', null, 'state')
  for (let d = 0; d < districts; d++) yield unit(`D${d}`, 'ST', 'district')
  for (let m = 0; m < mandals; m++) {
    yield unit(`M${m}`, `D${m % districts}`, 'mandal')
    for (let b = 0; b < BOOTHS_EACH + (m % 8 === 0 ? 1 : 0); b++) yield unit(`M${m}B${b}`, `M${m}`, 'booth')
  }
}

const LEVELS = ['state', 'district', 'mandal', 'booth']
const HOPS = [
  ['mandal', 'booth'],
  ['booth', 'booth'],
] as const

type Made = { tenant: Tenant; adminId: string; tiers: string[]; people: number; perSecond: number }

/** Two or three trained people in all booths but one of a hundred; each is to teach the others of his booth. */
async function fill(db: Client, slug: string, size: readonly [number, number], now: number): Promise<Made> {
  await migrate(db, TENANT_MIGRATIONS, now)
  const levels = LEVELS.map((code) => ({ code, nameEn: code, nameHi: code }))
  const about = { slug, nameEn: 'Bench', nameHi: 'माप', aboutEn: '', aboutHi: '', kind: 'society' }
  const units = () => tree(size)
  const tenant = await foundTenant(db, { ...about, levels, units, wings: [], offices: [] }, now)
  const admin = tenant.invent(tenant.unit('ST'))
  const staffed = tenant.level('booth').filter((_, n) => n % 100 >= WITHOUT)
  const people = staffed.flatMap((booth, n) =>
    Array.from({ length: n % 3 === 0 ? 3 : 2 }, () => ({ booth, person: tenant.invent(booth) })),
  )
  await tenant.insert('people', [admin, ...people.map(({ person }) => person)].map(({ row }) => row) as never)
  const tiers = await programme(tenant, now)
  const perSecond = await train(tenant, tiers[0] ?? '', people, now)
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
  await db.execute({
    sql: "insert into entries values ('session', ?, 'account', null, ?, null)",
    args: [admin.id, now],
  })
  return { tenant, adminId: admin.id, tiers, people: people.length, perSecond }
}

async function programme(tenant: Tenant, now: number): Promise<string[]> {
  const names = { name_en: 'Bench', name_hi: 'माप' }
  const id = v7()
  await tenant.insert('programmes', [
    { id, ...names, starts_on: '2026-01-01', ends_on: '2030-01-01', published_at: now, created_at: now },
  ])
  const tiers = HOPS.map(([host, trainee], place) => ({
    id: v7(),
    programme_id: id,
    position: place + 1,
    ...names,
    host_level_id: host,
    trainee_level_id: trainee,
    taught_by: place === 0 ? 'guest' : 'credential',
    ...{
      planned: 0,
      minimum: 2,
      target: 2,
      maximum: 9,
      batch_size: 200,
      days: 1,
      hours_per_day: 6,
      pass_days: 1,
    },
  }))
  await tenant.insert('tiers', tiers)
  return tiers.map((tier) => tier.id)
}

/** One workshop a mandal; a registration and a credential for everybody. Says how many credentials were written a second. */
async function train(tenant: Tenant, tierId: string, people: { booth: Unit; person: Person }[], now: number) {
  const halls = new Map(tenant.level('mandal').map((mandal) => [mandal.path, { id: v7(), mandal }]))
  await tenant.insert(
    'workshops',
    [...halls.values()].map(({ id, mandal }) => ({
      id,
      tier_id: tierId,
      unit_id: mandal.id,
      ...{ name_en: 'Hall', name_hi: 'भवन', starts_on: '2026-11-01', ends_on: '2026-11-01', capacity: 200 },
      ...{ fee_minor: 0, currency: 'INR', opens_at: now, closes_at: now, published_at: now, created_at: now },
    })),
  )
  const seats = people.map(({ booth, person }) => ({
    id: v7(),
    workshop_id: halls.get(booth.path.replace(/[^/]+\/$/, ''))?.id ?? '',
    person,
    booth,
  }))
  await tenant.insert(
    'registrations',
    seats.map(({ id, workshop_id, person, booth }) => ({
      ...{ id, workshop_id, tier_id: tierId, person_id: person.id, unit_id: booth.id, code: id },
      ...{ registered_by: 'bench', registered_at: now },
    })),
  )
  const began = performance.now()
  await tenant.insert(
    'credentials',
    seats.map(({ id, workshop_id, person, booth }, n) => ({
      ...{ id: v7(), code: id, registration_id: id, person_id: person.id, tier_id: tierId, workshop_id },
      ...{ unit_id: booth.id, generation: 1, issued_by: 'bench', signature: '' },
      issued_at: now - (n % 40) * 86_400,
    })),
  )
  return Math.round((seats.length * 1000) / (performance.now() - began))
}

const two = (n: number) => Math.round(n * 100) / 100
const at = (sorted: number[], share: number) => two(sorted[Math.floor(sorted.length * share)] ?? 0)

async function timed(once: (n: number) => Promise<unknown>, rounds = ROUNDS): Promise<number[]> {
  const times: number[] = []
  for (let n = -3; n < rounds; n++) {
    const began = performance.now()
    await once(n + 3)
    if (n >= 0) times.push(performance.now() - began)
  }
  return times.sort((a, b) => a - b)
}

/** The same figures counted from the facts when they are asked for. */
const COUNTED = `select (select count(*) from units x where x.level_id = 'booth' and not exists (
    select 1 from credentials c where c.unit_id = x.id and c.tier_id = ?1 and c.revoked_at is null)) as without,
  (select count(*) from credentials c where c.tier_id = ?1 and c.revoked_at is null and not exists (
    select 1 from faculty f join workshops w on w.id = f.workshop_id
    where f.person_id = c.person_id and w.tier_id = ?2)) as idle`

type Asked = {
  made: Made
  db: Client
  size: string
  call: (method: string, path: string, body?: object) => Promise<unknown>
  trips: () => Promise<number>
}

async function reads({ made, db, size, call, trips }: Asked, say: Say) {
  const { tenant, tiers, people } = made
  const [trained = '', next = ''] = tiers
  const state = tenant.unit('ST').id
  const mandal = (n: number) => tenant.unit(`M${(n * 31) % tenant.level('mandal').length}`).id
  const bare = tenant.level('booth').filter((_, n) => n % 100 < WITHOUT)
  const counted = await timed(() => db.execute({ sql: COUNTED, args: [trained, next] }), 5)
  const floor = await timed((n) => db.execute({ sql: 'select * from units where id = ?', args: [mandal(n)] }))
  const asks: [string, (n: number) => string][] = [
    ['radar of the state', () => `/radar?unit=${state}`],
    ['radar of a mandal', (n) => `/radar?unit=${mandal(n)}`],
    ['radar of the districts', () => `/radar/${next}?unit=${state}`],
    [
      'units without a trainer, one booth of a hundred, a page',
      () => `/radar/${next}/units?leak=no-trainer&unit=${state}`,
    ],
    ['trained and never taught, a page', () => `/radar/${next}/teachers?unit=${state}`],
    [
      'the nearest trainers for a booth',
      (n) => `/radar/${next}/proposals?needing=${bare[n % bare.length]?.id}`,
    ],
  ]
  for (const [name, path] of asks) {
    const before = await trips()
    await call('GET', path(0))
    const tripped = (await trips()) - before
    const times = await timed((n) => call('GET', path(n)))
    say({
      bench: `${name}, ${size}`,
      booths: tenant.level('booth').length,
      people,
      p50Ms: at(times, 0.5),
      p99Ms: at(times, 0.99),
      floorP50Ms: at(floor, 0.5),
      ratio: two(at(floor, 0.5) / at(times, 0.5)),
      ...(name === 'radar of the state'
        ? { countedMs: at(counted, 0.5), timesFasterThanCounting: two(at(counted, 0.5) / at(times, 0.5)) }
        : {}),
      trips: tripped,
    })
  }
}

async function sends({ made, db, size, call }: Asked, say: Say) {
  const [, next = ''] = made.tiers
  const bare = made.tenant.level('booth').filter((_, n) => n % 100 < WITHOUT)
  const spare = await db.execute({
    sql: 'select credential_id from teachers where spare limit 200',
    args: [],
  })
  const times = await timed(async (n) => {
    const id = v7()
    const credentialId = String(spare.rows[n % spare.rows.length]?.credential_id)
    await call('POST', '/radar/assignments', {
      id,
      tierId: next,
      unitId: bare[n % bare.length]?.id,
      credentialId,
    })
    await call('DELETE', `/radar/assignments/${id}`)
  }, 50)
  say({ bench: `send a trainer and call him back, ${size}`, p50Ms: at(times, 0.5), p99Ms: at(times, 0.99) })
}

/** The leak radar on a whole state's booths and 150,000 trained people, and on a tenth, beside a bare row and beside counting. */
export async function measureRadar(print: Say) {
  const { say, close } = growing(print)
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-bench-radar-'))
  const script = join(folder, 'product.js')
  await buildWorker(script)
  const { child, url } = await startEmbedded(join(folder, 'databases'))
  const keys = await newKeys()
  const databases = localDatabases(url, TOKEN)
  const now = Math.floor(Date.now() / 1000)
  const bindings = {
    ...keys,
    ENVIRONMENT: 'production',
    ORIGIN: 'http://bench.example',
    DATABASE_URL: `${url}/{database}/`,
    DATABASE_TOKEN: TOKEN,
    DATABASE_PROVIDER: 'embedded',
    DATABASE_ADMIN_URL: url,
    DATABASE_ADMIN_TOKEN: TOKEN,
  }
  const product = new Miniflare(workerOptions({ bindings, script }))
  const address = await product.ready
  for (const [size, shape] of Object.entries(SIZES)) {
    const slug = size === 'full' ? 'radar-full' : 'radar-tenth'
    await databases.create(`o-${slug}`)
    const db = databases.open(`o-${slug}`)
    const made = await fill(db, slug, shape, now)
    say({
      bench: `credentials written, coverage and radar kept, ${size}`,
      people: made.people,
      perSecond: made.perSecond,
    })
    const claims = { sub: 'account', sid: 'session', pid: made.adminId }
    const token = await signToken(keys, claims, { audience: slug, now, life: 86_400 })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const call = async (method: string, path: string, body?: object) => {
      const sent = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
      const answer = await fetch(new URL(`/api/o/${slug}${path}`, address), sent)
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    }
    const trips = async () => {
      const stats = await fetch(`${url}/admin/databases/o-${slug}/stats`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      })
      return ((await stats.json()) as { trips: number }).trips
    }
    await reads({ made, db, size, call, trips }, say)
    await sends({ made, db, size, call, trips }, say)
  }
  close()
  await product.dispose()
  child.kill('SIGTERM')
  await new Promise((done) => child.once('exit', done))
  rmSync(folder, { recursive: true, force: true })
}
