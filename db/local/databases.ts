import { type Client, createClient } from '@libsql/client/http'
import { type Migration, scriptFrom } from '../migrate.ts'
import { DIRECTORY_MIGRATIONS, TENANT_MIGRATIONS } from '../migrations.ts'

/** Databases from outside the Worker: for migrations and the demo organisations. */
export type LocalDatabases = {
  open(name: string): Client
  create(name: string): Promise<void>
  /** Throws a database away; one that is not there is no fault. */
  drop(name: string): Promise<void>
}

/** The databases behind a server that speaks the embedded server's admin calls. `url` has no trailing slash. */
export function localDatabases(url: string, token: string): LocalDatabases {
  return {
    open: (name) => createClient({ url: `${url}/${name}/`, authToken: token, intMode: 'number' }),
    async create(name) {
      const answer = await fetch(`${url}/admin/databases`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name }),
      })
      if (!answer.ok)
        throw new Error(`cannot create the database ${name}: ${answer.status} ${await answer.text()}`)
    },
    async drop(name) {
      const headers = { authorization: `Bearer ${token}` }
      const answer = await fetch(`${url}/admin/databases/${name}`, { method: 'DELETE', headers })
      if (!answer.ok && answer.status !== 404)
        throw new Error(`cannot drop the database ${name}: ${answer.status}`)
    },
  }
}

async function versionOf(db: Client): Promise<number> {
  const { rows } = await db.execute("select 1 from sqlite_master where name = 'schema_version'")
  if (rows.length === 0) return 0
  const newest = await db.execute('select max(version) as version from schema_version')
  return Number(newest.rows[0]?.version ?? 0)
}

/** Brings one database to the newest schema and says from which version it came. Each step is one transaction. */
export async function migrate(db: Client, migrations: readonly Migration[], now: number): Promise<number> {
  const version = await versionOf(db)
  if (version < migrations.length) await db.executeMultiple(scriptFrom(version, migrations, now))
  return version
}

/** One step of a migration run. */
export type Step = { database: string; from: number; to: number }

/** Brings the directory and every organisation to the newest schema. Stopped midway, it goes on where it was. */
export async function* migrateAll({ open, create }: LocalDatabases, now: number): AsyncGenerator<Step> {
  await create('directory')
  const directory = open('directory')
  const from = await migrate(directory, DIRECTORY_MIGRATIONS, now)
  yield { database: 'directory', from, to: DIRECTORY_MIGRATIONS.length }
  const { rows } = await directory.execute('select slug from organisations order by slug')
  for (const { slug } of rows) {
    const database = `o-${slug}`
    yield {
      database,
      from: await migrate(open(database), TENANT_MIGRATIONS, now),
      to: TENANT_MIGRATIONS.length,
    }
  }
}
