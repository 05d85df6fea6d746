import { type SQL, sql } from 'drizzle-orm'
import { idsOnPath } from '../../platform/sql.ts'

/** True for a term `ct` that reaches the place at `path`, on whose line of ancestors its unit stands. */
const reaches = (path: SQL) => sql`(ct.level_id = '' or exists (select 1 from ${idsOnPath(path)} rung
  cross join units ru on ru.id = rung.value where ru.level_id = ct.level_id))`

/** Terms `ct` of the workshops that reach the place at `path`. */
const termsAt = (path: SQL, workshop: SQL) => sql`${idsOnPath(path)} on_path
  cross join catchment_terms ct on ct.unit_id = on_path.value and ct.workshop_id ${workshop} and ${reaches(path)}`

/** The wings of a person, as a table; nobody's wing is ''. */
const wingsOf = (
  personId: SQL | string,
) => sql`(select wm.wing_id from wing_members wm where wm.person_id = ${personId}
  union all select '' where not exists (select 1 from wing_members nm where nm.person_id = ${personId}))`

/**
 * True when a workshop serves the place at `path`: some term names it there and none excepts it. The path of a unit below
 * the trainee level gives the same answer as that of its ancestor at the trainee level. Of a person: when it serves one of
 * his wings there. Of nobody in particular: when it serves anybody there.
 */
export function inCatchment(workshopId: SQL | string, path: SQL, personId?: SQL | string) {
  const terms = termsAt(path, sql`= ${workshopId}`)
  const wings =
    personId === undefined
      ? sql`(select '' as wing_id union select ct.wing_id from ${terms})`
      : wingsOf(personId)
  return sql`exists (select 1 from ${wings} c where (
    select min(ct.sign) from ${terms} where ct.wing_id in ('', c.wing_id)) = 1)`
}

const live = (tierId: SQL) =>
  sql`in (select lw.id from workshops lw where lw.tier_id = ${tierId} and lw.cancelled_at is null
    and not exists (select 1 from refresher_workshops rw where rw.workshop_id = lw.id))`

/** True when some of the people at `path` belong to no workshop of a tier, or to several. */
export const wronglyServed = (tierId: SQL, path: SQL) => sql`exists (
  select 1 from (select '' as wing_id union select ct.wing_id from ${termsAt(path, live(tierId))}) c
  where (select count(*) from (select 1 from ${termsAt(path, live(tierId))}
    where ct.wing_id in ('', c.wing_id) group by ct.workshop_id having min(ct.sign) = 1)) <> 1)`
