import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client/http'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import { headOf, stretchAfter, stretchFrom } from '../../worker/audit/chain.ts'
import { type AuditKeys, auditKeys, checkStretch, type Fault } from '../../worker/platform/audit-chain.ts'

/*
 * `npm run verify -- [slug…]`: checks the audit of every organisation, or of some. The settings are the Worker's own
 * (DATABASE_URL, DATABASE_TOKEN, SEALING_KEY); without them, the databases and keys of this machine.
 */

type Databases = { open(name: string): Client; keys: AuditKeys }

function databasesOf(env: NodeJS.ProcessEnv): Databases {
  const file = join(env.PRASHIKSHAN_DATA ?? 'data', 'keys.json')
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const url = env.DATABASE_URL ?? `http://127.0.0.1:${env.DATABASE_PORT ?? 8098}/{database}/`
  const sealing = env.SEALING_KEY ?? kept.SEALING_KEY
  if (!sealing) throw new Error(`no SEALING_KEY, and no keys in ${file}`)
  const authToken = env.DATABASE_TOKEN ?? kept.token ?? ''
  return {
    open: (name) => createClient({ url: url.replace('{database}', name), authToken, intMode: 'number' }),
    keys: auditKeys(sealing),
  }
}

const dialect = new SQLiteAsyncDialect({ casing: 'snake_case' })

type Statement = { getSQL(): Parameters<SQLiteAsyncDialect['sqlToQuery']>[0] }

/** Reads statements of the Worker's own in one transaction. */
async function read(db: Client, statements: readonly Statement[]): Promise<unknown[][]> {
  const batch = statements.map((one) => dialect.sqlToQuery(one.getSQL()))
  const results = await db.batch(
    batch.map(({ sql, params }) => ({ sql, args: params as string[] })),
    'read',
  )
  return results.map(({ rows }) => rows.map((row) => ({ ...row })))
}

type Verdict = { rows: number; sealed: number; fault: Fault | undefined }

async function verify(organisation: string, { open, keys }: Databases): Promise<Verdict> {
  const [directory, db] = [open('directory'), open(`o-${organisation}`)]
  for (let after = 0; ; ) {
    const [[head] = []] = await read(directory, [headOf(organisation)])
    // Rows as the same statements of the Worker answer them.
    const answered = (await read(db, stretchAfter(after))) as unknown as Parameters<typeof stretchFrom>[1]
    const { from, stretch, rows } = stretchFrom(after, answered, head as Parameters<typeof stretchFrom>[2])
    const { fault, stand } = checkStretch(organisation, keys, from, stretch)
    if (fault || stretch.last) return { rows: stand.seq, sealed: stretch.sealed, fault }
    after = stand.seq
    process.stderr.write(`\r${organisation}: ${after} of ${rows}`)
  }
}

async function chosen({ open }: Databases): Promise<string[]> {
  const asked = process.argv.slice(2)
  if (asked.length > 0) return asked
  const { rows } = await open('directory').execute('select slug from organisations order by slug')
  return rows.map(({ slug }) => String(slug))
}

try {
  const databases = databasesOf(process.env)
  for (const organisation of await chosen(databases)) {
    const begun = performance.now()
    const { rows, sealed, fault } = await verify(organisation, databases)
    const took = ((performance.now() - begun) / 1000).toFixed(1)
    if (fault) process.exitCode = 1
    console.log(
      fault
        ? `${organisation}: row ${fault.seq} is ${fault.kind}`
        : `${organisation}: ${rows} rows are whole, ${sealed} of them sealed (${took} s)`,
    )
  }
} catch (error) {
  console.error(`Not verified: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 2
}
