import type { Asking } from '../../platform/audit.ts'
import type { TenantDb } from '../../platform/sql.ts'
import { tellLapsed, toTell } from './queries.ts'

/** Tells the level above what is theirs to fill, of every tier whose last day of nominating is over. */
export async function sweepLapses({ db, c }: { db: TenantDb; c: Asking }): Promise<void> {
  const { now } = c.var
  const [tiers] = await db.read([toTell(now)])
  for (const { id } of tiers) await db.write([...tellLapsed(id, now)])
}
