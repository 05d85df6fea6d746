import { type SQL, sql } from 'drizzle-orm'
import { idsOnPath, q } from '../platform/sql.ts'

/** What an offer, a roster or a certificate needs to know of a workshop and its tier. Quotas are per trainee unit. */
export type WorkshopFacts = {
  id: string
  nameEn: string
  nameHi: string
  tierId: string
  tierEn: string
  tierHi: string
  programmeId: string
  programmeEn: string
  programmeHi: string
  hostId: string
  hostPath: string
  venueEn: string | null
  venueHi: string | null
  startsOn: string
  endsOn: string
  opensAt: number
  closesAt: number
  capacity: number
  registered: number
  feeMinor: number
  currency: string
  publishedAt: number | null
  cancelledAt: number | null
  traineeLevelId: string
  taughtBy: 'guest' | 'credential' | 'office'
  minimum: number
  target: number
  maximum: number
  batchSize: number
  days: number
  passDays: number
}

/** Live registrations of a workshop, as a scalar. */
export const seatsTaken = (workshopId: SQL | string) =>
  sql`(select count(*) from registrations sr where sr.workshop_id = ${workshopId} and sr.cancelled_at is null)`

/** Path of the unit that hosts a workshop, as a scalar: where powers over the workshop are asked for. */
export const hostPath = (workshopId: SQL | string) =>
  sql`(select hu.path from workshops hw join units hu on hu.id = hw.unit_id where hw.id = ${workshopId})`

/** Tier of a workshop, as a scalar. */
export const tierOf = (workshopId: SQL | string) =>
  sql`(select tw.tier_id from workshops tw where tw.id = ${workshopId})`

/**
 * Id of the unit of a tier's trainee level that somebody at `path` stands for, as a scalar; null above that level. The
 * cross join keeps the path outside: by itself the planner walks every unit of the level.
 */
export const traineeUnit = (tierId: SQL | string, path: SQL) => sql`(
  select tu.id from ${idsOnPath(path)} on_path cross join units tu on tu.id = on_path.value
  where tu.level_id = (select tt.trainee_level_id from tiers tt where tt.id = ${tierId}))`

/** True when a workshop takes registrations at `now`: published, not cancelled, within its opening. Seats aside. */
export const takesRegistrations = (workshopId: SQL | string, now: number) => sql`exists (
  select 1 from workshops ow where ow.id = ${workshopId} and ow.published_at is not null and ow.cancelled_at is null
    and ow.opens_at <= ${now} and ow.closes_at > ${now})`

/** Statement: the facts of a workshop, where `guard` holds; it sees the workshop as `w`, its tier `t`, its host `u`. */
export const workshopFacts = (workshopId: SQL | string, guard: SQL = sql`true`) =>
  q.all<WorkshopFacts>(sql`
    select w.id, w.name_en as "nameEn", w.name_hi as "nameHi",
      t.id as "tierId", t.name_en as "tierEn", t.name_hi as "tierHi",
      p.id as "programmeId", p.name_en as "programmeEn", p.name_hi as "programmeHi",
      u.id as "hostId", u.path as "hostPath", w.venue_en as "venueEn", w.venue_hi as "venueHi",
      w.starts_on as "startsOn", w.ends_on as "endsOn", w.opens_at as "opensAt", w.closes_at as "closesAt",
      w.capacity, ${seatsTaken(sql`w.id`)} as registered, w.fee_minor as "feeMinor", w.currency,
      w.published_at as "publishedAt", w.cancelled_at as "cancelledAt",
      t.trainee_level_id as "traineeLevelId", t.taught_by as "taughtBy", t.minimum, t.target, t.maximum,
      t.batch_size as "batchSize", t.days, t.pass_days as "passDays"
    from workshops w join tiers t on t.id = w.tier_id join programmes p on p.id = t.programme_id
      join units u on u.id = w.unit_id
    where w.id = ${workshopId} and ${guard}`)
