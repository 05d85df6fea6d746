import { type SQL, sql } from 'drizzle-orm'
import { concerned, dueOf, fromRegistrations, paidOf, waivedOf } from '../../payments/index.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'

/** Days on which somebody was there, as a JSON list. */
export const daysOf = (registrationId: SQL) => sql`(select json_group_array(day_on) from (
  select m.day_on from marks m where m.registration_id = ${registrationId} order by m.day_on))`

/** The live credential of a registration, as JSON; null without one. */
export const credentialOf = (registrationId: SQL) => sql`(select json_object('id', k.id, 'code', k.code)
  from credentials k where k.registration_id = ${registrationId} and k.revoked_at is null)`

const receiptsOf = sql`(select json_group_array(json_object('paymentId', id, 'number', number, 'amountMinor', amount_minor))
  from (select p.id, x.number, p.amount_minor from payments p join receipts x on x.payment_id = p.id
    where p.registration_id = g.id order by p.received_at, p.id))`

type Row = {
  id: string
  code: string
  personId: string
  personEn: string
  personHi: string
  unitId: string
  unitCode: string
  unitLevelId: string
  unitEn: string
  unitHi: string
  workshopId: string
  tierId: string
  workshopEn: string
  workshopHi: string
  startsOn: string
  endsOn: string
  venueEn: string | null
  venueHi: string | null
  workshopCancelledAt: number | null
  registeredAt: number
  cancelledAt: number | null
  dueMinor: number
  waivedMinor: number
  paidMinor: number
  currency: string
  receipts: string
  days: string
  credential: string | null
}

const cards = (guard: SQL) =>
  q.all<Row>(sql`select g.id, g.code, e.id as "personId", e.name_en as "personEn", e.name_hi as "personHi",
      u.id as "unitId", u.code as "unitCode", u.level_id as "unitLevelId", u.name_en as "unitEn", u.name_hi as "unitHi",
      w.id as "workshopId", w.tier_id as "tierId", w.name_en as "workshopEn", w.name_hi as "workshopHi",
      w.starts_on as "startsOn", w.ends_on as "endsOn", w.venue_en as "venueEn", w.venue_hi as "venueHi",
      w.cancelled_at as "workshopCancelledAt", g.registered_at as "registeredAt", g.cancelled_at as "cancelledAt",
      ${dueOf(sql`g.id`)} as "dueMinor", ${waivedOf(sql`g.id`)} as "waivedMinor",
      ${paidOf(sql`g.id`)} as "paidMinor", w.currency, ${receiptsOf} as receipts, ${daysOf(sql`g.id`)} as days, ${credentialOf(sql`g.id`)} as credential
    from ${fromRegistrations} join units u on u.id = g.unit_id
    where ${guard} order by w.starts_on desc, g.id desc limit 200`)

/** All registrations of a person, the latest workshop first. */
export const cardsOf = (personId: string) => cards(sql`g.person_id = ${personId}`)

/** One registration, for its person or whoever may read it. */
export const card = (id: string, actor: Actor, holds: Holds) =>
  cards(sql`g.id = ${id} and ${concerned(actor, holds)}`)
