import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { unitJson } from '../../people/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { dayAt, q } from '../../platform/sql.ts'
import { hasTargets, named, runs } from '../day.ts'
import { QUESTIONS, type Said } from './shapes.ts'

/** How many links a page holds. */
export const PAGE = 100

/** What is asked about a workshop, in the order of its days; `session` and `trainer` are JSON. */
export type TargetRow = {
  sessionId: string
  trainerId: string
  session: string | null
  dayOn: string | null
  trainer: string | null
  guest: string | null
}

const targetColumns = sql`g.session_id as "sessionId", g.trainer_id as "trainerId", iif(s.id is null, null,
    json_object('id', s.id, 'nameEn', s.title_en, 'nameHi', s.title_hi)) as session, s.day_on as "dayOn",
  iif(p.id is null, null, ${named('p')}) as trainer, iif(g.trainer_id = '', s.speaker, null) as guest`
const targetTables = sql.raw(
  `left join sessions s on s.id = g.session_id left join people p on p.id = g.trainer_id and g.trainer_id <> ''`,
)

/** A registration whose feedback may still change, or not; `workshop` is JSON. */
export type HeadRow = { registrationId: string; workshop: string; closesOn: string; open: number }

/** The registration `r` of workshop `w` where `which` holds, unless its person was erased. */
export const head = (which: SQL, now: number) =>
  q.all<HeadRow>(sql`select r.id as "registrationId", ${named('w')} as workshop, date(w.ends_on, '7 days') as "closesOn",
      r.cancelled_at is null and w.cancelled_at is null and date(w.ends_on, '7 days') >= ${dayAt(now)} as open
    from registrations r join workshops w on w.id = r.workshop_id
    where ${which} and not exists (select 1 from erasures e where e.person_id = r.person_id)`)

/** What somebody said, as it is stored. */
export type SaidRow = TargetRow & {
  clear: number | null
  useful: number
  involved: number
  ready: number
  words: string
  changedAt: number
}

/**
 * Common tables: the registrations `own` where `which` holds, and of whom each may speak (`target`), as in the view
 * `feedback_targets`.
 */
const targetsOf = (
  which: SQL,
) => sql`own as materialized (select r.id, r.person_id, r.workshop_id from registrations r
    join workshops w on w.id = r.workshop_id where ${which} and r.cancelled_at is null and w.cancelled_at is null
      and not exists (select 1 from erasures e where e.person_id = r.person_id)),
  target (registration_id, session_id, trainer_id) as (
    select x.id, d.session_id, d.person_id from own x cross join duties d on d.workshop_id = x.workshop_id
      where d.session_id <> '' and d.ended_at is null and d.person_id <> x.person_id
    union all
    select x.id, s.id, '' from own x cross join sessions s on s.workshop_id = x.workshop_id
      where s.speaker is not null
    union all
    select x.id, '', f.person_id from own x cross join faculty f on f.workshop_id = x.workshop_id
      where f.person_id <> x.person_id and not exists (select 1 from duties d where d.workshop_id = f.workshop_id
        and d.person_id = f.person_id and d.session_id <> '' and d.ended_at is null))`

/** Everybody of whom the person of a registration may speak, with what he said. */
export const asked = (which: SQL) =>
  q.all<SaidRow>(sql`with ${targetsOf(which)} select ${targetColumns}, f.clear, f.useful, f.involved, f.ready, f.words, f.changed_at as "changedAt"
    from target g ${targetTables} left join feedback f on f.registration_id = g.registration_id
      and f.session_id = g.session_id and f.trainer_id = g.trainer_id
    where exists (select 1 from marks m where m.registration_id = g.registration_id
      and m.day_on = coalesce(s.day_on, m.day_on))
    order by s.day_on is null, s.day_on, s.starts_minute, p.name_en, g.trainer_id`)

/** Writes down what was said, in place of what was said before; the schema refuses what may not be said. */
export const say = (said: z.infer<typeof Said>, which: SQL, now: number) =>
  q.run(sql`insert into feedback (registration_id, session_id, trainer_id, workshop_id, clear, useful, involved, ready,
      words, given_at, changed_at)
    select r.id, ${said.sessionId ?? ''}, ${said.trainerId ?? ''}, r.workshop_id, ${said.clear}, ${said.useful},
      ${said.involved}, ${said.ready}, ${said.words}, ${now}, ${now}
    from registrations r where ${which} and not exists (select 1 from erasures e where e.person_id = r.person_id)
    on conflict do update set clear = excluded.clear, useful = excluded.useful, involved = excluded.involved,
      ready = excluded.ready, words = excluded.words, changed_at = excluded.changed_at`)

/** The organisation's names. */
export const organisationNames = () =>
  q.all<{ nameEn: string; nameHi: string }>(
    sql`select name_en as "nameEn", name_hi as "nameHi" from organisation`,
  )

const ratings = sql.raw(
  QUESTIONS.flatMap((one) =>
    [1, 2, 3, 4, 5].map((grade) => `sum(x.${one} = ${grade}) as "${one}${grade}"`),
  ).join(', '),
)

const columnsOfSums = sql.raw(
  QUESTIONS.flatMap((one) => [1, 2, 3, 4, 5].map((grade) => `g."${one}${grade}"`)).join(', '),
)

/** Sums of what was said of a target; `words` is a JSON list. Grades are `clear1` to `ready5`. */
export type ResultRow = TargetRow & { workshop: string; people: number; words: string } & Record<
    string,
    unknown
  >

/**
 * What was said of targets, of each by the first five, ten, fifteen … people: nobody is found out by what changes with one
 * more answer. `where` picks rows `f` of feedback.
 */
export const results = (where: SQL) =>
  q.all<ResultRow>(sql`with counted as (select f.*, row_number() over (partition by f.workshop_id, f.session_id, f.trainer_id
        order by f.given_at, f.registration_id) as nth,
      count(*) over (partition by f.workshop_id, f.session_id, f.trainer_id) as n
      from feedback f where ${where})
    select ${targetColumns}, ${named('w')} as workshop, g.people, g.words, ${columnsOfSums}
    from (select x.workshop_id, x.session_id, x.trainer_id, sum(x.nth <= x.n - x.n % 5) as people, ${ratings},
        json_group_array(x.words) filter (where x.words <> '') as words
      from counted x where x.n < 5 or x.nth <= x.n - x.n % 5
      group by x.workshop_id, x.session_id, x.trainer_id) g
      cross join workshops w on w.id = g.workshop_id ${targetTables}
    order by w.starts_on desc, w.id, s.day_on is null, s.day_on, s.starts_minute, p.name_en, g.trainer_id limit 500`)

/** A workshop that the caller runs, and until when its feedback is open. */
export const workshopHere = (workshopId: string, holds: Holds) =>
  q.all<{ id: string; workshop: string; closesOn: string }>(sql`select w.id, ${named('w')} as workshop,
      date(w.ends_on, '7 days') as "closesOn"
    from workshops w join units h on h.id = w.unit_id where w.id = ${workshopId} and ${runs(holds)}`)

/** Whether somebody teaches at a workshop, or did. */
export const teachesThere = (workshopId: string, personId: string) => sql`(
  exists (select 1 from faculty f where f.workshop_id = ${workshopId} and f.person_id = ${personId})
  or exists (select 1 from duties d where d.workshop_id = ${workshopId} and d.person_id = ${personId}))`

/** Those who were there, by unit and name, one more than a page. */
export const present = (workshopId: string, after: string | undefined, holds: Holds) =>
  q.all<{ id: string; code: string; person: string; unit: string }>(sql`
    select r.id, r.code, ${named('p')} as person, ${unitJson('u')} as unit
    from workshops w join units h on h.id = w.unit_id cross join registrations r on r.workshop_id = w.id
      join people p on p.id = r.person_id join units u on u.id = r.unit_id
    where w.id = ${workshopId} and ${runs(holds)} and r.cancelled_at is null
      and exists (select 1 from marks m where m.registration_id = r.id)
      and not exists (select 1 from erasures e where e.person_id = r.person_id)
      ${
        after
          ? sql`and (u.path, p.name_en, r.id) > (select au.path, ap.name_en, a.id from registrations a
        join units au on au.id = a.unit_id join people ap on ap.id = a.person_id where a.id = ${after})`
          : sql``
      }
    order by u.path, p.name_en, r.id limit ${PAGE + 1}`)

/** Sends those who were there their link, once each, while it is open. The link is made when the message goes out. */
export const ask = (workshopId: string, now: number, holds: Holds) =>
  q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
    select lower(hex(randomblob(16))), 'feedback-asked:' || r.id, 'feedback-asked' as topic, r.person_id,
      json_object('workshopEn', w.name_en, 'workshopHi', w.name_hi, 'feedbackCode', r.code), ${now}
    from workshops w join units h on h.id = w.unit_id cross join registrations r on r.workshop_id = w.id
    where w.id = ${workshopId} and ${runs(holds)} and r.cancelled_at is null and w.cancelled_at is null
      and date(w.ends_on, '7 days') >= ${dayAt(now)} and exists (select 1 from marks m
        where m.registration_id = r.id)
      and ${hasTargets}
      and not exists (select 1 from feedback f where f.registration_id = r.id)
    on conflict do nothing`)

/** How many of a workshop were sent their link. */
export const askedOf = (workshopId: string, holds: Holds) =>
  q.all<{ told: number }>(sql`select (select count(*) from registrations r cross join outbox o
      on o.key = 'feedback-asked:' || r.id where r.workshop_id = w.id) as told
    from workshops w join units h on h.id = w.unit_id where w.id = ${workshopId} and ${runs(holds)}`)

/** The session behind a guest's link, also for two months after the link has ended. */
export const guestSession = (hash: string, now: number) =>
  sql`(select l.session_id from guest_links l where l.secret_hash = ${hash} and l.revoked_at is null
    and l.from_at <= ${now} and l.until_at > ${now - 60 * 86_400})`
