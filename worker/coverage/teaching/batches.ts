import { type SQL, sql } from 'drizzle-orm'
import type { Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { type BatchRow, batchColumns } from './queries.ts'
import type { Ground } from './rules.ts'

/** A batch as a trainer asks for it. */
export type BatchAsked = {
  id: string
  tierId: string
  unitId: string
  nameEn: string
  nameHi: string
  venueEn: string | null
  venueHi: string | null
  startsOn: string
  capacity: number
}

const here = (holds: Holds) => holds({ path: sql`u.path`, tier: sql`t.id` })

/** The host is a unit of the trainee level or above it: only then does its subtree hold trainees. */
const hosts = sql`(select hl.depth from levels hl where hl.id = u.level_id)
  <= (select tl.depth from levels tl where tl.id = t.trainee_level_id)`

/** Opens a batch, published at once; registration stays open until its last day is over everywhere. */
export const open = (b: BatchAsked, by: { personId: string; now: number }, holds: Holds) => {
  const endsOn = sql`date(${b.startsOn}, (t.days - 1) || ' days')`
  return q.run(sql`insert into workshops (id, tier_id, unit_id, name_en, name_hi, venue_en, venue_hi, starts_on,
      ends_on, capacity, fee_minor, currency, opens_at, closes_at, published_at, created_by, created_at)
    select ${b.id}, t.id, u.id, ${b.nameEn}, ${b.nameHi}, ${b.venueEn}, ${b.venueHi}, ${b.startsOn}, ${endsOn},
      ${b.capacity}, t.fee_minor, o.currency, ${by.now}, unixepoch(${endsOn}) + 129600, ${by.now}, ${by.personId},
      ${by.now}
    from tiers t join units u on u.id = ${b.unitId} join organisation o
    where t.id = ${b.tierId} and t.planned = 0 and ${b.capacity} <= t.batch_size and ${hosts} and ${here(holds)}
    on conflict do nothing`)
}

/** Makes the trainer lead what he opened, and the host's subtree its catchment. */
export const furnish = (b: BatchAsked, by: { personId: string }) => {
  const own = sql`select id, unit_id from workshops where id = ${b.id} and created_by = ${by.personId}
    and tier_id = ${b.tierId} and unit_id = ${b.unitId}`
  return [
    q.run(sql`insert into faculty (workshop_id, person_id, leads) select id, ${by.personId}, 1 from (${own}) where true
      on conflict do nothing`),
    q.run(sql`insert into catchment_terms (workshop_id, unit_id, sign) select id, unit_id, 1 from (${own}) where true
      on conflict do nothing`),
  ] as const
}

/** What stood in a batch's way, if anything; `tops` are the caller's powers to open workshops. */
export const ground = (b: BatchAsked, tops: SQL, holds: Holds) =>
  q.all<Ground>(sql`select t.planned, t.batch_size as "batchSize", ${hosts} as hosts, ${here(holds)} as here,
      exists (select 1 from (${tops}) m where m.wing_id is null and m.workshop_id is null
        and (m.tier_id is null or m.tier_id = t.id)) as qualified
    from tiers t join units u on u.id = ${b.unitId}
    where t.id = ${b.tierId} and exists (select 1 from (${tops}))`)

/** The batch, where the caller may open it. */
export const opened = (b: BatchAsked, by: { personId: string }, holds: Holds) =>
  q.all<BatchRow>(sql`select ${batchColumns} from workshops w join tiers t on t.id = w.tier_id
      join units u on u.id = w.unit_id
    where w.id = ${b.id} and w.created_by = ${by.personId} and t.id = ${b.tierId} and u.id = ${b.unitId}
      and ${here(holds)}`)
