import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { unitWords } from '../../hierarchy/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { dayAt, q } from '../../platform/sql.ts'
import { closing, type Kind, opening, reopening } from '../kinds.ts'
import type { Coming, ComingAsked } from './shapes.ts'

type Asked = z.infer<typeof ComingAsked>

/** A plan as the job finds it. */
export type Planned = {
  id: string
  kind: 'new' | 'open' | 'close'
  unitId: string
  parentId: string
  unit: string | null
  on: string
  by: string | null
}

/** The change that a plan comes to, made on a day. */
export function changeFor(
  { id, kind, unitId, parentId, unit }: Planned,
  on: string,
  now: number,
  holds: Holds,
) {
  if (kind === 'new') return opening({ id, on, unitId }, parentId, unit ?? '{}', holds)
  return kind === 'open' ? reopening({ id, on, unitId }, holds) : closing({ id, on, unitId }, now, holds)
}

/** What is asked at a unit, as a plan. */
export function planOf(asked: Asked, atId: string, by: string | null): Planned {
  const { id, kind, on } = asked
  if (kind !== 'new') return { id, kind, unitId: atId, parentId: atId, unit: null, on, by }
  const { id: unitId, ...unit } = asked.unit
  const { aliases } = unit
  const made = { ...unit, aliases: JSON.stringify(aliases), parentId: atId, search: unitWords(unit) }
  return { id, kind, unitId, parentId: atId, unit: JSON.stringify(made), on, by }
}

const live = (alias: string) => sql.raw(`${alias}.withdrawn_at is null and ${alias}.made_at is null`)

/** Why something cannot be planned: what may still change until its day is no reason, another plan for it is one. */
export function planFault({ id, kind, unitId, unit }: Planned, { reason, allowed }: Kind) {
  const other = sql`select 1 from coming x where ${live('x')} and x.id <> ${id}`
  const fault = sql`(select case
    when exists (${other} and x.unit_id = ${unitId}) then 'planned'
    when ${kind === 'new' ? sql`exists (${other} and x.code = ${unit} ->> 'code')` : sql`0`} then 'code'
    when ${reason} <> 'in-use' then ${reason} end)`
  return { fault, allowed }
}

/** Plans it, once. */
export const plan = (planned: Planned, now: number, guard: SQL) =>
  q.run(sql`insert into coming (id, kind, unit_id, code, unit, parent_id, on_day, planned_by, planned_at)
    select ${planned.id}, ${planned.kind}, ${planned.unitId}, ${planned.unit} ->> 'code', ${planned.unit},
      ${planned.kind === 'new' ? planned.parentId : sql`(select parent_id from units where id = ${planned.unitId})`},
      ${planned.on}, ${planned.by}, ${now}
    where ${guard} on conflict do nothing`)

/** A plan as its statement gives it; `unit` is JSON. */
export type ComingRow = Omit<z.infer<typeof Coming>, 'unit' | 'by'> & {
  unit: string
  byId: string | null
  byEn: string | null
  byHi: string | null
}

/** Plans `x` where `guard` holds, the next first. */
export const comingWhere = (guard: SQL) =>
  q.all<ComingRow>(sql`select x.id, x.kind, x.on_day as "on", x.refused, x.withdrawn_at as "withdrawnAt",
      x.made_at as "madeAt", x.planned_by as "byId", p.name_en as "byEn", p.name_hi as "byHi",
      case when u.id is null then json_object('id', x.unit_id, 'code', x.code, 'levelId', x.unit ->> 'levelId',
        'nameEn', x.unit ->> 'nameEn', 'nameHi', x.unit ->> 'nameHi')
      else json_object('id', u.id, 'code', u.code, 'levelId', u.level_id, 'nameEn', u.name_en, 'nameHi', u.name_hi)
      end as unit
    from coming x left join units u on u.id = x.unit_id left join people p on p.id = x.planned_by
    where ${guard} order by x.on_day, x.id limit 200`)

/** What is coming at a unit and right below it. */
export const comingAt = (unitId: string, guard: SQL) =>
  comingWhere(sql`${guard} and x.id in (
    select x.id from coming x where x.unit_id = ${unitId} and ${live('x')}
    union select x.id from coming x where x.parent_id = ${unitId} and ${live('x')})`)

/** How many closed units a page holds. */
export const CLOSED_PAGE = 100

/** Units that have closed right below a unit, after a code, one more than a page. */
export const closedBelow = (unitId: string, after: string, guard: SQL) =>
  q.all<{ id: string; code: string; levelId: string; nameEn: string; nameHi: string; closedOn: string }>(sql`
    select u.id, u.code, u.level_id as "levelId", u.name_en as "nameEn", u.name_hi as "nameHi", u.closed_on as "closedOn"
    from units u where ${guard} and u.parent_id = ${unitId} and u.closed_on is not null and u.code > ${after}
    order by u.code limit ${CLOSED_PAGE + 1}`)

/** Whether plan `x` may be taken back: by whoever may edit its place. */
export const editable = (holds: Holds) =>
  holds({ path: sql`(select path from units where id = x.parent_id)` })

/** Takes a plan back before it was made. */
export const withdraw = (id: string, now: number, holds: Holds) =>
  q.run(
    sql`update coming as x set withdrawn_at = ${now} where x.id = ${id} and ${live('x')} and ${editable(holds)}`,
  )

/** Plans whose day has come in the organisation's zone, with the newest day of the tree's history. */
export const dueOn = (now: number) =>
  q.all<Planned & { today: string; newest: string; refused: string | null }>(sql`
    select x.id, x.kind, x.unit_id as "unitId", x.parent_id as "parentId", x.unit, x.on_day as "on",
      x.planned_by as "by", x.refused, z.today, coalesce((select max(on_day) from tree_changes), '') as newest
    from (select ${dayAt(now)} as today) z join coming x on x.on_day <= z.today
    where ${live('x')} order by x.on_day, x.planned_at, x.id limit 200`)

/** Says of a plan that it was made, or why not. */
export const settle = (id: string, { reason }: Kind, now: number) => {
  const made = sql`exists (select 1 from tree_changes where id = ${id})`
  return [
    q.run(
      sql`update coming set made_at = ${now}, refused = null where id = ${id} and made_at is null and ${made}`,
    ),
    q.run(
      sql`update coming set refused = coalesce(${reason}, 'plan') where id = ${id} and made_at is null and not ${made}`,
    ),
  ] as const
}
