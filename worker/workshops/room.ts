import { type SQL, sql } from 'drizzle-orm'
import { q } from '../platform/sql.ts'
import { seatsTaken } from './facts.ts'

/** True when somebody of `people` (ids) was offered a seat that he may still take. */
export const offeredTo = (
  workshopId: SQL | string,
  people: SQL,
  now: number,
) => sql`exists (select 1 from seats_offered ro
  where ro.workshop_id = ${workshopId} and ro.person_id in (${people}) and ro.offer_until > ${now})`

/** Seats of a workshop that offers to its waiting list keep, as a scalar. */
export const seatsOffered = (workshopId: SQL | string) =>
  sql`(select count(*) from seats_offered so where so.workshop_id = ${workshopId})`

/** Seats of a workshop that are taken, offered, or kept for units and wings, as a scalar. */
export const seatsNeeded = (workshopId: SQL | string) =>
  sql`(select nw.capacity - nf.seats from seats_free nf join workshops nw on nw.id = nf.workshop_id
    where nf.workshop_id = ${workshopId})`

/** True for a workshop that keeps seats by cell: there the schema says who finds one, whatever path he comes by. */
export const keepsCells = (workshopId: SQL | string) =>
  sql`exists (select 1 from cells kc where kc.workshop_id = ${workshopId})`

/** The cell of somebody of a unit at a workshop, as a scalar. */
export const cellOf = (workshopId: SQL | string, unitId: SQL | string, personId: SQL | string) =>
  sql`(select ch.cell_id from cell_homes ch where ch.workshop_id = ${workshopId} and ch.unit_id = ${unitId}
    and ch.person_id = ${personId})`

/**
 * Seats that somebody of a unit finds at a workshop that keeps them by cell, as a scalar: in his cell and those around it,
 * without passing anybody who waits, and the one that he was offered. Null where no seats are kept by cell.
 */
export const roomFor = (workshopId: SQL | string, unitId: SQL, personId: SQL, now: number) =>
  sql`(select cr.free + ${offeredTo(workshopId, personId, now)} from cell_room cr
    where cr.id = ${cellOf(workshopId, unitId, personId)})`

/**
 * Why somebody of a cell finds no seat, as JSON (null where none are kept by cell): how many seats his cell has, how many
 * of them are taken, and what is kept for others until the next day of release.
 */
export const cellFacts = (cellId: SQL) => {
  const kept = sql`from cells fr where fr.workshop_id = fc.workshop_id and fr.released_at is null
    and fr.parent_id is not null and fr.seats > fr.used`
  const nextDay = sql`(select min(fr.release_on) ${kept})`
  return sql`(select json_object(
    'unit', iif(fu.id is null, null, json_object('nameEn', fu.name_en, 'nameHi', fu.name_hi)),
    'wing', iif(fw.id is null, null, json_object('nameEn', fw.name_en, 'nameHi', fw.name_hi)),
    'seats', iif(fc.parent_id is null, fh.capacity, fc.seats), 'taken', fc.used,
    'released', json(iif(fc.released_at is null, 'false', 'true')),
    'kept', (select coalesce(sum(fr.seats - fr.used), 0) ${kept}), 'releaseOn', ${nextDay},
    'releases', (select coalesce(sum(fr.seats - fr.used), 0) ${kept} and fr.release_on = ${nextDay}))
  from cells fc join workshops fh on fh.id = fc.workshop_id left join units fu on fu.id = fc.unit_id
    left join wings fw on fw.id = fc.wing_id
  where fc.id = ${cellId})`
}

/**
 * Seats that are gone for `people` (ids), as a scalar: taken, or offered to others. All of them where somebody waits for
 * seats, unless each of the people was offered one: nobody passes the waiting list. Of one with cells only those of the
 * hall are counted.
 */
export const seatsGone = (workshopId: SQL | string, people: SQL, now: number) => sql`(
  select case when not ${keepsCells(sql`gw.id`)} and exists (select 1 from waits ge where ge.workshop_id = gw.id and ge.state = 'waiting'
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
    and iif(${keepsCells(sql`rw.id`)}, ${roomFor(sql`rw.id`, sql`rg.unit_id`, sql`rg.person_id`, now)} > 0,
      ${seatsGone(sql`rw.id`, sql`rg.person_id`, now)} < rw.capacity)
    and ${placesGone({ unitId: sql`rg.unit_id`, tierId: sql`rw.tier_id`, workshopId: sql`rw.id`, people: sql`rg.person_id` })}
      < rt.maximum)`

/** Offers what is free at a workshop to those who wait for it; the trigger knows the order. */
export const offerSeats = (workshopId: SQL | string, now: number, guard: SQL = sql`true`) =>
  q.run(sql`insert into seat_offers (workshop_id, at) select id, ${now} from workshops
    where id = ${workshopId} and ${guard}`)
