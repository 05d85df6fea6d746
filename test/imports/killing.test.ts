import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Client, createClient } from '@libsql/client/http'
import fc from 'fast-check'
import { Miniflare } from 'miniflare'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { newKeys } from '../../db/local/keys.ts'
import { workerOptions } from '../../db/local/worker.ts'
import { scriptFrom } from '../../db/migrate.ts'
import { DIRECTORY_MIGRATIONS, TENANT_MIGRATIONS } from '../../db/migrations.ts'
import { signToken } from '../../worker/platform/keys.ts'
import { freePort } from '../support/browser.ts'

// The database and the Worker in processes of their own, so that either can be killed (-9) as machines are. Whatever it
// would have answered is lost as well: the caller asks again.

const TOKEN = 'kill'
const NOW = Math.floor(Date.parse('2026-11-22T06:00:00Z') / 1000)
const folder = mkdtempSync(join(tmpdir(), 'prashikshan-kill-'))
const PORT = await freePort()

async function serve(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['db/embedded/main.ts'], {
    env: {
      ...process.env,
      EMBEDDED_FOLDER: join(folder, 'now'),
      EMBEDDED_PORT: String(PORT),
      EMBEDDED_TOKEN: TOKEN,
      EMBEDDED_ADMIN_TOKEN: TOKEN,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('the embedded server ended')))
    createInterface({ input: child.stdout ?? process.stdin }).once('line', resolve)
  })
  return child
}
async function kill(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

const base = `http://127.0.0.1:${PORT}`
const open = (name: string): Client =>
  createClient({ url: `${base}/${name}/`, authToken: TOKEN, intMode: 'number' })
let child: ChildProcess
let miniflare: Miniflare
let address: URL
let keys: Awaited<ReturnType<typeof newKeys>>

async function startWorker() {
  miniflare = new Miniflare(
    workerOptions({
      script: inject('workerScript'),
      bindings: {
        ...keys,
        ENVIRONMENT: 'test',
        ORIGIN: 'http://prashikshan.test',
        DATABASE_URL: `${base}/{database}/`,
        DATABASE_TOKEN: TOKEN,
        DATABASE_PROVIDER: 'embedded',
        DATABASE_ADMIN_URL: base,
        DATABASE_ADMIN_TOKEN: TOKEN,
      },
      serviceBindings: { CLOCK: () => new Response(String(NOW)) },
    }),
  )
  address = await miniflare.ready
}
let headers: Record<string, string>
const ids = { root: v7(), admin: v7() }

beforeAll(async () => {
  child = await serve()
  for (const name of ['directory', 'o-kill'])
    await fetch(`${base}/admin/databases`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    })
  await open('directory').executeMultiple(scriptFrom(0, DIRECTORY_MIGRATIONS, NOW))
  await open('directory').execute(
    `insert into organisations (slug, name_en, name_hi, kind, created_at) values ('kill', 'K', 'K', 'society', ${NOW})`,
  )
  await open('o-kill').executeMultiple(`${scriptFrom(0, TENANT_MIGRATIONS, NOW)};
    insert into organisation (id, slug, name_en, name_hi, kind, language, time_zone, currency, created_at)
      values (1, 'kill', 'K', 'K', 'society', 'hi', 'Asia/Kolkata', 'INR', ${NOW});
    insert into levels values ('state', 0, 'state', 'state'), ('district', 1, 'district', 'district'), ('booth', 2, 'booth', 'booth');
    insert into wings values ('youth', 'Youth', 'युवा');
    insert into office_kinds values ('president', 'President', 'अध्यक्ष');
    insert into units (id, code, parent_id, level_id, path, name_en, name_hi, search_text, created_at)
      values ('${ids.root}', 'ST', null, 'state', '/${ids.root}/', 'State', 'राज्य', 'state', ${NOW});
    insert into people (id, unit_id, name_en, name_hi, search_text, created_at)
      values ('${ids.admin}', '${ids.root}', 'Admin', 'Admin', 'admin', ${NOW});
    insert into grants (id, person_id, role, unit_id, from_at, given_at) values ('g', '${ids.admin}', 'admin', '${ids.root}', 1, 1);
    insert into entries values ('session', '${ids.admin}', 'account', null, ${NOW}, null);`)
  keys = await newKeys()
  await startWorker()
  const claims = { sub: 'account', sid: 'session', pid: ids.admin }
  const token = await signToken(keys, claims, { audience: 'kill', now: NOW, life: 36_000 })
  headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  await kill(child)
  cpSync(join(folder, 'now'), join(folder, 'before'), { recursive: true })
})
afterAll(async () => {
  await miniflare.dispose()
  await kill(child)
  rmSync(folder, { recursive: true, force: true })
})

const DISTRICTS = 40
const UNITS = [
  ...Array.from({ length: DISTRICTS }, (_, d) => [`D${d}`, 'ST', 'district', `District ${d}`]),
  ...Array.from({ length: 2400 }, (_, b) => [`B${b}`, `D${b % DISTRICTS}`, 'booth', `Booth ${b}`]),
]
const PEOPLE = Array.from({ length: 2300 }, (_, p) => [
  `B${p}`,
  `Person ${p}`,
  `P-${p}`,
  p % 3 === 0 ? 'president' : '',
  p % 2 === 0 ? 'youth' : '',
])

type Call = { method: string; path: string; json?: unknown }

/** Who dies, and how many milliseconds after a call was sent. */
type Death = { who: 'database' | 'worker'; after: number }

/** Every call of a whole import, in order; the steps go on until the import rests. */
function calls(kind: string, columns: string[], rows: string[][]): (Call | 'steps')[] {
  const id = v7()
  const size = 700
  return [
    {
      method: 'POST',
      path: '/imports',
      json: { id, kind, unitId: ids.root, fileName: 'x.csv', bytes: 1, rows: rows.length, columns },
    },
    ...Array.from(
      { length: Math.ceil(rows.length / size) },
      (_, chunk): Call => ({
        method: 'PUT',
        path: `/imports/${id}/chunks/${chunk}`,
        json: {
          kind,
          columns,
          rows: rows
            .slice(chunk * size, (chunk + 1) * size)
            .map((cells, at) => [chunk * size + at + 2, cells]),
        },
      }),
    ),
    'steps',
    { method: 'POST', path: `/imports/${id}/commitment`, json: { leaveOut: false } },
    'steps',
  ]
}

const everything = async () => {
  const db = open('o-kill')
  const of = async (sql: string) => (await db.execute(sql)).rows.map((row) => ({ ...row }))
  return Promise.all([
    of(
      'select u.code, p.code as parent, u.level_id, u.name_en, u.search_text from units u left join units p on p.id = u.parent_id order by 1',
    ),
    of(
      'select u.code, c.level_id, c.units from unit_counts c join units u on u.id = c.unit_id order by 1, 2',
    ),
    of(
      'select u.code, p.name_en, p.external_code, p.version from people p join units u on u.id = p.unit_id order by 1, 2',
    ),
    of('select p.name_en, o.kind_id from offices o join people p on p.id = o.person_id order by 1'),
    of('select p.name_en, m.wing_id from wing_members m join people p on p.id = m.person_id order by 1'),
    of("select count(*) as n from people_names where people_names match 'person*'"),
    of(
      'select kind, state, received, passed, added, changed, same, refused, written, kept from imports order by kind',
    ),
  ])
}

/** Kills one of the two and starts it again. */
async function die(who: Death['who'], answer: Promise<unknown>) {
  if (who === 'database') await kill(child)
  // Disposing ends workerd with SIGKILL.
  else await miniflare.dispose()
  await answer
  if (who === 'database') child = await serve()
  else await startWorker()
}

/** Runs both imports and takes both back; `dies` says at which call who is killed. */
async function run(dies: ReadonlyMap<number, Death>) {
  rmSync(join(folder, 'now'), { recursive: true, force: true })
  cpSync(join(folder, 'before'), join(folder, 'now'), { recursive: true })
  child = await serve()
  let sent = 0
  let killed = 0
  const call = async ({ method, path, json }: Call): Promise<{ state?: string }> => {
    for (;;) {
      sent += 1
      const death = dies.get(sent)
      const answer = fetch(new URL(`/api/o/kill${path}`, address), {
        method,
        headers,
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      }).catch(() => undefined)
      if (death) {
        await new Promise((resolve) => setTimeout(resolve, death.after))
        await die(death.who, answer)
        killed += 1
        continue
      }
      const response = await answer
      if (response?.ok) return (await response.json()) as { state?: string }
      throw new Error(`${method} ${path}: ${response?.status} ${await response?.text()}`)
    }
  }
  const goOn = async (id: string) => {
    for (let state = 'open'; !['ready', 'done', 'reverted'].includes(state); )
      state = (await call({ method: 'POST', path: `/imports/${id}/steps` })).state ?? ''
  }
  const ids: string[] = []
  for (const [kind, columns, rows] of [
    ['units', ['code', 'parent_code', 'level', 'name_en'], UNITS],
    ['people', ['unit_code', 'name_en', 'code', 'office', 'wings'], PEOPLE],
  ] as const) {
    let id = ''
    for (const next of calls(kind, [...columns], rows as string[][])) {
      if (next === 'steps') await goOn(id)
      else {
        id ||= (next.json as { id: string }).id
        await call(next)
      }
    }
    ids.unshift(id)
  }
  const written = await everything()
  for (const id of ids) {
    await call({ method: 'POST', path: `/imports/${id}/reversion` })
    await goOn(id)
  }
  const end = { written, takenBack: await everything() }
  await kill(child)
  return { end, sent, killed }
}

test('database or Worker killed with -9 in the midst of any chunk, batch or taking back and gone on with, all ends as one clean run does', async () => {
  const clean = await run(new Map())
  const { written, takenBack } = clean.end
  expect(written[0]).toHaveLength(2441)
  expect(written[6]).toEqual([
    expect.objectContaining({ kind: 'people', state: 'done', added: 2300, written: 2300, kept: 0 }),
    expect.objectContaining({ kind: 'units', state: 'done', added: 2440, written: 2440, kept: 0 }),
  ])
  expect([takenBack[0].length, takenBack[2].length, takenBack[3], takenBack[4], takenBack[5]]).toEqual([
    1,
    1,
    [],
    [],
    [{ n: 0 }],
  ])
  expect(takenBack[6]).toEqual([
    expect.objectContaining({ kind: 'people', state: 'reverted', written: 0, kept: 0 }),
    expect.objectContaining({ kind: 'units', state: 'reverted', written: 0, kept: 0 }),
  ])
  const deaths = fc.uniqueArray(
    fc.tuple(
      fc.integer({ min: 1, max: clean.sent }),
      fc.record({
        who: fc.constantFrom<Death['who']>('database', 'worker'),
        after: fc.integer({ min: 0, max: 120 }),
      }),
    ),
    { minLength: 3, maxLength: 8, selector: ([at]) => at },
  )
  await fc.assert(
    fc.asyncProperty(deaths, async (points) => {
      const { end, killed } = await run(new Map(points))
      expect(killed).toBeGreaterThan(0)
      expect(end).toEqual(clean.end)
    }),
    { numRuns: 6 },
  )
}, 600_000)
