import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { pathOf } from '../../hierarchy/index.ts'
import type { PowersTable } from '../../platform/auth.ts'
import { under } from '../../platform/sql.ts'
import { filters } from '../lists/queries.ts'
import { over } from '../queries.ts'
import type { PeopleFilters } from '../shapes.ts'

/** The columns of the table, those of an import. */
export const COLUMNS = [
  ...['name_en', 'name_hi', 'unit_code', 'level', 'code', 'guardian_name', 'phone', 'email', 'gender'],
  ...['born_year', 'language', 'has_smartphone', 'can_read', 'office', 'office_from', 'wings', 'skills'],
] as const

/** Which people, after whom, and the exporter's powers to export, and to see contacts. */
export type Exporting = {
  filters: z.infer<typeof PeopleFilters>
  after: string | undefined
  exporting: PowersTable
  contact: PowersTable
}

const said = (column: string) => sql.raw(`case p.${column} when 1 then 'yes' when 0 then 'no' end`)

/** The office at the person's own unit that he has held longest. */
const office = (what: string) =>
  sql.raw(`(select o.${what} from offices o where o.person_id = p.id and o.unit_id = p.unit_id
    and o.until_on is null order by o.from_on, o.id limit 1)`)

const row = (shown: SQL) => sql`json_array(p.name_en, p.name_hi, u.code, u.level_id, p.external_code,
  p.guardian_name, case when ${shown} then p.phone end, case when ${shown} then p.email end, p.gender, p.born_year,
  p.language, ${said('has_smartphone')}, ${said('can_read')}, ${office('kind_id')}, ${office('from_on')},
  (select group_concat(w.id, '; ') from wing_members m join wings w on w.id = m.wing_id where m.person_id = p.id),
  (select group_concat(s.skill, '; ') from skills s where s.person_id = p.id))`

/** People whom filters fit in the order of the tree, each as a JSON list of cells. */
export const exported = ({ filters: asked, after, exporting, contact }: Exporting) =>
  sql`select p.id, ${row(over(contact.holds))} as cells from units u cross join people p on p.unit_id = u.id
  where ${over(exporting.holds)} ${asked.unit ? sql`and ${under(sql`u.path`, pathOf(asked.unit))}` : sql``}
    ${after ? sql`and (u.path, p.id) > (select a.path, b.id from people b join units a on a.id = b.unit_id where b.id = ${after})` : sql``}
    ${filters(asked)}
  order by u.path, p.id`
