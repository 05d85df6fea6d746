import { sql } from 'drizzle-orm'
import { type Price, raiseDues } from '../../payments/index.ts'
import { type Asking, record } from '../../platform/audit.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { tellAll } from '../../platform/outbox.ts'
import { jsonList, q, whenWritten } from '../../platform/sql.ts'
import { keepsCells, placesGone, seatsGone } from '../../workshops/index.ts'
import { mayRegister } from '../queries.ts'
import type { SeatCell } from '../rules.ts'

/** Seats for a group as they were offered. */
export type GroupSeats = {
  workshopId: string
  tierId: string
  currency: string
  people: (Omit<Price, 'currency'> & {
    id: string
    code: string
    personId: string
    unitId: string
    facts: Record<string, string>
  })[]
}

type Outcome = {
  made: number
  allowed: number
  otherwiseRegistered: number
  workshopCancelled: number
  taken: number
  capacity: number
  overfilled: number
}

/** The cells of a workshop, and what each has left. */
export const seatCells = (workshopId: string) =>
  q.all<
    Omit<SeatCell, 'awaited'> & { awaited: number }
  >(sql`select k.id, k.parent_id as "parentId", k.awaited,
      max(0, iif(k.parent_id is null, w.capacity - k.used, iif(k.released_at is null, k.seats - k.used, 0))) as free
    from cells k join workshops w on w.id = k.workshop_id where k.workshop_id = ${workshopId}`)

/** Seats, audit, messages and dues for all of a group or for nobody; judged by the seats and places left for all. */
export function seatGroup(g: GroupSeats, actor: Actor, c: Asking, holds: Holds) {
  const { now } = c.var
  const seats = jsonList(g.people.map(({ id, code, personId, unitId }) => ({ id, code, personId, unitId })))
  const first = g.people[0]?.id ?? ''
  const people = sql`select value ->> 'personId' from json_each(${seats})`
  const taken = seatsGone(g.workshopId, people, now)
  const overfilled = sql`exists (select 1 from (select value ->> 'unitId' as unit_id, count(*) as n
      from json_each(${seats}) group by 1) x where ${placesGone({ unitId: sql`x.unit_id`, tierId: g.tierId, workshopId: g.workshopId, people })} + x.n > t.maximum)`
  const otherwise = sql`exists (select 1 from json_each(${seats}) v join registrations o on o.workshop_id = ${g.workshopId}
    and o.person_id = v.value ->> 'personId' and o.cancelled_at is null)`
  const known = sql`exists (select 1 from json_each(${seats}) v
    join registrations o on o.id = v.value ->> 'id' or o.code = v.value ->> 'code')`
  const allowed = sql`not exists (select 1 from json_each(${seats}) v
    where not ${mayRegister(sql`(v.value ->> 'personId')`, actor, holds)})`
  return [
    q.run(sql`insert into registrations
      (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at)
      select s.value ->> 'id', w.id, w.tier_id, s.value ->> 'personId', s.value ->> 'unitId', s.value ->> 'code',
        ${actor.personId}, ${now}
      from workshops w join tiers t on t.id = w.tier_id join json_each(${seats}) s
      where w.id = ${g.workshopId} and w.cancelled_at is null
        and (${taken} + ${g.people.length} <= w.capacity or ${keepsCells(sql`w.id`)})
        and not ${overfilled} and not ${otherwise} and not ${known} and ${allowed}`),
    record(c, 'group.registered', first, {
      workshopId: g.workshopId,
      registrations: g.people.map(({ id }) => id),
    }),
    tellAll(
      g.people.map(({ id, personId, facts }) => ({
        topic: 'registration-received',
        key: `registration-received:${id}`,
        personId,
        facts,
      })),
      now,
      whenWritten,
    ),
    raiseDues(
      g.people.map(({ id, amountMinor, baseMinor, why }) => ({
        id,
        amountMinor,
        baseMinor,
        why,
        currency: g.currency,
      })),
      now,
    ),
    q.all<Outcome>(sql`select (select count(*) from registrations m join json_each(${seats}) v
          on m.id = v.value ->> 'id') as made,
        ${allowed} as allowed, ${otherwise} as "otherwiseRegistered",
        w.cancelled_at is not null as "workshopCancelled", w.capacity, ${taken} as taken,
        ${overfilled} as overfilled
      from workshops w join tiers t on t.id = w.tier_id where w.id = ${g.workshopId}`),
    q.all<{ id: string; registeredAt: number; cancelledAt: number | null }>(sql`
      select m.id, m.registered_at as "registeredAt", m.cancelled_at as "cancelledAt"
      from json_each(${seats}) v join registrations m on m.id = v.value ->> 'id' order by v.key`),
  ] as const
}
