import { sql } from 'drizzle-orm'
import { sharesOf } from '../../coverage/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { idsOnPath, q } from '../../platform/sql.ts'
import { dayAgo } from '../ground.ts'

/** How many tiers and duties are told of, and how many people of each. */
const MOST = 20
const NAMED = 5

const named = (alias: string) =>
  sql.raw(`json_object('id', ${alias}.id, 'nameEn', ${alias}.name_en, 'nameHi', ${alias}.name_hi)`)

/** Who may teach tier `t` in unit `u`: by a credential or by being sent, in the unit or above it. */
const trainers = sql`(select json_group_array(json(one)) from (select distinct ${named('p')} as one
  from (select c.person_id from ${idsOnPath(sql`u.path`)} a
      cross join teachers k on k.unit_id = a.value and k.tier_id = t.id cross join credentials c on c.id = k.credential_id
    union select g.person_id from ${idsOnPath(sql`u.path`)} a cross join grants g on g.unit_id = a.value
      and g.role = 'trainer' and g.tier_id = t.id and g.wing_id is null and g.workshop_id is null and g.until_at is null) w
    join people p on p.id = w.person_id limit ${NAMED}))`

/** Whether unit `u` is one of those, or below one of those, that tier `t` expects a trainer of. */
const needs = sql`t.taught_by = 'credential' and exists (select 1 from tiers b join levels x on x.id = b.trainee_level_id
  where b.programme_id = t.programme_id and b.position = t.position - 1
    and x.depth <= (select depth from levels where id = u.level_id))`

/** A tier that asks people of a unit; names, `trainers` and `shares` are JSON. */
export type AskedTierRow = {
  programme: string
  tier: string
  here: number
  units: number
  minimum: number
  target: number
  nominated: number
  registered: number
  trained: number
  startBy: string | null
  finishBy: string | null
  trainers: string
  shares: string
  needsTrainer: number
}

/** Tiers of programmes under way that train in a unit's subtree. */
export const tiersAsking = (unitId: string, now: number, holds: Holds) =>
  q.all<AskedTierRow>(sql`select ${named('g')} as programme, ${named('t')} as tier, t.trainee_level_id = u.level_id as here,
      k.units, k.units * t.minimum as minimum, k.units * t.target as target, coalesce(c.nominated, 0) as nominated,
      coalesce(c.registered, 0) as registered, coalesce(c.trained, 0) as trained, t.start_by as "startBy",
      t.finish_by as "finishBy", ${trainers} as trainers, ${sharesOf('t', 'u')} as shares, ${needs} as "needsTrainer"
    from units u cross join programmes g cross join tiers t on t.programme_id = g.id
      cross join unit_counts k on k.unit_id = u.id and k.level_id = t.trainee_level_id
      left join coverage c on c.tier_id = t.id and c.unit_id = u.id
    where u.id = ${unitId} and g.published_at is not null and g.ends_on >= ${dayAgo(now, 0)} and k.units > 0
      and ${holds({ path: sql`u.path` })}
    order by coalesce(t.finish_by, '9'), g.starts_on desc, t.position limit ${MOST}`)

/** An office of a unit whose holders must come to a workshop; names and `holders` are JSON. */
export type DutyRow = {
  obligationId: string
  office: string
  workshop: string
  startsOn: string
  endsOn: string
  days: number
  holders: string
}

/** Obligations to workshops not yet over that bind offices of a unit itself. */
export const dutiesOf = (unitId: string, now: number, holds: Holds) =>
  q.all<DutyRow>(sql`select b.id as "obligationId", ${named('o')} as office, ${named('w')} as workshop,
      w.starts_on as "startsOn", w.ends_on as "endsOn", b.days, (select json_group_array(json(${named('p')}))
        from offices f join people p on p.id = f.person_id
        where f.unit_id = u.id and f.kind_id = b.kind_id and f.until_on is null) as holders
    from units u cross join ${idsOnPath(sql`u.path`)} a cross join obligations b on b.unit_id = a.value and b.ended_at is null
      cross join workshops w on w.id = b.workshop_id cross join office_kinds o on o.id = b.kind_id
    where u.id = ${unitId} and w.cancelled_at is null and w.published_at is not null and w.ends_on >= ${dayAgo(now, 0)}
      and exists (select 1 from offices f where f.unit_id = u.id and f.kind_id = b.kind_id and f.until_on is null)
      and ${holds({ path: sql`u.path` })}
    order by w.starts_on limit ${MOST}`)

/** Whether the unit may be seen by the caller. */
export const seenAt = (unitId: string, holds: Holds) =>
  q.all<{ id: string }>(
    sql`select u.id from units u where u.id = ${unitId} and ${holds({ path: sql`u.path` })}`,
  )
