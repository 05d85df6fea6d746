import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { unitJson } from '../../people/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { idsOnPath, jsonList, q, under } from '../../platform/sql.ts'
import { sampledBelow } from '../fidelity/queries.ts'
import { KNOWN } from '../fidelity/rules.ts'
import { PEOPLE_MAX, type RefresherDraft } from './shapes.ts'

/** How many refreshers a list holds, how many workshops of each, and how many people a page. */
const [LISTED, WORKSHOPS] = [50, 100]
export const PAGE = 100

type Draft = z.infer<typeof RefresherDraft>
type Group = Pick<Draft, 'tierId' | 'unitId' | 'trainerId' | 'generation'>

const here = (holds: Holds) => holds({ path: sql`u.path`, tier: sql`t.id` })

/** The tier and the unit of a group where the caller may act. */
const placed = ({ tierId, unitId }: Group, holds: Holds) =>
  sql`tiers t cross join units u on u.id = ${unitId} and t.id = ${tierId} and ${here(holds)}`

/** How a refresher of a group would be held; no row where the caller may not act. */
export const heldAs = (group: Group, holds: Holds) =>
  q.all<{ batchSize: number; days: number }>(
    sql`select t.batch_size as "batchSize", t.days from ${placed(group, holds)}`,
  )

/** What the questions in force say of a group, and the last sample that asked it. */
export const saidOf = (group: Group, holds: Holds) =>
  q.all<{ asked: number; known: number; samplingId: string }>(sql`
    select count(*) as asked, sum(d.known >= ${KNOWN}) as known, max(d.sampling_id) as "samplingId"
    from (select t.*, u.path from ${placed(group, holds)}) t ${sampledBelow(sql`t.path`)}
    where ${group.trainerId === null ? sql`d.generation = ${group.generation}` : sql`d.trainer_id = ${group.trainerId}`}
    having count(*) > 0`)

/** True for credentials `c` of a refresher that is still to come. */
const calledAlready = (now: number) => sql`exists (select 1 from refresher_people o
  cross join workshops ow on ow.id = o.workshop_id
  where o.credential_id = c.id and ow.cancelled_at is null and ow.ends_on >= date(${now} + 19800, 'unixepoch'))`

/**
 * Whom a refresher of a group calls, by unit, one more than it may: they come to the unit of the tier's host level above
 * their own. Whoever is called already is not called twice.
 */
export const whomOf = (group: Group, now: number, holds: Holds) => {
  const theirs =
    group.trainerId === null
      ? sql`cross join units s on s.level_id = t.trainee_level_id and ${under(sql`s.path`, sql`t.path`)}
        cross join credentials c on c.unit_id = s.id and c.tier_id = t.id and c.generation = ${group.generation}`
      : sql`cross join lineage l on l.trainer_id = ${group.trainerId}
        cross join credentials c on c.id = l.credential_id and c.tier_id = t.id
        cross join units s on s.id = c.unit_id and ${under(sql`s.path`, sql`t.path`)}`
  return q.all<{ credentialId: string; unitId: string; hostId: string }>(sql`
    select c.id as "credentialId", s.id as "unitId", (select h.id from ${idsOnPath(sql`s.path`)} a
        cross join units h on h.id = a.value where h.level_id = t.host_level_id) as "hostId"
    from (select t.*, u.path from ${placed(group, holds)}) t ${theirs}
    where c.revoked_at is null and not ${calledAlready(now)} order by s.path, c.id limit ${PEOPLE_MAX + 1}`)
}

type By = { personId: string; now: number }
type Said = { asked: number; known: number; samplingId: string }

/** Calls a refresher where the caller may act; the same id again is the same refresher. */
export const call = ({ id, ...group }: Draft, said: Said, by: By, holds: Holds) =>
  q.run(sql`insert into refreshers (id, sampling_id, tier_id, unit_id, trainer_id, generation, asked, known, called_by, called_at)
    select ${id}, ${said.samplingId}, t.id, u.id, ${group.trainerId}, ${group.generation}, ${said.asked}, ${said.known},
      ${by.personId}, ${by.now} from ${placed(group, holds)} where true on conflict do nothing`)

/** A workshop of a refresher, for whom. */
type Of = { id: string; people: readonly { credentialId: string }[] }

/** Ties a refresher to its workshops, and these to their people, where `guard` holds. */
export function tie(id: string, sittings: readonly Of[], guard: SQL) {
  const rows = jsonList(
    sittings.map(({ id: workshopId, people }) => [
      workshopId,
      people.map(({ credentialId }) => credentialId),
    ]),
  )
  const there = sql`${guard} and exists (select 1 from workshops w where w.id = e.value ->> 0)`
  return [
    q.run(sql`insert into refresher_workshops (workshop_id, refresher_id)
      select e.value ->> 0, ${id} from json_each(${rows}) e where ${there} on conflict do nothing`),
    q.run(sql`insert into refresher_people (workshop_id, credential_id)
      select e.value ->> 0, p.value from json_each(${rows}) e, json_each(e.value, '$[1]') p
      where ${there} on conflict do nothing`),
  ] as const
}

/** A refresher as it is stored; tier, unit, trainer and workshops are JSON. */
export type RefresherRow = {
  id: string
  tier: string
  unit: string
  trainer: string | null
  generation: number | null
  samplingId: string
  asked: number
  known: number
  calledAt: number
  people: number
  registered: number
  renewed: number
  workshops: string
}

const named = (alias: string) =>
  sql.raw(`json_object('id', ${alias}.id, 'nameEn', ${alias}.name_en, 'nameHi', ${alias}.name_hi)`)

/** The people of refresher `r`. */
const theirs = sql`from refresher_workshops x join refresher_people k on k.workshop_id = x.workshop_id
  join credentials c on c.id = k.credential_id`
/** True when holder `c` has a place in workshop `x`. */
const registered = sql`exists (select 1 from registrations g where g.workshop_id = x.workshop_id
  and g.person_id = c.person_id and g.cancelled_at is null)`
/** True when credential `c` was renewed in workshop `x`. */
const renewed = sql`exists (select 1 from renewals n join registrations g on g.id = n.registration_id
  where n.credential_id = c.id and g.workshop_id = x.workshop_id)`

const columns = sql`r.id, ${named('t')} as tier, ${unitJson('u')} as unit,
  (select ${named('p')} from people p where p.id = r.trainer_id) as trainer, r.generation, r.sampling_id as "samplingId",
  r.asked, r.known, r.called_at as "calledAt",
  (select count(*) ${theirs} where x.refresher_id = r.id) as people,
  (select count(*) ${theirs} where x.refresher_id = r.id and ${registered}) as registered,
  (select count(*) ${theirs} where x.refresher_id = r.id and ${renewed}) as renewed,
  (select json_group_array(json_object('id', id, 'nameEn', name_en, 'nameHi', name_hi, 'startsOn', starts_on,
      'published', published_at is not null, 'cancelled', cancelled_at is not null, 'people', people)) from (
    select w.*, (select count(*) from refresher_people k where k.workshop_id = w.id) as people
    from refresher_workshops x join workshops w on w.id = x.workshop_id where x.refresher_id = r.id
    order by w.starts_on, w.id limit ${WORKSHOPS})) as workshops`

const joined = sql`refreshers r join tiers t on t.id = r.tier_id join units u on u.id = r.unit_id`

/** One refresher where the caller may see it. */
export const refresherAt = (id: string, holds: Holds) =>
  q.all<RefresherRow>(sql`select ${columns} from ${joined} where r.id = ${id} and ${here(holds)}`)

/** Refreshers of a unit and below, the newest first. */
export const refreshersBelow = (top: SQL, holds: Holds) =>
  q.all<RefresherRow>(sql`select ${columns} from units a cross join tiers t
      cross join refreshers r on r.tier_id = t.id
      cross join units u on u.id = r.unit_id and ${under(sql`u.path`, sql`a.path`)}
    where a.id = (${top}) and ${here(holds)} order by r.called_at desc, r.id desc limit ${LISTED}`)

/** Somebody for whom a workshop is; `unit` is JSON. */
export type CalledRow = {
  credentialId: string
  id: string
  nameEn: string
  nameHi: string
  unit: string
  registered: number
  renewed: number
}

/** For whom a workshop of a refresher is, one more than a page. */
export const calledTo = (workshopId: string, after: string, holds: Holds) =>
  q.all<CalledRow>(sql`select c.id as "credentialId", p.id, p.name_en as "nameEn", p.name_hi as "nameHi", ${unitJson('s')} as unit,
      ${registered} as registered, ${renewed} as renewed
    from refresher_workshops x join refreshers r on r.id = x.refresher_id join tiers t on t.id = r.tier_id
      join units u on u.id = r.unit_id join refresher_people k on k.workshop_id = x.workshop_id and k.credential_id > ${after}
      join credentials c on c.id = k.credential_id join people p on p.id = c.person_id join units s on s.id = c.unit_id
    where x.workshop_id = ${workshopId} and ${here(holds)} order by k.credential_id limit ${PAGE + 1}`)

/** Whether a workshop belongs to a refresher that the caller may see. */
export const isRefresher = (workshopId: string, holds: Holds) =>
  q.all<{
    seen: number
  }>(sql`select 1 as seen from refresher_workshops x join refreshers r on r.id = x.refresher_id
      join tiers t on t.id = r.tier_id join units u on u.id = r.unit_id
    where x.workshop_id = ${workshopId} and ${here(holds)}`)
