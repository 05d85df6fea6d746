import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { pathOf, unitWords } from '../hierarchy/index.ts'
import { rootPath } from '../organisations/index.ts'
import type { Holds } from '../platform/auth.ts'
import { idsOnPath, jsonList, q, under } from '../platform/sql.ts'
import { termsOf } from '../workshops/index.ts'
import { type Deed, listed } from './queries.ts'
import type { MoveAsked, SplitAsked } from './shapes.ts'

/** What a change of one unit is asked with. */
export type Asked = { id: string; on: string; unitId: string }

/** A change, and why it cannot be made: no row for whoever may not make it (`allowed`), a null reason when it can. */
export type Kind = { deed: Deed; obstacle: ReturnType<typeof obstacleOf>; reason: SQL; allowed: SQL }

const obstacleOf = (reason: SQL, allowed: SQL) =>
  q.all<{ reason: string | null }>(sql`select ${reason} as reason where ${allowed}`)

const parentPath = (unitId: string) =>
  sql`(select hp.path from units hu join units hp on hp.id = coalesce(hu.parent_id, hu.id) where hu.id = ${unitId})`

/** A change of these units that may be made where `held` is true and `reason` is null. */
function kind(deed: Omit<Deed, 'guard'>, ids: readonly string[], reason: SQL, held: SQL): Kind {
  const there = sql`(select count(*) from units where id in (select value from ${listed(ids)}))`
  const allowed = sql`${held} and ${there} = ${new Set(ids).size}`
  return {
    deed: { ...deed, guard: sql`${allowed} and (${reason}) is null` },
    obstacle: obstacleOf(reason, allowed),
    reason,
    allowed,
  }
}

type Redrawn = z.infer<typeof MoveAsked>['catchments']

const key = sql`workshop_id, unit_id, level_id, wing_id`
const keyOf = (alias: SQL) =>
  sql`${alias}.workshop_id || ':' || ${alias}.unit_id || ':' || ${alias}.level_id || ':' || ${alias}.wing_id`
const sameTerm = (a: SQL, b: SQL) => sql`(${a}.workshop_id, ${a}.unit_id, ${a}.level_id, ${a}.wing_id)
  = (${b}.workshop_id, ${b}.unit_id, ${b}.level_id, ${b}.wing_id)`

/** Wanted terms of redrawn catchments as a table `workshop_id, unit_id, level_id, wing_id, sign`. */
const wanted = (
  catchments: Redrawn,
) => sql`(select value ->> 'workshopId' as workshop_id, value ->> 'unitId' as unit_id,
  value ->> 'levelId' as level_id, value ->> 'wingId' as wing_id, value ->> 'sign' as sign from json_each(${jsonList(
    catchments.flatMap(termsOf),
  )}))`

const redrawing = (catchments: Redrawn) => sql`
  select 9 as ord, 'term' as kind, ${keyOf(sql`k`)} as row_id, cast(o.sign as text) as before,
    cast(n.sign as text) as after
  from (select ${key} from ${wanted(catchments)}
    union select ${key} from catchment_terms
      where workshop_id in (select value from ${listed(catchments.map(({ workshopId }) => workshopId))})) k
  left join catchment_terms o on ${sameTerm(sql`o`, sql`k`)}
  left join ${wanted(catchments)} n on ${sameTerm(sql`n`, sql`k`)}
  where o.sign is not n.sign`

/** Why redrawn catchments are not taken over: seen in another version, or naming what does not exist. */
function redrawFault(catchments: Redrawn, plans: Holds) {
  const seen = jsonList(catchments.map(({ workshopId, version }) => ({ workshopId, version })))
  return sql`(select count(*) from json_each(${seen}) v join workshops w on w.id = v.value ->> 'workshopId'
      and w.version = v.value ->> 'version' and w.cancelled_at is null
      where ${plans({ path: rootPath, tier: sql`w.tier_id`, workshop: sql`w.id` })}) <> ${catchments.length}
    or exists (select 1 from ${wanted(catchments)} t left join units u on u.id = t.unit_id
      where u.id is null or u.closed_on is not null)`
}

/** A unit goes, with all below it, to another parent of a level that may stand above it. `plans`: who may redraw. */
export function moving({ id, on, unitId }: Asked, to: z.infer<typeof MoveAsked>, holds: Holds, plans: Holds) {
  const { parentId, catchments } = to
  const reason = sql`(select case
      when s.parent_id is null then 'root'
      when s.closed_on is not null or p.closed_on is not null then 'closed'
      when ${under(sql`p.path`, sql`s.path`)} then 'cycle'
      when s.parent_id = p.id then 'same'
      when not exists (select 1 from level_fits f
        where f.level_id = s.level_id and f.parent_level_id = p.level_id) then 'level'
      when ${catchments.length > 0 ? redrawFault(catchments, plans) : sql`0`} then 'catchments' end
    from units s join units p on p.id = ${parentId} where s.id = ${unitId})`
  const allowed = sql`${holds({ path: parentPath(unitId) })} and ${holds({ path: pathOf(parentId) })}`
  const step = sql`select 1 as ord, 'parent' as kind, id as row_id, parent_id as before, ${parentId} as after
    from units where id = ${unitId}`
  const steps = catchments.length > 0 ? sql`${step} union all ${redrawing(catchments)}` : step
  const fromId = sql`(select parent_id from units where id = ${unitId})`
  return kind(
    { id, kind: 'move', on, unitId, intoId: parentId, fromId, steps },
    [unitId, parentId],
    reason,
    allowed,
  )
}

const live = (on: string) => sql`w.cancelled_at is null and w.ends_on >= ${on}`

/** Nobody who was erased is written about again: he stays where he was. */
const remembered = sql`not exists (select 1 from erasures e where e.person_id = people.id)`

/** What stands right in a unit `from` and goes to `into`, by the table that it stands in. */
const following = (from: string, into: string, on: string) => sql`
  select 1 as ord, 'parent' as kind, id as row_id, parent_id as before, ${into} as after from units
    where parent_id = ${from} and closed_on is null
  union all select 2, 'person', id, unit_id, ${into} from people where unit_id = ${from} and ${remembered}
  union all select 3, 'office', o.id, o.unit_id, ${into} from offices o
    where o.unit_id = ${from} and (o.until_on is null or o.until_on >= ${on}) and not exists (select 1 from offices t
      where t.person_id = o.person_id and t.unit_id = ${into} and t.kind_id = o.kind_id and t.from_on = o.from_on)
  union all select 4, 'nomination', id, unit_id, ${into} from nominations
    where unit_id = ${from} and withdrawn_at is null
  union all select 5, 'registration', id, unit_id, ${into} from registrations
    where unit_id = ${from} and cancelled_at is null
  union all select 6, 'credential', id, unit_id, ${into} from credentials
    where unit_id = ${from} and revoked_at is null
  union all select 6, 'prior_training', id, unit_id, ${into} from prior_trainings where unit_id = ${from}`

/**
 * Catchments that name a unit which goes up in another: those of a plan lose the name, for its neighbours' workshop
 * serves what it held; any other workshop goes along, unless it serves the other unit already.
 */
const followingTerms = (from: string, into: string) => sql`
  select 8 as ord, 'term' as kind, ${keyOf(sql`ct`)} as row_id, cast(ct.sign as text) as before,
    null as after
  from catchment_terms ct where ct.unit_id = ${from}
  union all select 9, 'term', ct.workshop_id || ':' || ${into} || ':' || ct.level_id || ':' || ct.wing_id, null,
    cast(ct.sign as text)
  from catchment_terms ct join workshops w on w.id = ct.workshop_id join tiers t on t.id = w.tier_id
  where ct.unit_id = ${from} and ct.sign = 1 and t.planned = 0 and not exists (
    select 1 from ${idsOnPath(pathOf(into))} a join catchment_terms o on o.unit_id = a.value
    where o.workshop_id = ct.workshop_id)`

/** A unit goes up in another of its level: whatever stands in it follows, and it closes. */
export function merging({ id, on, unitId }: Asked, intoId: string, now: number, holds: Holds): Kind {
  const reason = sql`(select case
      when s.parent_id is null or i.id = s.id then 'root'
      when s.closed_on is not null or i.closed_on is not null then 'closed'
      when s.level_id <> i.level_id then 'level' end
    from units s join units i on i.id = ${intoId} where s.id = ${unitId})`
  const allowed = sql`${holds({ path: parentPath(unitId) })} and ${holds({ path: pathOf(intoId) })}`
  const steps = sql`select * from (${following(unitId, intoId, on)})
    union all select 7, 'grant', id, unit_id, ${intoId} from grants
      where unit_id = ${unitId} and role <> 'owner' and (until_at is null or until_at > ${now})
    union all select 7, 'host', w.id, w.unit_id, ${intoId} from workshops w where w.unit_id = ${unitId} and ${live(on)}
    union all select * from (${followingTerms(unitId, intoId)})
    union all select 10, 'closed', ${unitId}, null, ${on}`
  return kind(
    { id, kind: 'merge', on, unitId, intoId, fromId: null, steps },
    [unitId, intoId],
    reason,
    allowed,
  )
}

/** A new unit beside another, of chosen children and people of that one; what those people hold there follows them. */
export function splitting({ id, on, unitId }: Asked, asked: z.infer<typeof SplitAsked>, holds: Holds): Kind {
  const { unit, childIds, personIds } = asked
  const words = unitWords(unit)
  const reason = sql`(select case
      when s.parent_id is null then 'root'
      when s.closed_on is not null then 'closed'
      when exists (select 1 from units where code = ${unit.code}) then 'code'
      when (select count(*) from units c join ${listed(childIds)} l on l.value = c.id
        where c.parent_id = s.id and c.closed_on is null) <> ${childIds.length} then 'children'
      when (select count(*) from people p join ${listed(personIds)} l on l.value = p.id
        where p.unit_id = s.id) <> ${personIds.length} then 'people' end
    from units s where s.id = ${unitId})`
  const theirs = sql`select value from ${listed(personIds)}`
  const made = sql`json_object('code', ${unit.code}, 'parentId', parent_id, 'levelId', level_id, 'nameEn', ${unit.nameEn},
    'nameHi', ${unit.nameHi}, 'aliases', ${JSON.stringify(unit.aliases)}, 'search', ${words})`
  const steps = sql`select 0 as ord, 'unit' as kind, ${unit.id} as row_id, null as before, ${made} as after
      from units where id = ${unitId}
    union all select f.* from (${following(unitId, unit.id, on)}) f where
      (f.kind = 'parent' and f.row_id in (select value from ${listed(childIds)}))
      or (f.kind = 'person' and f.row_id in (${theirs}))
      or (f.kind = 'office' and f.row_id in (select id from offices where person_id in (${theirs})))
      or (f.kind = 'nomination' and f.row_id in (select id from nominations where person_id in (${theirs})))
      or (f.kind = 'registration' and f.row_id in (select id from registrations where person_id in (${theirs})))
      or (f.kind = 'credential' and f.row_id in (select id from credentials where person_id in (${theirs})))
      or (f.kind = 'prior_training' and f.row_id in (select id from prior_trainings where person_id in (${theirs})))`
  const allowed = holds({ path: parentPath(unitId) })
  return kind(
    { id, kind: 'split', on, unitId, intoId: unit.id, fromId: null, steps },
    [unitId],
    reason,
    allowed,
  )
}

/** What stands in a unit and would be left without one; all zero when it can close. */
export const usesOf = (unitId: string, on: string, now: number, holds: Holds) =>
  q.all<Record<'children' | 'people' | 'offices' | 'grants' | 'workshops' | 'seats', number>>(sql`select
    (select count(*) from units where parent_id = ${unitId} and closed_on is null) as children,
    (select count(*) from people where unit_id = ${unitId} and ${remembered}) as people,
    (select count(*) from offices where unit_id = ${unitId} and (until_on is null or until_on >= ${on})) as offices,
    (select count(*) from grants where unit_id = ${unitId} and (until_at is null or until_at > ${now})) as grants,
    (select count(*) from workshops w where w.unit_id = ${unitId} and ${live(on)})
      + (select count(*) from catchment_terms ct join workshops w on w.id = ct.workshop_id
        where ct.unit_id = ${unitId} and ${live(on)}) as workshops,
    (select count(*) from nominations where unit_id = ${unitId} and withdrawn_at is null)
      + (select count(*) from registrations where unit_id = ${unitId} and cancelled_at is null)
      + (select count(*) from credentials where unit_id = ${unitId} and revoked_at is null)
      + (select count(*) from prior_trainings where unit_id = ${unitId}) as seats
    where ${holds({ path: parentPath(unitId) })}`)

/** A unit closes; it does not while anything stands in it. */
export function closing({ id, on, unitId }: Asked, now: number, holds: Holds): Kind {
  const reason = sql`(select case
      when s.parent_id is null then 'root'
      when s.closed_on is not null then 'closed'
      when exists (select 1 from units where parent_id = s.id and closed_on is null)
        or exists (select 1 from people where unit_id = s.id and ${remembered})
        or exists (select 1 from offices where unit_id = s.id and (until_on is null or until_on >= ${on}))
        or exists (select 1 from grants where unit_id = s.id and (until_at is null or until_at > ${now}))
        or exists (select 1 from workshops w where w.unit_id = s.id and ${live(on)})
        or exists (select 1 from catchment_terms ct join workshops w on w.id = ct.workshop_id
          where ct.unit_id = s.id and ${live(on)})
        or exists (select 1 from nominations where unit_id = s.id and withdrawn_at is null)
        or exists (select 1 from registrations where unit_id = s.id and cancelled_at is null)
        or exists (select 1 from credentials where unit_id = s.id and revoked_at is null)
        or exists (select 1 from prior_trainings where unit_id = s.id) then 'in-use' end
    from units s where s.id = ${unitId})`
  const steps = sql`select 1 as ord, 'closed' as kind, ${unitId} as row_id, null as before, ${on} as after`
  const allowed = holds({ path: parentPath(unitId) })
  return kind({ id, kind: 'close', on, unitId, intoId: null, fromId: null, steps }, [unitId], reason, allowed)
}

/** A closed unit opens again, empty, where it stood. It is not undone but closed. */
export function reopening({ id, on, unitId }: Asked, holds: Holds): Kind {
  const reason = sql`(select case
      when s.parent_id is null then 'root'
      when s.closed_on is null then 'same'
      when p.closed_on is not null then 'closed'
      when not exists (select 1 from level_fits f
        where f.level_id = s.level_id and f.parent_level_id = p.level_id) then 'level' end
    from units s left join units p on p.id = s.parent_id where s.id = ${unitId})`
  const steps = sql`select 1 as ord, 'closed' as kind, id as row_id, closed_on as before, null as after
    from units where id = ${unitId}`
  const allowed = holds({ path: parentPath(unitId) })
  return kind({ id, kind: 'open', on, unitId, intoId: null, fromId: null, steps }, [unitId], reason, allowed)
}

/** A new unit below another, on its first day; `unit` is JSON as the step that makes it reads it. It is not undone but closed. */
export function opening({ id, on, unitId }: Asked, parentId: string, unit: string, holds: Holds): Kind {
  const reason = sql`(select case
      when p.closed_on is not null then 'closed'
      when exists (select 1 from units where code = ${unit} ->> 'code' or id = ${unitId}) then 'code'
      when not exists (select 1 from level_fits f
        where f.level_id = ${unit} ->> 'levelId' and f.parent_level_id = p.level_id) then 'level' end
    from units p where p.id = ${parentId})`
  const steps = sql`select 0 as ord, 'unit' as kind, ${unitId} as row_id, null as before, ${unit} as after`
  const allowed = holds({ path: pathOf(parentId) })
  return kind({ id, kind: 'new', on, unitId, intoId: null, fromId: null, steps }, [parentId], reason, allowed)
}
