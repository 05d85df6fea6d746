import { type SQL, sql } from 'drizzle-orm'
import { overPerson, unitJson } from '../../people/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { named, runs } from '../day.ts'
import { presencesOfOne } from '../presence.ts'

/** Somebody for a session, or (null, '') a whole workshop; of an exchange the place is read from the duty. */
type Draft = { id: string; personId: string; workshopId: string | SQL; sessionId: string | SQL | null }
type By = { personId: string; now: number }

/** What a draft is about: workshop `w` with host `h` and tier `t`, session `s` if it names one, person `p` of unit `u`. */
const about = ({ sessionId, personId }: Draft) => sql`workshops w cross join units h on h.id = w.unit_id
  cross join tiers t on t.id = w.tier_id left join sessions s on s.id = ${sessionId} and s.workshop_id = w.id
  left join people p on p.id = ${personId} and p.merged_into is null left join units u on u.id = p.unit_id`

const sessionThere = ({ sessionId }: Draft) => sql`(s.id is not null or coalesce(${sessionId}, '') = '')`

const first = sql.raw('coalesce(s.day_on, w.starts_on)')
const last = sql.raw('coalesce(s.day_on, w.ends_on)')

/** Whether person `p` may teach the tier `t`: by a credential of the tier before, as its trainer, or by an office. */
export const qualified = (now: number) => sql`(t.taught_by = 'guest'
  or exists (select 1 from credentials c join tiers b on b.id = c.tier_id
    where c.person_id = p.id and c.revoked_at is null and (c.valid_until is null or c.valid_until > ${now})
      and b.programme_id = t.programme_id and b.position = t.position - 1)
  or exists (select 1 from grants g where g.person_id = p.id and g.role = 'trainer'
    and (g.tier_id is null or g.tier_id = t.id) and g.from_at <= ${now} and (g.until_at is null or g.until_at > ${now}))
  or (t.taught_by = 'office' and exists (select 1 from offices o where o.person_id = p.id and o.from_on <= ${last}
    and (o.until_on is null or o.until_on > ${first}))))`

/** Whom the caller may name: somebody whom he sees, or who teaches there already. */
const nameable = (sees: Holds) => sql`(${overPerson(sees)}
  or exists (select 1 from faculty f where f.workshop_id = w.id and f.person_id = p.id))`

/** Where person `p` is to be at the time of the draft, `except` a duty that he would have anyway. */
const elsewhere = (except: SQL) => sql`o.from_on <= ${last} and o.until_on >= ${first}
  and o.starts_minute < coalesce(s.ends_minute, 1440) and o.ends_minute > coalesce(s.starts_minute, 0)
  and (o.workshop_id <> w.id or (s.id is not null and o.session_id <> '')) and o.duty_id is not ${except}`

/** The weeks of a draft as a table `wk`, of which those count that have begun by its last day. */
const weeks = sql.raw(`json_each('[0,1,2,3,4,5,6,7,8,9]') wk`)
const monday = sql`date(${first}, '-6 days', 'weekday 1', (wk.value * 7) || ' days')`
const sunday = sql`date(${monday}, '6 days')`

/** What person `p` does beside the draft; being in the faculty of its workshop alone is no other duty. */
const beside = (except: SQL) => sql`${presencesOfOne(sql`p.id`)} o where o.duty_id is not ${except}
  and (o.workshop_id <> w.id or o.duty_id is not null)`

/** The sessions that person `p` has in a week with the draft; each day of a whole workshop is one. */
const sessionsWith = (except: SQL) => sql`((select coalesce(sum(julianday(min(o.until_on, ${sunday}))
      - julianday(max(o.from_on, ${monday})) + 1), 0)
    from ${beside(except)} and o.from_on <= ${sunday} and o.until_on >= ${monday})
  + iif(s.id is null, julianday(min(w.ends_on, ${sunday})) - julianday(max(w.starts_on, ${monday})) + 1, 1))`

/** The days on which he teaches in that week. */
const daysWith = (except: SQL) => sql`(select count(*) from json_each('[0,1,2,3,4,5,6]') d
  where date(${monday}, d.value || ' days') between ${first} and ${last} or exists (select 1 from ${beside(except)}
    and date(${monday}, d.value || ' days') between o.from_on and o.until_on))`

/** Whether that passes a cap `k`. */
const overCap = (except: SQL) => sql`(${sessionsWith(except)} > k.sessions or ${daysWith(except)} > k.days)`

/** True where a draft may become a duty: everybody and everything is there, qualified, free, and not too burdened. */
const fits = (draft: Draft, { now, sees, holds }: { now: number; sees: Holds; holds: Holds }) => sql`
  w.id = ${draft.workshopId} and w.cancelled_at is null and p.id is not null and ${runs(holds)}
    and ${sessionThere(draft)} and ${nameable(sees)} and ${qualified(now)}
    and not exists (select 1 from ${presencesOfOne(sql`p.id`)} o where ${elsewhere(sql`${draft.id}`)})
    and not exists (select 1 from load_caps k cross join ${weeks}
      where k.tier_id = t.id and k.refused = 1 and ${monday} <= ${last} and ${overCap(sql`${draft.id}`)})`

type Powers = { holds: Holds; sees: Holds }

/** Gives a duty; the same id again is the same duty. `guard` is for an exchange. */
export const give = (draft: Draft, by: By, powers: Powers, guard: SQL = sql`true`) =>
  q.run(sql`insert into duties (id, workshop_id, session_id, person_id, brought, assigned_by, assigned_at)
    select ${draft.id}, w.id, coalesce(s.id, ''), p.id,
      not exists (select 1 from faculty f where f.workshop_id = w.id and f.person_id = p.id), ${by.personId}, ${by.now}
    from ${about(draft)} where not exists (select 1 from duties where id = ${draft.id}) and ${guard}
      and ${fits(draft, { now: by.now, ...powers })} on conflict do nothing`)

/** What a refusal is told from; no row where the workshop does not exist for the caller. Its session and person may not. */
export const grounds = (draft: Draft, now: number, { holds, sees }: Powers) =>
  q.all<{ cancelled: number; session: number; known: number; qualified: number }>(sql`
    select w.cancelled_at is not null as cancelled, ${sessionThere(draft)} as session,
      coalesce(${nameable(sees)}, 0) as known, coalesce(${qualified(now)}, 0) as qualified
    from ${about(draft)} where w.id = ${draft.workshopId} and ${runs(holds)}`)

/** What stands in a draft's way at its time; names are JSON, null where the caller may not see it. */
export type ClashRow = {
  workshop: string | null
  session: string | null
  fromOn: string
  untilOn: string
  startsMinute: number
  endsMinute: number
}

/** Where the person of a draft is to be at that time. */
export const clashes = (draft: Draft, { holds, sees }: Powers) =>
  q.all<ClashRow>(sql`with clashing as materialized (select o.* from ${about(draft)} cross join ${presencesOfOne(sql`${draft.personId}`)} o
      where w.id = ${draft.workshopId} and ${runs(holds)} and ${nameable(sees)} and ${elsewhere(sql`${draft.id}`)})
    select iif(${runs(holds)}, ${named('w')}, null) as workshop, iif(${runs(holds)} and s.id is not null,
        json_object('id', s.id, 'nameEn', s.title_en, 'nameHi', s.title_hi), null) as session,
      o.from_on as "fromOn", o.until_on as "untilOn", o.starts_minute as "startsMinute", o.ends_minute as "endsMinute"
    from clashing o cross join workshops w on w.id = o.workshop_id cross join units h on h.id = w.unit_id
      left join sessions s on s.id = o.session_id
    order by o.from_on, o.starts_minute limit 20`)

/** The weeks in which a draft passes the cap of its tier. */
export const burdens = (draft: Draft, { holds, sees }: Powers) =>
  q.all<{ monday: string; sessions: number; days: number; refused: number; cap: string }>(sql`
    select ${monday} as monday, cast(${sessionsWith(sql`${draft.id}`)} as integer) as sessions,
      ${daysWith(sql`${draft.id}`)} as days, k.refused, json_object('sessions', k.sessions, 'days', k.days,
        'refused', json(iif(k.refused, 'true', 'false')), 'hops', k.hops) as cap
    from ${about(draft)} cross join load_caps k on k.tier_id = t.id cross join ${weeks}
    where w.id = ${draft.workshopId} and ${runs(holds)} and ${nameable(sees)} and ${monday} <= ${last}
      and ${overCap(sql`${draft.id}`)}`)

/** A duty as it stands; `workshop`, `session` and `person` are JSON. */
export type DutyRow = {
  id: string
  workshop: string
  session: string | null
  person: string
  workshopId: string
  sessionId: string
  personId: string
  assignedAt: number
  endedAt: number | null
}

const columns = sql`d.id, ${named('w')} as workshop, iif(s.id is null, null,
    json_object('id', s.id, 'nameEn', s.title_en, 'nameHi', s.title_hi)) as session, ${named('p')} as person,
  d.workshop_id as "workshopId", d.session_id as "sessionId", d.person_id as "personId", d.assigned_at as "assignedAt",
  d.ended_at as "endedAt"`

const tables =
  sql.raw(`duties d cross join workshops w on w.id = d.workshop_id cross join units h on h.id = w.unit_id
  cross join people p on p.id = d.person_id left join sessions s on s.id = d.session_id`)

/** A duty in a workshop that the caller runs. */
export const dutyHere = (id: string, holds: Holds) =>
  q.all<DutyRow>(sql`select ${columns} from ${tables} where d.id = ${id} and ${runs(holds)}`)

/** One's own duty. */
export const ownDuty = (id: string, personId: string) =>
  q.all<DutyRow>(sql`select ${columns} from ${tables} where d.id = ${id} and d.person_id = ${personId}`)

/** Ends a live duty where `guard` (about duty `duties`) holds. */
export const end = (id: string, by: By, guard: SQL) =>
  q.run(sql`update duties set ended_at = ${by.now}, ended_by = ${by.personId}
    where id = ${id} and ended_at is null and ${guard}`)

/** True for a duty `duties` in a workshop that the caller runs. */
export const heldThere = (
  holds: Holds,
) => sql`exists (select 1 from workshops w join units h on h.id = w.unit_id
  where w.id = duties.workshop_id and ${runs(holds)})`

/** A live duty, in the workshop that the caller runs, becomes a draft for somebody else. */
export const liveHere = (id: string, holds: Holds) => sql`exists (select 1 from duties old
  join workshops w on w.id = old.workshop_id join units h on h.id = w.unit_id
  where old.id = ${id} and old.ended_at is null and ${runs(holds)})`

/** Who may be thought of; `member`: of the faculty. `path` is his unit's, `host` that of the workshop. */
export type CandidateRow = {
  person: string
  unit: string
  path: string
  host: string
  member: number
  sessions: number
  days: number
  over: number
  busy: number
}

const NEAR = 40

/** The faculty of a workshop, and whoever is qualified in its host, right below it, or right beside it. */
export const candidates = (
  draft: Pick<Draft, 'workshopId' | 'sessionId'>,
  now: number,
  { holds, sees }: Powers,
) => {
  const here = sql`workshops w cross join units h on h.id = w.unit_id cross join tiers t on t.id = w.tier_id
    left join sessions s on s.id = ${draft.sessionId} and s.workshop_id = w.id`
  return q.all<CandidateRow>(sql`with near as materialized (
      select f.person_id as id, 1 as member from ${here} cross join faculty f on f.workshop_id = w.id
        where w.id = ${draft.workshopId} and ${runs(holds)}
      union
      select p.id, 0 from ${here} cross join units u on u.id = h.id or u.parent_id = h.id or u.parent_id = h.parent_id
          cross join teachers k on k.unit_id = u.id and k.tier_id = t.id
          cross join credentials c on c.id = k.credential_id and (c.valid_until is null or c.valid_until > ${now})
          cross join people p on p.id = c.person_id
        where w.id = ${draft.workshopId} and ${runs(holds)} and ${overPerson(sees)} limit ${NEAR})
    select ${named('p')} as person, ${unitJson('u')} as unit, u.path, h.path as host, max(n.member) as member,
      cast(max(${sessionsWith(sql`''`)}) as integer) as sessions, max(${daysWith(sql`''`)}) as days,
      max(exists (select 1 from load_caps k where k.tier_id = t.id and ${overCap(sql`''`)})) as over,
      exists (select 1 from ${presencesOfOne(sql`p.id`)} o where ${elsewhere(sql`''`)}) as busy
    from near n cross join ${here} cross join people p on p.id = n.id cross join units u on u.id = p.unit_id
      cross join ${weeks}
    where w.id = ${draft.workshopId} and ${monday} <= ${last}
    group by p.id order by member desc, busy, over, sessions, p.name_en, p.id`)
}

/** Whether the caller runs a workshop. */
export const runsIt = (workshopId: string, holds: Holds) =>
  q.all<{ id: string }>(sql`select w.id from workshops w join units h on h.id = w.unit_id
    where w.id = ${workshopId} and ${runs(holds)}`)
