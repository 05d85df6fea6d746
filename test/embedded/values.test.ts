import { expect, test } from 'vitest'
import { execute, stand } from './stand.ts'

const echo = async (value: unknown) => {
  const { pipeline } = await stand()
  const { results } = await pipeline([execute('SELECT ?', [value]), { type: 'close' }])
  return results[0].response.result.rows[0][0]
}

test.each(['9223372036854775807', '-9223372036854775808', '9007199254740993', '0', '-1'])(
  'the integer %s comes back digit for digit',
  async (value) => {
    expect(await echo({ type: 'integer', value })).toEqual({ type: 'integer', value })
  },
)

test.each(['9223372036854775808', '-9223372036854775809', '1.5', 'abc', ''])(
  'the integer %j is refused, not rounded',
  async (value) => {
    const { post } = await stand()
    const body = JSON.stringify({ requests: [execute('SELECT ?', [{ type: 'integer', value }])] })
    const { status, body: reply } = await post('/one/v2/pipeline', body)
    expect([status, reply.code]).toEqual([400, 'ARGS_INVALID'])
  },
)

test('big integers survive a table and keep order in the client', async () => {
  const { client } = await stand()
  const db = client('one', 'bigint')
  await db.execute('CREATE TABLE n (v INTEGER) STRICT')
  const values = [-(2n ** 63n), -(2n ** 53n) - 1n, 0n, 2n ** 53n + 1n, 2n ** 63n - 1n]
  await db.batch(
    values.map((value) => ({ sql: 'INSERT INTO n VALUES (?)', args: [value] })),
    'write',
  )
  const { rows } = await db.execute('SELECT v FROM n ORDER BY v')
  expect(rows.map((row) => row.v)).toEqual(values)
})

test('a row id beyond 2^53 is told exactly, with and without RETURNING', async () => {
  const { client } = await stand()
  const db = client()
  await db.execute('CREATE TABLE t (id INTEGER PRIMARY KEY)')
  const plain = await db.execute('INSERT INTO t VALUES (9007199254740993)')
  const returning = await db.execute('INSERT INTO t VALUES (9007199254740995) RETURNING 1')
  expect([plain.lastInsertRowid, returning.lastInsertRowid]).toEqual([9007199254740993n, 9007199254740995n])
})

test.each([
  ['AAEC', 'AAEC'],
  ['/+8=', '/+8='],
  ['/+8', '/+8='],
  ['', ''],
])('the blob %j comes back as %j', async (base64, expected) => {
  expect(await echo({ type: 'blob', base64 })).toEqual({ type: 'blob', base64: expected })
})

test('a blob of all 256 bytes is unharmed by the client', async () => {
  const { client } = await stand()
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i)
  const { rows } = await client().execute({ sql: 'SELECT ? AS b, length(?1) AS n', args: [bytes] })
  expect([new Uint8Array(rows[0]?.b as ArrayBuffer), rows[0]?.n]).toEqual([bytes, 256])
})

test.each([0.1, -0.5, 1e300, 5e-324, 123456789.125, 1e21])('the float %d is exact', async (value) => {
  expect(await echo({ type: 'float', value })).toEqual({ type: 'float', value })
})

test('null, infinity and the empty string are themselves', async () => {
  const { client } = await stand()
  const { rows } = await client().execute("SELECT NULL AS n, 9e999 AS up, -9e999 AS down, '' AS t, x'' AS b")
  expect({ ...rows[0], b: new Uint8Array(rows[0]?.b as ArrayBuffer).length }).toEqual({
    n: null,
    up: Infinity,
    down: -Infinity,
    t: '',
    b: 0,
  })
})

test('Devanagari, emoji and a megabyte of text come back unharmed', async () => {
  const { client } = await stand()
  for (const text of ['पटना साहिब — 🗳️ “बूथ”', 'क'.repeat(350_000), '"\\\n\u2028\u007f\u0001']) {
    const { rows } = await client().execute({ sql: 'SELECT ? AS t', args: [text] })
    expect(rows[0]?.t).toBe(text)
  }
})

test.each([
  ['a NUL character', 'a\0b'],
  ['half a surrogate pair', 'a\ud800'],
  ['an escape that JSON functions would turn into half a pair', '{"a":"\\ud800"}'],
  ['an escaped low half alone', '{"a":"\\udc00\\ud83d"}'],
])('text with %s is refused and the server lives on', async (_, text) => {
  const { client, pipeline } = await stand()
  const reply = await pipeline([execute("SELECT json_extract(?, '$.a')", [{ type: 'text', value: text }])])
  expect(reply.code).toBe('ARGS_INVALID')
  const inSql = await pipeline([execute(`SELECT '${text.replaceAll("'", '')}'`), { type: 'close' }])
  expect(inSql.results[0].error.code).toBe('SQLITE_AUTH')
  expect((await client().execute('SELECT 42 AS x')).rows[0]?.x).toBe(42)
})

test.each(['{"a":"\\ud83d\\ude00"}', '{"a":"\\\\ud800"}', 'C:\\users\\ude'])(
  'the text %s is let in',
  async (value) => {
    expect(await echo({ type: 'text', value })).toEqual({ type: 'text', value })
  },
)
