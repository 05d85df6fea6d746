import { asc, sql } from 'drizzle-orm'
import { levels, organisation, wings } from '../../db/tenant/schema/organisation.ts'
import type { Holds } from '../platform/auth.ts'
import { insertIf, q } from '../platform/sql.ts'

/** The organisation's settings, its levels from the top, its wings by name. */
export const face = () =>
  [
    q
      .select({
        slug: organisation.slug,
        nameEn: organisation.nameEn,
        nameHi: organisation.nameHi,
        aboutEn: organisation.aboutEn,
        aboutHi: organisation.aboutHi,
        kind: organisation.kind,
        language: organisation.language,
        timeZone: organisation.timeZone,
        currency: organisation.currency,
        version: organisation.version,
      })
      .from(organisation),
    q.select().from(levels).orderBy(asc(levels.depth)),
    q.select().from(wings).orderBy(asc(wings.nameEn)),
  ] as const

/** The path of the root unit: where a capability over the whole organisation is asked for. */
export const rootPath = sql`(select path from units where parent_id is null)`

type Edit = {
  nameEn: string
  nameHi: string
  aboutEn: string
  aboutHi: string
  language: string
  version: number
}

/** Changes the settings if nobody else did meanwhile. */
export const edit = (e: Edit, holds: Holds) =>
  q.run(sql`update ${organisation} set name_en = ${e.nameEn}, name_hi = ${e.nameHi}, about_en = ${e.aboutEn},
    about_hi = ${e.aboutHi}, language = ${e.language}, version = version + 1
    where version = ${e.version} and ${holds({ path: rootPath })}`)

/** Whether the caller may change the settings at all. */
export const editor = (holds: Holds) =>
  q.all<{ may: number }>(sql`select ${holds({ path: rootPath })} as may`)

/** Adds a wing; the same id again is the same wing. */
export const addWing = (wing: typeof wings.$inferInsert, holds: Holds) =>
  insertIf(wings, wing, holds({ path: rootPath }))
