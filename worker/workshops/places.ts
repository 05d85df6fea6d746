import { sql } from 'drizzle-orm'
import type { Holds } from '../platform/auth.ts'

/** Where a workshop `w` with host `h` stands, for those who run it. */
export const placeOf = (holds: Holds) =>
  holds({ path: sql`h.path`, workshop: sql`w.id`, tier: sql`w.tier_id` })

/** The same for a statement that changes `workshops` and has no host beside it. */
export const heldHere = (holds: Holds) =>
  holds({
    path: sql`(select h.path from units h where h.id = workshops.unit_id)`,
    workshop: sql`workshops.id`,
    tier: sql`workshops.tier_id`,
  })

/** Where a new workshop would stand: its host `u`, of a tier `t`. */
export const draftPlace = (holds: Holds) => holds({ path: sql`u.path`, tier: sql`t.id` })
