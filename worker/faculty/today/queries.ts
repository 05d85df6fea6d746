import { type SQL, sql } from 'drizzle-orm'
import { unitJson } from '../../people/index.ts'
import { dayAt, q } from '../../platform/sql.ts'
import { seatsTaken, servedUnits } from '../../workshops/index.ts'
import { dayFrom, hasTargets, named } from '../day.ts'
import { presencesOfOne } from '../presence.ts'

/** How many of those who are missing are named. */
const NAMED_MAX = 20

type Asked = { personId: string; now: number }

/** The day of the organisation, which everything else is told from. */
export const todayIs = (now: number) => q.all<{ today: string }>(sql`select ${dayAt(now)} as today`)

/** A workshop that somebody teaches in; `tier` and `host` are JSON, `unmarked` a JSON list. */
export type BatchRow = {
  id: string
  nameEn: string
  nameHi: string
  tier: string
  host: string
  venueEn: string | null
  venueHi: string | null
  startsOn: string
  endsOn: string
  registered: number
  here: number
  came: number
  unmarked: string
  issued: number
  feedbackAsked: number
  mayDecline: number
}

const live = sql.raw('r.workshop_id = w.id and r.cancelled_at is null')

/** One's workshops from a week ago to two weeks ahead. */
export const batches = ({ personId, now }: Asked) => {
  const day = dayAt(now)
  return q.all<BatchRow>(sql`select w.id, w.name_en as "nameEn", w.name_hi as "nameHi", ${named('t')} as tier,
      ${unitJson('h')} as host, w.venue_en as "venueEn", w.venue_hi as "venueHi", w.starts_on as "startsOn",
      w.ends_on as "endsOn", ${seatsTaken(sql`w.id`)} as registered,
      (select count(*) from registrations r cross join marks m on m.registration_id = r.id and m.day_on = ${day}
        where ${live}) as here,
      (select count(*) from registrations r where ${live} and exists (
        select 1 from marks m where m.registration_id = r.id)) as came,
      (select json_group_array(d.day) from (select date(w.starts_on, k.value || ' days') as day
          from json_each('[0,1,2,3,4,5,6,7,8,9,10,11,12,13]') k) d
        where d.day <= min(w.ends_on, ${day}) and exists (select 1 from registrations r where ${live})
          and not exists (select 1 from registrations r cross join marks m on m.registration_id = r.id
            and m.day_on = d.day where ${live})) as unmarked,
      (select count(*) from credentials c where c.workshop_id = w.id and c.revoked_at is null) as issued,
      exists (select 1 from registrations r cross join outbox o on o.key = 'feedback-asked:' || r.id
        where ${live}) or exists (select 1 from feedback f where f.workshop_id = w.id) as "feedbackAsked",
      w.starts_on >= ${day} and not exists (select 1 from duties d where d.workshop_id = w.id
        and d.person_id = f.person_id and d.ended_at is null) as "mayDecline"
    from faculty f cross join workshops w on w.id = f.workshop_id cross join tiers t on t.id = w.tier_id
      cross join units h on h.id = w.unit_id
    where f.person_id = ${personId} and w.cancelled_at is null and w.ends_on >= ${dayFrom(day, -7)}
      and w.starts_on <= ${dayFrom(day, 14)}
    order by w.starts_on, w.id limit 60`)
}

/** A duty from today on; `workshop`, `session` and `host` are JSON. */
export type DutyRow = {
  id: string
  workshop: string
  session: string | null
  host: string
  venueEn: string | null
  venueHi: string | null
  fromOn: string
  untilOn: string
  startsMinute: number
  endsMinute: number
  mayDecline: number
}

/** One's duties from today on, the nearest first. */
export const duties = ({ personId, now }: Asked) =>
  q.all<DutyRow>(sql`select o.duty_id as id, ${named('w')} as workshop, iif(s.id is null, null,
        json_object('id', s.id, 'nameEn', s.title_en, 'nameHi', s.title_hi)) as session, ${unitJson('h')} as host,
      w.venue_en as "venueEn", w.venue_hi as "venueHi", o.from_on as "fromOn", o.until_on as "untilOn",
      o.starts_minute as "startsMinute", o.ends_minute as "endsMinute", o.from_on >= ${dayAt(now)} as "mayDecline"
    from ${presencesOfOne(sql`${personId}`)} o cross join workshops w on w.id = o.workshop_id cross join units h on h.id = w.unit_id
      left join sessions s on s.id = o.session_id
    where o.duty_id is not null and o.until_on >= ${dayAt(now)}
    order by o.from_on, o.starts_minute, o.duty_id limit 60`)

/** One's workshops that run today. */
const running = ({
  personId,
  now,
}: Asked) => sql`select w.id from faculty f cross join workshops w on w.id = f.workshop_id
  where f.person_id = ${personId} and w.cancelled_at is null and ${dayAt(now)} between w.starts_on and w.ends_on`

const absent = (
  asked: Asked,
) => sql`registrations r where r.workshop_id in (${running(asked)}) and r.cancelled_at is null
  and not exists (select 1 from marks m where m.registration_id = r.id and m.day_on = ${dayAt(asked.now)})`

/** Who is registered for today and was not marked yet: the first by name, and how many. */
export const missing = (asked: Asked) =>
  [
    q.all<{ registrationId: string; id: string; nameEn: string; nameHi: string; unit: string }>(sql`
      select a.id as "registrationId", p.id, p.name_en as "nameEn", p.name_hi as "nameHi", ${unitJson('u')} as unit
      from (select r.id, r.person_id, r.unit_id from ${absent(asked)}) a cross join people p on p.id = a.person_id
        cross join units u on u.id = a.unit_id
      order by u.path, p.name_en, p.id limit ${NAMED_MAX}`),
    q.all<{ count: number }>(sql`select count(*) as count from ${absent(asked)}`),
  ] as const

/** Units that today's workshops serve and nobody came from, of one tier: the first in the tree, with their number. */
export const emptyUnits = (asked: Asked) => {
  const tier = sql`select t.id, t.trainee_level_id from tiers t where t.id = (select w.tier_id from workshops w
    where w.id in (${running(asked)}) order by w.starts_on, w.id limit 1)`
  const question = { tier, which: sql`w.id in (${running(asked)})` }
  const came = sql`exists (select 1 from registrations r cross join marks m on m.registration_id = r.id
    where r.unit_id = v.id and r.workshop_id in (${running(asked)}))`
  return q.all<{ unit: string; count: number }>(sql`select ${unitJson('u')} as unit, e.count
    from (select v.id, v.path, count(*) over () as count from (${servedUnits(question)}) v where not ${came}
      order by v.path limit ${NAMED_MAX}) e cross join units u on u.id = e.id order by e.path`)
}

/** Where somebody may teach by a credential of a week or more, and holds nothing yet. */
export const waiting = ({ personId, now }: Asked) =>
  q.all<{ tier: string; unit: string; days: number; hostLevelId: string; planned: number }>(sql`
    select ${named('t')} as tier, ${unitJson('u')} as unit, t.host_level_id as "hostLevelId", t.planned,
      cast(julianday(${dayAt(now)}) - julianday(k.trained_on) as integer) as days
    from credentials c cross join teachers k on k.credential_id = c.id cross join tiers t on t.id = k.tier_id
      cross join units u on u.id = k.unit_id
    where c.person_id = ${personId} and k.batches = 0 and t.taught_by = 'credential'
      and (c.valid_until is null or c.valid_until > ${now}) and k.trained_on <= ${dayFrom(dayAt(now), -7)}
    order by k.trained_on, k.credential_id limit 10`)

/** One's own workshops of the last two months without a field stay, where the organisation logs any. */
export const unvisited = ({ personId, now }: Asked) =>
  q.all<{ registrationId: string; workshop: string; endedOn: string }>(sql`
    select r.id as "registrationId", ${named('w')} as workshop, w.ends_on as "endedOn"
    from registrations r cross join workshops w on w.id = r.workshop_id
    where r.person_id = ${personId} and r.cancelled_at is null and w.cancelled_at is null
      and w.ends_on between ${dayFrom(dayAt(now), -60)} and ${dayFrom(dayAt(now), -1)}
      and exists (select 1 from credentials c where c.registration_id = r.id and c.revoked_at is null)
      and not exists (select 1 from stays y where y.registration_id = r.id)
      and exists (select 1 from registrations o cross join stays y on y.registration_id = o.id
        where o.workshop_id = w.id)
    order by w.ends_on desc, r.id limit 5`)

/** One's own workshops of whose trainers one has said nothing yet, while that is open. */
export const unsaid = ({ personId, now }: Asked) =>
  q.all<{ registrationId: string; workshop: string; closesOn: string }>(sql`
    select r.id as "registrationId", ${named('w')} as workshop, date(w.ends_on, '7 days') as "closesOn"
    from registrations r cross join workshops w on w.id = r.workshop_id
    where r.person_id = ${personId} and r.cancelled_at is null and w.cancelled_at is null
      and date(w.ends_on, '7 days') >= ${dayAt(now)} and exists (select 1 from marks m where m.registration_id = r.id)
      and ${hasTargets}
      and not exists (select 1 from feedback f where f.registration_id = r.id)
    order by w.ends_on desc, r.id limit 5`)

/** Of how many targets five people or more spoke of somebody. */
export const saidOf = (personId: string): SQL => sql`(select count(*) from (select 1 from feedback f
  where f.trainer_id = ${personId} group by f.workshop_id, f.session_id having count(*) >= 5))`
