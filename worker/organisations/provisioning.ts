import { scriptFrom, VERSION_TABLE } from '../../db/migrate.ts'
import type { Bindings } from '../platform/env.ts'
import { TENANT_MIGRATIONS } from '../platform/migrations.ts'
import { Problem } from '../platform/problem.ts'
import { databaseName, q, type TenantDb } from '../platform/sql.ts'

type Create = { path: string; body: Record<string, unknown> }

/** How each provider is asked for a new database. Asking again for one that exists is no fault. */
const CREATING: Record<Bindings['DATABASE_PROVIDER'], (name: string) => Create> = {
  embedded: (name) => ({ path: '/admin/databases', body: { name } }),
  sqld: (name) => ({ path: `/v1/namespaces/${name}/create`, body: {} }),
  turso: (name) => ({ path: '/databases', body: { name, group: 'default' } }),
}

/** Makes an organisation's database and its schema. Safe to repeat. @throws Problem `provider-unavailable` */
export async function provision(env: Bindings, db: TenantDb, slug: string, now: number): Promise<void> {
  const { path, body } = CREATING[env.DATABASE_PROVIDER](databaseName(slug))
  const answer = await fetch(env.DATABASE_ADMIN_URL + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.DATABASE_ADMIN_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'manual',
  })
  if (!answer.ok && answer.status !== 409) throw new Problem('provider-unavailable')
  await db.script(VERSION_TABLE)
  const [[at]] = await db.read([
    q.all<{ version: number }>('select coalesce(max(version), 0) as version from schema_version'),
  ])
  await db.script(scriptFrom(at?.version ?? 0, TENANT_MIGRATIONS, now))
}
