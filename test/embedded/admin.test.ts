import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { execute, ownFolder, stand, TOKEN } from './stand.ts'

test('a database is made once, listed, and gone after its removal', async () => {
  const folder = ownFolder()
  const { admin, client } = await stand({ folder })
  expect(await admin('POST', '', { name: 'patna' })).toEqual({ status: 201, body: { name: 'patna' } })
  await client('patna').execute('CREATE TABLE t (x)')
  expect(await admin('POST', '', { name: 'patna' })).toEqual({ status: 200, body: { name: 'patna' } })
  expect((await client('patna').execute('SELECT count(*) AS n FROM t')).rows[0]?.n).toBe(0)
  expect(await admin('GET', '')).toEqual({
    status: 200,
    body: { databases: [{ name: 'one' }, { name: 'patna' }] },
  })
  expect((await admin('DELETE', '/patna')).status).toBe(200)
  expect((await admin('DELETE', '/patna')).status).toBe(404)
  expect(readdirSync(folder).filter((file) => file.startsWith('patna'))).toEqual([])
  await expect(client('patna').execute('SELECT 1')).rejects.toMatchObject({ code: 'DATABASE_NOT_FOUND' })
})

test('a database made again after its removal is empty and keeps what is written to it', async () => {
  const { admin, client, create } = await stand()
  for (const value of [1, 2, 3]) {
    await create('again')
    await client('again').batch(['CREATE TABLE t (x)', `INSERT INTO t VALUES (${value})`], 'write')
    const left = await client('again').transaction('write')
    await left.execute('DELETE FROM t')
    if (value < 3) await admin('DELETE', '/again')
  }
  expect((await client('again').batch(['SELECT x FROM t'], 'read'))[0]?.rows[0]?.x).toBe(3)
})

test('a removal turns away those who wait for the lock', async () => {
  const { admin, client } = await stand()
  await client().execute('CREATE TABLE t (x)')
  const holder = await client().transaction('write')
  await holder.execute('INSERT INTO t VALUES (1)')
  const waiting = expect(client().execute('INSERT INTO t VALUES (2)')).rejects.toMatchObject({
    code: 'DATABASE_NOT_FOUND',
  })
  await expect.poll(async () => (await admin('GET', '/one/stats')).body.waitingWriters).toBe(1)
  await admin('DELETE', '/one')
  await waiting
})

test.each(['', 'Patna', '-a', 'a_b', '../one', 'a'.repeat(64), 'a b', 'ä', 5, null])(
  'the name %j is refused',
  async (name) => {
    const { admin } = await stand()
    const { status, body } = await admin('POST', '', { name })
    expect([status, body.code]).toEqual([400, 'DATABASE_NAME_INVALID'])
  },
)

test('the two tokens open only their own doors', async () => {
  const { admin, post } = await stand()
  const select = JSON.stringify({ requests: [execute('SELECT 1'), { type: 'close' }] })
  const statuses = [
    (await post('/one/v2/pipeline', select)).status,
    (await post('/one/v2/pipeline', select, 'admin-token')).status,
    (await post('/one/v2/pipeline', select, '')).status,
    (await post('/one/v2/pipeline', select, `${TOKEN}x`)).status,
    (await admin('GET', '')).status,
    (await admin('GET', '', undefined, TOKEN)).status,
    (await admin('DELETE', '/one', undefined, TOKEN)).status,
  ]
  expect(statuses).toEqual([200, 401, 401, 401, 200, 401, 401])
})

test('trips are counted one by one, in the process and over HTTP', async () => {
  const { admin, client, server } = await stand()
  const db = client()
  const before = server.trips('one')
  await db.execute('SELECT 1')
  await db.batch(['SELECT 1', 'SELECT 2', 'SELECT 3'], 'read')
  expect(server.trips('one') - before).toBe(2)
  expect((await admin('GET', '/one/stats')).body).toMatchObject({ name: 'one', trips: before + 2 })
  expect(server.trips('nobody')).toBe(0)
  expect((await admin('GET', '/nobody/stats')).status).toBe(404)
})

test.each([
  ['{"requests": [', 'BODY_INVALID'],
  ['', 'BODY_INVALID'],
  ['[]', 'PROTOCOL_ERROR'],
  ['{"requests": {}}', 'PROTOCOL_ERROR'],
  ['{"requests": [{"type": "dance"}]}', 'PROTOCOL_ERROR'],
  ['{"requests": [{"type": "execute"}]}', 'PROTOCOL_ERROR'],
  ['{"requests": [{"type": "execute", "stmt": {"sql": "SELECT 1", "sql_id": 1}}]}', 'PROTOCOL_ERROR'],
  [
    '{"requests": [{"type": "execute", "stmt": {"sql": "SELECT ?", "args": [{"type": "date"}]}}]}',
    'ARGS_INVALID',
  ],
  [
    '{"requests": [{"type": "execute", "stmt": {"sql": "SELECT ?", "args": [{"type": "blob", "base64": "%"}]}}]}',
    'ARGS_INVALID',
  ],
  [
    '{"requests": [{"type": "batch", "batch": {"steps": [{"condition": {"type": "ok", "step": 0}, "stmt": {"sql": "SELECT 1"}}]}}]}',
    'PROTOCOL_ERROR',
  ],
  ['{"baton": 5, "requests": []}', 'PROTOCOL_ERROR'],
])('the body %s is refused with %s', async (body, code) => {
  const { post } = await stand()
  const reply = await post('/one/v2/pipeline', body)
  expect([reply.status, reply.body.code, typeof reply.body.message]).toEqual([400, code, 'string'])
})

test('a body that is not UTF-8 is refused', async () => {
  const { post } = await stand()
  expect(await post('/one/v2/pipeline', Uint8Array.of(34, 255, 34))).toMatchObject({
    status: 400,
    body: { code: 'BODY_INVALID' },
  })
})

test('a body over the limit is refused with 413, announced or not, and the server goes on', async () => {
  const { client, post, url } = await stand({ longestBody: 10_000 })
  expect((await post('/one/v2/pipeline', 'x'.repeat(10_001))).status).toBe(413)
  const chunks = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 20; i++) controller.enqueue(new TextEncoder().encode('x'.repeat(1_000)))
      controller.close()
    },
  })
  const streamed = await fetch(`${url}/one/v2/pipeline`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}` },
    body: chunks,
    duplex: 'half',
  } as RequestInit)
  expect(streamed.status).toBe(413)
  expect((await client().execute('SELECT 1 AS x')).rows[0]?.x).toBe(1)
})

test('unknown addresses are 404, wrong methods 405, and the versions answer a probe', async () => {
  const { url } = await stand()
  const status = async (path: string, method = 'GET') => (await fetch(url + path, { method })).status
  expect([
    await status('/one/v2'),
    await status('/one/v3'),
    await status('/one/v3-protobuf'),
    await status('/'),
    await status('/one/v2/cursor', 'POST'),
    await status('/one/v2/pipeline'),
    await status('/one/v2', 'POST'),
  ]).toEqual([200, 200, 404, 404, 404, 405, 405])
})

test('version 3 over JSON answers the same', async () => {
  const { post } = await stand()
  const body = JSON.stringify({
    requests: [execute('SELECT 1'), { type: 'get_autocommit' }, { type: 'close' }],
  })
  expect((await post('/one/v3/pipeline', body)).body).toEqual((await post('/one/v2/pipeline', body)).body)
})

test('forty databases are served with only five open at once', async () => {
  const { admin, client, create } = await stand({ openDatabases: 5 })
  const names = Array.from({ length: 40 }, (_, i) => `tenant-${i}`)
  for (const name of names) {
    await create(name)
    await client(name).batch(
      ['CREATE TABLE t (name)', { sql: 'INSERT INTO t VALUES (?)', args: [name] }],
      'write',
    )
  }
  const told = await Promise.all(names.map((name) => client(name).execute('SELECT name FROM t')))
  expect(told.map(({ rows }) => rows[0]?.name)).toEqual(names)
  const stats = await Promise.all(names.map((name) => admin('GET', `/${name}/stats`)))
  const open = stats.filter(({ body }) => body.connections > 0)
  expect(open.length).toBeGreaterThan(0)
  expect(open.length).toBeLessThanOrEqual(5)
})

test('scrubbing leaves no byte of what was deleted or replaced, in the file or its log', async () => {
  const folder = ownFolder()
  const { admin, client } = await stand({ folder })
  const bytes = () =>
    ['one.db', 'one.db-wal'].map((file) => readFileSync(join(folder, file)).toString('latin1')).join('')
  await client().execute('CREATE TABLE t (id INTEGER PRIMARY KEY, x)')
  const rows = Array.from({ length: 400 }, (_, n) => `(${n}, 'Unmistakable ${n} ${'x'.repeat(200)}')`)
  await client().execute(`INSERT INTO t VALUES ${rows.join(',')}`)
  await client().execute('DELETE FROM t WHERE id % 2')
  await client().execute("UPDATE t SET x = 'y'")
  expect(bytes()).toContain('Unmistakable')
  expect(await admin('POST', '/one/scrub')).toEqual({ status: 200, body: { name: 'one', scrubbed: true } })
  expect(bytes()).not.toContain('Unmistakable')
  expect((await client().execute('SELECT count(*) AS n FROM t')).rows[0]?.n).toBe(200)
  expect((await admin('POST', '/none/scrub')).status).toBe(404)
})

test('scrubbing says when a reader kept the log', async () => {
  const { admin, client } = await stand()
  await client().execute('CREATE TABLE t (x)')
  const reader = await client().transaction('read')
  await reader.execute('SELECT * FROM t')
  expect((await admin('POST', '/one/scrub')).body.scrubbed).toBe(false)
  await reader.rollback()
  expect((await admin('POST', '/one/scrub')).body.scrubbed).toBe(true)
})
