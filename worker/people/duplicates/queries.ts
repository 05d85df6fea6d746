import { type SQL, sql } from 'drizzle-orm'
import { pathOf } from '../../hierarchy/index.ts'
import type { Holds, PowersTable } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { overAs, overPersonId, unitJson } from '../queries.ts'
import type { Compared } from './rules.ts'

/** How many people one request looks through, in the order of the tree. */
export const WALKED = 2000

/** How many pairs one request weighs. */
const PAIRS = 400

/** One of two who look alike. */
export type Side = Compared & {
  id: string
  nameEn: string
  nameHi: string
  unit: { id: string; code: string; levelId: string; nameEn: string; nameHi: string }
  email: string | null
  createdAt: number
  trainings: number
  registrations: number
  offices: { nameEn: string; nameHi: string }[]
}

/** A person with all that is compared, by the aliases of his table and his unit's. */
const side = (p: string, u: string) =>
  sql`json_object('id', ${sql.raw(p)}.id, 'nameEn', ${sql.raw(p)}.name_en, 'nameHi', ${sql.raw(p)}.name_hi,
    'soundKey', ${sql.raw(p)}.sound_key, 'path', ${sql.raw(u)}.path, 'unit', json(${unitJson(u)}),
    'guardianKey', ${sql.raw(p)}.guardian_key, 'guardianName', ${sql.raw(p)}.guardian_name,
    'gender', ${sql.raw(p)}.gender, 'bornYear', ${sql.raw(p)}.born_year, 'phone', ${sql.raw(p)}.phone,
    'email', ${sql.raw(p)}.email, 'code', ${sql.raw(p)}.external_code, 'createdAt', ${sql.raw(p)}.created_at,
    'trainings', (select count(*) from credentials c where c.person_id = ${sql.raw(p)}.id and c.revoked_at is null),
    'registrations', (select count(*) from registrations r where r.person_id = ${sql.raw(p)}.id and r.cancelled_at is null),
    'offices', (select json_group_array(json_object('nameEn', k.name_en, 'nameHi', k.name_hi)) from offices o
      join office_kinds k on k.id = o.kind_id where o.person_id = ${sql.raw(p)}.id and o.until_on is null))`

const unlike = sql`not exists (select 1 from distinct_people d
  where d.one_id = min(x.one_id, x.other_id) and d.other_id = max(x.one_id, x.other_id))`

/** Others who may be the people `w`: by sound and unit, parent or year, and by phone. */
const lookalikes = (of: SQL, once: SQL) => sql`
  select w.id as one_id, c.id as other_id from ${of} w
    cross join people c on c.sound_key = w.sound_key and c.unit_id = w.unit_id where ${once}
  union select w.id, c.id from ${of} w
    cross join people c on c.sound_key = w.sound_key and c.guardian_key = w.guardian_key where ${once}
  union select w.id, c.id from ${of} w
    cross join people c on c.sound_key = w.sound_key and c.born_year = w.born_year
    cross join units cu on cu.id = c.unit_id where ${once} and cu.parent_id = w.parent_id
  union select w.id, c.id from ${of} w cross join people c on c.phone = w.phone where w.phone is not null and ${once}`

const weighed = (
  holds: Holds,
) => sql`cross join people a on a.id = x.one_id cross join units ua on ua.id = a.unit_id
    cross join people b on b.id = x.other_id cross join units ub on ub.id = b.unit_id
  where ${unlike} and ${overAs(holds, 'a', 'ua')} and ${overAs(holds, 'b', 'ub')}`

type Pair = { one: string; other: string }

/** Where to look for people who are in the list twice. */
export type Walk = { unit?: string | undefined; after?: string | undefined }

/**
 * Pairs of people who may be one, of the next people of a subtree: each pair is found where the smaller id is. Then
 * where the walk ended, null at the end of the tree.
 */
export function suspected({ unit, after }: Walk, { table, tops, holds }: PowersTable) {
  const place = sql`select a.path, b.id from people b join units a on a.id = b.unit_id where b.id = ${after}`
  const top = unit ? pathOf(unit) : sql`(select min(path) from (${tops}))`
  const end = unit ? pathOf(unit) : sql`(select max(path) from (${tops}))`
  const from = after ? sql`(select path from (${place}))` : top
  const walk = sql`select p.id, p.sound_key, p.unit_id, p.guardian_key, p.born_year, p.phone, u.parent_id
    from units u cross join people p on p.unit_id = u.id
    where u.path >= ${from} and u.path < ${end} || '~' and p.merged_into is null
      ${after ? sql`and (u.path, p.id) > (${place})` : sql``}
    order by u.path, p.id limit ${WALKED}`
  return [
    q.all<Pair>(sql`with ${table}, walked as materialized (${walk}),
      x as materialized (${lookalikes(sql`walked`, sql`c.id > w.id`)} limit ${PAIRS})
      select ${side('a', 'ua')} as one, ${side('b', 'ub')} as other from x ${weighed(holds)}`),
    q.all<{ walked: number; last: string | null }>(sql`with ${table}, walked as materialized (${walk})
      select count(*) as walked, (select id from walked limit 1 offset ${WALKED - 1}) as last from walked`),
  ] as const
}

const himself = (
  personId: string,
) => sql`(select p.id, p.sound_key, p.unit_id, p.guardian_key, p.born_year, p.phone,
  u.parent_id from people p join units u on u.id = p.unit_id where p.id = ${personId})`

/** People who may be this one; and whether the caller may see him. */
export const suspectedOf = (personId: string, { table, holds }: PowersTable) =>
  [
    q.all<Pair>(sql`with ${table}, x as materialized (
        ${lookalikes(himself(personId), sql`c.id <> w.id`)} limit 50)
      select ${side('a', 'ua')} as one, ${side('b', 'ub')} as other from x ${weighed(holds)}`),
    q.all<{ seen: number }>(sql`with ${table} select ${overPersonId(personId, holds)} as seen`),
  ] as const

/** Two people side by side, if both may be seen. */
export const twoOf = (oneId: string, otherId: string, { table, holds }: PowersTable) =>
  q.all<Pair>(sql`with ${table}, x (one_id, other_id) as (values (${oneId}, ${otherId}))
    select ${side('a', 'ua')} as one, ${side('b', 'ub')} as other
    from x cross join people a on a.id = x.one_id cross join units ua on ua.id = a.unit_id
      cross join people b on b.id = x.other_id cross join units ub on ub.id = b.unit_id
    where ${overAs(holds, 'a', 'ua')} and ${overAs(holds, 'b', 'ub')}`)

const pair = (oneId: string, otherId: string) => (oneId < otherId ? [oneId, otherId] : [otherId, oneId])

const both = (oneId: string, otherId: string, holds: Holds) =>
  sql`${overPersonId(oneId, holds)} and ${overPersonId(otherId, holds)}`

/** Remembers that two are two. */
export function tellApart(oneId: string, otherId: string, by: string, now: number, holds: Holds) {
  const [one, other] = pair(oneId, otherId)
  return q.run(sql`insert into distinct_people (one_id, other_id, said_by, said_at)
    select ${one}, ${other}, ${by}, ${now} where ${one} <> ${other} and ${both(oneId, otherId, holds)}
    on conflict do nothing`)
}

/** Forgets that two are two. */
export function untell(oneId: string, otherId: string, holds: Holds) {
  const [one, other] = pair(oneId, otherId)
  return q.run(sql`delete from distinct_people where one_id = ${one} and other_id = ${other}
    and ${both(oneId, otherId, holds)}`)
}

/** Whether the caller may say anything of the two. */
export const seesBoth = (oneId: string, otherId: string, holds: Holds) =>
  q.all<{ seen: number }>(sql`select ${both(oneId, otherId, holds)} as seen`)
