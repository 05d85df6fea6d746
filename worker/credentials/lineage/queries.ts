import { type SQL, sql } from 'drizzle-orm'
import { type AttendeeRow, attendeeColumns } from '../../attendance/index.ts'
import { unitJson } from '../../people/index.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { overWorkshop, readable, trainersJson } from '../queries.ts'

/** Tiers only go down, so that a chain ends; this bounds one that somebody wrote in a circle. */
const STEPS_MAX = 40

/** Of how many of a unit's people the lines are told at once. */
const LINES_MAX = 60

/** How many trainees a page holds. */
export const PAGE = 12

/** Who asks, with what, and when. */
export type Asking = { actor: Actor; holds: Holds; now: number }

/** A credential of the graph as it is stored; `hostUnit` and `trainers` are JSON. */
export type LinkRow = AttendeeRow & {
  credentialId: string
  code: string
  generation: number
  issuedAt: number
  revokedAt: number | null
  validUntil: number | null
  taught: number
  seen: number
  tierId: string
  tierEn: string
  tierHi: string
  workshopId: string
  workshopEn: string
  workshopHi: string
  venueEn: string | null
  venueHi: string | null
  startsOn: string
  hostUnit: string
  trainers: string
}

const linkColumns = (
  by: Asking,
) => sql`c.id as "credentialId", c.code, c.generation, c.issued_at as "issuedAt", c.revoked_at as "revokedAt",
  c.valid_until as "validUntil", ${attendeeColumns}, t.id as "tierId", t.name_en as "tierEn", t.name_hi as "tierHi",
  w.id as "workshopId", w.name_en as "workshopEn", w.name_hi as "workshopHi", w.venue_en as "venueEn", w.venue_hi as "venueHi",
  w.starts_on as "startsOn", ${unitJson('u')} as "hostUnit", ${trainersJson} as trainers, ${readable(by.actor, by.holds)} as seen,
  (select count(*) from lineage b join credentials d on d.id = b.credential_id
    where b.trainer_credential_id = c.id and d.revoked_at is null) as taught`

const linkTables = sql`join people p on p.id = c.person_id join units s on s.id = c.unit_id
  join tiers t on t.id = c.tier_id join workshops w on w.id = c.workshop_id join units u on u.id = w.unit_id`

/** A credential that the caller may read, to begin from. */
export const fromCredential = (credentialId: string, { actor, holds }: Asking) =>
  sql`select c.id from credentials c join units s on s.id = c.unit_id
    where c.id = ${credentialId} and ${readable(actor, holds)}`

/** What the caller may read of a person's credentials. */
export const fromPerson = (personId: string, { actor, holds }: Asking) =>
  sql`select c.id from credentials c join units s on s.id = c.unit_id
    where c.person_id = ${personId} and ${readable(actor, holds)}`

/** What the caller may read of the credentials of a unit's own people, the newest first. */
export const fromUnit = (unitId: string, { actor, holds }: Asking) =>
  sql`select c.id from credentials c join units s on s.id = c.unit_id
    where c.unit_id = ${unitId} and ${readable(actor, holds)} order by c.id desc limit ${LINES_MAX}`

/** The chain from credentials up to their roots, nearest first. */
export const chainOf = (from: SQL, by: Asking) =>
  q.all<LinkRow & { step: number; hallTrained: number | null; hallSeen: number }>(sql`with recursive
    begun (id) as materialized (${from}),
    up (id, step) as (select id, 0 from begun
      union
      select l.trainer_credential_id, up.step + 1 from up join lineage l on l.credential_id = up.id
      where l.trainer_credential_id is not null and up.step < ${STEPS_MAX}),
    found (id, step) as materialized (select id, min(step) from up group by id),
    halls (id, trained) as materialized (select h.id,
        (select count(*) from credentials d where d.workshop_id = h.id and d.revoked_at is null)
      from (select distinct f.workshop_id as id from found x cross join credentials f on f.id = x.id where not exists (
        select 1 from lineage r where r.credential_id = f.id and r.trainer_credential_id is not null)) h)
    select x.step, ${linkColumns(by)}, ${overWorkshop(by.holds)} as "hallSeen", case when not exists (
        select 1 from lineage r where r.credential_id = c.id and r.trainer_credential_id is not null)
      then (select trained from halls where id = w.id) end as "hallTrained"
    from found x cross join credentials c on c.id = x.id ${linkTables}
    order by x.step, c.id`)

/** A unit that the caller may look into, or one of others' credentials there, with how many there are and how many he may read. */
export const unitHeld = (unitId: string, by: Asking) =>
  q.all<{ unit: string; held: number; readable: number }>(sql`select ${unitJson('a')} as unit,
      (select count(*) from credentials c where c.unit_id = a.id) as held,
      (select count(*) from credentials c join units s on s.id = c.unit_id
        where c.unit_id = a.id and ${readable(by.actor, by.holds)}) as readable
    from units a where a.id = ${unitId}
      and (${by.holds({ path: sql`a.path` })} or exists (
        select 1 from (${fromUnit(unitId, by)}) own join credentials c on c.id = own.id
        where c.person_id <> ${by.actor.personId}))`)

/** How many lines of a unit are left out of one answer. */
export const leftOut = (readableCount: number) => Math.max(0, readableCount - LINES_MAX)

/** A person whom the caller may look at, or a credential of whose he may read, or himself. */
export const personSeen = (personId: string, by: Asking) =>
  q.all<{ id: string; nameEn: string; nameHi: string }>(sql`
    select p.id, p.name_en as "nameEn", p.name_hi as "nameHi" from people p join units a on a.id = p.unit_id
    where p.id = ${personId}
      and (p.id = ${by.actor.personId} or ${by.holds({ path: sql`a.path` })}
        or exists (${fromPerson(personId, by)}))`)

type HallRow = Pick<
  LinkRow,
  | 'tierId'
  | 'tierEn'
  | 'tierHi'
  | 'workshopId'
  | 'workshopEn'
  | 'workshopHi'
  | 'venueEn'
  | 'venueHi'
  | 'startsOn'
  | 'hostUnit'
> & { trained: number }

const hallColumns = sql`t.id as "tierId", t.name_en as "tierEn", t.name_hi as "tierHi", w.id as "workshopId",
  w.name_en as "workshopEn", w.name_hi as "workshopHi", w.venue_en as "venueEn", w.venue_hi as "venueHi",
  w.starts_on as "startsOn", ${unitJson('u')} as "hostUnit",
  (select count(*) from credentials d where d.workshop_id = w.id and d.revoked_at is null) as trained`

/** The halls where a person taught without a credential of ours: lines begin there. */
export const hallsOf = (personId: string, { actor, holds }: Asking) =>
  q.all<HallRow>(sql`select ${hallColumns}
    from faculty f join workshops w on w.id = f.workshop_id join units u on u.id = w.unit_id join tiers t on t.id = w.tier_id
    where f.person_id = ${personId} and (f.person_id = ${actor.personId} or ${overWorkshop(holds)})
      and exists (select 1 from credentials c join lineage l on l.credential_id = c.id
        where c.workshop_id = w.id and l.trainer_id = f.person_id and l.trainer_credential_id is null)
    order by w.starts_on desc, w.id`)

/** A workshop that the caller may read, with who taught there, by the first of its credentials. */
export const hallOf = (workshopId: string, { holds }: Asking) =>
  q.all<HallRow & { trainers: string }>(sql`select ${hallColumns}, (select ${trainersJson} from credentials c
      where c.workshop_id = w.id limit 1) as trainers
    from workshops w join units u on u.id = w.unit_id join tiers t on t.id = w.tier_id
    where w.id = ${workshopId} and ${overWorkshop(holds)}`)

/** Whether the holder of a credential has trained somebody by it: those come first. */
const teaches = (alias: 'c' | 'a') =>
  sql.raw(`exists (select 1 from lineage b where b.trainer_credential_id = ${alias}.id)`)

const page = (after: string | undefined) =>
  sql`${
    after
      ? sql`and exists (select 1 from credentials a where a.id = ${after} and (${teaches('c')} < ${teaches('a')}
        or ${teaches('c')} = ${teaches('a')} and c.rowid > a.rowid))`
      : sql``
  } order by ${teaches('c')} desc, c.rowid limit ${PAGE + 1}`

/** A page of those whom the holder of a credential trained by it, as far as the caller may read them; one more than a page. */
export const traineesOf = (credentialId: string, after: string | undefined, by: Asking) =>
  q.all<LinkRow>(sql`select ${linkColumns(by)}
    from lineage own cross join credentials c on c.id = own.credential_id ${linkTables}
    where own.trainer_credential_id = ${credentialId} and ${readable(by.actor, by.holds)} ${page(after)}`)

/** The same of a hall. */
export const traineesIn = (workshopId: string, after: string | undefined, by: Asking) =>
  q.all<LinkRow>(sql`select ${linkColumns(by)} from credentials c ${linkTables}
    where c.workshop_id = ${workshopId} and ${readable(by.actor, by.holds)} ${page(after)}`)

type Told = { trained: number; hidden: number }

const told = ({ actor, holds }: Asking) => sql`coalesce(sum(c.revoked_at is null), 0) as trained,
  coalesce(sum(not ${readable(actor, holds)}), 0) as hidden`

/** How many a holder trained by a credential, and how many of them the caller may not read. */
export const toldOf = (credentialId: string, by: Asking) =>
  q.all<Told>(sql`select ${told(by)} from lineage own join credentials c on c.id = own.credential_id
    join units s on s.id = c.unit_id where own.trainer_credential_id = ${credentialId}`)

/** The same of a hall. */
export const toldIn = (workshopId: string, by: Asking) =>
  q.all<Told>(sql`select ${told(by)} from credentials c join units s on s.id = c.unit_id
    where c.workshop_id = ${workshopId}`)

/** Whether there is a credential that the caller may read. */
export const credentialSeen = (credentialId: string, by: Asking) =>
  q.all<{ id: string }>(fromCredential(credentialId, by))

type Counted = {
  tierId: string
  tierEn: string
  tierHi: string
  step: number
  trained: number
  revoked: number
}

const below = (start: SQL) =>
  q.all<Counted>(sql`with recursive down (id, step) as (
      ${start}
      union
      select l.credential_id, down.step + 1 from down join lineage l on l.trainer_credential_id = down.id
      where down.step < ${STEPS_MAX})
    select t.id as "tierId", t.name_en as "tierEn", t.name_hi as "tierHi", min(x.step) as step,
      sum(c.revoked_at is null) as trained, sum(c.revoked_at is not null) as revoked
    from (select id, min(step) as step from down group by id) x join credentials c on c.id = x.id
      join tiers t on t.id = c.tier_id
    group by t.id order by min(x.step)`)

/** A credential and all below it, counted by tier; the first row is the credential itself, at step 0. */
export const descendantsOf = (credentialId: string, by: Asking) =>
  below(sql`select id, 0 from (${fromCredential(credentialId, by)})`)

/** Those whom a hall trained, and all below them, counted by tier. */
export const descendantsIn = (workshopId: string, { holds }: Asking) =>
  below(sql`select c.id, 1 from workshops w join units u on u.id = w.unit_id
    join credentials c on c.workshop_id = w.id where w.id = ${workshopId} and ${overWorkshop(holds)}`)
