import { expect, test } from 'vitest'
import { factsOf } from '../../db/embedded/sql.ts'

test.each([
  ['SELECT replace(a, 1, 2) FROM t', false],
  ["/* INSERT */ -- DELETE\n SELECT 'UPDATE'", false],
  ['VALUES (1)', false],
  ['WITH a AS (SELECT 1), b(x) AS MATERIALIZED (VALUES (1)) SELECT * FROM a, b', false],
  ['EXPLAIN QUERY PLAN DELETE FROM t', false],
  ['BEGIN', false],
  ['BEGIN DEFERRED TRANSACTION', false],
  ['BEGIN TRANSACTION READONLY', false],
  ['COMMIT', false],
  ['ROLLBACK TO a', false],
  ['PRAGMA table_info(t)', false],
  ['PRAGMA foreign_keys', false],
  ['SELECT 1; SELECT 2;', false],
  ['begin immediate', true],
  ['BEGIN EXCLUSIVE', true],
  ['INSERT INTO t VALUES (1) RETURNING *', true],
  ['REPLACE INTO t VALUES (1)', true],
  ['with recursive a(x) as (select 1 union all select x from a) delete from t', true],
  ['WITH a AS (SELECT 1) UPDATE t SET x = (SELECT 1)', true],
  ['CREATE TABLE t (x)', true],
  ['DROP VIEW v', true],
  ['VACUUM', true],
  ['ANALYZE', true],
  ['PRAGMA foreign_keys = OFF', true],
  ['PRAGMA user_version(3)', true],
  ['PRAGMA optimize', true],
  ['PRAGMA wal_checkpoint', true],
  ['SELECT 1; DELETE FROM t', true],
  ['EXPLAIN SELECT 1; DELETE FROM t', true],
  ['GIBBERISH', true],
])('%s needs the write lock: %s', (sql, writes) => {
  expect(factsOf(sql).writes).toBe(writes)
})

test.each([
  ['', 0],
  [' ; ;\n-- none\n', 0],
  ['SELECT 1', 1],
  ["SELECT ';' ; ", 1],
  ['SELECT 1; -- SELECT 2', 1],
  ['SELECT 1; SELECT 2', 2],
  ['CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; SELECT CASE WHEN 1 THEN 2 END; END', 1],
  ['CREATE TEMP TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; END; SELECT 2; SELECT 3', 3],
  ['CREATE TABLE "TRIGGER" (x); SELECT 1', 2],
  ['EXPLAIN QUERY PLAN SELECT 1; SELECT 2', 2],
])('%j holds %i statements', (sql, count) => {
  expect(factsOf(sql).statements).toHaveLength(count)
})

test.each([
  ['SELECT ?, ?', [null, null]],
  ['SELECT ?3, ?', [null, null, '?3', null]],
  ['SELECT :a, @a, $a, :a', [':a', '@a', '$a']],
  ['SELECT :a, ?, ?1', [':a', null]],
  ["SELECT '?' || \"?\" || `:a` || [@b] || x'00'", []],
  ['SELECT a$b, 1e5, .5, 0x1F -- ?', []],
  ['SELECT :नाम', [':नाम']],
])('%s takes %j', (sql, parameters) => {
  expect(factsOf(sql).parameters).toEqual(parameters)
})

test('a megabyte of literals is read without running out of stack', () => {
  const sql = `SELECT '${"it''s ".repeat(200_000)}' /* ${'* '.repeat(200_000)} */, ?`
  expect(factsOf(sql)).toMatchObject({ writes: false, parameters: [null], statements: [{ verb: 'SELECT' }] })
})
