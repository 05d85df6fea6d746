import { type SQL, sql } from 'drizzle-orm'
import type { Asking } from '../../platform/audit.ts'
import { whenRecorded } from '../../platform/audit.ts'
import type { Holds } from '../../platform/auth.ts'
import { idsOnPath, jsonList, q } from '../../platform/sql.ts'
import { heldHere } from '../places.ts'
import { coverOf, isPartition, type Proposal, type Question, resolution, termsOf } from './resolution.ts'
import type { NamedUnit, TermFact } from './rules.ts'

/** How many faulty units a refusal names. */
export const NAMED_MAX = 100

/**
 * True when a workshop serves the place at `path`: some unit on the path is included and none is excluded. The path of
 * a unit below the trainee level gives the same answer as that of its ancestor at the trainee level.
 */
export const inCatchment = (workshopId: SQL | string, path: SQL) => sql`coalesce((
  select min(ct.sign) = 1 from ${idsOnPath(path)} on_path
  join catchment_terms ct on ct.workshop_id = ${workshopId} and ct.unit_id = on_path.value), 0)`

const named = sql`u.id, u.code, u.level_id as "levelId", u.name_en as "nameEn", u.name_hi as "nameHi"`
/** Joins open units `u` of the trainee level to their segment `s`: by CROSS JOIN, else SQLite walks all units first. */
export const inSegment = sql`u.level_id = (select trainee_level_id from tier) and u.path >= s.starts and u.path < s.until
  and u.closed_on is null`

/** Segments of the tree with how many units they hold and the ids of the workshops that serve them (JSON). */
export const segmentsOf = (question: Question) =>
  q.all<{ units: number; workshops: string }>(sql`${resolution(question)}
    select s.units, (select json_group_array(c.workshop_id) from covers c where c.unit_id = s.owner) as workshops
    from segments s`)

/** Units that no workshop serves, at most `NAMED_MAX`. */
export const gapsOf = (question: Question) =>
  q.all<NamedUnit>(sql`${resolution(question)}
    select ${named} from segments s cross join units u on ${inSegment} where ${coverOf} = 0 limit ${NAMED_MAX}`)

/** Units that several workshops serve, each with those workshops (JSON), at most `NAMED_MAX`. */
export const overlapsOf = (question: Question) =>
  q.all<NamedUnit & { workshops: string }>(sql`${resolution(question)}
    select ${named}, (select json_group_array(json_object('id', w.id, 'nameEn', w.name_en, 'nameHi', w.name_hi))
      from covers c join workshops w on w.id = c.workshop_id where c.unit_id = s.owner) as workshops
    from segments s cross join units u on ${inSegment} where ${coverOf} > 1 limit ${NAMED_MAX}`)

/** A term of a catchment with its unit. */
export type TermRow = NamedUnit & { workshopId: string; sign: number }

/** Terms of the catchments of the workshops `w` where `guard` holds, in the order of the units' codes. */
export const termsWhere = (guard: SQL) =>
  q.all<TermRow>(sql`select ct.workshop_id as "workshopId", ct.sign, ${named}
    from workshops w join catchment_terms ct on ct.workshop_id = w.id join units u on u.id = ct.unit_id
      join tiers t on t.id = w.tier_id join units h on h.id = w.unit_id
    where ${guard} order by ct.workshop_id, u.code`)

/** The published plan that a workshop belongs to, as the tier of a question; no row when there is none. */
export const publishedPlanOf = (workshopId: string) => sql`select t.id, t.trainee_level_id from tiers t
  where t.id = (select tier_id from workshops where id = ${workshopId}) and t.plan_published_at is not null`

/** True when a workshop belongs to no published plan, or the plan stays a partition with the proposed catchment. */
export const keepsPlan = (proposal: Proposal) => sql`(
  not exists (${publishedPlanOf(proposal.workshopId)})
  or ${isPartition({ tier: publishedPlanOf(proposal.workshopId), proposed: [proposal] })})`

/** Statements: the faults that a published plan would have with a proposed catchment, where `guard` holds. */
export function faultsWith(proposal: Proposal, guard: SQL) {
  const tier = sql`select t.id, t.trainee_level_id from workshops w join tiers t on t.id = w.tier_id
    join units h on h.id = w.unit_id
    where w.id = ${proposal.workshopId} and t.plan_published_at is not null and ${guard}`
  const question = { tier, proposed: [proposal] }
  return [gapsOf(question), overlapsOf(question)] as const
}

/** Where the caller may act on workshops `w` of a tier: the unit `u` named by a term must lie there too. */
const usable = (workshopId: string, ids: readonly string[], holds: Holds) => sql`
  from json_each(${jsonList(ids)}) i cross join units u on u.id = i.value join levels l on l.id = u.level_id,
    workshops w join tiers t on t.id = w.tier_id join levels n on n.id = t.trainee_level_id
  where w.id = ${workshopId} and u.closed_on is null
    and ${holds({ path: sql`u.path`, workshop: sql`w.id`, tier: sql`t.id` })}`

/** Those of the units that the caller may name in a workshop's catchment, and whether they stand too low for it. */
export const termFacts = ({ workshopId, include, exclude }: Proposal, holds: Holds) =>
  q.all<TermFact>(sql`select u.id, l.depth > n.depth as below
    ${usable(workshopId, [...include, ...exclude], holds)}`)

/** Takes a catchment over if the workshop is as it was seen, every unit may be named, and a published plan stays whole. */
export function claimCatchment(proposal: Proposal, version: number, holds: Holds) {
  const ids = [...proposal.include, ...proposal.exclude]
  return q.run(sql`update workshops set version = version + 1
    where id = ${proposal.workshopId} and version = ${version} and cancelled_at is null
      and ${heldHere(holds)}
      and (select count(*) ${usable(proposal.workshopId, ids, holds)} and l.depth <= n.depth) = ${ids.length}
      and ${keepsPlan(proposal)}`)
}

/** Replaces workshops' terms after their catchments were claimed. */
export function replaceTerms(c: Asking, proposals: readonly Proposal[]) {
  const ids = jsonList(proposals.map(({ workshopId }) => workshopId))
  return [
    q.run(sql`delete from catchment_terms
      where workshop_id in (select value from json_each(${ids})) and ${whenRecorded(c)}`),
    q.run(sql`insert into catchment_terms (workshop_id, unit_id, sign)
      select value ->> 'workshopId', value ->> 'unitId', value ->> 'sign'
      from json_each(${jsonList(proposals.flatMap(termsOf))}) where ${whenRecorded(c)}`),
  ] as const
}

/** Adds an included unit to a workshop's catchment where `guard` holds; for workshops that belong to no plan. */
export const addTerm = (workshopId: string, unitId: string, guard: SQL) =>
  q.run(sql`insert into catchment_terms (workshop_id, unit_id, sign)
    select ${workshopId}, ${unitId}, 1 where ${guard} on conflict do nothing`)
