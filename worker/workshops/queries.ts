import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Asking } from '../platform/audit.ts'
import { whenRecorded } from '../platform/audit.ts'
import type { Holds } from '../platform/auth.ts'
import { q, under } from '../platform/sql.ts'
import { keepsPlan, segmentsOf, termsWhere } from './catchments/queries.ts'
import { seatsTaken } from './facts.ts'
import { draftPlace, heldHere, placeOf } from './places.ts'
import { seatsNeeded, seatsOffered } from './room.ts'
import type { WorkshopDraft, WorkshopEdit, WorkshopsAsked } from './shapes.ts'

/** How many workshops a page holds. */
export const PAGE = 50

/** A workshop as it is stored, with its tier, programme and host spread out. */
export type WorkshopRow = {
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
  hostCode: string
  hostLevelId: string
  hostEn: string
  hostHi: string
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
  holdMinutes: number | null
  /** Seats that offers to the waiting list keep. */
  offered: number
  /** Seats that are taken, offered, or kept for units and wings. */
  needed: number
  publishedAt: number | null
  cancelledAt: number | null
  version: number
}

/** The tier's part in a workshop's page. */
export type TierPart = {
  planned: number
  planPublishedAt: number | null
  traineeLevelId: string
  traineeLevelEn: string
  traineeLevelHi: string
  minimum: number
  target: number
  maximum: number
  passDays: number
}

const columns = sql`w.id, w.name_en as "nameEn", w.name_hi as "nameHi", t.id as "tierId", t.name_en as "tierEn",
  t.name_hi as "tierHi", p.id as "programmeId", p.name_en as "programmeEn", p.name_hi as "programmeHi",
  h.id as "hostId", h.code as "hostCode", h.level_id as "hostLevelId", h.name_en as "hostEn", h.name_hi as "hostHi",
  w.venue_en as "venueEn", w.venue_hi as "venueHi", w.starts_on as "startsOn", w.ends_on as "endsOn",
  w.opens_at as "opensAt", w.closes_at as "closesAt", w.capacity, ${seatsTaken(sql`w.id`)} as registered,
  w.fee_minor as "feeMinor", w.currency, w.hold_minutes as "holdMinutes", ${seatsOffered(sql`w.id`)} as offered,
  ${seatsNeeded(sql`w.id`)} as needed,
  w.published_at as "publishedAt", w.cancelled_at as "cancelledAt", w.version`

const tables = sql`workshops w join tiers t on t.id = w.tier_id join programmes p on p.id = t.programme_id
  join units h on h.id = w.unit_id`

/** The first day and id of the last workshop that was seen. */
export type Seen = { startsOn: string; id: string }

/** All workshops where `guard` holds, by their first day. */
export const workshopsWhere = (guard: SQL) =>
  q.all<WorkshopRow>(sql`select ${columns} from ${tables} where ${guard} order by w.starts_on, w.id`)

/** Workshops where `guard` holds, by their first day, after the last one seen, one more than a page. */
export const workshopsPage = (guard: SQL, after: Seen | undefined, latestFirst = false) =>
  q.all<WorkshopRow>(sql`select ${columns} from ${tables} where ${guard}
    ${after ? sql`and (w.starts_on, w.id) ${sql.raw(latestFirst ? '<' : '>')} (${after.startsOn}, ${after.id})` : sql``}
    order by ${sql.raw(latestFirst ? 'w.starts_on desc, w.id desc' : 'w.starts_on, w.id')} limit ${PAGE + 1}`)

type Which = Omit<z.infer<typeof WorkshopsAsked>, 'after'>

/** Workshops that the caller may see: of a tier, hosted in the subtree of a unit, still to end or over by a day. */
export const asked = ({ tier, unit, from, before }: Which, holds: Holds) => sql`${placeOf(holds)}
  ${tier ? sql`and w.tier_id = ${tier}` : sql``}
  ${from ? sql`and w.ends_on >= ${from}` : sql``}
  ${before ? sql`and w.ends_on < ${before}` : sql``}
  ${unit ? sql`and ${under(sql`h.path`, sql`(select path from units where id = ${unit})`)}` : sql``}`

/** One workshop where `guard` holds, with its tier's part; `guard` sees the workshop `w`, tier `t` and host `h`. */
export const workshopWhere = (workshopId: string, guard: SQL) =>
  q.all<WorkshopRow & TierPart>(sql`
    select ${columns}, t.planned, t.plan_published_at as "planPublishedAt", t.trainee_level_id as "traineeLevelId",
      l.name_en as "traineeLevelEn", l.name_hi as "traineeLevelHi", t.minimum, t.target, t.maximum,
      t.pass_days as "passDays"
    from ${tables} join levels l on l.id = t.trainee_level_id where w.id = ${workshopId} and ${guard}`)

/** A session of a timetable as it is stored. */
export type SessionRow = {
  id: string
  dayOn: string
  startsMinute: number
  endsMinute: number
  subjectId: string | null
  titleEn: string
  titleHi: string
  speaker: string | null
}

/** The timetable of a workshop where `guard` holds. */
export const sessionsOf = (workshopId: string, guard: SQL) =>
  q.all<SessionRow>(sql`select s.id, s.day_on as "dayOn", s.starts_minute as "startsMinute",
      s.ends_minute as "endsMinute", s.subject_id as "subjectId", s.title_en as "titleEn", s.title_hi as "titleHi",
      s.speaker
    from ${tables} join sessions s on s.workshop_id = w.id where w.id = ${workshopId} and ${guard}
    order by s.day_on, s.starts_minute, s.id`)

/** Who teaches at a workshop where `guard` holds, those who lead first. */
export const facultyOf = (workshopId: string, guard: SQL) =>
  q.all<{ personId: string; leads: number; nameEn: string | null; nameHi: string | null }>(sql`
    select f.person_id as "personId", f.leads, n.name_en as "nameEn", n.name_hi as "nameHi"
    from ${tables} join faculty f on f.workshop_id = w.id left join people n on n.id = f.person_id
    where w.id = ${workshopId} and ${guard} order by f.leads desc, n.name_en, f.person_id`)

/** Everything on a workshop's page: the workshop, its terms, the units it serves, its timetable and its faculty. */
export const pageOf = (workshopId: string, guard: SQL) =>
  [
    workshopWhere(workshopId, guard),
    termsWhere(sql`w.id = ${workshopId} and ${guard}`),
    segmentsOf({
      tier: sql`select t.id, t.trainee_level_id from ${tables} where w.id = ${workshopId} and ${guard}`,
      which: sql`w.id = ${workshopId}`,
    }),
    sessionsOf(workshopId, guard),
    facultyOf(workshopId, guard),
  ] as const

const enoughDays = (startsOn: string, endsOn: string | SQL) =>
  sql`julianday(${endsOn}) - julianday(${startsOn}) + 1 >= t.pass_days`

type Derived = { endsOn: string | SQL; closesAt: number | SQL; feeMinor: number | SQL }
type Draft = Omit<z.infer<typeof WorkshopDraft>, keyof Derived> & Derived & { publishedAt: number | null }

/**
 * Adds a workshop at an open unit of the tier's host level where `guard` holds; the same id again is the same workshop.
 * `guard`, and what is derived of the draft, see the tier as `t` and the host unit as `u`.
 */
export const addWorkshop = (d: Draft, by: string, now: number, guard: SQL) =>
  q.run(sql`insert into workshops (id, tier_id, unit_id, name_en, name_hi, venue_en, venue_hi, starts_on, ends_on,
      capacity, fee_minor, currency, hold_minutes, opens_at, closes_at, published_at, created_by, created_at)
    select ${d.id}, t.id, u.id, ${d.nameEn}, ${d.nameHi}, ${d.venueEn}, ${d.venueHi}, ${d.startsOn}, ${d.endsOn},
      ${d.capacity}, ${d.feeMinor}, o.currency, ${d.holdMinutes ?? null}, ${d.opensAt}, ${d.closesAt}, ${d.publishedAt}, ${by}, ${now}
    from tiers t, units u, organisation o
    where t.id = ${d.tierId} and u.id = ${d.unitId} and u.level_id = t.host_level_id and u.closed_on is null
      and ${enoughDays(d.startsOn, d.endsOn)} and ${guard}
    on conflict do nothing`)

/** What a refused draft is explained by; no row when the tier or the unit does not exist for the caller. */
export const draftFacts = (tierId: string, unitId: string, holds: Holds) =>
  q.all<{ unitLevelId: string; hostLevelId: string; passDays: number }>(sql`
    select u.level_id as "unitLevelId", t.host_level_id as "hostLevelId", t.pass_days as "passDays"
    from tiers t, units u where t.id = ${tierId} and u.id = ${unitId} and u.closed_on is null
      and ${draftPlace(holds)}`)

/** Changes a workshop if nobody else did meanwhile, its timetable still fits and no taken seat disappears. */
export const editWorkshop = (id: string, e: z.infer<typeof WorkshopEdit>, holds: Holds) =>
  q.run(sql`update workshops set name_en = ${e.nameEn}, name_hi = ${e.nameHi}, venue_en = ${e.venueEn},
      venue_hi = ${e.venueHi}, starts_on = ${e.startsOn}, ends_on = ${e.endsOn}, opens_at = ${e.opensAt},
      closes_at = ${e.closesAt}, capacity = ${e.capacity}, fee_minor = ${e.feeMinor},
      hold_minutes = ${e.holdMinutes ?? null}, version = version + 1
    where id = ${id} and version = ${e.version} and cancelled_at is null and ${heldHere(holds)}
      and ${e.capacity} >= ${seatsNeeded(sql`workshops.id`)}
      and exists (select 1 from tiers t where t.id = workshops.tier_id and ${enoughDays(e.startsOn, e.endsOn)})
      and not exists (select 1 from sessions s where s.workshop_id = workshops.id
        and (s.day_on < ${e.startsOn} or s.day_on > ${e.endsOn}))`)

/** Shows a workshop to everybody; once is enough. */
export const publishWorkshop = (id: string, now: number, holds: Holds) =>
  q.run(sql`update workshops set published_at = ${now}, version = version + 1
    where id = ${id} and published_at is null and cancelled_at is null and ${heldHere(holds)}`)

/** True for a workshop `workshops` that somebody attended. */
const attended = sql`exists (select 1 from registrations r join marks m on m.registration_id = r.id
  where r.workshop_id = workshops.id)`

/** Calls a workshop off, unless it was held or a published plan would then leave units without one. */
export const cancelWorkshop = (id: string, now: number, holds: Holds) =>
  q.run(sql`update workshops set cancelled_at = ${now}, version = version + 1
    where id = ${id} and cancelled_at is null and ${heldHere(holds)} and not ${attended}
      and ${keepsPlan({ workshopId: id, include: [], exclude: [] })}`)

/** Tells everybody whose registration ended because this request called the workshop off. */
export const tellCalledOff = (c: Asking, id: string, link: string) =>
  q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
    select r.id, 'registration-cancelled:' || r.id, 'registration-cancelled', r.person_id,
      json_object('workshopEn', w.name_en, 'workshopHi', w.name_hi, 'link', ${link} || r.id), ${c.var.now}
    from workshops w join registrations r on r.workshop_id = w.id
    where w.id = ${id} and r.cancelled_at = w.cancelled_at and r.cancelled_by is null and ${whenRecorded(c)}
    on conflict do nothing`)
