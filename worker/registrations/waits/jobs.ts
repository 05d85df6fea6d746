import type { Asking } from '../../platform/audit.ts'
import type { TenantDb } from '../../platform/sql.ts'
import { endOffers, offerAll, releaseCells } from './queries.ts'

/** Ends offers that were not taken in time, lets go of what was kept until today, and offers what is free to those who wait. */
export async function sweepWaits({ db, c }: { db: TenantDb; c: Asking }): Promise<void> {
  const { now } = c.var
  await db.write([endOffers(now), releaseCells(now), offerAll(now)])
}
