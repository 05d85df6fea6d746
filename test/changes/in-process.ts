import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type SQL, sql } from 'drizzle-orm'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import { build } from 'esbuild'
import Driver from 'libsql'
import { v7 } from 'uuid'
import { scriptFrom } from '../../db/migrate.ts'
import { TENANT_MIGRATIONS } from '../../db/migrations.ts'
import type { Holds } from '../../worker/platform/auth.ts'
import { jobWitness } from '../../worker/platform/witness.ts'

const dialect = new SQLiteAsyncDialect({ casing: 'snake_case' })

/** A statement as the Worker's builders make it. */
export type Built = { getSQL(): SQL }
export type Row = Record<string, unknown>

const PARTS = {
  changes: './worker/changes/queries.ts',
  kinds: './worker/changes/kinds.ts',
  levels: './worker/changes/levels/queries.ts',
  undoings: './worker/changes/undoing/queries.ts',
  editing: './worker/hierarchy/editing/queries.ts',
  history: './worker/hierarchy/history.ts',
  standing: './worker/coverage/standing/queries.ts',
  covered: './worker/coverage/history.ts',
  covering: './worker/coverage/queries.ts',
  recounting: './worker/coverage/recounts/counting.ts',
  recounts: './worker/coverage/recounts/queries.ts',
  keeping: './worker/coverage/jobs.ts',
  load: './worker/changes/load.ts',
} as const

type Parts = {
  changes: typeof import('../../worker/changes/queries.ts')
  kinds: typeof import('../../worker/changes/kinds.ts')
  levels: typeof import('../../worker/changes/levels/queries.ts')
  undoings: typeof import('../../worker/changes/undoing/queries.ts')
  editing: typeof import('../../worker/hierarchy/editing/queries.ts')
  history: typeof import('../../worker/hierarchy/history.ts')
  standing: typeof import('../../worker/coverage/standing/queries.ts')
  covered: typeof import('../../worker/coverage/history.ts')
  covering: typeof import('../../worker/coverage/queries.ts')
  recounting: typeof import('../../worker/coverage/recounts/counting.ts')
  recounts: typeof import('../../worker/coverage/recounts/queries.ts')
  keeping: typeof import('../../worker/coverage/jobs.ts')
  load: typeof import('../../worker/changes/load.ts')
}

/** The Worker's builders of statements, bundled as the Worker is: its domains import SQL files as text. */
export async function builders(): Promise<Parts> {
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-builders-'))
  const outfile = join(folder, 'builders.mjs')
  await build({
    stdin: {
      contents: Object.entries(PARTS)
        .map(([name, path]) => `export * as ${name} from '${path}'`)
        .join('\n'),
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['browser', 'module', 'main'],
    external: ['stream'],
    conditions: ['workerd', 'worker', 'browser'],
    loader: { '.sql': 'text' },
    logLevel: 'error',
  })
  const parts = await import(pathToFileURL(outfile).href)
  rmSync(folder, { recursive: true })
  return parts
}

/** Holds everywhere: permissions are tested elsewhere. */
export const everywhere: Holds = () => sql`1`

/** The context of a request of its own. */
export const asking = (now: number) => ({
  var: {
    actor: { accountId: 'a', personId: 'somebody', sessionId: 's' },
    now,
    requestId: v7(),
    witness: jobWitness({ SEALING_KEY: 'AA' }, 'x'),
  },
})

/** Opens one connection to a file, as the embedded server does. */
export function connection(file: string) {
  const driver = new Driver(file)
  driver.exec(
    'pragma busy_timeout = 0; pragma journal_mode = wal; pragma synchronous = off; pragma foreign_keys = on',
  )
  const prepared = new Map<string, Driver.Statement>()
  const run = (statement: Built): Row[] => {
    const { sql: text, params } = dialect.sqlToQuery(statement.getSQL())
    const known = prepared.get(text) ?? driver.prepare(text)
    prepared.set(text, known)
    if (known.reader) return known.all(params) as Row[]
    known.run(params)
    return []
  }
  const transaction = (statements: readonly Built[], between?: () => void): Row[][] => {
    driver.exec('begin immediate')
    try {
      const answers = statements.map((statement, at) => {
        if (between && at === 2) between()
        return run(statement)
      })
      driver.exec('commit')
      return answers
    } catch (error) {
      driver.exec('rollback')
      throw error
    }
  }
  const rows = (text: string, ...args: unknown[]): Row[] => {
    const known = prepared.get(text) ?? driver.prepare(text)
    prepared.set(text, known)
    return known.all(args) as Row[]
  }
  return { transaction, run, rows, exec: (text: string) => driver.exec(text), close: () => driver.close() }
}

/** Makes a new organisation's schema in a file. */
export const found = (file: string, now: number) => {
  const one = connection(file)
  one.exec(scriptFrom(0, TENANT_MIGRATIONS, now))
  return one
}
