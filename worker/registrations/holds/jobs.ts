import { endAttempts } from '../../payments/index.ts'
import type { Asking } from '../../platform/audit.ts'
import type { Bindings } from '../../platform/env.ts'
import { log } from '../../platform/log.ts'
import type { TenantDb } from '../../platform/sql.ts'
import { keep, lapse, overHolds } from './queries.ts'

/** Where a job works: one organisation, and the instant. */
export type Place = { env: Bindings; db: TenantDb; organisation: string; c: Asking }

/** What could still be paid is closed at Stripe first; whoever paid just then keeps his seat. */
async function end(place: Place, id: string, paying: boolean): Promise<void> {
  const { env, db, organisation, c } = place
  if (paying) {
    try {
      await endAttempts(place, id)
    } catch (error) {
      log('error', { organisation, registration: id, message: String(error) })
      await db.write([keep(id)])
    }
  }
  await db.write(lapse(id, c, `${env.ORIGIN}/o/${organisation}`))
}

/** Releases the seats of one organisation whose fee did not come in time. */
export async function sweepHolds(place: Place): Promise<void> {
  const [over] = await place.db.read([overHolds(place.c.var.now)])
  for (const { id, paying } of over) await end(place, id, paying === 1)
}
