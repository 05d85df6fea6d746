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
import { foundTenant } from '../../db/seed/tenant.ts'
import { signToken } from '../../worker/platform/keys.ts'
import { growing } from './reads.ts'
import { startEmbedded } from './stage.ts'

type Say = (line: Record<string, unknown>) => void

const TOKEN = 'bench'
const ROUNDS = 200
/** A whole state, and a tenth of it: districts of 1,200 booths. */
const SIZES = {
  'a tenth': { districts: 5, people: 15_000 },
  full: { districts: 54, people: 150_000 },
} as const

function* tree(districts: number) {
  const unit = (code: string, parentCode: string | null, level: string) => ({
    code,
    parentCode,
    level,
    nameEn: code,
    nameHi: code,
  })
  yield unit('ST', null, 'state')
  for (let d = 1; d <= districts; d++) {
    yield unit(`D${d}`, 'ST', 'district')
    for (let b = 1; b <= 1200; b++) yield unit(`D${d}B${b}`, `D${d}`, 'booth')
  }
}

/** An organisation whose people have offices, wings, skills and trainings; and the bare table beside it. */
async function fill(
  db: Client,
  slug: string,
  { districts, people: many }: (typeof SIZES)['full' | 'a tenth'],
  now: number,
) {
  await migrate(db, TENANT_MIGRATIONS, now)
  const levels = ['state', 'district', 'booth'].map((code) => ({ code, nameEn: code, nameHi: code }))
  const about = { slug, nameEn: 'Bench', nameHi: 'माप', aboutEn: '', aboutHi: '', kind: 'society' }
  const title = { en: 'x', hi: 'x' }
  const kinds = ['mla', 'head'].map((code) => ({ code, title }))
  const tenant = await foundTenant(
    db,
    { ...about, levels, units: () => tree(districts), wings: [{ code: 'youth', title }], offices: kinds },
    now,
  )
  const booths = tenant.level('booth')
  const admin = tenant.invent(tenant.unit('ST'))
  const people = Array.from({ length: many }, (_, n) =>
    tenant.invent(booths[n % booths.length] ?? admin.unit),
  )
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
  const every = (n: number) => people.filter((_, at) => at % n === 0)
  const office = (kind_id: string) => (p: { id: string; unit: { id: string } }) => ({
    id: v7(),
    person_id: p.id,
    unit_id: p.unit.id,
    kind_id,
    from_on: '2026-01-01',
  })
  await tenant.insert('offices', [...every(650).map(office('mla')), ...every(3).map(office('head'))])
  await tenant.insert(
    'wing_members',
    every(5).map(({ id }) => ({ person_id: id, wing_id: 'youth' })),
  )
  await tenant.insert(
    'skills',
    every(40).map(({ id }) => ({ person_id: id, skill: 'computer', state: 'claimed', said_at: now })),
  )
  await db.executeMultiple(`
    insert into entries values ('session', '${admin.id}', 'account', null, ${now}, null);
    create table bare_people (id text primary key, path text, name_en text, name_hi text);
    insert into bare_people select p.id, u.path, p.name_en, p.name_hi from people p join units u on u.id = p.unit_id;
    create index bare_people_by_path on bare_people (path, id);`)
  return { tenant, people, adminId: admin.id }
}

const two = (n: number) => Math.round(n * 100) / 100
const at = (sorted: number[], share: number) => two(sorted[Math.floor(sorted.length * share)] ?? 0)

async function timed(once: (n: number) => Promise<unknown>, rounds = ROUNDS): Promise<number[]> {
  const times: number[] = []
  for (let n = -10; n < rounds; n++) {
    const began = performance.now()
    await once(n + 10)
    if (n >= 0) times.push(performance.now() - began)
  }
  return times.sort((a, b) => a - b)
}

type Filled = Awaited<ReturnType<typeof fill>>

/** What is asked, each time of another place: the path of the API, by what it is. */
function asksOf({ tenant, people }: Filled, districts: number): Record<string, (n: number) => string> {
  const district = (n: number) => tenant.unit(`D${1 + (n % districts)}`).id
  const person = (n: number) => people[(n * 397) % people.length]?.id ?? ''
  const word = (n: number) => people[(n * 397) % people.length]?.nameHi.split(' ')[0] ?? ''
  return {
    'list of a district': (n) => `/people?unit=${district(n)}`,
    'list: wing, not trained, of a district': (n) =>
      `/people?unit=${district(n)}&wing=youth&untrained=${v7()}`,
    'list: office of few, whole state': () => '/people?office=mla',
    'list: office of many and wing, whole state': () => '/people?office=head&wing=youth',
    'list: consent missing, whole state': () => '/people?consent=missing',
    'count: everybody': () => '/people/count',
    'count: wing of a district': (n) => `/people/count?unit=${district(n)}&wing=youth`,
    'count: office of few, whole state': () => '/people/count?office=mla',
    'search by name, of a district': (n) => `/people?unit=${district(n)}&q=${encodeURIComponent(word(n))}`,
    'search by whole name, whole state': (n) =>
      `/people?q=${encodeURIComponent(people[(n * 397) % people.length]?.nameEn ?? '')}`,
    'person page': (n) => `/people/${person(n)}`,
    'story of a person': (n) => `/people/${person(n)}/story`,
    'duplicates, 2,000 people looked at': (n) => `/duplicates?unit=${district(n)}`,
    'duplicates of one': (n) => `/people/${person(n)}/duplicates`,
  }
}

/** Lists, counts, search and pages of 150,000 people and of a tenth, beside a page of 50 bare rows through the client. */
export async function measurePeople(print: Say) {
  const { say, close } = growing(print)
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-bench-people-'))
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
    const slug = size === 'full' ? 'people-full' : 'people-tenth'
    await databases.create(`o-${slug}`)
    const db = databases.open(`o-${slug}`)
    const filled = await fill(db, slug, shape, now)
    const claims = { sub: 'account', sid: 'session', pid: filled.adminId }
    const token = await signToken(keys, claims, { audience: slug, now, life: 86_400 })
    const get = async (path: string) => {
      const answer = await fetch(new URL(`/api/o/${slug}${path}`, address), {
        headers: { authorization: `Bearer ${token}` },
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    }
    const floor = await timed((n) =>
      db.execute({
        sql: "select id, name_en, name_hi from bare_people where path >= ? and path < ? || '~' order by path, id limit 50",
        args: Array(2).fill(filled.tenant.unit(`D${1 + (n % shape.districts)}`).path) as string[],
      }),
    )
    for (const [name, path] of Object.entries(asksOf(filled, shape.districts))) {
      const own = await timed((n) => get(path(n)), name.startsWith('duplicates,') ? 20 : ROUNDS)
      say({
        bench: `${name}, ${size}`,
        people: shape.people,
        p50Ms: at(own, 0.5),
        p99Ms: at(own, 0.99),
        floorP50Ms: at(floor, 0.5),
        floorP99Ms: at(floor, 0.99),
        ratio: two(at(floor, 0.5) / at(own, 0.5)),
      })
    }
  }
  close()
  await product.dispose()
  child.kill('SIGTERM')
  await new Promise((done) => child.once('exit', done))
  rmSync(folder, { recursive: true, force: true })
}
