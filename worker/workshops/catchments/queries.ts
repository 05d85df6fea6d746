import { type SQL, sql } from 'drizzle-orm'
import type { Asking } from '../../platform/audit.ts'
import { whenRecorded } from '../../platform/audit.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { jsonList, q } from '../../platform/sql.ts'
import { heldHere } from '../places.ts'
import {
  isPartition,
  ownPlan,
  type Proposal,
  type Question,
  resolution,
  tallied,
  termsOf,
} from './resolution.ts'
import type { NamedUnit, TermFact } from './rules.ts'

type GapRow = NamedUnit & { wings: string }
type OverlapRow = GapRow & { workshops: string }
type SegmentRow = { units: number; served: string }
type By = { actor: Actor; now: number; holds: Holds }

/** How many faulty units a refusal names. */
export const NAMED_MAX = 100

const named = sql`u.id, u.code, u.level_id as "levelId", u.name_en as "nameEn", u.name_hi as "nameHi"`
/** Joins open units `u` of the trainee level to their segment `s`: by CROSS JOIN, else SQLite walks all units first. */
export const inSegment = sql`u.level_id = (select trainee_level_id from tier) and u.path >= s.starts and u.path < s.until
  and u.closed_on is null`

/** Segments of the tree with how many units they hold and, for each wing that counts, who serves it there (JSON). */
export const segmentsOf = (question: Question) =>
  q.all<SegmentRow>(sql`${resolution(question)}
    select s.units, (select json_group_array(json((
        select json_group_array(c.workshop_id) from covers c where c.unit_id = s.owner and c.wing_id = k.wing_id)))
      from classes k) as served
    from segments s`)

const wingsOr = sql`case when count(*) = (select count(*) from classes) then '[]' else json_group_array(wing_id) end`

/** Table: where nobody serves some of the people, with their wings (JSON, empty: everybody). */
export const bare = sql`bare (starts, until, wings) as materialized (
  select starts, until, ${wingsOr} from tallied where n = 0 group by starts, until)`

/** Table: where several workshops serve some of the people, with those workshops and these wings (JSON). */
export const shared = sql`shared (starts, until, workshops, wings) as materialized (
  select starts, until, workshops, ${wingsOr}
  from (select s.starts, s.until, s.wing_id, (
      select json_group_array(json_object('id', id, 'nameEn', name_en, 'nameHi', name_hi)) from (
        select w.id, w.name_en, w.name_hi from covers c join workshops w on w.id = c.workshop_id
        where c.unit_id = s.owner and c.wing_id = s.wing_id order by w.id)) as workshops
    from tallied s where s.n > 1)
  group by starts, until, workshops)`

/** Units that no workshop serves, with the wings of which that is so (JSON, empty: of everybody), at most `NAMED_MAX`. */
export const gapsOf = (question: Question) =>
  q.all<GapRow>(sql`${resolution(question)}, ${tallied}, ${bare}
    select ${named}, s.wings from bare s cross join units u on ${inSegment} limit ${NAMED_MAX}`)

/** Units that several workshops serve, each with those and the wings of which that is so (JSON), at most `NAMED_MAX`. */
export const overlapsOf = (question: Question) =>
  q.all<OverlapRow>(sql`${resolution(question)}, ${tallied}, ${shared}
    select ${named}, s.workshops, s.wings from shared s cross join units u on ${inSegment} limit ${NAMED_MAX}`)

/** A term of a catchment with its unit; `each` and `wing` are its level and its wing, or ''. */
export type TermRow = NamedUnit & LimitRow & { workshopId: string; sign: number }

/** The level and the wing of a term, or '', with their names. */
export type LimitRow = {
  each: string
  eachEn: string | null
  eachHi: string | null
  wing: string
  wingEn: string | null
  wingHi: string | null
}

/** Columns of a `LimitRow`; what `limits` joins. */
export const limitColumns = sql`xl.name_en as "eachEn", xl.name_hi as "eachHi", xw.name_en as "wingEn", xw.name_hi as "wingHi"`

/** The level and the wing of the terms `of`. */
export const limits = (of: SQL) =>
  sql`left join levels xl on xl.id = ${of}.level_id left join wings xw on xw.id = ${of}.wing_id`

/** Terms of the catchments of the workshops `w` where `guard` holds, in the order of the units' codes. */
export const termsWhere = (guard: SQL) =>
  q.all<TermRow>(sql`select ct.workshop_id as "workshopId", ct.sign, ct.level_id as each, ct.wing_id as wing, ${limitColumns}, ${named}
    from workshops w join catchment_terms ct on ct.workshop_id = w.id join units u on u.id = ct.unit_id
      join tiers t on t.id = w.tier_id join units h on h.id = w.unit_id ${limits(sql`ct`)}
    where ${guard} order by ct.workshop_id, u.code, ct.level_id, ct.wing_id`)

/** The published plan that a workshop belongs to, as the tier of a question; no row when there is none. */
export const publishedPlanOf = (workshopId: string) => sql`select t.id, t.trainee_level_id from tiers t
  where t.id = (select w.tier_id from workshops w where w.id = ${workshopId} and ${ownPlan})
    and t.plan_published_at is not null`

/** True when a workshop belongs to no published plan, or the plan stays a partition with the proposed catchment. */
export const keepsPlan = (proposal: Proposal) => sql`(
  not exists (${publishedPlanOf(proposal.workshopId)})
  or ${isPartition({ tier: publishedPlanOf(proposal.workshopId), proposed: [proposal] })})`

/** Statements: the faults that a published plan would have with a proposed catchment, where `guard` holds. */
export function faultsWith(proposal: Proposal, guard: SQL) {
  const tier = sql`select t.id, t.trainee_level_id from workshops w join tiers t on t.id = w.tier_id
    join units h on h.id = w.unit_id
    where w.id = ${proposal.workshopId} and t.plan_published_at is not null and ${ownPlan} and ${guard}`
  const question = { tier, proposed: [proposal] }
  return [gapsOf(question), overlapsOf(question)] as const
}

/** Those of the wanted terms whose unit, level and wing there are, where the caller may act. */
const usable = (proposal: Proposal, holds: Holds) => sql`
  from json_each(${jsonList(termsOf(proposal))}) i cross join units u on u.id = i.value ->> 'unitId'
    join levels l on l.id = u.level_id, workshops w join tiers t on t.id = w.tier_id
    join levels n on n.id = t.trainee_level_id left join levels x on x.id = i.value ->> 'levelId'
  where w.id = ${proposal.workshopId} and u.closed_on is null and ${fits}
    and ${holds({ path: sql`u.path`, workshop: sql`w.id`, tier: sql`t.id` })}`

/** True when a wanted term's level stands between its unit and the trainees, and its wing is one. */
export const fits = sql`(i.value ->> 'levelId' = '' or (x.depth >= l.depth and x.depth <= n.depth))
  and (i.value ->> 'wingId' = '' or i.value ->> 'wingId' in (select id from wings))`

/** Those of the wanted terms that the caller may write, and whether their unit stands too low for it. */
export const termFacts = (proposal: Proposal, holds: Holds) =>
  q.all<TermFact>(sql`select u.id, i.value ->> 'levelId' as each, i.value ->> 'wingId' as wing, l.depth > n.depth as below
    ${usable(proposal, holds)}`)

/** Takes a catchment over if the workshop is as it was seen, every unit may be named, and a published plan stays whole. */
export function claimCatchment(proposal: Proposal, version: number, { actor, now, holds }: By) {
  return q.run(sql`update workshops set version = version + 1, catchment_at = ${now}, catchment_by = ${actor.personId}
    where id = ${proposal.workshopId} and version = ${version} and cancelled_at is null
      and ${heldHere(holds)}
      and (select count(*) ${usable(proposal, holds)} and l.depth <= n.depth) = ${termsOf(proposal).length}
      and ${keepsPlan(proposal)}`)
}

/** Replaces workshops' terms after their catchments were claimed; a term that stays is not touched. */
export function replaceTerms(c: Asking, proposals: readonly Proposal[]) {
  const ids = jsonList(proposals.map(({ workshopId }) => workshopId))
  const wanted = sql`select value ->> 'workshopId', value ->> 'unitId', value ->> 'levelId', value ->> 'wingId',
    value ->> 'sign' from json_each(${jsonList(proposals.flatMap(termsOf))})`
  return [
    q.run(sql`delete from catchment_terms
      where workshop_id in (select value from json_each(${ids}))
        and (workshop_id, unit_id, level_id, wing_id, sign) not in (${wanted}) and ${whenRecorded(c)}`),
    q.run(sql`insert into catchment_terms (workshop_id, unit_id, level_id, wing_id, sign)
      ${wanted} where ${whenRecorded(c)} on conflict do nothing`),
  ] as const
}

/** Adds an included unit to a workshop's catchment where `guard` holds; for workshops that belong to no plan. */
export const addTerm = (workshopId: string, unitId: string, guard: SQL) =>
  q.run(sql`insert into catchment_terms (workshop_id, unit_id, sign)
    select ${workshopId}, ${unitId}, 1 where ${guard} on conflict do nothing`)
