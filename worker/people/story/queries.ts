import { type SQL, sql } from 'drizzle-orm'
import { type Actor, type Holds, holding } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { overPersonId, unitJson } from '../queries.ts'

/** How many rows of each kind are told, the newest first. */
const MOST = 100

/** How far up a lineage is told. */
const STEPS_MAX = 12

type Names = { nameEn: string; nameHi: string }
type UnitText = { unit: string }

const named = (alias: string) => sql.raw(`${alias}.name_en as "nameEn", ${alias}.name_hi as "nameHi"`)
const by = (column: string) =>
  sql.raw(
    `(select json_object('nameEn', b.name_en, 'nameHi', b.name_hi) from people b where b.id = ${column}) as by`,
  )

const namesJson = (alias: string) =>
  sql.raw(
    `case when ${alias}.id is not null then json_object('nameEn', ${alias}.name_en, 'nameHi', ${alias}.name_hi) end`,
  )

/** A stay in another unit that ended. */
export type TransferRow = { at: number; from: string; unit: string; by: string | null }
export type OfficeRow = Names & UnitText & { id: string; fromOn: string; untilOn: string | null }
export type SeatRow = Names &
  UnitText & {
    id: string
    workshopId: string
    startsOn: string
    registeredAt: number
    cancelledAt: number | null
    days: number
    dueMinor: number | null
    paidMinor: number | null
    currency: string
  }
export type LinkRow = Names & {
  rootId: string
  step: number
  credentialId: string
  personId: string
  personEn: string
  personHi: string
  generation: number
  issuedAt: number
  revokedAt: number | null
}
export type PriorRow = {
  id: string
  tier: string | null
  subject: string | null
  unit: string
  on: string | null
  taughtBy: string | null
  place: string | null
  certificate: string | null
  recordedAt: number
  by: string | null
}
export type TeachingRow = Names & { workshopId: string; startsOn: string; leads: number; trained: number }
export type ConsentRow = { at: number; given: number; channel: string; version: number }
export type MergeStoryRow = Names & {
  id: string
  goneId: string
  mergedAt: number
  undoneAt: number | null
  by: string | null
}

const seats = (personId: string, guard: SQL, reads: Holds, owes: Holds) =>
  q.all<SeatRow>(sql`select r.id, r.workshop_id as "workshopId", ${named('w')}, w.starts_on as "startsOn",
      ${unitJson('u')} as unit, r.registered_at as "registeredAt", r.cancelled_at as "cancelledAt",
      (select count(*) from marks m where m.registration_id = r.id) as days, w.currency,
      case when ${owes({ path: sql`h.path`, workshop: sql`w.id`, tier: sql`w.tier_id` })} then coalesce(
        (select d.amount_minor from dues d where d.registration_id = r.id), 0) - coalesce(
        (select sum(v.amount_minor) from waivers v where v.registration_id = r.id), 0) end as "dueMinor",
      case when ${owes({ path: sql`h.path`, workshop: sql`w.id`, tier: sql`w.tier_id` })} then coalesce(
        (select sum(y.amount_minor) from payments y where y.registration_id = r.id), 0) end as "paidMinor"
    from registrations r join workshops w on w.id = r.workshop_id join units h on h.id = w.unit_id
      join units u on u.id = r.unit_id
    where r.person_id = ${personId} and ${guard}
      and (${reads({ path: sql`h.path`, workshop: sql`w.id`, tier: sql`w.tier_id` })}
        or ${reads({ path: sql`u.path`, workshop: sql`w.id`, tier: sql`w.tier_id` })})
    order by r.registered_at desc, r.id desc limit ${MOST}`)

/** Every credential of the person, and who trained whom from there up to the roots. */
const lineage = (personId: string, guard: SQL) =>
  q.all<LinkRow>(sql`with recursive up (root, id, step) as (
      select c.id, c.id, 0 from credentials c where c.person_id = ${personId} and ${guard}
      union select up.root, l.trainer_credential_id, up.step + 1 from up join lineage l on l.credential_id = up.id
        where l.trainer_credential_id is not null and up.step < ${STEPS_MAX})
    select up.root as "rootId", up.step, c.id as "credentialId", ${named('w')}, p.id as "personId",
      p.name_en as "personEn", p.name_hi as "personHi", c.generation, c.issued_at as "issuedAt",
      c.revoked_at as "revokedAt"
    from up cross join credentials c on c.id = up.id join people p on p.id = c.person_id
      join workshops w on w.id = c.workshop_id
    order by up.step, c.issued_at desc, c.id limit ${MOST * 2}`)

/** What a person's story is told from, if he may be seen: a constant number of statements. */
export function storyOf(personId: string, actor: Actor, now: number, holds: Holds) {
  const guard = overPersonId(personId, holds)
  const power = (capability: Parameters<typeof holding>[1]) => holding(actor, capability, now)
  const consenting = sql`(${personId} = ${actor.personId} or ${overPersonId(personId, power('people:edit'))})`
  return [
    q.all<{ seen: number }>(sql`select ${guard} as seen`),
    q.all<TransferRow>(sql`select t.at, ${unitJson('f')} as "from", ${unitJson('u')} as unit, ${by('t.moved_by')}
      from transfers t join units f on f.id = t.from_unit_id join units u on u.id = t.unit_id
      where t.person_id = ${personId} and ${guard} order by t.seq desc limit ${MOST}`),
    q.all<OfficeRow>(sql`select o.id, ${named('k')}, ${unitJson('u')} as unit, o.from_on as "fromOn",
        o.until_on as "untilOn"
      from offices o join office_kinds k on k.id = o.kind_id join units u on u.id = o.unit_id
      where o.person_id = ${personId} and ${guard} order by o.from_on desc, o.id limit ${MOST}`),
    seats(personId, guard, power('registrations:read'), power('dues:read')),
    lineage(personId, guard),
    q.all<PriorRow>(sql`select y.id, ${namesJson('t')} as tier, ${namesJson('s')} as subject, ${unitJson('u')} as unit,
        y.on_day as "on", y.taught_by as "taughtBy", y.place, y.certificate, y.recorded_at as "recordedAt",
        ${by('y.recorded_by')}
      from prior_trainings y join units u on u.id = y.unit_id left join tiers t on t.id = y.tier_id
        left join subjects s on s.id = y.subject_id
      where y.person_id = ${personId} and ${guard} order by y.on_day desc, y.id limit ${MOST}`),
    q.all<TeachingRow>(sql`select f.workshop_id as "workshopId", ${named('w')}, w.starts_on as "startsOn", f.leads,
        (select count(*) from credentials c where c.workshop_id = w.id and c.revoked_at is null) as trained
      from faculty f join workshops w on w.id = f.workshop_id
      where f.person_id = ${personId} and ${guard} order by w.starts_on desc limit ${MOST}`),
    q.all<ConsentRow>(sql`select c.recorded_at as at, c.given, c.channel, n.version
      from consents c join notices n on n.id = c.notice_id
      where c.person_id = ${personId} and ${guard} and ${consenting} order by c.seq desc limit ${MOST}`),
    q.all<MergeStoryRow>(sql`select m.id, m.gone_id as "goneId", ${named('g')}, m.merged_at as "mergedAt",
        m.undone_at as "undoneAt", ${by('m.merged_by')}
      from merges m join people g on g.id = m.gone_id
      where m.kept_id = ${personId} and ${guard} order by m.merged_at desc, m.id limit ${MOST}`),
  ] as const
}
