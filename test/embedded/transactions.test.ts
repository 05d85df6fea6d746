import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import type { Client } from '@libsql/client/web'
import Driver from 'libsql'
import { expect, test } from 'vitest'
import { execute, ownFolder, stand, TOKEN } from './stand.ts'

async function counter(db: Client) {
  await db.batch(['CREATE TABLE n (v INTEGER)', 'INSERT INTO n VALUES (0)'], 'write')
}

const counted = async (db: Client) => (await db.execute('SELECT v FROM n')).rows[0]?.v

test('ten interactive transactions and ten batches at once: all succeed and none is lost', async () => {
  const { client } = await stand()
  await counter(client())
  const interactive = Array.from({ length: 10 }, async () => {
    const transaction = await client().transaction('write')
    const { rows } = await transaction.execute('SELECT v FROM n')
    await transaction.execute({ sql: 'UPDATE n SET v = ?', args: [Number(rows[0]?.v) + 1] })
    await transaction.commit()
  })
  const batches = Array.from({ length: 10 }, () => client().batch(['UPDATE n SET v = v + 1'], 'write'))
  const deferred = Array.from({ length: 10 }, () =>
    client().batch(['SELECT v FROM n', 'UPDATE n SET v = v + 1'], 'deferred'),
  )
  const single = Array.from({ length: 10 }, () => client().execute('UPDATE n SET v = v + 1'))
  await Promise.all([...interactive, ...batches, ...deferred, ...single])
  expect(await counted(client())).toBe(40)
})

test('while a transaction is open readers go on and see what was committed before', async () => {
  const { client } = await stand()
  await counter(client())
  const transaction = await client().transaction('write')
  await transaction.execute('UPDATE n SET v = 5')
  expect(await counted(client())).toBe(0)
  const [rows] = await client().batch(['SELECT v FROM n'], 'read')
  expect(rows?.rows[0]?.v).toBe(0)
  await transaction.commit()
  expect(await counted(client())).toBe(5)
})

test('a read transaction keeps its snapshot while others write', async () => {
  const { client } = await stand()
  await counter(client())
  const reading = await client().transaction('read')
  const seen = async () => (await reading.execute('SELECT v FROM n')).rows[0]?.v
  expect(await seen()).toBe(0)
  await client().execute('UPDATE n SET v = 7')
  expect(await seen()).toBe(0)
  await reading.commit()
  expect(await counted(client())).toBe(7)
})

test('a transaction begun to read cannot write', async () => {
  const { client } = await stand()
  await counter(client())
  const reading = await client().transaction('read')
  await reading.execute('SELECT 1')
  await expect(reading.execute('UPDATE n SET v = 1')).rejects.toMatchObject({ code: 'SQLITE_READONLY' })
  await expect(reading.executeMultiple('UPDATE n SET v = 1')).rejects.toMatchObject({
    code: 'SQLITE_READONLY',
  })
  reading.close()
  await expect(client().batch(['UPDATE n SET v = 1'], 'read')).rejects.toMatchObject({
    code: 'SQLITE_READONLY',
  })
  expect(await counted(client())).toBe(0)
})

test('writers are served in the order they came', async () => {
  const { client } = await stand()
  await client().execute('CREATE TABLE t (x)')
  const holder = await client().transaction('write')
  await holder.execute("INSERT INTO t VALUES ('holder')")
  const waiting: Promise<unknown>[] = []
  for (const x of ['a', 'b', 'c']) {
    waiting.push(client().execute({ sql: 'INSERT INTO t VALUES (?)', args: [x] }))
    await after(20)
  }
  await holder.commit()
  await Promise.all(waiting)
  const { rows } = await client().execute('SELECT x FROM t ORDER BY rowid')
  expect(rows.map(({ x }) => x)).toEqual(['holder', 'a', 'b', 'c'])
})

test('a writer that waits longer than allowed gets SQLITE_BUSY, and the next one succeeds', async () => {
  const { client } = await stand({ lockWaitMs: 100 })
  await counter(client())
  const holder = await client().transaction('write')
  await holder.execute('UPDATE n SET v = 1')
  await expect(client().execute('UPDATE n SET v = 2')).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
  await holder.rollback()
  await client().execute('UPDATE n SET v = 3')
  expect(await counted(client())).toBe(3)
})

test('a transaction left alone is rolled back, its lock is freed and its baton is refused', async () => {
  const { client, pipeline } = await stand({ streamIdleMs: 150 })
  await counter(client())
  const { baton, results } = await pipeline([execute('BEGIN IMMEDIATE'), execute('UPDATE n SET v = 9')])
  expect(results[1].response.result.affected_row_count).toBe(1)
  const startedAt = performance.now()
  await client().execute('UPDATE n SET v = v + 1')
  expect(performance.now() - startedAt).toBeGreaterThan(100)
  expect(await counted(client())).toBe(1)
  expect(await pipeline([execute('COMMIT')], baton)).toEqual({
    code: 'STREAM_EXPIRED',
    message: expect.any(String),
  })
})

test('an expired transaction reaches the client as an error with its code', async () => {
  const { client } = await stand({ streamIdleMs: 50 })
  await counter(client())
  const transaction = await client().transaction('write')
  await transaction.execute('UPDATE n SET v = 9')
  await after(150)
  await expect(transaction.execute('SELECT 1')).rejects.toMatchObject({ code: 'STREAM_EXPIRED' })
  expect(await counted(client())).toBe(0)
})

test('a baton is good once and for its own database', async () => {
  const { pipeline, create } = await stand()
  await create('two')
  const first = await pipeline([execute('BEGIN')])
  expect(await pipeline([execute('SELECT 1')], first.baton, 'two')).toMatchObject({ code: 'BATON_INVALID' })
  const second = await pipeline([execute('SELECT 1')], first.baton)
  expect(second.baton).not.toBe(first.baton)
  expect((await pipeline([execute('SELECT 1')], first.baton)).code).toMatch(/BATON_INVALID|STREAM_EXPIRED/)
  expect(await pipeline([{ type: 'close' }], second.baton)).toMatchObject({ baton: null })
})

test('a deferred transaction whose snapshot is old is told so at its first write', async () => {
  const { client } = await stand()
  await counter(client())
  const deferred = await client().transaction('deferred')
  await deferred.execute('SELECT v FROM n')
  await client().execute('UPDATE n SET v = 1')
  await expect(deferred.execute('UPDATE n SET v = 2')).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
  await deferred.rollback()
  const fresh = await client().transaction('deferred')
  await fresh.execute('UPDATE n SET v = v + 10')
  await fresh.commit()
  expect(await counted(client())).toBe(11)
})

test('a client that hangs up inside a transaction does not keep the lock', async () => {
  const { client, url } = await stand({ streamIdleMs: 60_000 })
  await counter(client())
  const holder = await client().transaction('write')
  await holder.execute('UPDATE n SET v = 1')
  const hangUp = new AbortController()
  const body = JSON.stringify({ requests: [execute('BEGIN IMMEDIATE'), execute('UPDATE n SET v = 100')] })
  const gone = fetch(`${url}/one/v2/pipeline`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}` },
    body,
    signal: hangUp.signal,
  })
  await after(50)
  hangUp.abort()
  await expect(gone).rejects.toThrow('aborted')
  await after(50)
  await holder.commit()
  await client().execute('UPDATE n SET v = v + 1')
  expect(await counted(client())).toBe(2)
})

test('a hundred read transactions at once: all are answered', async () => {
  const { client } = await stand()
  await counter(client())
  const answers = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const transaction = await client().transaction('read')
      const { rows } = await transaction.execute('SELECT v FROM n')
      await after(20)
      await transaction.commit()
      return rows[0]?.v
    }),
  )
  expect(answers).toEqual(Array(100).fill(0))
})

test('a script that leaves a transaction open is rolled back when its stream closes', async () => {
  const { client } = await stand()
  const db = client()
  await counter(db)
  await db.executeMultiple('BEGIN; UPDATE n SET v = 4;')
  expect(await counted(db)).toBe(0)
  await db.execute('UPDATE n SET v = 1')
  expect(await counted(db)).toBe(1)
})

test('while another program holds the file a writer gets SQLITE_BUSY, and afterwards it writes', async () => {
  const folder = ownFolder()
  const { client } = await stand({ folder })
  await counter(client())
  const other = new Driver(join(folder, 'one.db'))
  other.exec('BEGIN IMMEDIATE; UPDATE n SET v = 50')
  await expect(client().batch(['UPDATE n SET v = 1'], 'write')).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
  expect(await counted(client())).toBe(0)
  other.exec('COMMIT')
  other.close()
  await client().batch(['UPDATE n SET v = v + 1'], 'write')
  expect(await counted(client())).toBe(51)
})
