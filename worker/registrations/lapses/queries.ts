import { sql } from 'drizzle-orm'
import { q } from '../../platform/sql.ts'

/** How many days after the last one somebody is still told. */
const LATE = 30

const today = (now: number) => sql`date(${now} + 19800, 'unixepoch')`

/** Tiers whose units may nominate by themselves no longer, which nobody was told yet. */
const lapsed = (
  now: number,
) => sql`tiers t join programmes g on g.id = t.programme_id and g.published_at is not null
  where t.nominate_by < ${today(now)} and t.nominate_by >= date(${today(now)}, ${`-${LATE} days`})
    and not exists (select 1 from nomination_lapses l where l.tier_id = t.id and l.nominate_by = t.nominate_by)`

/** Ids of tiers of which the level above is to be told now. */
export const toTell = (now: number) => q.all<{ id: string }>(sql`select t.id from ${lapsed(now)} limit 20`)

/** Officers who may nominate right at a unit: whoever holds a power over all of it. */
const officers = (unit: string, tier: string, now: number) =>
  sql.raw(`powers w where w.path = ${unit}.path and w.role in ('owner', 'admin', 'registrar', 'trainer')
    and w.wing_id is null and w.workshop_id is null and (w.tier_id is null or w.tier_id = ${tier}.id)
    and w.from_at <= ${now} and (w.until_at is null or w.until_at > ${now})`)

/**
 * Tells the officers of the unit above each that left places open, how many places of how many units are theirs to fill
 * now; where that unit has none, those of the nearest one above it that has. Once for each tier and day.
 */
export const tellLapsed = (tierId: string, now: number) =>
  [
    q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
      with due as materialized (select t.id, t.nominate_by, t.target, t.trainee_level_id, t.name_en, t.name_hi from ${lapsed(now)}
          and t.id = ${tierId}),
        left_open as materialized (
          select u.parent_id as unit_id, count(*) as units, sum(d.target - coalesce(c.nominated, 0)) as places
          from due d cross join units u on u.level_id = d.trainee_level_id and u.closed_on is null
            left join coverage c on c.tier_id = d.id and c.unit_id = u.id
          where coalesce(c.nominated, 0) < d.target and u.parent_id is not null group by u.parent_id),
        taken_over as materialized (
          select o.units, o.places, (select a.id from json_each('["' || replace(trim(p.path, '/'), '/', '","') || '"]') r
              cross join units a on a.id = r.value
            where exists (select 1 from due d cross join ${officers('a', 'd', now)}) order by r.key desc limit 1) as unit_id
          from left_open o cross join units p on p.id = o.unit_id)
      select lower(hex(randomblob(16))), 'nominations-lapsed:' || d.id || ':' || d.nominate_by || ':' || a.id || ':' || w.person_id,
        'nominations-lapsed' as topic, w.person_id, json_object('tierEn', d.name_en, 'tierHi', d.name_hi, 'unitEn', a.name_en,
          'unitHi', a.name_hi, 'units', x.units, 'places', x.places,
          'link', '/o/' || (select slug from organisation) || '/tiers/' || d.id || '/nominations'), ${now}
      from due d cross join (select unit_id, sum(units) as units, sum(places) as places from taken_over group by unit_id) x
        cross join units a on a.id = x.unit_id cross join ${officers('a', 'd', now)}
      on conflict do nothing`),
    q.run(sql`insert into nomination_lapses (tier_id, nominate_by, told_at)
      select t.id, t.nominate_by, ${now} from ${lapsed(now)} and t.id = ${tierId}`),
  ] as const
