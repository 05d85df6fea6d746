import { type SQL, sql } from 'drizzle-orm'
import { dueOf, fromRegistrations, overRegistration, paidOf } from '../../payments/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { credentialOf, daysOf } from '../cards/queries.ts'

/** How many rows a page of a roster holds. */
export const PAGE = 100

type Head = {
  capacity: number
  currency: string
  hosted: number
  id: string
  nameEn: string
  nameHi: string
  tierId: string
  startsOn: string
  endsOn: string
  venueEn: string | null
  venueHi: string | null
  cancelledAt: number | null
}

type Row = {
  registrationId: string
  code: string
  personId: string
  personEn: string
  personHi: string
  unitId: string
  unitCode: string
  unitLevelId: string
  unitEn: string
  unitHi: string
  dueMinor: number
  paidMinor: number
  days: string
  credential: string | null
}

type Counts = { registered: number; attended: number; dueMinor: number; paidMinor: number }

const matching = (q: string | undefined): SQL =>
  q
    ? sql`and (instr(lower(e.name_en), lower(${q})) > 0 or instr(e.name_hi, ${q}) > 0
        or g.code = upper(replace(replace(${q}, ' ', ''), '-', '')))`
    : sql``

const limited = (only: 'owing' | 'absent' | undefined): SQL => {
  if (only === 'owing') return sql`and ${dueOf(sql`g.id`)} > ${paidOf(sql`g.id`)}`
  if (only === 'absent') return sql`and not exists (select 1 from marks m where m.registration_id = g.id)`
  return sql``
}

type Asked = { q?: string | undefined; only?: 'owing' | 'absent' | undefined; after?: string | undefined }

const beyond = (after: string | undefined): SQL =>
  after
    ? sql`and (e.name_en, g.id) > (select ae.name_en, ag.id from registrations ag
        join people ae on ae.id = ag.person_id where ag.id = ${after})`
    : sql``

/**
 * Who is registered for a workshop: all for whoever reads registrations at its host, the people of one's own units for
 * anybody else. Head, a page and one row more by name, and the counts of all live rows that are seen.
 */
export function roster(workshopId: string, asked: Asked, holds: Holds) {
  const live = sql`g.workshop_id = ${workshopId} and g.cancelled_at is null and ${overRegistration(holds)}`
  const host = holds({ path: sql`h.path`, workshop: sql`w.id`, tier: sql`w.tier_id` })
  return [
    q.all<Head>(sql`select w.capacity, w.currency, ${host} as hosted, w.id, w.name_en as "nameEn",
        w.name_hi as "nameHi", w.tier_id as "tierId", w.starts_on as "startsOn", w.ends_on as "endsOn",
        w.venue_en as "venueEn", w.venue_hi as "venueHi", w.cancelled_at as "cancelledAt"
      from workshops w join units h on h.id = w.unit_id where w.id = ${workshopId}`),
    q.all<Row>(sql`select g.id as "registrationId", g.code, e.id as "personId", e.name_en as "personEn",
        e.name_hi as "personHi", u.id as "unitId", u.code as "unitCode", u.level_id as "unitLevelId",
        u.name_en as "unitEn", u.name_hi as "unitHi", ${dueOf(sql`g.id`)} as "dueMinor",
        ${paidOf(sql`g.id`)} as "paidMinor", ${daysOf(sql`g.id`)} as days, ${credentialOf(sql`g.id`)} as credential
      from ${fromRegistrations} join units u on u.id = g.unit_id
      where ${live} ${matching(asked.q)} ${limited(asked.only)} ${beyond(asked.after)} order by e.name_en, g.id limit ${PAGE + 1}`),
    q.all<Counts>(sql`select count(*) as registered,
        coalesce(sum(exists (select 1 from marks m where m.registration_id = g.id)), 0) as attended,
        coalesce(sum(${dueOf(sql`g.id`)}), 0) as "dueMinor", coalesce(sum(${paidOf(sql`g.id`)}), 0) as "paidMinor"
      from ${fromRegistrations} where ${live}`),
  ] as const
}
