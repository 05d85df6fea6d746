import { type SQL, sql } from 'drizzle-orm'
import { type Barred, barred } from '../consents/index.ts'
import {
  askBack,
  askedBack,
  concerned,
  feeDay,
  fromRegistrations,
  type Price,
  type PriceRow,
  priceColumns,
  raiseDue,
} from '../payments/index.ts'
import { type Asking, record } from '../platform/audit.ts'
import type { Actor, Holds } from '../platform/auth.ts'
import { newId } from '../platform/id.ts'
import { tell } from '../platform/outbox.ts'
import { q, whenWritten } from '../platform/sql.ts'
import {
  cellFacts,
  cellOf,
  inCatchment,
  keepsCells,
  offeredTo,
  placesGone,
  roomFor,
  seatsGone,
  traineeUnit,
} from '../workshops/index.ts'
import type { Bar } from './rules.ts'

/** True when a person may be registered by the caller: himself, or somebody of a unit that he registers for. */
export const mayRegister = (personId: SQL | string, actor: Actor, holds: Holds) => sql`(
  ${personId} = ${actor.personId} or exists (select 1 from people mp join units mu on mu.id = mp.unit_id
    where mp.id = ${personId} and ${holds({ path: sql`mu.path`, workshop: sql`w.id`, tier: sql`w.tier_id` })}))`

type Row = PriceRow & {
  workshopEn: string
  workshopHi: string
  tierId: string
  capacity: number
  taken: number
  maximum: number
  feeMinor: number
  currency: string
  opensAt: number
  closesAt: number
  workshopCancelledAt: number | null
  personId: string | null
  nameEn: string
  nameHi: string
  unitId: string | null
  unitCode: string
  unitLevelId: string
  unitEn: string
  unitHi: string
  startsOn: string
  refundSteps: string | null
  served: number
  filled: number
  registered: number
  barred: Barred | null
  bar: Bar | null
  room: number | null
  offered: number
  cellId: string | null
  /** Why no seat is free in his cell, as JSON. */
  cell: string | null
}

/** A published workshop with each of the asked people whom the caller may register, as they stand towards it. */
export const facts = (
  workshopId: string,
  people: SQL,
  { actor, now }: { actor: Actor; now: number },
  holds: Holds,
) =>
  q.all<Row>(sql`select w.name_en as "workshopEn", w.name_hi as "workshopHi", w.tier_id as "tierId", w.capacity,
      ${seatsGone(sql`w.id`, people, now)} as taken, t.maximum, w.fee_minor as "feeMinor", w.currency, w.opens_at as "opensAt",
      w.closes_at as "closesAt", w.cancelled_at as "workshopCancelledAt", w.starts_on as "startsOn",
      (select rt.steps from refund_terms rt where rt.workshop_id = w.id) as "refundSteps",
      e.id as "personId", e.name_en as "nameEn", e.name_hi as "nameHi",
      u.id as "unitId", u.code as "unitCode", u.level_id as "unitLevelId", u.name_en as "unitEn",
      u.name_hi as "unitHi", ${inCatchment(sql`w.id`, sql`pu.path`, sql`e.id`)} as served,
      ${placesGone({ unitId: sql`u.id`, tierId: sql`w.tier_id`, workshopId: sql`w.id`, people })} as filled,
      exists (select 1 from registrations o where o.workshop_id = w.id and o.person_id = e.id
        and o.cancelled_at is null) as registered,
      ${barred(sql`e.id`, now)} as barred,
      coalesce((select sb.why from seat_bars sb where sb.tier_id = w.tier_id and sb.person_id = e.id limit 1),
        (select iif(xb.over, 'wing-full', 'wing-kept') from share_bars xb where xb.tier_id = t.id and xb.unit_id = u.id
          and xb.person_id = e.id and xb.way = 'seated' and (xb.over or (xb.kept
            and coalesce(t.nominate_by >= ${feeDay(now)}, 1))))) as bar,
      ${roomFor(sql`w.id`, sql`u.id`, sql`e.id`, now)} as room, ${cellOf(sql`w.id`, sql`u.id`, sql`e.id`)} as "cellId",
      ${cellFacts(cellOf(sql`w.id`, sql`u.id`, sql`e.id`))} as cell,
      ${offeredTo(sql`w.id`, sql`e.id`, now)} as offered,
      ${priceColumns({ person: sql`e.id`, unit: sql`u.id` }, feeDay(now))}
    from workshops w join tiers t on t.id = w.tier_id
      left join people e on e.id in (${people})
      left join units pu on pu.id = e.unit_id
      left join units u on u.id = ${traineeUnit(sql`w.tier_id`, sql`pu.path`)}
    where w.id = ${workshopId} and w.published_at is not null
      and (e.id is null or ${mayRegister(sql`e.id`, actor, holds)})`)

/** A seat as it was offered. */
export type Seat = Price & {
  id: string
  code: string
  workshopId: string
  tierId: string
  personId: string
  unitId: string
  facts: Record<string, string>
}

type Outcome = {
  registeredAt: number | null
  cancelledAt: number | null
  allowed: number
  otherwiseRegistered: number
  workshopCancelled: number
  taken: number
  capacity: number
  filled: number
  maximum: number
}

/**
 * Seat, audit, message and due, all or none: the first statement seizes the seat, the others follow only it. Scarcity
 * is judged here, in the write: seats of the workshop, and the unit's places in the tier.
 */
export function seat(s: Seat, actor: Actor, c: Asking, holds: Holds) {
  const { now } = c.var
  const allowed = s.personId === actor.personId ? sql`true` : mayRegister(s.personId, actor, holds)
  const taken = seatsGone(s.workshopId, sql`${s.personId}`, now)
  const filled = placesGone({ ...s, people: sql`${s.personId}` })
  return [
    q.run(sql`insert into registrations
      (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at)
      select ${s.id}, w.id, w.tier_id, ${s.personId}, ${s.unitId}, ${s.code}, ${actor.personId}, ${now}
      from workshops w join tiers t on t.id = w.tier_id
      where w.id = ${s.workshopId} and w.cancelled_at is null
        and (${taken} < w.capacity or ${keepsCells(sql`w.id`)}) and ${filled} < t.maximum and ${allowed}
      on conflict do nothing`),
    record(c, 'registration.made', s.id, { workshopId: s.workshopId, personId: s.personId }, whenWritten, {
      onBehalfOf: s.personId === actor.personId ? null : s.personId,
    }),
    tell(
      {
        topic: 'registration-received',
        key: `registration-received:${s.id}`,
        personId: s.personId,
        facts: s.facts,
      },
      now,
    ),
    raiseDue(s.id, s, now),
    q.all<Outcome>(sql`select r.registered_at as "registeredAt", r.cancelled_at as "cancelledAt",
        case when r.id is null then ${allowed} end as allowed,
        case when r.id is null then exists (select 1 from registrations o where o.workshop_id = w.id
          and o.person_id = ${s.personId} and o.cancelled_at is null) end as "otherwiseRegistered",
        w.cancelled_at is not null as "workshopCancelled", w.capacity, t.maximum,
        case when r.id is null then ${taken} end as taken,
        case when r.id is null then ${filled} end as filled
      from workshops w join tiers t on t.id = w.tier_id left join registrations r on r.id = ${s.id}
      where w.id = ${s.workshopId}`),
  ] as const
}

/**
 * Gives a seat up, for its person or whoever registers there; somebody who attended keeps his registration. What goes
 * back of his fee by the policy is put before the second person at once.
 */
export const cancel = (id: string, actor: Actor, c: Asking, holds: Holds, link: string) =>
  [
    q.run(sql`update registrations set cancelled_at = ${c.var.now}, cancelled_by = ${actor.personId}
      where id = ${id} and cancelled_at is null and not exists (select 1 from marks where registration_id = ${id})
        and exists (select 1 from ${fromRegistrations} where g.id = ${id} and ${concerned(actor, holds)})`),
    record(c, 'registration.cancelled', id),
    q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
      select ${newId()}, 'registration-cancelled:' || g.id, 'registration-cancelled', g.person_id,
        json_object('nameEn', e.name_en, 'nameHi', e.name_hi, 'workshopEn', w.name_en, 'workshopHi', w.name_hi,
          'link', ${link} || g.id), ${c.var.now}
      from ${fromRegistrations} where g.id = ${id} and ${whenWritten} on conflict do nothing`),
    askBack(id, actor, c),
    record(c, 'refund.asked-by-policy', id),
    q.all<{ id: string; cancelledAt: number | null; backMinor: number }>(sql`select g.id,
        g.cancelled_at as "cancelledAt", ${askedBack(id, actor)} as "backMinor"
      from ${fromRegistrations} where g.id = ${id} and ${concerned(actor, holds)}`),
  ] as const
