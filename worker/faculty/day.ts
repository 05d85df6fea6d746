import { type SQL, sql } from 'drizzle-orm'
import type { Holds } from '../platform/auth.ts'

/** The day at an instant, where the organisation is. */
export const dayAt = (
  now: number,
) => sql`date(${now} + (select seconds from zone_shifts where from_at <= ${now}
  order by from_at desc limit 1), 'unixepoch')`

/** The day so many days from another. */
export const dayFrom = (day: SQL, days: number) => sql`date(${day}, ${`${days} days`})`

/** A row's names as JSON. */
export const named = (alias: string) =>
  sql.raw(`json_object('id', ${alias}.id, 'nameEn', ${alias}.name_en, 'nameHi', ${alias}.name_hi)`)

/** Where a workshop `w` with host `h` stands, for those who run it. */
export const runs = (holds: Holds) => holds({ path: sql`h.path`, workshop: sql`w.id`, tier: sql`w.tier_id` })
