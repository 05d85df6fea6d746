import { sql } from 'drizzle-orm'
import type { Holds } from '../../platform/auth.ts'
import { dayAt, q } from '../../platform/sql.ts'

/** How many units right below a page of signatures has. */
export const PAGE = 100

/** What somebody signs, as he saw it. */
export type Signing = {
  id: string
  unitId: string
  on: string
  nominated: number
  registered: number
  trained: number
  note?: string | null | undefined
}

const place = { path: sql`u.path`, tier: sql`t.id` }

/** A column of a unit's coverage as of the end of the day: today's less what came later. */
const then = (column: string, on: string) => sql`coalesce(c.${sql.raw(column)}, 0) - coalesce((
  select sum(h.${sql.raw(column)}) from coverage_changes h
  where h.tier_id = t.id and h.unit_id = u.id and h.on_day > ${on}), 0)`

const counted = sql`left join unit_counts k on k.unit_id = u.id and k.level_id = t.trainee_level_id
  left join coverage c on c.tier_id = t.id and c.unit_id = u.id`

/** Signs a unit's figures as of a day that is not to come, if they are what the signer saw. */
export const sign = (s: Signing, tierId: string, by: { personId: string; now: number }, holds: Holds) =>
  q.run(sql`insert into sign_offs (id, tier_id, unit_id, on_day, units, nominated, registered, trained, units_one, units_more,
      on_time, toward, below, below_signed, note, signed_by, signed_at)
    select ${s.id}, t.id, u.id, ${s.on}, coalesce(k.units, 0) - coalesce((select sum(delta) from count_changes
        where unit_id = u.id and level_id = t.trainee_level_id and on_day > ${s.on}), 0),
      ${s.nominated}, ${s.registered}, ${s.trained}, ${then('units_one', s.on)}, ${then('units_more', s.on)},
      ${then('on_time', s.on)}, ${then('toward', s.on)},
      (select count(*) from units b join unit_counts n on n.unit_id = b.id and n.level_id = t.trainee_level_id
        where b.parent_id = u.id and b.closed_on is null and n.units > 0),
      (select count(*) from units b where b.parent_id = u.id and b.closed_on is null and exists (
        select 1 from sign_offs o where o.tier_id = t.id and o.unit_id = b.id and o.on_day >= ${s.on})),
      ${s.note ?? null}, ${by.personId}, ${by.now}
    from tiers t cross join units u ${counted}
    where t.id = ${tierId} and u.id = ${s.unitId} and ${s.on} <= ${dayAt(by.now)} and ${holds(place)}
      and ${then('nominated', s.on)} = ${s.nominated} and ${then('registered', s.on)} = ${s.registered}
      and ${then('trained', s.on)} = ${s.trained}
    on conflict do nothing`)

/** Whether the caller may sign for a unit, and whether this was signed. */
export const signed = (s: Pick<Signing, 'id' | 'unitId'>, tierId: string, holds: Holds) =>
  q.all<{ signed: number }>(sql`select exists (select 1 from sign_offs where id = ${s.id} and tier_id = t.id
      and unit_id = u.id) as signed
    from tiers t cross join units u where t.id = ${tierId} and u.id = ${s.unitId} and ${holds(place)}`)

/** A unit with its latest signature; columns of a signature are null without one. */
export type SignedRow = {
  top: number
  id: string
  code: string
  levelId: string
  nameEn: string
  nameHi: string
  units: number
  nominated: number
  registered: number
  trained: number
  restatedNominated: number
  restatedRegistered: number
  restatedTrained: number
  signed: string | null
}

const signature = sql.raw(`json_object('id', o.id, 'on', o.on_day, 'units', o.units, 'nominated', o.nominated,
  'registered', o.registered, 'trained', o.trained, 'unitsOne', o.units_one, 'unitsMore', o.units_more, 'below', o.below,
  'belowSigned', o.below_signed, 'note', o.note, 'signedAt', o.signed_at,
  'signedBy', (select json_object('nameEn', p.name_en, 'nameHi', p.name_hi) from people p where p.id = o.signed_by))`)

const restated = (column: string) =>
  sql.raw(`coalesce(c.${column}, 0) - coalesce((select sum(h.${column})
  from coverage_changes h where h.tier_id = t.id and h.unit_id = u.id and h.on_day > o.on_day), 0)`)

/** A unit and a page of those right below it that count in a tier, each with its latest signature. */
export const signaturesOf = (tierId: string, unitId: string, after: string, holds: Holds) =>
  q.all<SignedRow>(sql`select u.id = f.id as top, u.id, u.code, u.level_id as "levelId", u.name_en as "nameEn",
      u.name_hi as "nameHi", coalesce(k.units, 0) as units, coalesce(c.nominated, 0) as nominated,
      coalesce(c.registered, 0) as registered, coalesce(c.trained, 0) as trained,
      ${restated('nominated')} as "restatedNominated", ${restated('registered')} as "restatedRegistered",
      ${restated('trained')} as "restatedTrained", iif(o.id is null, null, ${signature}) as signed
    from tiers t cross join units f cross join units u on u.id = f.id or u.parent_id = f.id ${counted}
      left join sign_offs o on o.tier_id = t.id and o.unit_id = u.id and o.seq = (
        select max(seq) from sign_offs where tier_id = t.id and unit_id = u.id)
    where t.id = ${tierId} and f.id = ${unitId} and ${holds({ path: sql`f.path`, tier: sql`t.id` })}
      and (u.id = f.id or (u.code > ${after} and u.closed_on is null and k.units > 0))
    order by u.id <> f.id, u.code limit ${PAGE + 2}`)
