import { sql } from 'drizzle-orm'
import { pathOf } from '../../hierarchy/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { jsonList, q } from '../../platform/sql.ts'
import { openUnit } from '../me/queries.ts'
import { overPersonId } from '../queries.ts'

/** A person who goes to another unit, as of a version that was seen. */
export type Move = { id: string; personId: string; unitId: string; version: number; by: string; now: number }

/** Moves a person while he is as he was seen, if the caller may change people here and there. */
export const transfer = ({ id, personId, unitId, version, by, now }: Move, holds: Holds) =>
  q.run(sql`insert into transfers (id, person_id, from_unit_id, unit_id, at, moved_by)
    select ${id}, o.id, o.unit_id, ${unitId}, ${now}, ${by} from people o
    where o.id = ${personId} and o.version = ${version} and o.unit_id <> ${unitId}
      and ${overPersonId(personId, holds)} and ${holds({ path: pathOf(unitId) })} and ${openUnit(unitId)}
    on conflict do nothing`)

/** Ends offices of the person at the unit that he left by a transfer. */
export const leaveOffices = (transferId: string, officeIds: readonly string[], on: string) =>
  q.run(sql`update offices set until_on = max(${on}, from_on)
    where id in (select value from json_each(${jsonList(officeIds)})) and until_on is null
      and exists (select 1 from transfers t where t.id = ${transferId}
        and t.person_id = offices.person_id and t.from_unit_id = offices.unit_id)`)

/** Whether a transfer happened. */
export const transferred = (id: string, personId: string) =>
  q.all<{ unitId: string }>(
    sql`select unit_id as "unitId" from transfers where id = ${id} and person_id = ${personId}`,
  )

/** Says who moved a person, right after an edit that moved him; without a unit nothing is said. */
export const signTransfer = (personId: string, unitId: string | null, by: string, now: number) =>
  q.run(sql`update transfers set moved_by = ${by}, at = ${now} where seq = (select max(seq) from transfers)
    and person_id = ${personId} and unit_id = ${unitId} and moved_by is null`)
