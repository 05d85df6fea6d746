import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createClient } from '@libsql/client/http'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { newKeys } from '../../db/local/keys.ts'
import { workerOptions } from '../../db/local/worker.ts'
import { signToken } from '../../worker/platform/keys.ts'
import { hall } from '../support/hall.ts'
import { found, type TestOrganisation } from '../support/organisation.ts'

const TOKEN = 'test-token'
const PEOPLE = 240
/** The server is killed when this many registrations were acknowledged. */
const KILLED_AFTER = 80

let folder: string
let embedded: ChildProcess
let miniflare: Miniflare
let address: URL
let o: TestOrganisation
let port = 0

async function startEmbedded() {
  const env = {
    EMBEDDED_FOLDER: folder,
    EMBEDDED_PORT: String(port),
    EMBEDDED_TOKEN: TOKEN,
    EMBEDDED_ADMIN_TOKEN: TOKEN,
  }
  const child = spawn(process.execPath, ['db/embedded/main.ts'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  port = Number(new URL(JSON.parse(String(line)).url).port)
  embedded = child
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prashikshan-survive-'))
  copyFileSync(join(inject('templates'), 'tenant.db'), join(folder, 'o-lasting.db'))
  await startEmbedded()
  const url = `http://127.0.0.1:${port}`
  const keys = await newKeys()
  const bindings = {
    ...keys,
    ENVIRONMENT: 'test',
    ORIGIN: 'http://prashikshan.test',
    DATABASE_URL: `${url}/{database}/`,
    DATABASE_TOKEN: TOKEN,
    DATABASE_PROVIDER: 'embedded',
    DATABASE_ADMIN_URL: url,
    DATABASE_ADMIN_TOKEN: TOKEN,
  }
  miniflare = new Miniflare(workerOptions({ script: inject('workerScript'), bindings }))
  address = await miniflare.ready
  const now = Math.floor(Date.now() / 1000)
  const db = createClient({ url: `${url}/o-lasting/`, authToken: TOKEN, intMode: 'number' })
  o = await found({
    slug: 'lasting',
    shape: {},
    db,
    call: () => Promise.reject(new Error('this test calls by itself')),
    token: async (slug, pid) => {
      await db.execute({
        sql: "insert into entries values ('s', ?, 'account', null, ?, null)",
        args: [pid, now],
      })
      return signToken(keys, { sub: 'account', sid: 's', pid }, { audience: slug, now, life: 3600 })
    },
    now,
  })
})
afterAll(async () => {
  await miniflare.dispose()
  embedded.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const send = (path: string, token: string, json?: unknown) =>
  fetch(new URL(`/api/o/lasting${path}`, address), {
    method: json ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(json ? { body: JSON.stringify(json) } : {}),
  })

test('the database is killed under load: every acknowledged registration is there, the others succeed when tried again', async () => {
  const { id } = await hall(o, { capacity: PEOPLE, maximum: PEOPLE })
  const people = []
  for (let n = 0; n < PEOPLE; n++) people.push(await o.person(`P${n}`, { unit: 'B1' }))
  const offers: { token: string; offer: string }[] = []
  for (const { token } of people) {
    const { offer } = (await (await send(`/workshops/${id}/offer`, token)).json()) as { offer: string }
    offers.push({ token, offer })
  }

  const acknowledged: string[] = []
  const register = async ({ token, offer }: { token: string; offer: string }) => {
    const answer = await send('/registrations', token, { offer })
    const body = (await answer.json()) as { id: string }
    if (answer.status === 201) acknowledged.push(body.id)
    if (acknowledged.length === KILLED_AFTER) embedded.kill('SIGKILL')
    return answer.status
  }
  const waiting = [...offers]
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await register(next)
  }
  await Promise.all(Array.from({ length: 16 }, worker))
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLED_AFTER)
  expect(acknowledged.length).toBeLessThan(PEOPLE)

  await startEmbedded()
  const kept = new Set((await o.rows('select id from registrations')).map((row) => String(row.id)))
  expect(acknowledged.filter((one) => !kept.has(one))).toEqual([])

  const again = []
  for (const offer of offers) again.push(await register(offer))
  expect(new Set(again)).toEqual(new Set([201]))
  const [counted] = await o.rows(`select (select count(*) from registrations) as seats,
    (select registered from coverage where unit_id = '${o.unitId('ST')}') as covered,
    (select count(*) from outbox) as told`)
  expect(counted).toEqual({ seats: PEOPLE, covered: PEOPLE, told: PEOPLE })
})
