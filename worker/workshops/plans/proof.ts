import { sql } from 'drizzle-orm'
import { q } from '../../platform/sql.ts'
import { bare, NAMED_MAX, shared } from '../catchments/queries.ts'
import { type Question, resolution, tallied } from '../catchments/resolution.ts'
import { placesSelect, placeTables, reachSelect } from '../corrections/queries.ts'

/** A plan's proof as it is read: one statement, so that the catchments are resolved once; lists are JSON. */
export type ProofRow = {
  universe: number
  gapUnits: number
  overlapUnits: number
  shares: string
  gaps: string
  overlaps: string
  places: string
  reach: string
}

const unit = sql`'id', u.id, 'code', u.code, 'levelId', u.level_id, 'nameEn', u.name_en, 'nameHi', u.name_hi`
const inRange = (of: string) =>
  sql`u.level_id = (select trainee_level_id from tier) and u.path >= ${sql.raw(of)}.starts and u.path < ${sql.raw(of)}.until
    and u.closed_on is null`

/** How many units a plan concerns, how many nobody or several serve, each workshop's share, and what a correction needs. */
export const proofOf = (question: Question) =>
  q.all<ProofRow>(sql`${resolution(question)}, ${tallied}, ${bare}, ${shared}, ${placeTables},
    shares (workshop_id, units) as (select c.workshop_id, sum(s.units)
      from segments s join (select distinct unit_id, workshop_id from covers) c on c.unit_id = s.owner group by c.workshop_id)
    select coalesce((select sum(units) from segments), 0) as universe,
      (select coalesce(sum(units), 0) from (select max(units) as units from tallied where n = 0 group by starts)) as "gapUnits",
      (select coalesce(sum(units), 0) from (select max(units) as units from tallied where n > 1 group by starts)) as "overlapUnits",
      (select json_group_array(json_array(workshop_id, units)) from shares) as shares,
      (select json_group_array(json(told)) from (select json_object(${unit}, 'wings', json(b.wings)) as told
        from bare b cross join units u on ${inRange('b')} limit ${NAMED_MAX})) as gaps,
      (select json_group_array(json(told)) from (select json_object('unit', json_object(${unit}),
          'workshops', json(b.workshops), 'wings', json(b.wings)) as told
        from shared b cross join units u on ${inRange('b')} limit ${NAMED_MAX})) as overlaps,
      (select json_group_array(json_object(${unit}, 'parentId', u."parentId", 'leaf', u.leaf, 'parts', u.parts,
          'partUnits', u."partUnits")) from (${placesSelect}) u) as places,
      (select json_group_array(json_object('unitId', r."unitId", 'each', r.each, 'id', r.id)) from (${reachSelect}) r) as reach
    where exists (select 1 from tier)`)
