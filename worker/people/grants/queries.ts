import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { grants } from '../../../db/tenant/schema/people.ts'
import { pathOf } from '../../hierarchy/index.ts'
import { type Actor, type Holds, holding, type Place } from '../../platform/auth.ts'
import { CAPABILITIES, type Role, rolesWith } from '../../platform/roles.ts'
import { insertIf, q, under } from '../../platform/sql.ts'
import { overPersonId, unitJson } from '../queries.ts'
import type { GrantDraft } from './shapes.ts'

type Draft = z.infer<typeof GrantDraft>

/** Who asks, when, and his power to edit grants. */
export type Giver = { actor: Actor; now: number; holds: Holds }

/** One capability of every set of roles that tells capabilities apart: who holds it holds all of its set. */
const TELLING = [
  ...new Map(CAPABILITIES.map((capability) => [rolesWith(capability).join(), capability])).values(),
]

const list = (roles: readonly Role[]) =>
  sql.join(
    roles.map((role) => sql`${role}`),
    sql`, `,
  )

/** True when the giver holds, at the place, everything that the role gives. */
export const holdsAllOf = (role: SQL, place: Place, { actor, now }: Giver) =>
  sql.join(
    TELLING.map(
      (capability) =>
        sql`(${role} not in (${list(rolesWith(capability))}) or ${holding(actor, capability, now)(place)})`,
    ),
    sql` and `,
  )

const asked = ({ unitId, wingId, workshopId, tierId }: Draft): Place => ({
  path: pathOf(unitId),
  wing: sql`${wingId}`,
  workshop: sql`${workshopId}`,
  tier: sql`${tierId}`,
})

/** The place of grant `g` at unit `u`. */
export const given: Place = {
  path: sql`u.path`,
  wing: sql`g.wing_id`,
  workshop: sql`g.workshop_id`,
  tier: sql`g.tier_id`,
}

/** Whether the giver sees a person. */
export const knows = (personId: string, { actor, now }: Giver) =>
  overPersonId(personId, holding(actor, 'people:read', now))

/** Gives a role, if the giver sees the person and holds all of the role there; the same id again is the same grant. */
export function give(draft: Draft, giver: Giver) {
  const { now, actor, holds } = giver
  const fromAt = Math.max(now, draft.fromAt ?? now)
  const row = { ...draft, fromAt, givenBy: actor.personId, givenAt: now }
  const wing = sql`(${draft.wingId} is null or exists (select 1 from wings where id = ${draft.wingId}))`
  const lasting = sql`(${draft.untilAt} is null or ${draft.untilAt} > ${fromAt})`
  const place = asked(draft)
  return insertIf(
    grants,
    row,
    sql`${holds(place)} and ${knows(draft.personId, giver)} and ${wing} and ${lasting}
      and ${holdsAllOf(sql`${draft.role}`, place, giver)}`,
  )
}

/** Whether the giver may give anything there to that person, and whether he holds all of the role. */
export const judge = (draft: Draft, giver: Giver) =>
  q.all<{ here: number; able: number }>(sql`select
    ${giver.holds(asked(draft))} and ${knows(draft.personId, giver)} as here,
    ${holdsAllOf(sql`${draft.role}`, asked(draft), giver)} as able`)

type Row = {
  id: string
  personId: string
  role: Role
  unit: string
  wingId: string | null
  workshopId: string | null
  tierId: string | null
  fromAt: number
  untilAt: number | null
  givenBy: string | null
  approvalId: string | null
  live: number
}

const columns = (now: number) => sql`g.id, g.person_id as "personId", g.role, ${unitJson('u')} as unit,
  g.wing_id as "wingId", g.workshop_id as "workshopId", g.tier_id as "tierId", g.from_at as "fromAt",
  g.until_at as "untilAt", g.given_by as "givenBy", g.approval_id as "approvalId",
  g.from_at <= ${now} and (g.until_at is null or g.until_at > ${now}) as live`

/** A grant that the giver may edit. */
export const one = (id: string, { now, holds }: Giver) =>
  q.all<Row>(sql`select ${columns(now)} from grants g join units u on u.id = g.unit_id
    where g.id = ${id} and ${holds(given)}`)

/** Whether the giver sees a person; then the person's grants that he may edit, the newest first. */
export const ofPerson = (personId: string, giver: Giver) =>
  [
    q.all<{ seen: number }>(sql`select ${knows(personId, giver)} as seen`),
    q.all<Row>(sql`select ${columns(giver.now)} from grants g join units u on u.id = g.unit_id
      where g.person_id = ${personId} and ${giver.holds(given)} order by g.given_at desc, g.id desc`),
  ] as const

/** Live grants within a unit, from the top; at most 500. */
export const within = (unitId: string, { now, holds }: Giver) =>
  q.all<Row & { nameEn: string; nameHi: string }>(sql`select ${columns(now)},
      coalesce(p.name_en, '') as "nameEn", coalesce(p.name_hi, '') as "nameHi"
    from grants g join units u on u.id = g.unit_id left join people p on p.id = g.person_id
    where ${under(sql`u.path`, pathOf(unitId))} and ${holds(given)}
      and g.from_at <= ${now} and (g.until_at is null or g.until_at > ${now})
    order by u.path, g.role, g.id limit 500`)

/** Ends a grant now, if the giver holds all that it gives. That an owner stays is held by the table itself. */
export const end = (id: string, giver: Giver) =>
  q.run(sql`update grants set until_at = ${giver.now}, ended_by = ${giver.actor.personId} where id = ${id}
    and (until_at is null or until_at > ${giver.now}) and exists (
      select 1 from grants g join units u on u.id = g.unit_id where g.id = grants.id and ${giver.holds(given)}
        and ${holdsAllOf(sql`g.role`, given, giver)})`)

/** What ending a grant will come to; asked before, since whoever ends his own sees nothing afterwards. */
export const ending = (id: string, giver: Giver) =>
  q.all<{ live: number; able: number }>(sql`
    select (g.until_at is null or g.until_at > ${giver.now}) as live,
      (${holdsAllOf(sql`g.role`, given, giver)}) as able
    from grants g join units u on u.id = g.unit_id where g.id = ${id} and ${giver.holds(given)}`)
