import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Actor, PowersTable } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { PeopleFilters } from '../shapes.ts'
import type { ListDraft, SavedList } from './shapes.ts'

/** How many lists one may keep, and are shown of others. */
const MOST = 100

type Row = Omit<z.infer<typeof SavedList>, 'filters' | 'shared' | 'own'> & {
  filters: string
  shared: number
  own: number
}

/** Where a list of unit `u` is read: its unit, or the root. */
const columns = (
  actor: Actor,
) => sql`l.id, l.name, l.filters, l.shared, l.owner_id = ${actor.personId} as own,
  coalesce(o.name_en, '') as "ownerEn", coalesce(o.name_hi, '') as "ownerHi", l.saved_at as "savedAt"`

/** The caller's own lists, and those shared by others where he reads people. */
export const listsOf = (actor: Actor, { table, holds }: PowersTable) =>
  q.all<Row>(sql`with ${table}, l as (
      select * from (select * from people_lists where owner_id = ${actor.personId} limit ${MOST})
      union all select * from (select s.* from people_lists s
        where s.shared = 1 and s.owner_id <> ${actor.personId} and exists (select 1 from units u
          where u.id = coalesce(s.unit_id, (select id from units where parent_id is null))
            and ${holds({ path: sql`u.path` })}) limit ${MOST}))
    select ${columns(actor)} from l left join people o on o.id = l.owner_id order by l.name, l.id`)

/** A saved list as the API shows one. */
export const listFrom = ({ filters, shared, own, ...row }: Row): z.infer<typeof SavedList> => ({
  ...row,
  filters: PeopleFilters.parse(JSON.parse(filters)),
  shared: shared === 1,
  own: own === 1,
})

type Draft = z.infer<typeof ListDraft>

/** Saves a list of the caller's, new or again. Only where he may read people at all. */
export const saveList = (
  id: string,
  { name, filters, shared }: Draft,
  actor: Actor,
  now: number,
  tops: PowersTable,
) =>
  q.run(sql`insert into people_lists (id, owner_id, name, filters, unit_id, shared, saved_at)
    with ${tops.table} select ${id}, ${actor.personId}, ${name}, ${JSON.stringify(filters)}, ${filters.unit ?? null},
      ${Number(shared)}, ${now} where exists (${tops.tops}) and (select count(*) from people_lists
        where owner_id = ${actor.personId} and id <> ${id}) < ${MOST}
      and (${filters.unit ?? null} is null or exists (select 1 from units where id = ${filters.unit ?? null}))
    on conflict (id) do update set name = excluded.name, filters = excluded.filters, unit_id = excluded.unit_id,
      shared = excluded.shared, saved_at = excluded.saved_at where owner_id = ${actor.personId}`)

/** Drops a list of the caller's. */
export const dropList = (id: string, actor: Actor) =>
  q.run(sql`delete from people_lists where id = ${id} and owner_id = ${actor.personId}`)

/** Whether a list is the caller's. */
export const ownsList = (id: string, actor: Actor) =>
  q.all<{ id: string }>(sql`select id from people_lists where id = ${id} and owner_id = ${actor.personId}`)
