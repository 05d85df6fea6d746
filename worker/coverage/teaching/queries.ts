import { sql } from 'drizzle-orm'
import { pathOf } from '../../hierarchy/index.ts'
import { unitJson } from '../../people/index.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { q, under } from '../../platform/sql.ts'
import { seatsTaken } from '../../workshops/index.ts'
import type { PowerRow } from './rules.ts'

/** How many lacking units, or people, a page holds. */
export const PAGE = 100

/** What somebody may teach now, by credential or by grant; a grant without a tier reaches every tier taught below. */
export const powersToTeach = (actor: Actor, now: number) =>
  q.all<PowerRow>(sql`with mine as (select distinct w.path, t.id as tier_id from powers w
      join tiers t on t.id = w.tier_id or (w.tier_id is null and t.planned = 0 and t.taught_by <> 'guest')
      where w.person_id = ${actor.personId} and w.role = 'trainer' and w.wing_id is null and w.workshop_id is null
        and w.from_at <= ${now} and (w.until_at is null or w.until_at > ${now}))
    select t.id as "tierId", t.name_en as "tierEn", t.name_hi as "tierHi", g.id as "programmeId",
      g.name_en as "programmeEn", g.name_hi as "programmeHi", t.planned, t.minimum, t.target, t.maximum,
      t.batch_size as "batchSize", t.days as "tierDays", t.pass_days as "passDays", t.start_by as "startBy",
      t.finish_by as "finishBy", t.host_level_id as "hostLevelId",
      t.trainee_level_id as "traineeLevelId", ${unitJson('u')} as unit,
      u.path as "unitPath", coalesce(k.units, 0) as units, coalesce(c.units_met, 0) as "unitsMet",
      coalesce(c.nominated, 0) as nominated, coalesce(c.registered, 0) as registered,
      coalesce(c.trained, 0) as trained
    from mine join tiers t on t.id = mine.tier_id join programmes g on g.id = t.programme_id
      join units u on u.path = mine.path
      left join unit_counts k on k.unit_id = u.id and k.level_id = t.trainee_level_id
      left join coverage c on c.tier_id = t.id and c.unit_id = u.id
    order by g.starts_on desc, t.position, u.path`)

/** A batch as it is stored; `unit` is JSON. */
export type BatchRow = {
  id: string
  nameEn: string
  nameHi: string
  tierId: string
  unit: string
  hostPath: string
  venueEn: string | null
  venueHi: string | null
  startsOn: string
  endsOn: string
  capacity: number
  registered: number
  feeMinor: number
  currency: string
  opensAt: number
  closesAt: number
  publishedAt: number | null
}

/** Columns of a {@link BatchRow}, from a workshop `w` hosted by unit `u`. */
export const batchColumns = sql`w.id, w.name_en as "nameEn", w.name_hi as "nameHi", w.tier_id as "tierId",
  ${unitJson('u')} as unit, u.path as "hostPath", w.venue_en as "venueEn", w.venue_hi as "venueHi",
  w.starts_on as "startsOn", w.ends_on as "endsOn", w.capacity, ${seatsTaken(sql`w.id`)} as registered,
  w.fee_minor as "feeMinor", w.currency, w.opens_at as "opensAt", w.closes_at as "closesAt",
  w.published_at as "publishedAt"`

/** Workshops that somebody teaches in, the latest first. */
export const batchesOf = (actor: Actor) =>
  q.all<BatchRow>(sql`select ${batchColumns} from faculty f join workshops w on w.id = f.workshop_id
    join units u on u.id = w.unit_id
    where f.person_id = ${actor.personId} and w.cancelled_at is null order by w.starts_on desc, w.id`)

type Quota = { minimum: number; target: number; maximum: number }

const overUnit = (holds: Holds) => holds({ path: sql`u.path`, tier: sql`t.id` })

/** A tier's quota, where the caller holds the route's capability over a unit. */
export const quota = (tierId: string, unitId: string, holds: Holds) =>
  q.all<Quota>(sql`select t.minimum, t.target, t.maximum from tiers t join units u on u.id = ${unitId}
    where t.id = ${tierId} and ${overUnit(holds)}`)

const nominees = sql`(select json_group_array(json_object('id', p.id, 'nameEn', p.name_en, 'nameHi', p.name_hi,
    'nominationId', n.id,
    'registered', json(iif(exists (select 1 from registrations r where r.person_id = p.id and r.tier_id = t.id
      and r.cancelled_at is null), 'true', 'false')),
    'trained', json(iif(exists (select 1 from credentials x where x.person_id = p.id and x.tier_id = t.id
      and x.revoked_at is null), 'true', 'false'))))
  from nominations n join people p on p.id = n.person_id
  where n.unit_id = u.id and n.tier_id = t.id and n.withdrawn_at is null)`

/** A trainee unit below the minimum; `unit` and `people` are JSON. */
export type LackingRow = {
  id: string
  unit: string
  nominated: number
  registered: number
  trained: number
  people: string
}

/** How far a trainee unit `u` is from the minimum: fewest trained first, then fewest on the way, then by the tree. */
const need = sql`coalesce(c.trained, 0), coalesce(c.registered, 0), coalesce(c.nominated, 0), u.path`

const beyond = (
  unitId: string,
) => sql`and (${need}) > (select coalesce(b.trained, 0), coalesce(b.registered, 0),
    coalesce(b.nominated, 0), a.path
  from units a left join coverage b on b.tier_id = t.id and b.unit_id = a.id where a.id = ${unitId})`

/** Trainee units in a subtree that are below the minimum, the neediest first, one more than a page. */
export const lacking = (tierId: string, unitId: string, after: string | undefined, holds: Holds) =>
  q.all<LackingRow>(sql`select u.id, ${unitJson('u')} as unit, coalesce(c.nominated, 0) as nominated,
      coalesce(c.registered, 0) as registered, coalesce(c.trained, 0) as trained, ${nominees} as people
    from tiers t join units u on u.level_id = t.trainee_level_id and ${under(sql`u.path`, pathOf(unitId))}
      left join coverage c on c.tier_id = t.id and c.unit_id = u.id
    where t.id = ${tierId} and coalesce(c.trained, 0) < t.minimum and u.closed_on is null
      and ${holds({ path: pathOf(unitId), tier: sql`${tierId}` })}
      ${after ? beyond(after) : sql``}
    order by ${need} limit ${PAGE + 1}`)

/** Somebody nominated who has no seat yet; `unit` is JSON. */
export type NomineeRow = { id: string; nameEn: string; nameHi: string; nominationId: string; unit: string }

/** Who is nominated in a subtree and neither registered nor trained, by unit, one more than a page. */
export const nominatedBelow = (tierId: string, unitId: string, after: string | undefined, holds: Holds) =>
  q.all<NomineeRow>(sql`select p.id, p.name_en as "nameEn", p.name_hi as "nameHi", n.id as "nominationId",
      ${unitJson('u')} as unit
    from nominations n join units u on u.id = n.unit_id join people p on p.id = n.person_id
    where n.tier_id = ${tierId} and n.withdrawn_at is null and ${under(sql`u.path`, pathOf(unitId))}
      and not exists (select 1 from registrations r where r.person_id = p.id and r.tier_id = n.tier_id
        and r.cancelled_at is null)
      and not exists (select 1 from credentials x where x.person_id = p.id and x.tier_id = n.tier_id
        and x.revoked_at is null)
      and ${holds({ path: pathOf(unitId), tier: sql`${tierId}` })}
      ${
        after
          ? sql`and (u.path, n.id) > (select au.path, an.id from nominations an join units au on au.id = an.unit_id
        where an.id = ${after})`
          : sql``
      }
    order by u.path, n.id limit ${PAGE + 1}`)

/** Somebody of a unit, and how he stands in a tier. */
export type TierPersonRow = {
  id: string
  nameEn: string
  nameHi: string
  nominationId: string | null
  registrationId: string | null
  credentialId: string | null
}

/** People right in a unit with their standing in a tier, one more than a page. */
export const tierPeople = (tierId: string, unitId: string, after: string, holds: Holds) =>
  q.all<TierPersonRow>(sql`select p.id, p.name_en as "nameEn", p.name_hi as "nameHi", n.id as "nominationId",
      (select r.id from registrations r where r.person_id = p.id and r.tier_id = t.id and r.cancelled_at is null
        order by r.registered_at desc limit 1) as "registrationId",
      c.id as "credentialId"
    from tiers t join units u on u.id = ${unitId} join people p on p.unit_id = u.id
      left join nominations n on n.tier_id = t.id and n.person_id = p.id and n.withdrawn_at is null
      left join credentials c on c.person_id = p.id and c.tier_id = t.id and c.revoked_at is null
    where t.id = ${tierId} and p.id > ${after} and p.merged_into is null and ${overUnit(holds)}
    order by p.id limit ${PAGE + 1}`)
