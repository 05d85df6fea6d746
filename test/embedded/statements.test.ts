import { expect, test } from 'vitest'
import { stand } from './stand.ts'

test('arguments go by position, number and name, with the sign or without', async () => {
  const { client } = await stand()
  const db = client()
  const first = async (sql: string, args: Parameters<typeof db.execute>[1]) =>
    Object.values((await db.execute({ sql, args: args ?? [] })).rows[0] ?? {})
  expect(await first('SELECT ? AS a, ? AS b', ['x', 'y'])).toEqual(['x', 'y'])
  expect(await first('SELECT ?3 AS a, ?1 AS b', ['x', 'y', 'z'])).toEqual(['z', 'x'])
  expect(await first('SELECT :b AS a, @c AS b, $d AS c, :b AS d', { b: 1, '@c': 2, d: 3 })).toEqual([
    1, 2, 3, 1,
  ])
})

test.each([
  ['too few', 'SELECT ?, ?', [1]],
  ['too many', 'SELECT ?', [1, 2]],
  ['one with an unknown name', 'SELECT :a', { a: 1, b: 2 }],
  ['none for a name', 'SELECT :a', {}],
])('a statement given %s is refused', async (_, sql, args) => {
  const { client } = await stand()
  await expect(client().execute({ sql, args })).rejects.toMatchObject({ code: 'ARGS_INVALID' })
})

test('arguments of one run are forgotten in the next', async () => {
  const { client } = await stand()
  const db = client()
  await db.execute({ sql: 'SELECT ?', args: ['left over'] })
  await expect(db.execute({ sql: 'SELECT ?', args: [] })).rejects.toMatchObject({ code: 'ARGS_INVALID' })
  expect((await db.execute({ sql: 'SELECT ? AS a', args: [null] })).rows[0]?.a).toBeNull()
})

test('signs inside strings, names and comments are not parameters', async () => {
  const { client } = await stand()
  const sql = `SELECT '?:a' AS "b?", [c?] -- ?
    , /* :x ; ' */ \`c?\` AS d, ? AS e FROM (SELECT 'it''s ?' AS "c?");`
  const { rows } = await client().execute({ sql, args: [7] })
  expect({ ...rows[0] }).toEqual({ 'b?': '?:a', 'c?': "it's ?", d: "it's ?", e: 7 })
})

test('affected rows and row ids are told for changes and for nothing else', async () => {
  const { client } = await stand()
  const db = client()
  await db.execute('CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)')
  const told = async (sql: string) => {
    const { rowsAffected, lastInsertRowid } = await db.execute(sql)
    return [rowsAffected, lastInsertRowid]
  }
  expect(await told("INSERT INTO t (v) VALUES ('a'), ('b'), ('c')")).toEqual([3, 3n])
  expect(await told("UPDATE t SET v = 'z' WHERE id > 1")).toEqual([2, undefined])
  expect(await told("WITH x(v) AS (SELECT 'd') INSERT INTO t (v) SELECT v FROM x RETURNING id")).toEqual([
    1,
    4n,
  ])
  expect(await told('SELECT * FROM t')).toEqual([0, undefined])
  expect(await told('CREATE TABLE u (x)')).toEqual([0, undefined])
  expect(await told('DELETE FROM t WHERE id = 1 RETURNING v')).toEqual([1, undefined])
})

test('declared types are told, and columns follow a change of the table', async () => {
  const { client } = await stand()
  const db = client()
  await db.execute('CREATE TABLE t (id INTEGER, v VARCHAR(9))')
  const shape = async () => {
    const { columns, columnTypes } = await db.execute('SELECT *, 1 AS one FROM t')
    return [columns, columnTypes]
  }
  expect(await shape()).toEqual([
    ['id', 'v', 'one'],
    ['INTEGER', 'VARCHAR(9)', ''],
  ])
  await db.batch(['ALTER TABLE t RENAME COLUMN v TO w', 'SELECT * FROM t'], 'write')
  expect(await shape()).toEqual([
    ['id', 'w', 'one'],
    ['INTEGER', 'VARCHAR(9)', ''],
  ])
  const transaction = await db.transaction('write')
  await transaction.execute('ALTER TABLE t RENAME COLUMN w TO gone')
  expect((await transaction.execute('SELECT * FROM t')).columns).toEqual(['id', 'gone'])
  await transaction.rollback()
  expect(await shape()).toEqual([
    ['id', 'w', 'one'],
    ['INTEGER', 'VARCHAR(9)', ''],
  ])
})

test.each([
  ['SQLITE_CONSTRAINT', 'INSERT INTO p VALUES (1)', /UNIQUE constraint failed: p\.id/],
  ['SQLITE_CONSTRAINT', 'INSERT INTO c VALUES (99)', /FOREIGN KEY constraint failed/],
  ['SQLITE_CONSTRAINT', "INSERT INTO s VALUES ('x')", /cannot store TEXT value in INTEGER column/],
  ['SQLITE_CONSTRAINT', 'INSERT INTO r VALUES (1)', /the seat is taken/],
  ['SQLITE_ERROR', 'SELECT * FROM nowhere', /no such table: nowhere/],
  ['SQLITE_ERROR', 'SELEC 1', /syntax error/],
  ['SQL_MANY_STATEMENTS', 'SELECT 1; SELECT 2', /more than one/],
  ['SQL_NO_STATEMENT', ' -- nothing\n;', /no statement/],
  ['SQLITE_AUTH', "ATTACH '/tmp/other.db' AS other", /ATTACH/],
  ['SQLITE_AUTH', "VACUUM INTO '/tmp/copy.db'", /VACUUM INTO/],
  ['SQLITE_AUTH', 'PRAGMA main."journal_mode" = DELETE', /journal_mode/],
])('%s: %s', async (code, sql, message) => {
  const { client } = await stand()
  const db = client()
  await db.executeMultiple(`
    CREATE TABLE p (id INTEGER PRIMARY KEY); INSERT INTO p VALUES (1);
    CREATE TABLE c (p INTEGER REFERENCES p (id));
    CREATE TABLE s (n INTEGER) STRICT;
    CREATE TABLE r (x);
    CREATE TRIGGER guard BEFORE INSERT ON r BEGIN SELECT raise(ABORT, 'the seat is taken'); END;`)
  await expect(db.execute(sql)).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
})

test('a failing batch names its third statement and leaves nothing behind', async () => {
  const { client } = await stand()
  const db = client()
  await db.execute('CREATE TABLE t (x UNIQUE)')
  const statements = ['INSERT INTO t VALUES (1)', 'INSERT INTO t VALUES (2)', 'INSERT INTO t VALUES (1)']
  await expect(db.batch(statements, 'write')).rejects.toMatchObject({
    name: 'LibsqlBatchError',
    statementIndex: 2,
    code: 'SQLITE_CONSTRAINT',
  })
  expect((await db.execute('SELECT count(*) AS n FROM t')).rows[0]?.n).toBe(0)
})

test('a trigger with two statements in it is one statement', async () => {
  const { client } = await stand()
  const db = client()
  await db.batch(['CREATE TABLE a (x)', 'CREATE TABLE b (x)'], 'write')
  await db.execute(`CREATE TRIGGER copy AFTER INSERT ON a BEGIN
    INSERT INTO b VALUES (CASE new.x WHEN 1 THEN 10 ELSE 20 END); INSERT INTO b VALUES (2); END;`)
  expect((await db.execute('INSERT INTO a VALUES (1)')).rowsAffected).toBe(1)
  expect((await db.execute('SELECT x FROM b')).rows.map(({ x }) => x)).toEqual([10, 2])
})

test('every kind of condition decides which steps run', async () => {
  const { pipeline } = await stand()
  const ok = { type: 'ok', step: 0 }
  const failed = { type: 'error', step: 1 }
  const conditions = [
    undefined,
    undefined,
    ok,
    failed,
    { type: 'not', cond: ok },
    { type: 'and', conds: [ok, failed] },
    { type: 'and', conds: [] },
    { type: 'or', conds: [{ type: 'not', cond: ok }, failed] },
    { type: 'or', conds: [] },
    { type: 'is_autocommit' },
    { type: 'ok', step: 4 },
    { type: 'error', step: 4 },
  ]
  const steps = conditions.map((condition, i) => ({
    condition,
    stmt: { sql: i === 1 ? 'SELECT nonsense' : `SELECT ${i}`, args: [], want_rows: true },
  }))
  const { results } = await pipeline([{ type: 'batch', batch: { steps } }, { type: 'close' }])
  const { step_results, step_errors } = results[0].response.result
  const ran = step_results.map((result: unknown) => result !== null)
  expect(ran).toEqual([true, false, true, true, false, true, true, true, false, true, false, false])
  expect(step_errors.flatMap((error: unknown, i: number) => (error === null ? [] : [i]))).toEqual([1])
})

test('is_autocommit is false inside a transaction', async () => {
  const { pipeline } = await stand()
  const step = (sql: string, condition?: unknown) => ({ condition, stmt: { sql, args: [] } })
  const { results } = await pipeline([
    { type: 'get_autocommit' },
    { type: 'batch', batch: { steps: [step('BEGIN'), step('SELECT 1', { type: 'is_autocommit' })] } },
    { type: 'get_autocommit' },
    { type: 'close' },
  ])
  expect(results[0].response.is_autocommit).toBe(true)
  expect(results[1].response.result.step_results[1]).toBeNull()
  expect(results[2].response.is_autocommit).toBe(false)
})

test('a stored SQL text is used by number until it is closed', async () => {
  const { pipeline } = await stand()
  const use = { type: 'execute', stmt: { sql_id: 5, args: [], want_rows: true } }
  const { results } = await pipeline([
    { type: 'store_sql', sql_id: 5, sql: 'SELECT 1' },
    use,
    { type: 'store_sql', sql_id: 5, sql: 'SELECT 2' },
    { type: 'close_sql', sql_id: 5 },
    use,
    { type: 'close' },
  ])
  expect(results.map((result: { type: string }) => result.type)).toEqual([
    'ok',
    'ok',
    'error',
    'ok',
    'error',
    'ok',
  ])
})

test('describe tells parameters, columns and whether a statement only reads', async () => {
  const { client, pipeline } = await stand()
  await client().execute('CREATE TABLE t (id INTEGER, v TEXT)')
  const describe = async (sql: string) => {
    const { results } = await pipeline([{ type: 'describe', sql }, { type: 'close' }])
    return results[0].response.result
  }
  expect(await describe('SELECT v AS w FROM t WHERE id = :id AND v = ? AND id < ?1')).toEqual({
    params: [{ name: ':id' }, { name: null }],
    cols: [{ name: 'w', decltype: 'TEXT' }],
    is_explain: false,
    is_readonly: true,
  })
  expect(await describe('EXPLAIN DELETE FROM t')).toMatchObject({ is_explain: true, is_readonly: true })
  expect(await describe('DELETE FROM t')).toMatchObject({ cols: [], is_explain: false, is_readonly: false })
})

test('a script runs up to the statement that fails', async () => {
  const { client } = await stand()
  const db = client()
  const script =
    'CREATE TABLE t (x); INSERT INTO t VALUES (1); INSERT INTO t VALUES (f()); INSERT INTO t VALUES (3)'
  await expect(db.executeMultiple(script)).rejects.toMatchObject({ code: 'SQLITE_ERROR' })
  expect((await db.execute('SELECT x FROM t')).rows.map(({ x }) => x)).toEqual([1])
})

test('a migration switches foreign keys off for itself only', async () => {
  const { client } = await stand()
  const db = client()
  await db.execute('CREATE TABLE c (p INTEGER REFERENCES missing (id))')
  await db.migrate(['INSERT INTO c VALUES (1)'])
  await db.execute('PRAGMA foreign_keys = OFF')
  await expect(db.execute('INSERT INTO c VALUES (2)')).rejects.toMatchObject({
    message: /no such table|FOREIGN KEY/,
  })
  expect((await db.execute('PRAGMA foreign_keys')).rows[0]?.foreign_keys).toBe(1)
})

test('full text search finds Hindi words by prefix', async () => {
  const { client } = await stand()
  const db = client()
  await db.batch(
    [
      "CREATE VIRTUAL TABLE people USING fts5(name, tokenize = 'unicode61 remove_diacritics 0')",
      "INSERT INTO people VALUES ('सुनीता देवी'), ('राम प्रसाद'), ('Sunita Devi')",
    ],
    'write',
  )
  const found = async (match: string) =>
    (await db.execute({ sql: 'SELECT name FROM people WHERE people MATCH ?', args: [match] })).rows.map(
      ({ name }) => name,
    )
  expect(await found('सुनी*')).toEqual(['सुनीता देवी'])
  expect(await found('devi')).toEqual(['Sunita Devi'])
})
