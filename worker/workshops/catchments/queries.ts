import { type SQL, sql } from 'drizzle-orm'
import { idsOnPath } from '../../platform/sql.ts'

/**
 * True when a workshop serves the place at `path`: some unit on the path is included and none is excluded. The path of
 * a unit below the trainee level gives the same answer as that of its ancestor at the trainee level.
 */
export const inCatchment = (workshopId: SQL | string, path: SQL) => sql`coalesce((
  select min(ct.sign) = 1 from ${idsOnPath(path)} on_path
  join catchment_terms ct on ct.workshop_id = ${workshopId} and ct.unit_id = on_path.value), 0)`
