import { sql } from 'drizzle-orm'
import { pathOf } from '../../hierarchy/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'

/** How many neighbours are asked which offices they fill. */
const NEIGHBOURS = 300

const names = (alias: string) =>
  sql.raw(`'id', ${alias}.id, 'nameEn', ${alias}.name_en, 'nameHi', ${alias}.name_hi`)

/** Whether the unit may be seen by the caller. */
export const seenAt = (unitId: string, holds: Holds) =>
  q.all<{ seen: number }>(sql`select coalesce(${holds({ path: pathOf(unitId) })}, 0) as seen`)

/** Kinds of office held in a unit or in one of its neighbours, each with those who hold it here (JSON). */
export const officesIn = (unitId: string, holds: Holds) =>
  q.all<{ id: string; nameEn: string; nameHi: string; holders: string }>(sql`
    select k.id, k.name_en as "nameEn", k.name_hi as "nameHi", (
      select json_group_array(json_object(${names('p')}, 'fromOn', o.from_on))
      from offices o join people p on p.id = o.person_id
      where o.unit_id = ${unitId} and o.kind_id = k.id and o.until_on is null) as holders
    from office_kinds k
    where ${holds({ path: pathOf(unitId) })} and k.id in (
      select o.kind_id from (select n.id from units u join units n on n.parent_id = u.parent_id and n.level_id = u.level_id
        where u.id = ${unitId} and n.closed_on is null limit ${NEIGHBOURS}) n
      join offices o on o.unit_id = n.id where o.until_on is null
      union select kind_id from offices where unit_id = ${unitId} and until_on is null)
    order by k.name_en`)

/** What a tier asks of a unit's subtree by wing and subject, and what came of it, as JSON. */
export const sharesOf = (tier: string, unit: string) =>
  sql.raw(`(select json_group_array(json_object('kind', x.kind, 'id', x.id, 'nameEn', x.name_en, 'nameHi', x.name_hi,
      'minimum', x.minimum * x.units, 'target', x.target * x.units, 'maximum', x.maximum * x.units, 'units', x.units,
      'nominated', x.nominated, 'registered', x.registered, 'trained', x.trained, 'unitsMet', x.units_met))
    from share_standing x where x.tier_id = ${tier}.id and x.unit_id = ${unit}.id)`)

/** What a tier asks of a unit by wing and subject, where the caller reads its coverage. */
export const sharesAt = (tierId: string, unitId: string, holds: Holds) =>
  q.all<{ shares: string }>(sql`select ${sharesOf('t', 'u')} as shares from tiers t, units u
    where t.id = ${tierId} and u.id = ${unitId} and ${holds({ path: sql`u.path`, tier: sql`t.id` })}`)

/** Tiers that train units of a unit's level or below it, with its coverage, and whom it has trained itself (JSON). */
export const tiersIn = (unitId: string, holds: Holds) =>
  q.all<{
    tier: string
    programme: string
    here: number
    units: number
    unitsMet: number
    minimum: number
    nominated: number
    trained: number
    people: string
    shares: string
  }>(sql`
    select json_object(${names('t')}) as tier, json_object(${names('g')}) as programme, t.trainee_level_id = u.level_id as here,
      coalesce(k.units, 0) as units, t.minimum, coalesce(c.nominated, 0) as nominated, coalesce(c.trained, 0) as trained,
      case when t.minimum = 0 then coalesce(k.units, 0) else coalesce(c.units_met, 0) end as "unitsMet",
      (select json_group_array(json_object(${names('p')}, 'prior', json(iif(exists (select 1 from prior_counted y
            where y.tier_id = t.id and y.person_id = p.id), 'true', 'false')))) from people p where p.id in (
          select person_id from credentials where unit_id = u.id and tier_id = t.id and revoked_at is null
          union all select person_id from prior_counted where unit_id = u.id and tier_id = t.id)) as people,
      ${sharesOf('t', 'u')} as shares
    from units u join levels l on l.id = u.level_id join tiers t join levels tl on tl.id = t.trainee_level_id
      join programmes g on g.id = t.programme_id
      left join unit_counts k on k.unit_id = u.id and k.level_id = t.trainee_level_id
      left join coverage c on c.tier_id = t.id and c.unit_id = u.id
    where u.id = ${unitId} and tl.depth >= l.depth and g.published_at is not null and coalesce(k.units, 0) > 0
      and ${holds({ path: sql`u.path` })}
    order by g.starts_on desc, t.position limit 20`)
