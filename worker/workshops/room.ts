import { type SQL, sql } from 'drizzle-orm'
import { q } from '../platform/sql.ts'
import { seatsTaken } from './facts.ts'

const offeredTo = (
  workshopId: SQL | string,
  people: SQL,
  now: number,
) => sql`exists (select 1 from seats_offered ro
  where ro.workshop_id = ${workshopId} and ro.person_id in (${people}) and ro.offer_until > ${now})`

/** Seats of a workshop that offers to its waiting list keep, as a scalar. */
export const seatsOffered = (workshopId: SQL | string) =>
  sql`(select count(*) from seats_offered so where so.workshop_id = ${workshopId})`

/**
 * Seats that are gone for `people` (ids), as a scalar: taken, or offered to others. All of them where somebody waits for
 * seats, unless each of the people was offered one: nobody passes the waiting list.
 */
export const seatsGone = (workshopId: SQL | string, people: SQL, now: number) => sql`(
  select case when exists (select 1 from waits ge where ge.workshop_id = gw.id and ge.state = 'waiting'
        and not exists (select 1 from waits_blocked gb where gb.id = ge.id))
      and exists (select 1 from people gp where gp.id in (${people}) and not ${offeredTo(sql`gw.id`, sql`gp.id`, now)})
    then max(gw.capacity, ${seatsTaken(sql`gw.id`)})
    else ${seatsTaken(sql`gw.id`)} + (select count(*) from seats_offered go where go.workshop_id = gw.id
      and not (go.person_id in (${people}) and go.offer_until > ${now})) end
  from workshops gw where gw.id = ${workshopId})`

/** Where a place of a unit is asked for, and for whom (ids). */
export type Cell = { unitId: SQL | string; tierId: SQL | string; workshopId: SQL | string; people: SQL }

/**
 * A unit's places in a tier that are gone for `people`, as a scalar: taken by others (somebody has one place, however
 * often he comes: a refresher takes no second one), offered to others, or waited for by others
 * in the same workshop.
 */
export const placesGone = ({ unitId, tierId, workshopId, people }: Cell) => sql`(
  (select count(distinct f.person_id) from registrations f where f.unit_id = ${unitId} and f.tier_id = ${tierId}
    and f.cancelled_at is null and f.person_id not in (${people}))
  + (select count(*) from wait_people fp join waits fe on fe.id = fp.wait_id join workshops fw on fw.id = fe.workshop_id
    where fp.unit_id = ${unitId} and fp.registration_id is null and fw.tier_id = ${tierId}
      and fp.person_id not in (${people})
      and (fe.state = 'offered' or (fe.state = 'waiting' and fe.workshop_id = ${workshopId}))))`

/** Days begin and end as India's do (UTC + 19800 s), as in the books. */
const today = (now: number) => sql`date(${now} + 19800, 'unixepoch')`

/**
 * True when somebody whose seat lapsed, or who gave it up himself, may have it again: it is free, promised to nobody,
 * and the workshop is still to come.
 */
export const seatableAgain = (registrationId: SQL, now: number) => sql`exists (
  select 1 from registrations rg join workshops rw on rw.id = rg.workshop_id join tiers rt on rt.id = rw.tier_id
  where rg.id = ${registrationId} and (rg.lapsed_at is not null or rg.cancelled_by = rg.person_id)
    and rw.cancelled_at is null and rw.starts_on > ${today(now)}
    and not exists (select 1 from registrations ro where ro.workshop_id = rg.workshop_id
      and ro.person_id = rg.person_id and ro.cancelled_at is null)
    and not exists (select 1 from consent_now rc where rc.person_id = rg.person_id and rc.given = 0)
    and ${seatsGone(sql`rw.id`, sql`rg.person_id`, now)} < rw.capacity
    and ${placesGone({ unitId: sql`rg.unit_id`, tierId: sql`rw.tier_id`, workshopId: sql`rw.id`, people: sql`rg.person_id` })}
      < rt.maximum)`

/** Offers what is free at a workshop to those who wait for it; the trigger knows the order. */
export const offerSeats = (workshopId: SQL | string, now: number, guard: SQL = sql`true`) =>
  q.run(sql`insert into seat_offers (workshop_id, at) select id, ${now} from workshops
    where id = ${workshopId} and ${guard}`)
