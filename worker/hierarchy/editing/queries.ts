import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { unitWords } from '../names.ts'
import { pathOf, wordsIn } from '../queries.ts'
import type { UnitDraft, UnitEdit } from '../shapes.ts'

type Draft = z.infer<typeof UnitDraft>

/** True when the level may stand right below the parent's, and the parent is open. */
const lower = ({ parentId, levelId }: Draft) => sql`exists (select 1 from units op
  join level_fits f on f.parent_level_id = op.level_id and f.level_id = ${levelId}
  where op.id = ${parentId} and op.closed_on is null)`

/** Adds a unit below its parent, if the level is lower; an id or a code that is there already stays as it is. */
export function addUnit(draft: Draft, now: number, holds: Holds) {
  const { id, code, parentId, levelId, nameEn, nameHi, aliases, openedOn } = draft
  return q.run(sql`insert into units
      (id, code, parent_id, level_id, path, name_en, name_hi, aliases, search_text, opened_on, created_at)
    select ${id}, ${code}, p.id, ${levelId}, p.path || ${`${id}/`}, ${nameEn}, ${nameHi},
      ${JSON.stringify(aliases)}, ${unitWords(draft)},
      ${openedOn}, ${now}
    from units p where p.id = ${parentId} and ${holds({ path: sql`p.path` })} and ${lower(draft)}
    on conflict do nothing`)
}

/** Why a unit could not be added; told only below a parent that one may edit. */
export const obstacles = (draft: Draft, holds: Holds) =>
  q.all<{ taken: number; lower: number }>(sql`
    select exists (select 1 from units where code = ${draft.code} and id <> ${draft.id}) as taken,
      ${lower(draft)} as lower
    where ${holds({ path: pathOf(draft.parentId) })}`)

/** Whether a unit is there for the caller to rename; a power limited to a wing, workshop or tier only reads it. */
export const renamable = (unitId: string, holds: Holds) =>
  q.all<{ id: string }>(
    sql`select id from units where id = ${unitId} and ${holds({ path: sql`units.path` })}`,
  )

/** Renames a unit. */
export function rename(unitId: string, { nameEn, nameHi, aliases }: z.infer<typeof UnitEdit>, holds: Holds) {
  const words = unitWords({ nameEn, nameHi, aliases, code: '' })
  return q.run(sql`update units set name_en = ${nameEn}, name_hi = ${nameHi},
    aliases = ${JSON.stringify(aliases)}, search_text = ${words} || ${wordsIn(sql`search_text`, 3)}
    where id = ${unitId} and ${holds({ path: sql`units.path` })}`)
}
