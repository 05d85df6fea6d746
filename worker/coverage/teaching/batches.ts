import { type SQL, sql } from 'drizzle-orm'
import type { Holds } from '../../platform/auth.ts'
import { q, under } from '../../platform/sql.ts'
import { addWorkshop } from '../../workshops/index.ts'
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

const hosts = sql`u.level_id = t.host_level_id`

/**
 * Opens a batch for as many days as the tier says, at its fee, published at once; registration stays open until its last
 * day is over everywhere on Earth.
 */
export const openBatch = (b: BatchAsked, by: { personId: string; now: number }, holds: Holds) => {
  const endsOn = sql`date(${b.startsOn}, (t.days - 1) || ' days')`
  const draft = {
    ...b,
    endsOn,
    feeMinor: sql`t.fee_minor`,
    holdMinutes: null,
    opensAt: by.now,
    closesAt: sql`unixepoch(${endsOn}) + 129600`,
    publishedAt: by.now,
  }
  return addWorkshop(
    draft,
    by.personId,
    by.now,
    sql`t.planned = 0 and ${b.capacity} <= t.batch_size and ${here(holds)}`,
  )
}

/** What stood in a batch's way, if anything; `tops` are the caller's powers to open workshops. */
export const ground = (b: BatchAsked, tops: SQL, holds: Holds) =>
  q.all<Ground>(sql`select t.planned, t.batch_size as "batchSize", ${hosts} as hosts, ${here(holds)} as here,
      exists (select 1 from (${tops}) m where m.wing_id is null and m.workshop_id is null
        and (m.tier_id is null or m.tier_id = t.id)) as qualified
    from tiers t join units u on u.id = ${b.unitId}
    where t.id = ${b.tierId} and u.closed_on is null
      and exists (select 1 from (${tops}) m where ${under(sql`u.path`, sql`m.path`)})`)

/** The batch, where the caller may open it. */
export const opened = (b: BatchAsked, by: { personId: string }, holds: Holds) =>
  q.all<BatchRow>(sql`select ${batchColumns} from workshops w join tiers t on t.id = w.tier_id
      join units u on u.id = w.unit_id
    where w.id = ${b.id} and w.created_by = ${by.personId} and t.id = ${b.tierId} and u.id = ${b.unitId}
      and ${here(holds)}`)
