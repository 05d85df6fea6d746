import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { programmes } from '../../db/tenant/schema/programmes.ts'
import { rootPath } from '../organisations/index.ts'
import { type Actor, type Holds, holdingAnywhere } from '../platform/auth.ts'
import { insertIf, jsonList, q } from '../platform/sql.ts'
import type { LevelFact } from './rules.ts'
import type { Programme, ProgrammeDraft, ProgrammeEdit, Subject } from './shapes.ts'

/** How many programmes a page holds. */
export const PAGE = 50

/**
 * True for the programmes `p` that somebody may see: published ones, and drafts for whoever reads programmes anywhere;
 * a power limited to one tier or workshop shows the draft that it belongs to.
 */
export function visible(actor: Actor | undefined, now: number): SQL {
  if (!actor) return sql`p.published_at is not null`
  // A programme has no place of its own: whoever reads programmes at one place sees its drafts.
  const accepted = sql`held_power.wing_id is null
    and (held_power.tier_id is null
      or exists (select 1 from tiers vt where vt.id = held_power.tier_id and vt.programme_id = p.id))
    and (held_power.workshop_id is null
      or exists (select 1 from workshops vw join tiers vt on vt.id = vw.tier_id
        where vw.id = held_power.workshop_id and vt.programme_id = p.id))`
  const anywhere = holdingAnywhere(actor, 'programmes:read', now, accepted)
  return sql`(p.published_at is not null or ${anywhere})`
}

const columns = sql`p.id, p.name_en as "nameEn", p.name_hi as "nameHi", p.about_en as "aboutEn",
  p.about_hi as "aboutHi", p.starts_on as "startsOn", p.ends_on as "endsOn", p.published_at as "publishedAt", p.version`

/** Programmes from the latest start, one more than a page; `after` is the start and id of the last one seen. */
export const list = (seen: SQL, after: { startsOn: string; id: string } | undefined) =>
  q.all<z.infer<typeof Programme>>(sql`select ${columns} from programmes p where ${seen}
    ${after ? sql`and (p.starts_on, p.id) < (${after.startsOn}, ${after.id})` : sql``}
    order by p.starts_on desc, p.id desc limit ${PAGE + 1}`)

/** A tier as it is stored, with its levels spread out. */
export type TierRow = {
  id: string
  programmeId: string
  position: number
  nameEn: string
  nameHi: string
  hostLevelId: string
  hostDepth: number
  hostEn: string
  hostHi: string
  traineeLevelId: string
  traineeDepth: number
  traineeEn: string
  traineeHi: string
  taughtBy: 'guest' | 'credential' | 'office'
  planned: number
  minimum: number
  target: number
  maximum: number
  /** JSON. */
  shares: string
  batchSize: number
  days: number
  hoursPerDay: number
  passDays: number
  passSessions: number
  passSubjects: number
  validMonths: number | null
  approvals: number
  nominateBy: string | null
  skill: string | null
  startBy: string | null
  finishBy: string | null
  feeMinor: number
  planPublishedAt: number | null
  workshops: number
  version: number
}

/** Tiers where `guard` holds, in the order of the cascade; it sees the programme as `p`, the tier as `t`. */
export const tiersWhere = (guard: SQL) =>
  q.all<TierRow>(sql`
    select t.id, t.programme_id as "programmeId", t.position, t.name_en as "nameEn", t.name_hi as "nameHi",
      t.host_level_id as "hostLevelId", h.depth as "hostDepth", h.name_en as "hostEn", h.name_hi as "hostHi",
      t.trainee_level_id as "traineeLevelId", n.depth as "traineeDepth", n.name_en as "traineeEn",
      n.name_hi as "traineeHi", t.taught_by as "taughtBy", t.planned, t.minimum, t.target, t.maximum, t.shares,
      t.batch_size as "batchSize", t.days, t.hours_per_day as "hoursPerDay", t.pass_days as "passDays", t.pass_sessions as "passSessions",
      t.pass_subjects as "passSubjects", t.valid_months as "validMonths", t.approvals, t.nominate_by as "nominateBy", t.skill,
      t.start_by as "startBy", t.finish_by as "finishBy", t.fee_minor as "feeMinor",
      t.plan_published_at as "planPublishedAt", t.version,
      (select count(*) from workshops w where w.tier_id = t.id and w.cancelled_at is null) as workshops
    from tiers t join programmes p on p.id = t.programme_id
      join levels h on h.id = t.host_level_id join levels n on n.id = t.trainee_level_id
    where ${guard} order by t.position`)

/** A programme where `seen` holds, its subjects and its tiers; `seen` sees the programme as `p`. */
export const page = (programmeId: SQL | string, seen: SQL) =>
  [
    q.all<z.infer<typeof Programme>>(
      sql`select ${columns} from programmes p where p.id = ${programmeId} and ${seen}`,
    ),
    q.all<z.infer<typeof Subject>>(sql`select s.id, s.position, s.name_en as "nameEn", s.name_hi as "nameHi",
      s.syllabus_version as "syllabusVersion" from subjects s join programmes p on p.id = s.programme_id
      where p.id = ${programmeId} and ${seen} order by s.position`),
    tiersWhere(sql`p.id = ${programmeId} and ${seen}`),
  ] as const

type Draft = z.infer<typeof ProgrammeDraft>

/** Adds a programme if its tiers may stand there; the same id again is the same programme. */
export function addProgramme({ subjects: _, tiers, ...draft }: Draft, now: number, holds: Holds) {
  const fit = sql`(select count(*) from json_each(${jsonList(tiers)}) v
      join levels h on h.id = (v.value ->> 'hostLevelId') join levels n on n.id = (v.value ->> 'traineeLevelId')
    where h.depth <= n.depth and (v.key > 0 or v.value ->> 'taughtBy' <> 'credential')) = ${tiers.length}`
  return insertIf(programmes, { ...draft, createdAt: now }, sql`${holds({ path: rootPath })} and ${fit}`)
}

/** Changes a programme if nobody else did meanwhile. */
export const editProgramme = (id: string, e: z.infer<typeof ProgrammeEdit>, holds: Holds) =>
  q.run(sql`update programmes set name_en = ${e.nameEn}, name_hi = ${e.nameHi}, about_en = ${e.aboutEn},
      about_hi = ${e.aboutHi}, starts_on = ${e.startsOn}, ends_on = ${e.endsOn}, version = version + 1
    where id = ${id} and version = ${e.version} and ${holds({ path: rootPath })}`)

/** Shows a programme to everybody; once is enough. */
export const publishProgramme = (id: string, now: number, holds: Holds) =>
  q.run(sql`update programmes set published_at = ${now}, version = version + 1
    where id = ${id} and published_at is null and ${holds({ path: rootPath })}`)

/** The levels, from the top. */
export const levelFacts = () => q.all<LevelFact>(sql`select id, depth from levels order by depth`)
