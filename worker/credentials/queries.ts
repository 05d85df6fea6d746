import { type SQL, sql } from 'drizzle-orm'
import { subjectsPassed } from '../assessments/index.ts'
import {
  type AttendeeRow,
  attendeeColumns,
  daysMarked,
  sessionsMarked,
  sessionsTaught,
} from '../attendance/index.ts'
import { unitJson } from '../people/index.ts'
import type { Actor, Holds } from '../platform/auth.ts'
import { jsonList, q } from '../platform/sql.ts'
import type { PassRule, Trainee } from './rules.ts'
import { taughtJson } from './versions/queries.ts'

/** True where the caller holds the route's capability over a workshop `w` hosted by unit `u`. */
export const overWorkshop = (holds: Holds) =>
  holds({ path: sql`u.path`, tier: sql`w.tier_id`, workshop: sql`w.id` })

/** True for a credential `c` of unit `s` that is the caller's own, or lies where he holds the route's capability. */
export const readable = (actor: Actor, holds: Holds) =>
  sql`(c.person_id = ${actor.personId}
    or ${holds({ path: sql`s.path`, tier: sql`c.tier_id`, workshop: sql`c.workshop_id` })})`

type Sitting = PassRule & { tierId: string; startsOn: string; endsOn: string }

/** True when a registration `r` has what its tier `t` asks for, in its workshop `w`. */
export const hasPassed = sql`(${daysMarked(sql`r.id`)} >= t.pass_days
  and (t.pass_sessions = 0 or (${sessionsTaught(sql`w.id`)} > 0
    and ${sessionsMarked(sql`r.id`)} * 100 >= t.pass_sessions * ${sessionsTaught(sql`w.id`)}))
  and (t.pass_subjects = 0 or ${subjectsPassed(sql`r.id`)} >= t.pass_subjects))`

/** A workshop that takes place, with what it needs to be passed. */
const sitting = (workshopId: string, holds: Holds) =>
  q.all<Sitting>(sql`select t.id as "tierId", w.starts_on as "startsOn", w.ends_on as "endsOn",
      t.pass_days as "passDays", t.pass_sessions as "passSessions", t.pass_subjects as "passSubjects", ${sessionsTaught(sql`w.id`)} as "ofSessions"
    from workshops w join tiers t on t.id = w.tier_id join units u on u.id = w.unit_id
    where w.id = ${workshopId} and w.cancelled_at is null and ${overWorkshop(holds)}`)

type TrainerRow = {
  id: string
  nameEn: string
  nameHi: string
  credentialId: string | null
  generation: number | null
}

/** The faculty of a workshop, who leads first, each with his live credential of the tier before. */
const trainers = (workshopId: string, holds: Holds) =>
  q.all<TrainerRow>(sql`select f.person_id as id, coalesce(p.name_en, '') as "nameEn",
      coalesce(p.name_hi, '') as "nameHi", c.id as "credentialId", c.generation
    from workshops w join units u on u.id = w.unit_id join tiers t on t.id = w.tier_id
      join faculty f on f.workshop_id = w.id left join people p on p.id = f.person_id
      left join tiers b on b.programme_id = t.programme_id and b.position = t.position - 1
      left join credentials c on c.person_id = f.person_id and c.tier_id = b.id and c.revoked_at is null
    where w.id = ${workshopId} and ${overWorkshop(holds)} order by f.leads desc, f.person_id`)

/** Live registrations of a workshop with what each has earned, by name. */
const trainees = (workshopId: string, holds: Holds) =>
  q.all<AttendeeRow & Trainee>(sql`select r.id as "registrationId", ${attendeeColumns},
      ${daysMarked(sql`r.id`)} as days, ${sessionsMarked(sql`r.id`)} as sessions,
      ${subjectsPassed(sql`r.id`)} as subjects, c.id as "credentialId", c.code as "credentialCode",
      c.registration_id as "creditedRegistrationId", c.issued_at < unixepoch(w.starts_on) as older,
      exists (select 1 from renewals n where n.registration_id = r.id) as renewed,
      exists (select 1 from credentials o where o.registration_id = r.id and o.revoked_at is not null) as revoked
    from workshops w join units u on u.id = w.unit_id
      join registrations r on r.workshop_id = w.id and r.cancelled_at is null
      join people p on p.id = r.person_id join units s on s.id = r.unit_id
      left join credentials c on c.person_id = r.person_id and c.tier_id = r.tier_id and c.revoked_at is null
    where w.id = ${workshopId} and ${overWorkshop(holds)} order by p.name_en, r.id`)

/** What an offer of credentials needs: the workshop, its trainers, its trainees. */
export const standings = (workshopId: string, holds: Holds) =>
  [sitting(workshopId, holds), trainers(workshopId, holds), trainees(workshopId, holds)] as const

/** A credential to be issued, with its signature. */
export type Signed = {
  id: string
  code: string
  registrationId: string
  personId: string
  unitId: string
  signature: string
}

const given = (key: string) => sql.raw(`(e.value ->> '${key}')`)

/** Issues credentials to those who still live in the workshop, still have what it takes, and hold none of this tier. */
export const issue = (
  { workshopId, generation }: { workshopId: string; generation: number },
  signed: readonly Signed[],
  by: { personId: string; now: number },
  holds: Holds,
) =>
  q.run(sql`insert into credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id,
      generation, issued_by, issued_at, signature)
    select ${given('id')}, ${given('code')}, r.id, r.person_id, r.tier_id, r.workshop_id, r.unit_id,
      ${generation}, ${by.personId}, ${by.now}, ${given('signature')}
    from workshops w join units u on u.id = w.unit_id join tiers t on t.id = w.tier_id
      join json_each(${jsonList(signed)}) e
      join registrations r on r.id = ${given('registrationId')} and r.workshop_id = w.id
    where w.id = ${workshopId} and w.cancelled_at is null and r.cancelled_at is null
      and r.person_id = ${given('personId')} and r.unit_id = ${given('unitId')}
      and ${hasPassed} and ${overWorkshop(holds)}
    on conflict do nothing`)

/** Writes down who trained the holders of credentials that were issued. */
export const trace = (
  credentialIds: readonly string[],
  by: readonly { id: string; credentialId: string | null }[],
) =>
  q.run(sql`insert into lineage (credential_id, trainer_id, trainer_credential_id)
    select c.id, b.value ->> 'id', b.value ->> 'credentialId'
    from json_each(${jsonList(credentialIds)}) e join credentials c on c.id = e.value, json_each(${jsonList(by)}) b
    where true on conflict do nothing`)

/** Which of these credentials stand, where the caller may issue them. */
export const issuedAmong = (workshopId: string, credentialIds: readonly string[], holds: Holds) =>
  q.all<AttendeeRow & { id: string; code: string; registrationId: string }>(sql`
    select c.id, c.code, c.registration_id as "registrationId", ${attendeeColumns}
    from json_each(${jsonList(credentialIds)}) e join credentials c on c.id = e.value
      join workshops w on w.id = c.workshop_id join units u on u.id = w.unit_id
      join people p on p.id = c.person_id join units s on s.id = c.unit_id
    where w.id = ${workshopId} and ${overWorkshop(holds)} order by p.name_en, c.id`)

/** A certificate as it is stored; `venueUnit` is JSON for `unitRef`. */
export type CredentialRow = AttendeeRow & {
  id: string
  code: string
  generation: number
  issuedAt: number
  revokedAt: number | null
  revokedReason: string | null
  validUntil: number | null
  renewedAt: number | null
  /** 1 when a subject was given a new version since. */
  outdated: number
  days: number
  programmeId: string
  programmeEn: string
  programmeHi: string
  tierId: string
  tierEn: string
  tierHi: string
  workshopId: string
  workshopEn: string
  workshopHi: string
  venueEn: string | null
  venueHi: string | null
  startsOn: string
  endsOn: string
  hostUnit: string
  /** The unit that the signature names: where the holder was when it was issued. */
  signedUnitId: string
  /** Whom the signature names: another record of the holder, where two were merged. */
  signedPersonId: string
  signature: string
  timeZone: string
  trainers: string
  /** Subjects with their versions, JSON. */
  subjects: string
}

/** The faculty that trained the holder of credential `c`, as one JSON text. */
export const trainersJson = sql.raw(`(select json_group_array(json_object('id', l.trainer_id,
    'nameEn', coalesce(tp.name_en, ''), 'nameHi', coalesce(tp.name_hi, ''), 'credentialId', l.trainer_credential_id))
  from lineage l left join people tp on tp.id = l.trainer_id where l.credential_id = c.id)`)

/** Everything that credentials' pages and their verification show, where `guard` holds of `c`, the newest first. */
export const credentialsWhere = (guard: SQL, limit = -1) =>
  q.all<CredentialRow>(sql`select c.id, c.code, c.generation, c.issued_at as "issuedAt",
      c.revoked_at as "revokedAt", c.revoked_reason as "revokedReason", c.valid_until as "validUntil",
      (select max(n.renewed_at) from renewals n where n.credential_id = c.id) as "renewedAt",
      c.syllabus < g.syllabus as outdated, ${attendeeColumns},
      ${daysMarked(sql`c.registration_id`)} as days, g.id as "programmeId", g.name_en as "programmeEn",
      g.name_hi as "programmeHi", t.id as "tierId", t.name_en as "tierEn", t.name_hi as "tierHi",
      w.id as "workshopId", w.name_en as "workshopEn", w.name_hi as "workshopHi", w.venue_en as "venueEn",
      w.venue_hi as "venueHi", w.starts_on as "startsOn", w.ends_on as "endsOn", ${unitJson('u')} as "hostUnit",
      coalesce(c.signed_unit_id, c.unit_id) as "signedUnitId", coalesce(c.signed_person_id, c.person_id) as "signedPersonId", c.signature, (select time_zone from organisation) as "timeZone", ${trainersJson} as trainers, ${taughtJson} as subjects
    from credentials c join people p on p.id = c.person_id join units s on s.id = c.unit_id
      join tiers t on t.id = c.tier_id join programmes g on g.id = t.programme_id
      join workshops w on w.id = c.workshop_id join units u on u.id = w.unit_id
    where ${guard} order by c.issued_at desc, c.id desc limit ${limit}`)

/** How many certificates a page of a workshop's holds. */
export const PAGE = 100

/** A workshop that the caller issues for, and a page of its credentials, revoked ones too, with one more than a page. */
export const issuedIn = (workshopId: string, after: string | undefined, holds: Holds) =>
  [
    sitting(workshopId, holds),
    credentialsWhere(
      sql`c.workshop_id = ${workshopId} and ${overWorkshop(holds)} ${
        after
          ? sql`and (c.issued_at, c.id) < (select o.issued_at, o.id from credentials o where o.id = ${after})`
          : sql``
      }`,
      PAGE + 1,
    ),
  ] as const

/** Ends a credential, if the caller may issue it and it lives. */
export const revoke = (id: string, reason: string, by: { personId: string; now: number }, holds: Holds) =>
  q.run(sql`update credentials set revoked_at = ${by.now}, revoked_by = ${by.personId}, revoked_reason = ${reason}
    where revoked_at is null and id in (select c.id from credentials c join workshops w on w.id = c.workshop_id
      join units u on u.id = w.unit_id where c.id = ${id} and ${overWorkshop(holds)})`)

/** A credential as the one who may issue it sees it after ending it. */
export const revoked = (id: string, holds: Holds) =>
  credentialsWhere(sql`c.id = ${id} and ${overWorkshop(holds)}`)
