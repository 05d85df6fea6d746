import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { q } from '../../platform/sql.ts'
import type { KeptDraft, KeptEdit } from './shapes.ts'

/** How many plans a programme keeps. */
const KEPT_MAX = 20

/** A kept plan as it is stored; `asked` is JSON. */
export type KeptRow = {
  id: string
  nameEn: string
  nameHi: string
  asked: string
  version: number
  keptAt: number
  stampingId: string | null
}

const columns = sql`k.id, k.name_en as "nameEn", k.name_hi as "nameHi", k.asked, k.version, k.kept_at as "keptAt",
  (select s.id from stampings s where s.programme_id = k.programme_id and s.state = 'done'
    and s.asked ->> '$.by.planId' = k.id order by s.made_at desc limit 1) as "stampingId"`

/** A programme where `seen` holds. */
export const programmeSeen = (programmeId: string, seen: SQL) =>
  q.all<{ id: string }>(sql`select id from programmes where id = ${programmeId} and ${seen}`)

/** The kept plans of a programme where `seen` holds. */
export const keptOf = (programmeId: string, seen: SQL) =>
  q.all<KeptRow>(sql`select ${columns} from kept_plans k where k.programme_id = ${programmeId} and ${seen}
    order by k.kept_at, k.id`)

/** One kept plan where `seen` holds. */
export const keptAt = (id: string, seen: SQL) =>
  q.all<KeptRow>(sql`select ${columns} from kept_plans k where k.id = ${id} and ${seen}`)

/** True when every hop of a plan is one of the programme. */
const ownHops = (programmeId: SQL, asked: string) => sql`not exists (
  select 1 from json_each(${asked}, '$.hops') h where not exists (
    select 1 from tiers t where t.id = h.value ->> 'tierId' and t.programme_id = ${programmeId}))`

type By = { personId: string; now: number }

/** Keeps a plan; the same id again is the same plan. */
export function keep(
  programmeId: string,
  { id, nameEn, nameHi, plan }: z.infer<typeof KeptDraft>,
  by: By,
  seen: SQL,
) {
  const asked = JSON.stringify(plan)
  return q.run(sql`insert into kept_plans (id, programme_id, name_en, name_hi, asked, kept_by, kept_at)
    select ${id}, p.id, ${nameEn}, ${nameHi}, ${asked}, ${by.personId}, ${by.now} from programmes p
    where p.id = ${programmeId} and ${seen} and ${ownHops(sql`p.id`, asked)}
      and (select count(*) from kept_plans o where o.programme_id = p.id) < ${KEPT_MAX}
    on conflict do nothing`)
}

/** Changes a kept plan if nobody else did meanwhile. */
export function change(id: string, { nameEn, nameHi, plan, version }: z.infer<typeof KeptEdit>, seen: SQL) {
  const asked = JSON.stringify(plan)
  return q.run(sql`update kept_plans set name_en = ${nameEn}, name_hi = ${nameHi}, asked = ${asked}, version = version + 1
    where id = ${id} and version = ${version} and ${seen} and ${ownHops(sql`kept_plans.programme_id`, asked)}`)
}

/** Forgets a kept plan; drafts made of it stay. */
export const forget = (id: string, seen: SQL) =>
  q.run(sql`delete from kept_plans where id = ${id} and ${seen}`)
