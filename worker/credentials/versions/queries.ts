import { type SQL, sql } from 'drizzle-orm'
import { rootPath } from '../../organisations/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { dayAt, q } from '../../platform/sql.ts'
import { versionOn } from '../../programmes/index.ts'

/** How many workshops a page holds. */
export const PAGE = 50

/** Subjects taught at workshop `w`, each with the version of its last day there and the one of today, as one JSON text. */
export const taughtJson = sql`(select json_group_array(json_object('id', x.id, 'nameEn', x.name_en, 'nameHi', x.name_hi,
    'version', ${versionOn(sql`x.id`, sql`d.day_on`)}, 'current', x.syllabus_version))
  from (select ts.subject_id, max(ts.day_on) as day_on from sessions ts
      where ts.workshop_id = w.id and ts.subject_id is not null group by ts.subject_id) d
    join subjects x on x.id = d.subject_id)`

/** A subject with its programme, for whoever reads the whole. */
export const subjectOf = (subjectId: string, holds: Holds) =>
  q.all<{
    id: string
    nameEn: string
    nameHi: string
    version: number
    programmeId: string
    programmeEn: string
    programmeHi: string
  }>(sql`select s.id, s.name_en as "nameEn", s.name_hi as "nameHi", s.syllabus_version as version,
      p.id as "programmeId", p.name_en as "programmeEn", p.name_hi as "programmeHi"
    from subjects s join programmes p on p.id = s.programme_id
    where s.id = ${subjectId} and ${holds({ path: rootPath })}`)

/** Workshops `w` that taught a subject on a day by `today`, each with the version of its last day. */
const taught = (
  subjectId: string,
  now: number,
) => sql`taught (workshop_id, version, sessions) as materialized (
  select w.id, ${versionOn(sql`max(s.subject_id)`, sql`max(s.day_on)`)}, count(*)
  from sessions s join workshops w on w.id = s.workshop_id
  where s.subject_id = ${subjectId} and w.published_at is not null and w.cancelled_at is null
    and s.day_on <= ${dayAt(now)} group by w.id)`

const certified = sql`(select count(*) from credentials c where c.workshop_id = t.workshop_id and c.revoked_at is null)`

/** How often each version of a subject was taught, and how many hold a certificate of it, where `guard` holds. */
export const countsOf = (subjectId: string, now: number, guard: SQL) =>
  q.all<{ version: number; workshops: number; sessions: number; people: number }>(sql`
    with ${taught(subjectId, now)}
    select t.version, count(*) as workshops, sum(t.sessions) as sessions, sum(${certified}) as people
    from taught t where ${guard} group by t.version`)

/** A workshop that taught an old version. */
export type OldRow = {
  id: string
  nameEn: string
  nameHi: string
  startsOn: string
  version: number
  people: number
}

/** Workshops that taught a subject in an older version than today's, the latest first, one more than a page. */
export const oldOf = (
  subjectId: string,
  after: { startsOn: string; id: string } | undefined,
  now: number,
  guard: SQL,
) =>
  q.all<OldRow>(sql`with ${taught(subjectId, now)}
    select w.id, w.name_en as "nameEn", w.name_hi as "nameHi", w.starts_on as "startsOn", t.version, ${certified} as people
    from taught t join workshops w on w.id = t.workshop_id join subjects s on s.id = ${subjectId}
    where t.version < s.syllabus_version and ${guard}
      ${after ? sql`and (w.starts_on, w.id) < (${after.startsOn}, ${after.id})` : sql``}
    order by w.starts_on desc, w.id desc limit ${PAGE + 1}`)
