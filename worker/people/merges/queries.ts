import { type SQL, sql } from 'drizzle-orm'
import type { Holds } from '../../platform/auth.ts'
import { jsonList, q } from '../../platform/sql.ts'
import { type Giver, given, holdsAllOf } from '../grants/queries.ts'
import { overPersonId } from '../queries.ts'
import type { Obstacle } from './shapes.ts'

/** Two records that are to become one. */
export type Merge = { id: string; keptId: string; goneId: string; chosen: readonly string[] }

/** Whether the caller may change both. */
export const overBoth = ({ keptId, goneId }: Pick<Merge, 'keptId' | 'goneId'>, holds: Holds) =>
  sql`${overPersonId(keptId, holds)} and ${overPersonId(goneId, holds)}`

const workshopOf = (
  id: string,
) => sql`(select json_object('nameEn', w.name_en, 'nameHi', w.name_hi) from workshops w
  where w.id = ${sql.raw(id)})`
const tierOf = (id: string) => sql`(select json_object('nameEn', t.name_en, 'nameHi', t.name_hi) from tiers t
  where t.id = ${sql.raw(id)})`

/**
 * What stands between two records and becoming one. `registration`, `credential`: both have a live one, and none of the
 * two is chosen. `credential-elsewhere`: the registration that would end carries the credential that would stay.
 */
function obstacles({ keptId, goneId, chosen }: Omit<Merge, 'id'>, giver: Giver): SQL {
  const pick = sql`(select value from json_each(${jsonList(chosen)}))`
  const two = sql`(${keptId}, ${goneId})`
  const { actor, now } = giver
  const live = sql`(g.until_at is null or g.until_at > ${now})`
  return sql`select 'registration' as kind, k.id as "keptRowId", g.id as "goneRowId", ${workshopOf('k.workshop_id')} as about
      from registrations k cross join registrations g on g.person_id = ${goneId} and g.workshop_id = k.workshop_id
      where k.person_id = ${keptId} and k.cancelled_at is null and g.cancelled_at is null
        and (k.id in ${pick}) = (g.id in ${pick})
    union all select 'credential', k.id, g.id, ${tierOf('k.tier_id')} from credentials k
      cross join credentials g on g.person_id = ${goneId} and g.tier_id = k.tier_id
      where k.person_id = ${keptId} and k.revoked_at is null and g.revoked_at is null
        and (k.id in ${pick}) = (g.id in ${pick})
    union all select 'credential-elsewhere', c.id, c.id, ${tierOf('c.tier_id')} from registrations r
      cross join registrations o on o.person_id in ${two} and o.person_id <> r.person_id
        and o.workshop_id = r.workshop_id and o.cancelled_at is null and o.id in ${pick}
      cross join credentials c on c.registration_id = r.id and c.revoked_at is null
      where r.person_id in ${two} and r.cancelled_at is null and r.id not in ${pick} and (c.id in ${pick} or not exists (
        select 1 from credentials d where d.person_id = o.person_id and d.tier_id = c.tier_id and d.revoked_at is null))
    union all select 'owner', null, g.id, null from grants g
      where g.person_id = ${goneId} and g.role = 'owner' and ${live}
    union all select 'powers', null, g.id, null from grants g join units u on u.id = g.unit_id
      where g.person_id in ${two} and ${live} and not (${holdsAllOf(sql`g.role`, given, giver)})
    union all select 'cash', null, null, null where exists (select 1 from cash_pages where collector_id = ${goneId})
    union all select 'yourself', null, null, null where ${actor.personId} in ${two}
    union all select 'erasure', null, null, null where exists (select 1 from erasures where person_id in ${two})
    union all select 'question', null, a.id, null from approvals a where a.decision is null
      and (a.person_id = ${goneId} or (a.kind = 'erasure' and a.person_id = ${keptId}))`
}

type ObstacleRow = Omit<Obstacle, 'about'> & { about: string | null }

/** An obstacle as it is told. */
export const obstacleFrom = ({ about, ...row }: ObstacleRow): Obstacle => ({
  ...row,
  about: about === null ? null : JSON.parse(about),
})

/** Makes two records one, where nothing stands against it; the same id again is the same merge. */
export const merge = (m: Merge, giver: Giver) =>
  q.run(sql`insert into merges (id, kept_id, gone_id, chosen, merged_by, merged_at)
    select ${m.id}, ${m.keptId}, ${m.goneId}, ${jsonList(m.chosen)}, ${giver.actor.personId}, ${giver.now}
    where ${overBoth(m, giver.holds)} and not exists (select 1 from (${obstacles(m, giver)}))
      and not exists (select 1 from merges where id = ${m.id})`)

/** Whether both may be changed by the caller, and what stands against making them one. */
export const standing = (m: Omit<Merge, 'id'>, giver: Giver) =>
  [
    q.all<{ both: number }>(sql`select ${overBoth(m, giver.holds)} as both`),
    q.all<ObstacleRow>(
      sql`select * from (${obstacles(m, giver)}) where ${overBoth(m, giver.holds)} limit 100`,
    ),
  ] as const

const COUNTED = [
  'registrations',
  'credentials',
  'nominations',
  'grants',
  'cards',
  'offices',
  'consents',
  'skills',
] as const

/** What would move from one record to the other, by kind; and the money that was paid. */
export const moving = (goneId: string, guard: SQL) =>
  q.all<Record<(typeof COUNTED)[number] | 'wings' | 'payments', number>>(
    sql`select ${sql.join(
      [
        ...COUNTED.map(
          (table) =>
            sql`(select count(*) from ${sql.identifier(table)} where person_id = ${goneId}) as ${sql.identifier(table)}`,
        ),
        sql`(select count(*) from wing_members where person_id = ${goneId}) as wings`,
        sql`(select count(*) from registrations r join payments y on y.registration_id = r.id
        where r.person_id = ${goneId}) as payments`,
      ],
      sql`, `,
    )} where ${guard}`,
  )

const mergeColumns = sql`m.id, m.kept_id as "keptId", m.gone_id as "goneId", m.merged_at as "mergedAt",
  m.undone_at as "undoneAt"`

type MergeRow = { id: string; keptId: string; goneId: string; mergedAt: number; undoneAt: number | null }

/** A merge, if the caller may change whom it kept. */
export const mergeOf = (id: string, holds: Holds) =>
  q.all<MergeRow>(sql`select ${mergeColumns} from merges m
    where m.id = ${id} and (${overKept(holds)})`)

const overKept = (holds: Holds) => sql`exists (select 1 from people p join units u on u.id = p.unit_id
  where p.id = m.kept_id and ${holds({ path: sql`u.path` })})
  and exists (select 1 from people p join units u on u.id = p.unit_id
  where p.id = m.gone_id and ${holds({ path: sql`u.path` })})`

/** Takes a merge back, if nothing was built on it; nobody takes back what made him himself. */
export const unmerge = (id: string, { actor, now, holds }: Giver) =>
  q.run(sql`update merges as m set undone_at = ${now}, undone_by = ${actor.personId}
    where m.id = ${id} and m.undone_at is null and m.kept_id <> ${actor.personId} and ${overKept(holds)}
      and not exists (select 1 from merge_built b where b.merge_id = m.id)`)

/** What was built on a merge since; empty once it is undone. */
export const built = (id: string, holds: Holds) =>
  q.all<{ kind: string; rowId: string }>(sql`select b.kind, b.row_id as "rowId" from merges m
    join merge_built b on b.merge_id = m.id
    where m.id = ${id} and m.undone_at is null and ${overKept(holds)} limit 100`)
