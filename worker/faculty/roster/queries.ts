import { type SQL, sql } from 'drizzle-orm'
import { pathOf } from '../../hierarchy/index.ts'
import { unitJson } from '../../people/index.ts'
import type { PowersTable } from '../../platform/auth.ts'
import { q, under } from '../../platform/sql.ts'
import { dayFrom, named, runs } from '../day.ts'
import { presencesOf } from '../presence.ts'

/** How many trainers a page holds, and how many open sessions are told. */
export const PAGE = 50
export const OPEN_MAX = 200

/** A workshop longer than this is not found by the weeks behind it. */
const LONGEST = 62

/** Which roster is read: below a unit, from a Monday on, behind a trainer, as far as powers go. */
export type Which = { unit: string; monday: string; after?: string | undefined; powers: PowersTable }

/** Whether the caller may see rosters at a unit, for whatever tier. */
export const head = (unit: string, holds: PowersTable) =>
  q.all<{ unit: string }>(sql`with ${holds.table} select ${unitJson('u')} as unit from units u
    where u.id = ${unit} and ${holds.holds({ path: sql`u.path`, tier: 'any', workshop: 'any' })}`)

/** Common tables: the caller's powers, and the workshops of the week that he may see (`running`). */
const running = ({ unit, monday, powers }: Which) => sql`${powers.table},
  running as materialized (select w.id, w.tier_id, w.unit_id, w.starts_on, w.ends_on
    from workshops w cross join units h on h.id = w.unit_id
    where w.starts_on between ${dayFrom(sql`${monday}`, -LONGEST)} and ${dayFrom(sql`${monday}`, 6)}
      and w.ends_on >= ${monday} and w.cancelled_at is null and ${under(sql`h.path`, pathOf(unit))}
      and ${runs(powers.holds)})`

/** Where a trainer is to be; `workshop`, `host`, `session` and `cap` are JSON. Null where he has no time settled. */
export type WeekRow = {
  personId: string
  person: string
  home: string
  dutyId: string | null
  sessionId: string | null
  workshopId: string
  fromOn: string | null
  untilOn: string
  startsMinute: number
  endsMinute: number
  path: string
  seen: number
  workshop: string
  host: string
  session: string | null
  cap: string | null
}

const capJson = sql.raw(`(select json_object('sessions', k.sessions, 'days', k.days,
  'refused', json(iif(k.refused, 'true', 'false')), 'hops', k.hops) from load_caps k where k.tier_id = w.tier_id)`)

/** The faculty of the week by name, one more than a page, each with all that he does from the day before it to the day after. */
export const trainersIn = (which: Which) => {
  const { monday, after } = which
  const around = sql`o.from_on <= ${dayFrom(sql`${monday}`, 7)} and o.until_on >= ${dayFrom(sql`${monday}`, -1)}`
  return q.all<WeekRow>(sql`with ${running(which)},
    page as materialized (select p.id, p.name_en, p.name_hi, p.unit_id from people p
      where p.id in (select f.person_id from running r cross join faculty f on f.workshop_id = r.id)
        ${after ? sql`and (p.name_en, p.id) > (select a.name_en, a.id from people a where a.id = ${after})` : sql``}
      order by p.name_en, p.id limit ${PAGE + 1})
    select p.id as "personId", ${named('p')} as person, ${unitJson('u')} as home, o.duty_id as "dutyId",
      o.session_id as "sessionId", o.workshop_id as "workshopId", o.from_on as "fromOn", o.until_on as "untilOn",
      o.starts_minute as "startsMinute", o.ends_minute as "endsMinute", h.path,
      exists (select 1 from running r where r.id = o.workshop_id) as seen, ${named('w')} as workshop,
      ${unitJson('h')} as host, iif(s.id is null, null, json_object('id', s.id, 'nameEn', s.title_en, 'nameHi', s.title_hi)) as session,
      ${capJson} as cap
    from page p join units u on u.id = p.unit_id left join ${presencesOf(sql`page`)} o on o.person_id = p.id and ${around}
      left join workshops w on w.id = o.workshop_id left join units h on h.id = w.unit_id
      left join sessions s on s.id = o.session_id
    order by p.name_en, p.id, o.from_on, o.starts_minute, o.workshop_id, o.session_id`)
}

/** What nobody is to teach yet; `workshop`, `host`, `session` and `declined` are JSON. */
export type OpenRow = {
  workshop: string
  host: string
  session: string | null
  fromOn: string
  untilOn: string
  startsMinute: number
  endsMinute: number
  declined: string | null
}

const declinedJson = (
  session: SQL,
) => sql`(select json_object('person', json(${named('p')}), 'reason', d.reason, 'at', d.ended_at)
  from duties d join people p on p.id = d.person_id
  where d.workshop_id = w.id and d.session_id = ${session} and d.declined = 1 order by d.ended_at desc limit 1)`

const nobody = (session: SQL) => sql`not exists (select 1 from duties d
  where d.workshop_id = w.id and d.session_id = ${session} and d.ended_at is null)`

/** Sessions of the week without trainer or guest, and workshops without timetable and faculty, the nearest first. */
export const openIn = (which: Which) => {
  const { monday } = which
  return q.all<OpenRow>(sql`with ${running(which)}
    select ${named('w')} as workshop, ${unitJson('h')} as host,
      json_object('id', s.id, 'nameEn', s.title_en, 'nameHi', s.title_hi) as session, s.day_on as "fromOn",
      s.day_on as "untilOn", s.starts_minute as "startsMinute", s.ends_minute as "endsMinute",
      ${declinedJson(sql`s.id`)} as declined
    from running r cross join workshops w on w.id = r.id cross join units h on h.id = w.unit_id
      cross join sessions s on s.workshop_id = w.id
    where s.day_on between ${monday} and ${dayFrom(sql`${monday}`, 6)} and s.speaker is null and ${nobody(sql`s.id`)}
      and not exists (select 1 from duties d where d.workshop_id = w.id and d.session_id = '' and d.ended_at is null)
    union all
    select ${named('w')}, ${unitJson('h')}, null, w.starts_on, w.ends_on, 0, 1440, ${declinedJson(sql`''`)}
    from running r cross join workshops w on w.id = r.id cross join units h on h.id = w.unit_id
    where not exists (select 1 from sessions s where s.workshop_id = w.id)
      and not exists (select 1 from faculty f where f.workshop_id = w.id)
    order by 4, 6, 1 limit ${OPEN_MAX + 1}`)
}

/** A guest's session; names are JSON. */
export type GuestRow = Omit<OpenRow, 'declined'> & { session: string; speaker: string }

/** Sessions of the week with guests named by hand, the nearest first. */
export const guestsIn = (which: Which) => {
  const { monday } = which
  return q.all<GuestRow>(sql`with ${running(which)}
    select s.speaker, ${named('w')} as workshop, ${unitJson('h')} as host,
      json_object('id', s.id, 'nameEn', s.title_en, 'nameHi', s.title_hi) as session, s.day_on as "fromOn",
      s.day_on as "untilOn", s.starts_minute as "startsMinute", s.ends_minute as "endsMinute"
    from running r cross join workshops w on w.id = r.id cross join units h on h.id = w.unit_id
      cross join sessions s on s.workshop_id = w.id
    where s.day_on between ${monday} and ${dayFrom(sql`${monday}`, 6)} and s.speaker is not null
    order by s.day_on, s.starts_minute, s.id limit ${OPEN_MAX}`)
}

/** The tiers that are taught in the week, with their caps (JSON). */
export const tiersIn = (which: Which) =>
  q.all<{ id: string; nameEn: string; nameHi: string; cap: string | null }>(sql`with ${running(which)}
    select w.id, w.name_en as "nameEn", w.name_hi as "nameHi", (select json_object('sessions', k.sessions,
      'days', k.days, 'refused', json(iif(k.refused, 'true', 'false')), 'hops', k.hops)
      from load_caps k where k.tier_id = w.id) as cap
    from tiers w where w.id in (select tier_id from running) order by w.programme_id, w.position`)
