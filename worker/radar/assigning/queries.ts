import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { grants } from '../../../db/tenant/schema/people.ts'
import { pathOf } from '../../hierarchy/index.ts'
import { unitJson } from '../../people/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { newId } from '../../platform/id.ts'
import { insertIf, q } from '../../platform/sql.ts'
import { nearestSpare, taughtOn, walkOf } from '../ground.ts'
import type { AssignmentDraft } from './shapes.ts'

type Draft = z.infer<typeof AssignmentDraft>

/** Of how many units the spare trainers are compared, and how many are proposed. */
const COMPARED = 200
const PROPOSED = 5

const here = (holds: Holds, unit = 'u') => holds({ path: sql.raw(`${unit}.path`), tier: sql`t.id` })

/** The unit that needs a trainer, where the caller may act. */
export const needing = (tierId: string, unitId: string, holds: Holds) =>
  q.all<{ unit: string; path: string; trainers: number }>(sql`select ${unitJson('u')} as unit, u.path,
      coalesce((select trainers from ground where tier_id = t.id and unit_id = u.id), 0) as trainers
    from ${taughtOn(tierId)} cross join units u
    where u.id = ${unitId} and u.level_id = b.trainee_level_id and u.closed_on is null and ${here(holds)}`)

/** A spare trainer; `unit` is JSON. */
export type SpareRow = {
  credentialId: string
  id: string
  nameEn: string
  nameHi: string
  unit: string
  path: string
  batches: number
  trainedOn: string
}

/** Spare trainers around a unit: in the subtree of the nearest unit above it that has any and that the caller reaches. */
export function spareNear(tierId: string, unitId: string, now: number, holds: Holds) {
  const top = sql`select ${nearestSpare(here(holds, 'a'))} from ${taughtOn(tierId)} cross join units u where u.id = ${unitId}`
  const goes = sql`exists (select 1 from ground r where r.tier_id = t.id and r.unit_id = u.id and r.spare > 0)`
  return q.all<SpareRow>(sql`with ${walkOf({ tierId, top, goes, after: sql`''` })},
    some as materialized (select w.id from walk w
      where w.hit and ${holds({ path: sql`w.path`, tier: sql`${tierId}` })} limit ${COMPARED})
    select k.credential_id as "credentialId", p.id, p.name_en as "nameEn", p.name_hi as "nameHi",
      ${unitJson('u')} as unit, u.path, k.batches, k.trained_on as "trainedOn"
    from some w cross join units u on u.id = w.id cross join teachers k on k.unit_id = u.id and k.tier_id = ${tierId}
      cross join credentials c on c.id = k.credential_id cross join people p on p.id = c.person_id
    where k.spare and (c.valid_until is null or c.valid_until > ${now})
    order by k.batches, length(u.path), k.trained_on, k.credential_id limit ${PROPOSED}`)
}

/** True when a draft's trainer is spare and its unit has none, both where the caller may act. */
const fits = ({ tierId, unitId, credentialId }: Draft, now: number, holds: Holds) => sql`exists (
  select 1 from ${taughtOn(tierId)} cross join units u cross join teachers k cross join units h on h.id = k.unit_id
  where u.id = ${unitId} and u.level_id = b.trainee_level_id and u.closed_on is null
    and k.credential_id = ${credentialId} and k.tier_id = t.id and k.spare and h.id <> u.id
    and exists (select 1 from credentials c where c.id = k.credential_id and (c.valid_until is null or c.valid_until > ${now}))
    and not exists (select 1 from ground r where r.tier_id = t.id and r.unit_id = u.id and r.trainers > 0)
    and ${here(holds)} and ${here(holds, 'h')})`

/** Sends a spare trainer to a unit without one: a grant for that tier there, since his credential is what it takes. */
export const assign = (draft: Draft, by: { personId: string; now: number }, holds: Holds) =>
  insertIf(
    grants,
    {
      id: draft.id,
      personId: '',
      role: 'trainer',
      unitId: draft.unitId,
      tierId: draft.tierId,
      fromAt: by.now,
      givenBy: by.personId,
      givenAt: by.now,
    },
    fits(draft, by.now, holds),
    { personId: sql`(select person_id from credentials where id = ${draft.credentialId})` },
  )

/** Ties the grant to the credential with which it ends. */
export const tie = ({ id, credentialId }: Draft, guard: SQL) =>
  q.run(sql`insert into assignments (grant_id, credential_id) select ${id}, ${credentialId} where ${guard}`)

/** Tells the trainer where he was sent, and what he is to teach there. */
export const tellSent = ({ id }: Draft, link: string, now: number, guard: SQL) =>
  q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
    select ${newId()}, ${`trainer-sent:${id}`}, 'trainer-sent', g.person_id, json_object('unitEn', u.name_en,
      'unitHi', u.name_hi, 'tierEn', t.name_en, 'tierHi', t.name_hi, 'link', ${link}), ${now}
    from grants g join units u on u.id = g.unit_id join tiers t on t.id = g.tier_id
    where g.id = ${id} and ${guard} on conflict do nothing`)

/** An assignment as it is stored; `unit` is JSON. */
export type AssignmentRow = {
  id: string
  tierId: string
  unit: string
  personId: string
  nameEn: string
  nameHi: string
  assignedAt: number
}

/** A live assignment, where the caller may act. */
export const assigned = (id: string, holds: Holds) =>
  q.all<AssignmentRow>(sql`select g.id, g.tier_id as "tierId", ${unitJson('u')} as unit, p.id as "personId",
      p.name_en as "nameEn", p.name_hi as "nameHi", g.given_at as "assignedAt"
    from assignments a join grants g on g.id = a.grant_id join units u on u.id = g.unit_id
      join people p on p.id = g.person_id
    where a.grant_id = ${id} and g.until_at is null and ${holds({ path: sql`u.path`, tier: sql`g.tier_id` })}`)

/** Whether the caller may act at both ends of a draft. */
export const ends = ({ tierId, unitId, credentialId }: Draft, holds: Holds) =>
  q.all<{ seen: number }>(sql`select ${holds({ path: pathOf(unitId), tier: sql`${tierId}` })} and exists (
      select 1 from credentials c join next_tiers n on n.tier_id = c.tier_id and n.next_id = ${tierId}
        join units u on u.id = c.unit_id
      where c.id = ${credentialId} and ${holds({ path: sql`u.path`, tier: sql`${tierId}` })}) as seen`)

/** Ends an assignment now. */
export const unassign = (id: string, by: { personId: string; now: number }, holds: Holds) =>
  q.run(sql`update grants set until_at = ${by.now}, ended_by = ${by.personId}
    where id = ${id} and until_at is null and exists (select 1 from assignments a join units u on u.id = grants.unit_id
      where a.grant_id = grants.id and ${holds({ path: sql`u.path`, tier: sql`grants.tier_id` })})`)

/** Whether there is, or was, such an assignment where the caller may act. */
export const wasAssigned = (id: string, holds: Holds) =>
  q.all<{ seen: number }>(sql`select 1 as seen from assignments a join grants g on g.id = a.grant_id
      join units u on u.id = g.unit_id
    where a.grant_id = ${id} and ${holds({ path: sql`u.path`, tier: sql`g.tier_id` })}`)
