import { setTimeout as after } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { callersOf, launch, ownFolder, stand } from './stand.ts'

test('after kill -9 under eight writers every acknowledged row is there, whole batches only', async () => {
  const folder = ownFolder()
  const first = launch({ EMBEDDED_FOLDER: folder })
  const { client, create } = callersOf(await first.ready)
  await create('one')
  await client().execute('CREATE TABLE t (writer INTEGER, n INTEGER, half INTEGER)')
  const acknowledged = Array.from({ length: 8 }, () => 0)
  const insert = 'INSERT INTO t VALUES (?, ?, ?)'
  const writers = acknowledged.map(async (_, writer) => {
    const db = client()
    for (let n = 1; ; n++) {
      const halves = [1, 2].map((half) => ({ sql: insert, args: [writer, n, half] }))
      await db.batch(halves, 'write')
      acknowledged[writer] = n
    }
  })
  const stopped = Promise.allSettled(writers)
  await after(700)
  first.child.kill('SIGKILL')
  await Promise.all([first.ended, stopped])

  const again = callersOf(await launch({ EMBEDDED_FOLDER: folder }).ready)
  const { rows } = await again.client().execute(`
    SELECT writer, count(DISTINCT n) AS batches, max(n) AS last, count(*) AS halves FROM t GROUP BY writer ORDER BY writer`)
  const total = acknowledged.reduce((sum, n) => sum + n, 0)
  expect(total).toBeGreaterThan(100)
  expect(rows).toHaveLength(8)
  for (const { writer, batches, last, halves } of rows) {
    const promised = acknowledged[Number(writer)] ?? Number.NaN
    expect(Number(batches)).toBeGreaterThanOrEqual(promised)
    expect(Number(batches)).toBeLessThanOrEqual(promised + 1)
    expect([last, halves]).toEqual([batches, Number(batches) * 2])
  }
  expect((await again.client().execute('PRAGMA integrity_check')).rows[0]?.integrity_check).toBe('ok')
})

test('a hundred writers at once share syncs, and one writer alone pays for each of his', async () => {
  const { admin, client } = await stand()
  await client().execute('CREATE TABLE t (x)')
  const syncs = async () => (await admin('GET', '/one/stats')).body.syncs
  const before = await syncs()
  await Promise.all(Array.from({ length: 100 }, () => client().execute('INSERT INTO t VALUES (1)')))
  const together = (await syncs()) - before
  expect(together).toBeGreaterThan(0)
  expect(together).toBeLessThan(100)
  for (let i = 0; i < 10; i++) await client().execute('INSERT INTO t VALUES (1)')
  expect((await syncs()) - before - together).toBe(10)
  for (let i = 0; i < 10; i++) await client().execute('SELECT 1')
  expect((await syncs()) - before - together).toBe(10)
})

test('after an orderly end the data is in the database file and the program ends with 0', async () => {
  const folder = ownFolder()
  const first = launch({ EMBEDDED_FOLDER: folder })
  const callers = callersOf(await first.ready)
  await callers.create('one')
  const db = callers.client()
  await db.batch(['CREATE TABLE t (x)', 'INSERT INTO t VALUES (42)'], 'write')
  const open = await db.transaction('write')
  await open.execute('DELETE FROM t')
  first.child.kill('SIGTERM')
  expect(await first.ended).toEqual({ code: 0, errors: '' })
  const again = callersOf(await launch({ EMBEDDED_FOLDER: folder }).ready)
  expect((await again.client().execute('SELECT x FROM t')).rows[0]?.x).toBe(42)
})
