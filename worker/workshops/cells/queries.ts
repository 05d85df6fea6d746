import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { unitJson } from '../../people/index.ts'
import { type Asking, whenRecorded } from '../../platform/audit.ts'
import type { Holds } from '../../platform/auth.ts'
import { jsonList, q } from '../../platform/sql.ts'
import { inCatchment } from '../catchments/serving.ts'
import { heldHere } from '../places.ts'
import type { QuotasEdit } from './shapes.ts'

/** A workshop as its quotas tell it. */
export type Head = {
  id: string
  nameEn: string
  nameHi: string
  startsOn: string
  capacity: number
  version: number
  tierId: string
  traineeLevelId: string
}

/** A cell as it is stored; `unit` and `wing` are JSON, `inside` is null for the hall alone. */
export type CellRow = {
  id: string
  unit: string | null
  wing: string | null
  inside: string | null
  seats: number
  used: number
  releaseOn: string | null
  releasedAt: number | null
  taken: number
  held: number
  offered: number
  waiting: number
}

const counted = (having: string) =>
  sql.raw(
    `(select count(*) from registrations r where r.cell_id = k.id and r.cancelled_at is null ${having})`,
  )

const asked = (state: 'waiting' | 'offered') =>
  sql`(select count(*) from waits e join wait_people p on p.wait_id = e.id and p.registration_id is null
    where e.workshop_id = w.id and e.state = ${state} and p.cell_id = k.id)`

/** A workshop and its cells where `guard` holds, those of outer units first; it sees the workshop `w` and its host `h`. */
export const quotasOf = (workshopId: string, guard: SQL) =>
  [
    q.all<Head>(sql`select w.id, w.name_en as "nameEn", w.name_hi as "nameHi", w.starts_on as "startsOn", w.capacity,
        w.version, t.id as "tierId", t.trainee_level_id as "traineeLevelId"
      from workshops w join tiers t on t.id = w.tier_id join units h on h.id = w.unit_id
      where w.id = ${workshopId} and ${guard}`),
    q.all<CellRow>(sql`select k.id, iif(u.id is null, null, ${unitJson('u')}) as unit,
        iif(g.id is null, null, json_object('id', g.id, 'nameEn', g.name_en, 'nameHi', g.name_hi)) as wing,
        k.parent_id as inside, iif(k.parent_id is null, w.capacity, k.seats) as seats, k.used,
        k.release_on as "releaseOn", k.released_at as "releasedAt",
        ${counted('')} as taken, ${counted('and r.held_until is not null')} as held,
        ${asked('offered')} as offered, ${asked('waiting')} as waiting
      from workshops w join tiers t on t.id = w.tier_id join units h on h.id = w.unit_id
        join cells k on k.workshop_id = w.id left join units u on u.id = k.unit_id left join wings g on g.id = k.wing_id
      where w.id = ${workshopId} and ${guard} order by u.path, k.wing_id`),
  ] as const

/** Units of a level that a workshop serves where `guard` holds, and how many of the next level stand below each. */
export const unitsToStamp = (workshopId: string, levelId: string, guard: SQL) =>
  q.all<{
    unit: string
    below: number
  }>(sql`select ${unitJson('u')} as unit, coalesce((select c.units from unit_counts c
        where c.unit_id = u.id and c.level_id = (select n.id from levels n join levels l on n.depth = l.depth + 1
          where l.id = u.level_id)), 0) as below
      from workshops w join tiers t on t.id = w.tier_id join units h on h.id = w.unit_id
        cross join (select distinct iu.id, iu.path from catchment_terms ct join units iu on iu.id = ct.unit_id
          where ct.workshop_id = ${workshopId} and ct.sign = 1) i
        cross join units u on u.level_id = ${levelId} and u.path >= i.path and u.path < i.path || '~'
      where w.id = ${workshopId} and ${guard} and u.closed_on is null and ${inCatchment(sql`w.id`, sql`u.path`)}
      group by u.id order by u.path limit 1500`)

type Edit = z.infer<typeof QuotasEdit>

/** True when every unit and wing that is named exists, and no unit stands below those that the tier trains. */
const known = (cells: string | SQL) => sql`not exists (select 1 from json_each(${cells}) n
  where (n.value ->> 'unitId' is not null and not exists (select 1 from units u join levels l on l.id = u.level_id
      where u.id = n.value ->> 'unitId' and u.closed_on is null and l.depth <= (select y.depth from tiers t
        join levels y on y.id = t.trainee_level_id where t.id = workshops.tier_id)))
    or (n.value ->> 'wingId' is not null and not exists (select 1 from wings g where g.id = n.value ->> 'wingId')))`

/** Counts a change of the cells as one of the workshop, if nobody else changed it meanwhile. */
export const turnCells = (id: string, { version, cells }: Edit, holds: Holds) =>
  q.run(sql`update workshops set version = version + 1
    where id = ${id} and version = ${version} and cancelled_at is null and ${heldHere(holds)}
      and ${known(jsonList(cells))}`)

/** Sets all cells of a workshop once that was recorded, and seats everybody in them anew. */
export const setCells = (id: string, { cells }: Edit, c: Asking) =>
  q.run(sql`insert into cell_sheets (workshop_id, cells, at)
    select id, ${jsonList(cells)}, ${c.var.now} from workshops where id = ${id} and ${whenRecorded(c)}`)

/** What cells are for. */
export type Named = readonly { unitId: string | null; wingId: string | null }[]

/** The cells `k` of a workshop that still keep seats: those that are named, or all. */
const keeping = (id: string, cells: Named | undefined) => sql`cells k where k.workshop_id = ${id}
  and k.released_at is null and k.parent_id is not null ${
    cells
      ? sql`and exists (select 1 from json_each(${jsonList(cells)}) n where coalesce(n.value ->> 'unitId', '') = k.unit_id
        and coalesce(n.value ->> 'wingId', '') = k.wing_id)`
      : sql``
  }`

/** Counts letting go as a change of the workshop, where any of the cells still keeps seats. */
export const turnRelease = (id: string, cells: Named | undefined, holds: Holds) =>
  q.run(sql`update workshops set version = version + 1 where id = ${id} and cancelled_at is null and ${heldHere(holds)}
    and exists (select 1 from ${keeping(id, cells)})`)

/** Lets go of cells once that was recorded; those who wait are offered what is free then. */
export const releaseNow = (id: string, cells: Named | undefined, c: Asking) =>
  q.run(sql`insert into cell_releases (workshop_id, cells, at)
    select k.workshop_id, json_group_array(k.id), ${c.var.now} from ${keeping(id, cells)} and ${whenRecorded(c)}
    group by k.workshop_id`)
