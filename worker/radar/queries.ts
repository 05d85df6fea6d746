import { type SQL, sql } from 'drizzle-orm'
import { unitJson } from '../people/index.ts'
import type { Holds } from '../platform/auth.ts'
import { q } from '../platform/sql.ts'
import { dayAgo, type Leak, leaking, nearestSpare, pathAfter, taughtOn, walkOf } from './ground.ts'
import type { GroundRow } from './rules.ts'

/** How many rows a page holds. */
export const PAGE = 100

/** Since when somebody trained counts as one who never taught. */
export type Since = { now: number; days: number }

const named = (alias: string) =>
  sql.raw(`json_object('id', ${alias}.id, 'nameEn', ${alias}.name_en, 'nameHi', ${alias}.name_hi)`)

/** Sums `r` of unit `u` for tier `t`, taught by whom tier `b` trains. */
const sums = ({ now, days }: Since) => sql`coalesce(r.teachers, 0) as teachers, coalesce(r.spare, 0) as spare,
  coalesce((select sum(people) from waiting_days
    where tier_id = t.id and unit_id = u.id and on_day <= ${dayAgo(now, days)}), 0) as idle,
  coalesce(k.units, 0) as units, coalesce(r.staffed, 0) as staffed, coalesce(r.busy, 0) as busy,
  (select depth from levels where id = t.host_level_id) >= (select depth from levels where id = b.trainee_level_id) as below,
  (select json_group_array(json_object('id', s.id, 'nameEn', s.name_en, 'nameHi', s.name_hi, 'units', d.units))
    from drops d join subjects s on s.id = d.subject_id where d.tier_id = t.id and d.unit_id = u.id) as subjects`

const joined = sql.raw(`left join unit_counts k on k.unit_id = u.id and k.level_id = b.trainee_level_id
  left join ground r on r.tier_id = t.id and r.unit_id = u.id`)

/** Sums of a unit with its dropped subjects; `unit`, `subjects` and names are JSON. */
export type SumsRow = GroundRow & { unit: string; subjects: string }

/** A tier in a unit. */
export type TierRow = SumsRow & { tier: string; programme: string; traineeLevel: string }

/** The unit that is asked for, else the highest on which the caller holds the route's capability. */
export const topOf = (unitId: string | undefined, tops: SQL) =>
  unitId
    ? sql`${unitId}`
    : sql`select id from units where path = (select path from (${tops}) order by length(path), path limit 1)`

/** Every tier that is taught by the trained of the tier before, in a unit that has units of that tier. */
export const tiersAt = (top: SQL, since: Since, holds: Holds) =>
  q.all<TierRow>(sql`select ${unitJson('u')} as unit, ${named('t')} as tier, ${named('g')} as programme,
      ${named('l')} as "traineeLevel", ${sums(since)}
    from units u cross join programmes g cross join tiers t cross join tiers b cross join levels l ${joined}
    where u.id = (${top}) and g.published_at is not null and t.programme_id = g.id and t.taught_by = 'credential'
      and b.programme_id = g.id and b.position = t.position - 1 and l.id = b.trainee_level_id
      and coalesce(k.units, 0) > 0 and ${holds({ path: sql`u.path`, tier: sql`t.id` })}
    order by g.starts_on desc, g.id, t.position`)

/** A tier in a unit and in a page of its children, by code; one more than a page. */
export const childrenAt = (tierId: string, top: SQL, after: string, since: Since, holds: Holds) =>
  q.all<SumsRow>(sql`select ${unitJson('u')} as unit, ${sums(since)}
    from ${taughtOn(tierId)} cross join units f cross join units u ${joined}
    where f.id = (${top}) and u.parent_id = f.id and u.closed_on is null and u.code > ${after}
      and coalesce(k.units, 0) > 0 and ${holds({ path: sql`f.path`, tier: sql`t.id` })}
    order by u.code limit ${PAGE + 1}`)

/** Whether a unit may be asked about for a tier. */
export const seenAt = (tierId: string, top: SQL, holds: Holds) =>
  q.all<{ unit: string }>(sql`select ${unitJson('u')} as unit from ${taughtOn(tierId)} cross join units u
    where u.id = (${top}) and ${holds({ path: sql`u.path`, tier: sql`t.id` })}`)

/** A unit that leaks; `unit`, `under`, `subjects` and `actsAt` are JSON. */
export type LeakingRow = {
  id: string
  unit: string
  under: string | null
  trainers: number
  batches: number
  subjects: string
  actsAt: string | null
  mayAct: number
}

/** What a list of leaking units is asked for. */
export type LeakAsked = { tierId: string; top: SQL; leak: Leak; after: string | undefined }

/**
 * Units that leak in a subtree, in the order of the tree, one more than a page. For one without a trainer: the nearest
 * unit above it that has somebody to spare (who holds power there can act), and whether the caller does (`acts`).
 */
export const leakingUnits = ({ tierId, top, leak, after }: LeakAsked, holds: Holds, acts: Holds) =>
  q.all<LeakingRow>(sql`with ${walkOf({ tierId, top, goes: leaking[leak], after: pathAfter(after) })},
    page as materialized (select w.id from walk w
      where w.hit and w.path > ${pathAfter(after)} and ${holds({ path: sql`w.path`, tier: sql`${tierId}` })}
      limit ${PAGE + 1})
    select u.id, ${unitJson('u')} as unit, (select ${unitJson('p')} from units p where p.id = u.parent_id) as under,
      coalesce(r.trainers, 0) as trainers, coalesce(r.batches, 0) as batches,
      (select json_group_array(json(${named('s')})) from dropped d join subjects s on s.id = d.subject_id
        where d.tier_id = t.id and d.unit_id = u.id) as subjects,
      (select ${unitJson('x')} from units x where x.id = ${nearestSpare(sql`1`)}) as "actsAt",
      ${nearestSpare(acts({ path: sql`a.path`, tier: sql`t.id` }))} is not null as "mayAct"
    from page w cross join tier t cross join units u on u.id = w.id
      left join ground r on r.tier_id = t.id and r.unit_id = u.id
    order by u.path`)

/** Somebody who was trained and never taught; `unit` is JSON. */
export type IdleRow = {
  credentialId: string
  personId: string
  nameEn: string
  nameHi: string
  unit: string
  trainedOn: string
  days: number
  assigned: number
}

/**
 * Who of a subtree was trained `days` ago or earlier and teaches in no workshop, by unit, one more than a page. Every unit
 * that is walked to has somebody, of the first perhaps nobody who comes after the last page.
 */
export function idleTeachers({ tierId, top, after }: Omit<LeakAsked, 'leak'>, since: Since, holds: Holds) {
  const cutoff = dayAgo(since.now, since.days)
  const goes = sql`exists (select 1 from waiting_days d
    where d.tier_id = t.id and d.unit_id = u.id and d.on_day <= ${cutoff})`
  const last = (
    column: string,
  ) => sql`(select ${sql.raw(column)} from teachers z join units y on y.id = z.unit_id
    where z.credential_id = ${after ?? ''})`
  const behind = after
    ? sql`(w.path, k.trained_on, k.credential_id) > (${last('y.path')}, ${last('z.trained_on')}, ${after})`
    : sql`1`
  return q.all<IdleRow>(sql`with ${walkOf({ tierId, top, goes, after: after ? sql`coalesce(${last('y.path')}, '~')` : sql`''` })},
    some as materialized (select w.id, w.path from walk w
      where w.hit and ${holds({ path: sql`w.path`, tier: sql`${tierId}` })} limit ${PAGE + 2}),
    page as materialized (select k.credential_id
      from some w cross join teachers k on k.unit_id = w.id and k.tier_id = ${tierId}
      where k.batches = 0 and k.trained_on <= ${cutoff} and ${behind}
      order by w.path, k.trained_on, k.credential_id limit ${PAGE + 1})
    select k.credential_id as "credentialId", p.id as "personId", p.name_en as "nameEn", p.name_hi as "nameHi",
      ${unitJson('u')} as unit, k.trained_on as "trainedOn", k.assigned,
      cast(julianday(${dayAgo(since.now, 0)}) - julianday(k.trained_on) as integer) as days
    from page w cross join teachers k on k.credential_id = w.credential_id cross join units u on u.id = k.unit_id
      cross join credentials c on c.id = k.credential_id cross join people p on p.id = c.person_id
    order by u.path, k.trained_on, k.credential_id`)
}
