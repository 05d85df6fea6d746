import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createClient } from '@libsql/client/http'
import { Miniflare } from 'miniflare'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { newKeys } from '../../db/local/keys.ts'
import { workerOptions } from '../../db/local/worker.ts'
import { found, type TestOrganisation } from '../support/organisation.ts'

const TOKEN = 'test-token'
/** How long after the start of the job the database is killed, milliseconds: before, in and after its steps. */
const KILLED_AFTER_MS = [0, 5, 10, 20, 40, 80]

let folder: string
let embedded: ChildProcess
let miniflare: Miniflare
let o: TestOrganisation
let port = 0

const startEmbedded = async () => {
  const env = {
    EMBEDDED_FOLDER: folder,
    EMBEDDED_PORT: String(port),
    EMBEDDED_TOKEN: TOKEN,
    EMBEDDED_ADMIN_TOKEN: TOKEN,
  }
  embedded = spawn(process.execPath, ['db/embedded/main.ts'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: embedded.stdout ?? process.stdin }), 'line')
  port = Number(new URL(JSON.parse(String(line)).url).port)
}

const killEmbedded = async () => {
  const gone = once(embedded, 'exit')
  embedded.kill('SIGKILL')
  await gone
}

const client = (name: string) =>
  createClient({ url: `http://127.0.0.1:${port}/${name}/`, authToken: TOKEN, intMode: 'number' })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prashikshan-finish-'))
  copyFileSync(join(inject('templates'), 'directory.db'), join(folder, 'directory.db'))
  copyFileSync(join(inject('templates'), 'tenant.db'), join(folder, 'o-ending.db'))
  await startEmbedded()
  const url = `http://127.0.0.1:${port}`
  const bindings = {
    ...(await newKeys()),
    ENVIRONMENT: 'test',
    ORIGIN: 'http://prashikshan.test',
    DATABASE_URL: `${url}/{database}/`,
    DATABASE_TOKEN: TOKEN,
    DATABASE_PROVIDER: 'embedded',
    DATABASE_ADMIN_URL: url,
    DATABASE_ADMIN_TOKEN: TOKEN,
  }
  miniflare = new Miniflare(workerOptions({ script: inject('workerScript'), bindings }))
  await miniflare.ready
  const now = Math.floor(Date.now() / 1000)
  await client('directory').execute(
    "insert into organisations (slug, name_en, name_hi, kind, created_at) values ('ending', 'E', 'ई', 'society', 1)",
  )
  const call = () => Promise.reject(new Error('this test calls nobody'))
  o = await found({ slug: 'ending', shape: {}, db: client('o-ending'), call, token: async () => '', now })
})
afterAll(async () => {
  await miniflare.dispose()
  await killEmbedded()
  rmSync(folder, { recursive: true, force: true })
})

const traces = (text: string) =>
  readdirSync(folder).filter((file) => readFileSync(join(folder, file)).includes(Buffer.from(text)))

/** Somebody with a login, whose erasure a second person approves at this instant. */
async function erased(name: string, phone: string) {
  const asha = await o.person(name, { unit: 'B1', phone })
  const account = v7()
  await client('directory').batch(
    [
      { sql: 'insert into accounts values (?, 1)', args: [account] },
      { sql: "insert into contacts values (?, 'phone', ?, 1)", args: [phone, account] },
      { sql: "insert into memberships values (?, 'ending', ?, 1)", args: [account, asha.id] },
    ],
    'write',
  )
  const approval = v7()
  await client('o-ending').execute({
    sql: `insert into approvals (id, kind, subject_id, unit_id, person_id, detail, reason, asked_by, asked_account, asked_at)
      values (?, 'erasure', ?, ?, ?, '{}', '', 'one', 'one', 1)`,
    args: [approval, asha.id, o.unitId('B1'), asha.id],
  })
  await client('o-ending').execute({
    sql: "update approvals set decision = 'approved', decided_by = 'two', decided_account = 'two', decided_at = 2 where id = ?",
    args: [approval],
  })
}

const tick = async () => (await miniflare.getWorker()).scheduled({ cron: '*/5 * * * *' })

const left = async () =>
  (await client('o-ending').execute('select count(*) as n from erasures where scrubbed_at is null')).rows[0]
    ?.n

test.each(KILLED_AFTER_MS)(
  'the database is killed %i ms into the job: the next one finishes the erasure, and no byte is left',
  async (afterMs) => {
    const [name, phone] = [`Vanishing${afterMs}Person`, `+9199999605${String(afterMs).padStart(2, '0')}`]
    await erased(name, phone)
    expect(traces(phone).length).toBeGreaterThan(0)
    const working = tick().catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, afterMs))
    await killEmbedded()
    await working
    await startEmbedded()
    await expect
      .poll(
        async () => {
          await tick()
          return left()
        },
        { timeout: 20_000, interval: 300 },
      )
      .toBe(0)
    expect([traces(name), traces(phone)]).toEqual([[], []])
    const { rows } = await client('directory').execute('select count(*) as n from accounts')
    expect(rows[0]?.n).toBe(0)
  },
)
