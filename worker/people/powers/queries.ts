import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { pathOf } from '../../hierarchy/index.ts'
import { type Holds, holding, type Place, powersOn, reaches, rolesFor } from '../../platform/auth.ts'
import { CAPABILITIES, type Role } from '../../platform/roles.ts'
import { q } from '../../platform/sql.ts'
import { over, unitJson } from '../queries.ts'
import type { PlaceAsked } from './shapes.ts'

type Asked = z.infer<typeof PlaceAsked>

/** The place that a question names. */
export const placeAsked = ({ unit, wing, workshop, tier }: Asked): Place => ({
  path: pathOf(unit),
  ...(wing ? { wing: sql`${wing}` } : {}),
  ...(workshop ? { workshop: sql`${workshop}` } : {}),
  ...(tier ? { tier: sql`${tier}` } : {}),
})

const named = (
  table: string,
  id: string,
) => sql`(select json_object('id', n.id, 'nameEn', n.name_en, 'nameHi', n.name_hi)
  from ${sql.raw(table)} n where n.id = ${sql.raw(id)})`

/** A power as its statement reads it; JSON where it refers to something. */
export type SourceRow = {
  grantId: string | null
  credentialId: string | null
  credentialCode: string | null
  role: Role
  unit: string
  wing: string | null
  workshop: string | null
  tier: string | null
  fromAt: number
  untilAt: number | null
  givenBy: string | null
  approvedBy: string | null
  here: number
}

const live = (now: number) => sql`o.from_at <= ${now} and (o.until_at is null or o.until_at > ${now})`

/** Every live power of a person, from the top, and whether it reaches the place. */
export const sources = (personId: string, place: Place, now: number) =>
  q.all<SourceRow>(sql`select o.grant_id as "grantId", o.credential_id as "credentialId", c.code as "credentialCode",
      o.role, ${unitJson('u')} as unit, ${named('wings', 'o.wing_id')} as wing,
      ${named('workshops', 'o.workshop_id')} as workshop, ${named('tiers', 'o.tier_id')} as tier,
      o.from_at as "fromAt", o.until_at as "untilAt",
      ${named('people', 'coalesce(g.given_by, c.issued_by)')} as "givenBy",
      ${named('people', '(select a.decided_by from approvals a where a.id = g.approval_id)')} as "approvedBy",
      ${reaches('o', place)} as here
    from powers o join units u on u.path = o.path left join grants g on g.id = o.grant_id
      left join credentials c on c.id = o.credential_id
    where o.person_id = ${personId} and ${live(now)} order by u.path, o.role, o.from_at`)

/** Whether a person holds each capability at the place: a JSON list in the order of CAPABILITIES, as `holding` says it. */
export const heldEach = (personId: string, place: Place, now: number) =>
  q.all<{ held: string }>(
    sql`select json_array(${sql.join(
      CAPABILITIES.map((capability) => holding({ personId }, capability, now)(place)),
      sql`, `,
    )}) as held`,
  )

/** The unit and the person, where the asker may edit grants at the place and sees the person. */
export const subject = (personId: string, asked: Asked, holds: Holds, sees: SQL) =>
  q.all<{
    person: string
    unit: string
  }>(sql`select ${named('people', 'p.id')} as person, ${unitJson('u')} as unit
    from units u, people p where u.id = ${asked.unit} and p.id = ${personId}
      and ${holds(placeAsked(asked))} and ${sees}`)

/** A power that reaches the caller's person. */
export type WatcherRow = {
  person: string | null
  personId: string
  role: Role
  unit: string
  wing: string | null
  fromAt: number
  untilAt: number | null
  seesMe: number
  seesContact: number
}

/** Live powers of others that reach a person, from the top: what each shows. Only powers at the units above count. */
export const watchers = (personId: string, now: number) =>
  q.all<WatcherRow>(sql`select ${named('people', 'o.person_id')} as person, o.person_id as "personId", o.role,
      ${unitJson('top')} as unit, ${named('wings', 'o.wing_id')} as wing, o.from_at as "fromAt", o.until_at as "untilAt",
      o.role in (${rolesFor('people:read')}) as "seesMe", o.role in (${rolesFor('people:contact')}) as "seesContact"
    from people p cross join units u on u.id = p.unit_id
      cross join ${powersOn(sql`(select hu.path from people h join units hu on hu.id = h.unit_id where h.id = ${personId})`)} o
      cross join units top on top.path = o.path
    where p.id = ${personId} and o.person_id <> ${personId} and ${live(now)}
      and o.role in (${rolesFor('people:read')}, ${rolesFor('people:contact')})
      and ${over((place) => reaches('o', place))}
    order by top.path, o.role, o.from_at limit 500`)

/** The latest times when somebody looked at a person's phone or e-mail. */
export const revealings = (personId: string) =>
  q.all<{
    at: number
    by: string | null
  }>(sql`select l.at, ${named('people', 'l.actor_id')} as by from audit l
    where l.subject_id = ${personId} and l.action = 'person.contact-seen' and l.actor_id is not ${personId}
    order by l.seq desc limit 30`)
