import { type SQL, sql } from 'drizzle-orm'
import { q } from '../../platform/sql.ts'
import { type LimitRow, limitColumns, limits } from '../catchments/queries.ts'
import type { NamedUnit } from '../catchments/rules.ts'
import type { Lived } from './rules.ts'

/** A term that a catchment has or had. */
export type LivedRow = NamedUnit & Lived & LimitRow

const who = (id: SQL) => sql`(select json_object('id', np.id, 'nameEn', np.name_en, 'nameHi', np.name_hi)
  from people np where np.id = ${id})`

/** Every term that the catchment of a workshop had where `guard` holds; it sees the workshop `w` and its host `h`. */
export const livedTerms = (workshopId: string, guard: SQL) =>
  q.all<LivedRow>(sql`select y.sign, y.level_id as each, y.wing_id as wing, ${limitColumns}, y.from_at as "fromAt",
      ${who(sql`y.from_by`)} as "fromBy", y.until_at as "untilAt", ${who(sql`y.until_by`)} as "untilBy",
      u.id, u.code, u.level_id as "levelId", u.name_en as "nameEn", u.name_hi as "nameHi"
    from workshops w join tiers t on t.id = w.tier_id join units h on h.id = w.unit_id
      cross join catchment_history y on y.workshop_id = w.id cross join units u on u.id = y.unit_id ${limits(sql`y`)}
    where w.id = ${workshopId} and ${guard} order by y.from_at desc, u.code limit 5000`)

/** Whether the caller may see the workshop, and the time zone of its days. */
export const seenHere = (workshopId: string, guard: SQL) =>
  q.all<{ timeZone: string }>(sql`select o.time_zone as "timeZone" from organisation o, workshops w
      join tiers t on t.id = w.tier_id join units h on h.id = w.unit_id where w.id = ${workshopId} and ${guard}`)
