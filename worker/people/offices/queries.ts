import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { officeKinds } from '../../../db/tenant/schema/people.ts'
import { pathOf } from '../../hierarchy/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { insertIf, jsonList, q } from '../../platform/sql.ts'
import { overPersonId } from '../queries.ts'
import type { OfficeDraft, OfficeKind, OfficeKindDraft } from './shapes.ts'

const root = sql`(select path from units where parent_id is null)`

/** The kinds of office, by name. */
export const kinds = () =>
  q.all<z.infer<typeof OfficeKind>>(
    sql`select id, name_en as "nameEn", name_hi as "nameHi" from office_kinds order by name_en`,
  )

/** Adds a kind of office. */
export const addKind = (kind: z.infer<typeof OfficeKindDraft>, holds: Holds) =>
  insertIf(officeKinds, kind, holds({ path: root }))

/** Gives a person an office at a unit; needs power over both. Who holds it there already keeps the one he has. */
export const take = (personId: string, o: z.infer<typeof OfficeDraft>, holds: Holds) =>
  q.run(sql`insert into offices (id, person_id, unit_id, kind_id, from_on)
    select ${o.id}, ${personId}, u.id, k.id, ${o.fromOn} from units u, office_kinds k
    where u.id = ${o.unitId} and k.id = ${o.kindId} and ${holds({ path: sql`u.path` })}
      and ${overPersonId(personId, holds)}
      and not exists (select 1 from offices live where live.person_id = ${personId} and live.unit_id = u.id
        and live.kind_id = k.id and live.until_on is null)
    on conflict do nothing`)

/** Whether the unit and the kind of an office are there for the caller. */
export const known = (o: z.infer<typeof OfficeDraft>, holds: Holds) =>
  q.all<{ unit: number; kind: number }>(sql`select ${holds({ path: pathOf(o.unitId) })} as unit,
    exists (select 1 from office_kinds where id = ${o.kindId}) as kind`)

const mine = (holds: Holds) => sql`exists (select 1 from units u where u.id = offices.unit_id
  and ${holds({ path: sql`u.path` })})`

/** Ends an office that lasts; it cannot end before it began, nor after a day that is tomorrow somewhere. */
export const leave = (id: string, on: string, tomorrow: string, holds: Holds) =>
  q.run(sql`update offices set until_on = ${on}
    where id = ${id} and until_on is null and from_on <= ${on} and ${on} <= ${tomorrow} and ${mine(holds)}`)

/** When an office ended, if the caller may know. */
export const left = (id: string, holds: Holds) =>
  q.all<{ untilOn: string | null }>(
    sql`select until_on as "untilOn" from offices where id = ${id} and ${mine(holds)}`,
  )

/**
 * Makes the person's wings those of the list, if every one of them is a wing; a change counts up the version. Needs a
 * power that is not limited to a wing.
 */
export function setWings(personId: string, wingIds: readonly string[], holds: Holds) {
  const asked = sql`(select value from json_each(${jsonList(wingIds)}))`
  const allowed = sql`exists (select 1 from people p join units u on u.id = p.unit_id
      where p.id = ${personId} and ${holds({ path: sql`u.path` })})
    and not exists (select 1 from json_each(${jsonList(wingIds)}) a where a.value not in (select id from wings))`
  const lost = sql`exists (select 1 from wing_members where person_id = ${personId} and wing_id not in ${asked})`
  const won = sql`exists (select 1 from json_each(${jsonList(wingIds)}) a where a.value not in (
    select wing_id from wing_members where person_id = ${personId}))`
  return {
    counted: q.run(sql`update people set version = version + 1
      where id = ${personId} and (${lost} or ${won}) and ${allowed}`),
    removed: q.run(sql`delete from wing_members where person_id = ${personId} and wing_id not in ${asked}
      and ${allowed}`),
    added: q.run(sql`insert into wing_members (person_id, wing_id)
      select ${personId}, id from wings where id in ${asked} and ${allowed} on conflict do nothing`),
  }
}

/** Says something of a person's skill; the same again says nothing new. */
export const saySkill = (
  personId: string,
  said: { skill: string; state: string; evidence: string | null | undefined; by: string; now: number },
  holds: Holds,
) =>
  q.run(sql`insert into skills (person_id, skill, state, said_by, said_at, evidence)
    select ${personId}, ${said.skill}, ${said.state}, ${said.by}, ${said.now}, ${said.evidence ?? null}
    where ${overPersonId(personId, holds)}
    on conflict do update set state = excluded.state, said_by = excluded.said_by, said_at = excluded.said_at,
        evidence = ${said.evidence === undefined ? sql`evidence` : sql`excluded.evidence`}
      where state is not excluded.state
        ${said.evidence === undefined ? sql`` : sql`or evidence is not excluded.evidence`}`)

/** Takes a skill away that was noted by mistake. */
export const dropSkill = (personId: string, skill: string, holds: Holds) =>
  q.run(sql`delete from skills where person_id = ${personId} and skill = ${skill}
    and ${overPersonId(personId, holds)}`)
