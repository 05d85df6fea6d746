import * as z from 'zod'
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

/**
 * Leaves nothing in a database's files that was deleted from it; false while somebody reads it. Only the embedded server
 * can: elsewhere the provider's own compaction and backups decide, which is told as done. @throws when not answered
 */
export async function scrub(env: Bindings, name: string): Promise<boolean> {
  if (env.DATABASE_PROVIDER !== 'embedded') return true
  const answer = await fetch(`${env.DATABASE_ADMIN_URL}/admin/databases/${name}/scrub`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.DATABASE_ADMIN_TOKEN}` },
  })
  if (!answer.ok) throw new Problem('provider-unavailable')
  return Scrubbed.parse(await answer.json()).scrubbed
}

const Scrubbed = z.object({ scrubbed: z.boolean() })
