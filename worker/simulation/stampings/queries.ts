import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { rootPath } from '../../organisations/index.ts'
import { unitJson } from '../../people/index.ts'
import { type Asking, whenRecorded } from '../../platform/audit.ts'
import type { Holds } from '../../platform/auth.ts'
import { jsonList, q } from '../../platform/sql.ts'
import type { StampDraftsAsked } from './shapes.ts'

/** How many stampings a list shows, and drafts a page holds. */
export const [LISTED, PAGE] = [20, 100]

/** A stamping as it is stored; `told` is JSON. */
export type StampingRow = {
  id: string
  programmeId: string
  kind: 'plan' | 'template'
  state: string
  drafts: number
  at: number
  replaced: number
  written: number
  kept: number
  published: number
  madeAt: number
  endedAt: number | null
  told: string
}

const columns = sql`s.id, s.programme_id as "programmeId", s.asked ->> '$.by.kind' as kind, s.state, s.drafts, s.to_at + 1 as at,
  s.replaced, s.written, s.kept, (select count(*) from stamp_drafts d join workshops w on w.id = d.workshop_id
    where d.stamping_id = s.id and w.published_at is not null) as published,
  s.made_at as "madeAt", s.ended_at as "endedAt", s.told`

/** Stamping concerns the whole organisation. */
export const everywhere = (holds: Holds) => holds({ path: rootPath })

/** A stamping where `seen` holds. */
export const shown = (id: string, seen: SQL) =>
  q.all<StampingRow>(sql`select ${columns} from stampings s where s.id = ${id} and ${seen}`)

/** The newest stampings of a programme, where `seen` holds. */
export const listed = (programmeId: string, seen: SQL) =>
  q.all<StampingRow>(sql`select ${columns} from stampings s where s.programme_id = ${programmeId} and ${seen}
    order by s.made_at desc, s.id desc limit ${LISTED}`)

/** A draft as it is drawn up. */
export type DraftRow = {
  workshopId: string
  tierId: string
  unitId: string
  part: number
  parts: number
  first: number
  units: number
  ofUnits: number
  startsOn: string
  endsOn: string
  capacity: number
  people: readonly string[]
  awaited: number
  lacking: number
}

type Drawn = { id: string; programmeId: string; asked: unknown; told: unknown; drafts: readonly DraftRow[] }

/** Draws a stamping up; the same one again stays as it is. */
export const drawn = (
  { id, programmeId, asked, told, drafts }: Drawn,
  by: string,
  now: number,
  allowed: SQL,
) =>
  q.run(sql`insert into stampings (id, programme_id, asked, told, drafts, made_by, made_at)
    select ${id}, ${programmeId}, ${JSON.stringify(asked)}, ${JSON.stringify(told)}, ${drafts.length}, ${by}, ${now}
    where ${allowed} on conflict do nothing`)

/** Puts its drafts down after the stamping itself was recorded. */
export const drafted = (c: Asking, id: string, drafts: readonly DraftRow[]) =>
  q.run(sql`insert into stamp_drafts (stamping_id, at, workshop_id, tier_id, unit_id, part, parts, first, units, of_units,
      starts_on, ends_on, capacity, people, awaited, lacking)
    select ${id}, key, value ->> 'workshopId', value ->> 'tierId', value ->> 'unitId', value ->> 'part', value ->> 'parts',
      value ->> 'first', value ->> 'units', value ->> 'ofUnits', value ->> 'startsOn', value ->> 'endsOn',
      value ->> 'capacity', value ->> 'people', value ->> 'awaited', value ->> 'lacking'
    from json_each(${jsonList(drafts)}) where ${whenRecorded(c)}`)

/** Moves a stamping on, only from the states and where `guard` holds. */
export const moved = (id: string, from: readonly string[], to: string, more: SQL, guard: SQL) =>
  q.run(sql`update stampings as s set state = ${to}, to_at = -1${more}
    where s.id = ${id} and s.state in (select value from json_each(${jsonList(from)})) and ${guard}`)

/** A draft as it is told; `unit` and `people` are JSON. */
export type DraftTold = Omit<DraftRow, 'people' | 'first' | 'ofUnits' | 'unitId'> & {
  at: number
  workshop: number
  unit: string
  people: string
}

type Which = z.infer<typeof StampDraftsAsked>

/** Drafts of a stamping in their order, one more than a page. */
export const draftsOf = (id: string, { lacking, after }: Which, seen: SQL) =>
  q.all<DraftTold>(sql`select d.at, d.workshop_id as "workshopId", d.tier_id as "tierId", ${unitJson('u')} as unit, d.part,
      d.parts, d.units, d.starts_on as "startsOn", d.ends_on as "endsOn", d.capacity, d.awaited, d.lacking,
      exists (select 1 from workshops w where w.id = d.workshop_id) as workshop,
      (select json_group_array(json_object('id', p.id, 'nameEn', p.name_en, 'nameHi', p.name_hi))
        from json_each(d.people) i join people p on p.id = i.value) as people
    from stampings s join stamp_drafts d on d.stamping_id = s.id join units u on u.id = d.unit_id
    where s.id = ${id} and d.at > ${after} and ${seen} ${lacking ? sql`and d.lacking > 0` : sql``}
    order by d.at limit ${PAGE + 1}`)
