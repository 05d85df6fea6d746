import { type SQL, sql } from 'drizzle-orm'
import { jsonList, q } from '../platform/sql.ts'
import { inSegment } from './catchments/queries.ts'
import { type Question, resolution } from './catchments/resolution.ts'

/** A draft among many: a title may stand before the names of tier and host, `suffix` follows them; a venue's `{unit}` stands for the host's name. */
export type ManyDraft = {
  id: string
  tierId: string
  unitId: string
  titleEn?: string
  titleHi?: string
  suffix: string
  startsOn: string
  endsOn: string
  capacity: number
  venueEn: string | null
  venueHi: string | null
  include: readonly string[]
  people: readonly string[]
  /** Seats that are kept for each unit of a level that it serves, as far as the hall goes. */
  kept?: { levelId: string; each: number; releaseOn: string | null } | null
}

/**
 * Drafts many workshops where `guard` holds, with their catchments and faculty: the first of the people leads. The same
 * ids again are the same workshops. They take registrations, once published, until their last day is over everywhere.
 */
export function addDrafts(drafts: readonly ManyDraft[], by: { personId: string; now: number }, guard: SQL) {
  const rows = jsonList(drafts)
  const name = (language: 'en' | 'hi') =>
    sql.raw(`substr(coalesce(d.value ->> '${language === 'en' ? 'titleEn' : 'titleHi'}' || ': ', '') || t.name_${language} || ', '
      || u.name_${language}, 1, 110) || (d.value ->> 'suffix')`)
  const venue = (language: 'en' | 'hi') =>
    sql.raw(`replace(d.value ->> 'venue${language === 'en' ? 'En' : 'Hi'}', '{unit}', u.name_${language})`)
  const mine = sql`${guard} and exists (select 1 from workshops w where w.id = (d.value ->> 'id'))`
  return [
    q.run(sql`insert into workshops (id, tier_id, unit_id, name_en, name_hi, venue_en, venue_hi, starts_on, ends_on, capacity,
        fee_minor, currency, opens_at, closes_at, created_by, created_at)
      select d.value ->> 'id', t.id, u.id, ${name('en')}, ${name('hi')}, ${venue('en')}, ${venue('hi')},
        d.value ->> 'startsOn', d.value ->> 'endsOn', d.value ->> 'capacity', t.fee_minor, o.currency, ${by.now},
        unixepoch(d.value ->> 'endsOn') + 129600, ${by.personId}, ${by.now}
      from json_each(${rows}) d cross join tiers t on t.id = (d.value ->> 'tierId')
        cross join units u on u.id = (d.value ->> 'unitId') and u.level_id = t.host_level_id and u.closed_on is null
        join organisation o on true
      where ${guard} on conflict do nothing`),
    q.run(sql`insert into catchment_terms (workshop_id, unit_id, sign)
      select d.value ->> 'id', i.value, 1 from json_each(${rows}) d, json_each(d.value -> 'include') i
      where ${mine} on conflict do nothing`),
    q.run(sql`insert into faculty (workshop_id, person_id, leads)
      select d.value ->> 'id', p.id, i.key = 0 from json_each(${rows}) d, json_each(d.value -> 'people') i
        join people p on p.id = i.value and p.merged_into is null
      where ${mine} on conflict do nothing`),
    q.run(sql`insert into cell_sheets (workshop_id, cells, at)
      select k.id, json_group_array(json_object('unitId', k.unit_id, 'seats', min(k.each, k.capacity / k.units),
        'releaseOn', k.release_on)), ${by.now}
      from (select d.value ->> 'id' as id, u.id as unit_id, d.value -> 'kept' ->> 'each' as each,
          d.value -> 'kept' ->> 'releaseOn' as release_on, d.value ->> 'capacity' as capacity,
          count(*) over (partition by d.key) as units
        from json_each(${rows}) d, json_each(d.value -> 'include') i cross join units x on x.id = i.value
          cross join units u on u.level_id = (d.value -> 'kept' ->> 'levelId') and u.path >= x.path
            and u.path < x.path || '~' and u.closed_on is null
        where ${mine} and not exists (select 1 from cells c where c.workshop_id = (d.value ->> 'id'))) k
      where k.capacity >= k.units group by k.id`),
  ] as const
}

/** Takes workshops back that were never more than drafts; `ids` is a subquery that stays the same meanwhile. */
export const removeDrafts = (ids: SQL) =>
  [
    q.run(sql`delete from faculty where workshop_id in (${ids})`),
    q.run(sql`delete from catchment_terms where workshop_id in (${ids})`),
    q.run(sql`delete from workshops where id in (${ids}) and published_at is null`),
  ] as const

/** Subquery: the open units (`id`, `path`) of a tier's trainee level that the picked workshops serve. */
export const servedUnits = (question: Question) => sql`${resolution(question)}
  select u.id, u.path from segments s cross join units u on ${inSegment}
  where exists (select 1 from covers c where c.unit_id = s.owner)`
