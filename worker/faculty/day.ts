import { type SQL, sql } from 'drizzle-orm'
import type { Holds } from '../platform/auth.ts'

/** The day so many days from another. */
export const dayFrom = (day: SQL, days: number) => sql`date(${day}, ${`${days} days`})`

/** Whether the person of registration `r` may say something of somebody who taught at its workshop `w`. */
export const hasTargets =
  sql.raw(`(exists (select 1 from faculty tf where tf.workshop_id = w.id and tf.person_id <> r.person_id)
  or exists (select 1 from sessions ts where ts.workshop_id = w.id and ts.speaker is not null))`)

/** A row's names as JSON. */
export const named = (alias: string) =>
  sql.raw(`json_object('id', ${alias}.id, 'nameEn', ${alias}.name_en, 'nameHi', ${alias}.name_hi)`)

/** Where a workshop `w` with host `h` stands, for those who run it. */
export const runs = (holds: Holds) => holds({ path: sql`h.path`, workshop: sql`w.id`, tier: sql`w.tier_id` })
