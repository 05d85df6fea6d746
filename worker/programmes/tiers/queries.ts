import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { rootPath } from '../../organisations/index.ts'
import { type Asking, whenRecorded } from '../../platform/audit.ts'
import type { Holds } from '../../platform/auth.ts'
import { jsonList, q } from '../../platform/sql.ts'
import type { TierDraft, TierEdit } from '../shapes.ts'

type Asked = { hostLevelId: string; traineeLevelId: string }

const levelsFit = (t: Asked) => sql`exists (select 1 from levels h, levels n
  where h.id = ${t.hostLevelId} and n.id = ${t.traineeLevelId} and h.depth <= n.depth)`

/** True when every wing and every subject of the programme that is named exists. */
const sharesFit = (shares: z.infer<typeof TierDraft>['shares'], programmeId: SQL) => sql`not exists (
  select 1 from json_each(${jsonList(shares)}) s where not exists (select 1 from wings g
      where s.value ->> 'kind' = 'wing' and g.id = s.value ->> 'id')
    and not exists (select 1 from subjects j where s.value ->> 'kind' = 'subject' and j.id = s.value ->> 'id'
      and j.programme_id = ${programmeId}))`

/** Adds a tier below the last one of a programme; the same id again is the same tier. */
export const addTier = (programmeId: string, t: z.infer<typeof TierDraft>, holds: Holds) =>
  q.run(sql`insert into tiers (id, programme_id, position, name_en, name_hi, host_level_id, trainee_level_id,
      taught_by, planned, minimum, target, maximum, batch_size, days, hours_per_day, pass_days,
      pass_sessions, pass_subjects, valid_months, approvals, nominate_by, skill, start_by, finish_by, fee_minor, shares)
    select ${t.id}, p.id, last.position + 1, ${t.nameEn}, ${t.nameHi}, ${t.hostLevelId}, ${t.traineeLevelId},
      ${t.taughtBy}, ${t.planned ? 1 : 0}, ${t.minimum}, ${t.target}, ${t.maximum}, ${t.batchSize}, ${t.days},
      ${t.hoursPerDay}, ${t.passDays}, ${t.passSessions},
      ${t.passSubjects}, ${t.validMonths}, ${t.approvals}, ${t.nominateBy}, ${t.skill}, ${t.startBy}, ${t.finishBy}, ${t.feeMinor}, ${jsonList(t.shares)}
    from programmes p, (select coalesce(max(position), 0) as position from tiers where programme_id = ${programmeId}) last
    where p.id = ${programmeId} and ${holds({ path: rootPath })} and ${levelsFit(t)} and ${sharesFit(t.shares, sql`p.id`)}
      and (${t.taughtBy} <> 'credential' or last.position > 0)
    on conflict do nothing`)

/** Adds the first tiers of a programme, from the top, after it was drafted. */
export const addTiers = (c: Asking, programmeId: string, tiers: readonly z.infer<typeof TierDraft>[]) =>
  q.run(sql`insert into tiers (id, programme_id, position, name_en, name_hi, host_level_id, trainee_level_id,
      taught_by, planned, minimum, target, maximum, batch_size, days, hours_per_day, pass_days, pass_sessions,
      pass_subjects, start_by, finish_by, fee_minor, shares)
    select v.value ->> 'id', ${programmeId}, v.key + 1, v.value ->> 'nameEn', v.value ->> 'nameHi',
      v.value ->> 'hostLevelId', v.value ->> 'traineeLevelId', v.value ->> 'taughtBy', v.value ->> 'planned',
      v.value ->> 'minimum', v.value ->> 'target', v.value ->> 'maximum', v.value ->> 'batchSize', v.value ->> 'days',
      v.value ->> 'hoursPerDay', v.value ->> 'passDays', v.value ->> 'passSessions', v.value ->> 'passSubjects', v.value ->> 'startBy', v.value ->> 'finishBy',
      v.value ->> 'feeMinor', v.value -> 'shares'
    from json_each(${jsonList(tiers)}) v where ${whenRecorded(c)} on conflict do nothing`)

/** True for a tier `tiers` that workshops or nominations already rely on: its levels stay as they are. */
const inUse = sql`(exists (select 1 from workshops w where w.tier_id = tiers.id)
  or exists (select 1 from nominations n where n.tier_id = tiers.id))`

/** Changes a tier if nobody else did meanwhile; once somebody relies on it, its levels and its plan stay. */
export const editTier = (id: string, t: z.infer<typeof TierEdit>, now: number, holds: Holds) =>
  q.run(sql`update tiers set name_en = ${t.nameEn}, name_hi = ${t.nameHi}, host_level_id = ${t.hostLevelId},
      trainee_level_id = ${t.traineeLevelId}, taught_by = ${t.taughtBy}, planned = ${t.planned ? 1 : 0},
      minimum = ${t.minimum}, target = ${t.target}, maximum = ${t.maximum}, batch_size = ${t.batchSize},
      days = ${t.days}, hours_per_day = ${t.hoursPerDay}, pass_days = ${t.passDays}, pass_sessions = ${t.passSessions},
      pass_subjects = ${t.passSubjects}, valid_months = ${t.validMonths},
      approvals = ${t.approvals}, nominate_by = ${t.nominateBy}, skill = ${t.skill}, start_by = ${t.startBy},
      finish_by = ${t.finishBy}, fee_minor = ${t.feeMinor}, shares = ${jsonList(t.shares)}, changed_at = ${now}, version = version + 1
    where id = ${id} and version = ${t.version} and ${holds({ path: rootPath, tier: sql`tiers.id` })}
      and ${levelsFit(t)} and ${sharesFit(t.shares, sql`tiers.programme_id`)} and (${t.taughtBy} <> 'credential' or position > 1)
      and ((host_level_id = ${t.hostLevelId} and trainee_level_id = ${t.traineeLevelId}
        and planned = ${t.planned ? 1 : 0}) or not ${inUse})`)

/** Lets a tier be held at another level where `guard` holds, unless workshops of it are there already. */
export const holdAt = (tierId: string, levelId: string, guard: SQL) =>
  q.run(sql`update tiers set host_level_id = ${levelId}, version = version + 1
    where id = ${tierId} and host_level_id <> ${levelId} and ${guard}
      and not exists (select 1 from workshops w where w.tier_id = tiers.id)`)
