import { type Client, createClient, type ResultSet } from '@libsql/client/web'
import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { BatchItem, BatchResponse } from 'drizzle-orm/batch'
import { drizzle, LibSQLSession } from 'drizzle-orm/libsql'
import { SQLiteAsyncDialect, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Bindings } from './env.ts'

type Statements = readonly [BatchItem<'sqlite'>, ...BatchItem<'sqlite'>[]]
type Results<T extends Statements> = BatchResponse<T>

/** Builds statements and cannot run them: it holds no connection. */
export const q = drizzle.mock({ casing: 'snake_case' })

/** The day at an instant (Unix seconds), where the organisation is. */
export const dayAt = (now: number): SQL => sql`date(${now} + (select seconds from zone_shifts
  where from_at <= ${now} order by from_at desc limit 1), 'unixepoch')`

/** One database. Each call is one transaction and one HTTP round trip. */
export type TenantDb = {
  read<T extends Statements>(statements: T): Promise<Results<T>>
  write<T extends Statements>(statements: T): Promise<Results<T>>
  /** Many statements of plain SQL in one transaction; for migrations and provisioning. */
  script(sql: string): Promise<void>
}

/** The doors to the directory and to organisations' databases, for one request. */
export type Databases = { directory: TenantDb; tenant(slug: string): TenantDb }

/** Name of an organisation's database. */
export const databaseName = (slug: string): string => `o-${slug}`

/**
 * Opens databases for one request. A client kept between requests deadlocks in workerd (its limiter resolves promises
 * of another request), so clients are made here, once per request and database, and cost nothing. Each round trip says
 * whose it is.
 */
export function openDatabases(
  env: Pick<Bindings, 'DATABASE_URL' | 'DATABASE_TOKEN'>,
  requestId: string,
): Databases {
  const open = (name: string) =>
    tenantDb(() =>
      createClient({
        url: env.DATABASE_URL.replace('{database}', name),
        authToken: env.DATABASE_TOKEN,
        fetch: (request: Request) => {
          request.headers.set('x-request-id', requestId)
          return fetch(request, { redirect: 'manual' })
        },
      }),
    )
  return { directory: open('directory'), tenant: (slug) => open(databaseName(slug)) }
}

const dialect = new SQLiteAsyncDialect({ casing: 'snake_case' })

/**
 * Drizzle's own batch() always begins DEFERRED, which can fail at the first write; here the mode is named. A session
 * alone is made for each batch: a whole drizzle database costs more than building the statements.
 */
function tenantDb(connect: () => Client): TenantDb {
  const inMode = (mode: 'read' | 'write') => {
    const batch = (statements: Parameters<Client['batch']>[0]): Promise<ResultSet[]> =>
      connect().batch(statements, mode)
    return <T extends Statements>(statements: T) =>
      // A session calls nothing but batch() on its client for a batch, and answers one result a statement, in order.
      new LibSQLSession({ batch } as Client, dialect, undefined, {}, undefined).batch([
        ...statements,
      ]) as Promise<Results<T>>
  }
  return {
    read: inMode('read'),
    write: inMode('write'),
    script: (text) => connect().executeMultiple(text),
  }
}

const known = new WeakMap<SQLiteTable, [string, SQLiteColumn][]>()

function columnsOf(table: SQLiteTable): [string, SQLiteColumn][] {
  const columns = known.get(table) ?? Object.entries(getTableColumns(table))
  known.set(table, columns)
  return columns
}

/**
 * INSERT … SELECT the row WHERE the guard holds at that instant; a row that is there already stays as it is. `read` are
 * columns whose values the database reads.
 */
export function insertIf<T extends SQLiteTable>(
  table: T,
  row: T['$inferInsert'],
  guard: SQL,
  read: Partial<Record<keyof T['$inferInsert'], SQL>> = {},
) {
  // Keys of the inferred row are the table's column keys.
  const value = (key: string) => (row as Record<string, unknown>)[key] ?? null
  const sought = read as Record<string, SQL | undefined>
  const columns = columnsOf(table).filter(([key]) => key in row || key in read)
  const names = sql.raw(columns.map(([, column]) => `"${snake(column.name)}"`).join(', '))
  const cells = sql.join(
    columns.map(([key, column]) => sought[key] ?? sql.param(value(key), column)),
    sql`, `,
  )
  return q.run(sql`insert into ${table} (${names}) select ${cells} where ${guard} on conflict do nothing`)
}

/** True in the statement right after one that wrote a row: an audit or outbox row follows only a real change. */
export const whenWritten = sql`changes() > 0`

/** The whole of `values` as one JSON parameter, to be read with `json_each`. */
export const jsonList = (values: readonly unknown[]) => sql`${JSON.stringify(values)}`

/** The ids on a path, root first, as a table with one column `value`. */
export const idsOnPath = (path: SQL) =>
  sql`json_each('["' || replace(trim(${path}, '/'), '/', '","') || '"]')`

/** True when `path` lies in the subtree whose root has `top`. */
export const under = (path: SQL, top: SQL) => sql`(${path} >= ${top} and ${path} < ${top} || '~')`

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
