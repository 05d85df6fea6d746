import { type SQL, sql } from 'drizzle-orm'
import { barred } from '../../consents/index.ts'
import { type Asking, record, whenRecorded } from '../../platform/audit.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { dayAt, jsonList, q } from '../../platform/sql.ts'
import { cellFacts, inCatchment, offerSeats, traineeUnit } from '../../workshops/index.ts'
import { mayRegister } from '../queries.ts'

/** Ends offers whose time is over; the trigger offers their seats to the next. */
export const endOffers = (now: number) =>
  q.run(
    sql`update waits set state = 'lapsed', ended_at = ${now} where state = 'offered' and offer_until <= ${now}`,
  )

/** Lets go of what cells kept until today; those who wait are offered it. */
export const releaseCells = (now: number) =>
  q.run(sql`insert into cell_releases (workshop_id, cells, at)
    select distinct workshop_id, null, ${now} from cells
    where released_at is null and release_on <= ${dayAt(now)}`)

/** Offers what is free wherever somebody waits: also what no trigger saw, such as a hall that grew or opened. */
export const offerAll = (now: number) =>
  q.run(sql`insert into seat_offers (workshop_id, at)
    select distinct workshop_id, ${now} from waits where state = 'waiting'`)

/** Somebody, or a group, who wants seats where there are none. */
export type Joining = { id: string; workshopId: string; personIds: readonly string[] }

/** The asked people as they stand towards a published workshop; whom the caller may not register is left out. */
const candidates = ({ workshopId, personIds }: Joining, actor: Actor, now: number, holds: Holds) => sql`
  select e.id, e.name_en, e.name_hi, ${traineeUnit(sql`w.tier_id`, sql`pu.path`)} as unit_id,
    ${inCatchment(sql`w.id`, sql`pu.path`, sql`e.id`)} as served, ${barred(sql`e.id`, now)} as barred,
    exists (select 1 from registrations cr where cr.workshop_id = w.id and cr.person_id = e.id
      and cr.cancelled_at is null) as registered,
    exists (select 1 from wait_people cp join waits ce on ce.id = cp.wait_id where ce.workshop_id = w.id
      and ce.state in ('waiting', 'offered') and cp.person_id = e.id) as waiting,
    w.opens_at <= ${now} and w.closes_at > ${now} and w.cancelled_at is null as open,
    w.capacity, t.maximum
  from json_each(${jsonList(personIds)}) asked join people e on e.id = asked.value join units pu on pu.id = e.unit_id
    join workshops w on w.id = ${workshopId} join tiers t on t.id = w.tier_id
  where w.published_at is not null and ${mayRegister(sql`e.id`, actor, holds)}`

/** One of the people who want to wait, as he stands. */
export type Candidate = {
  personId: string
  unitId: string | null
  served: number
  barred: string | null
  registered: number
  waiting: number
  open: number
  capacity: number
  maximum: number
}

/** Joins the list, all or nobody, and is offered seats at once if there are. Says first how the people stand. */
export function join(j: Joining, actor: Actor, c: Asking, holds: Holds) {
  const { now } = c.var
  const people = candidates(j, actor, now, holds)
  const fit = sql`(select count(*) from (${people}) k where k.open and k.served and k.unit_id is not null
    and k.barred is null and not k.registered and not k.waiting and k.capacity >= ${j.personIds.length}
    and not exists (select 1 from (${people}) s where s.unit_id = k.unit_id
      group by s.unit_id having count(*) > k.maximum))`
  return [
    q.all<Candidate>(sql`select id as "personId", unit_id as "unitId", served, barred, registered, waiting, open,
        capacity, maximum from (${people})`),
    q.run(sql`insert into waits (id, workshop_id, asked_by, place, asked_at)
      select ${j.id}, ${j.workshopId}, ${actor.personId},
        coalesce((select max(place) from waits where workshop_id = ${j.workshopId}), 0) + 1, ${now}
      where ${fit} = ${j.personIds.length} on conflict do nothing`),
    record(c, 'waiting.joined', j.id, { workshopId: j.workshopId, people: j.personIds.length }),
    q.run(sql`insert into wait_people (wait_id, person_id, unit_id)
      select ${j.id}, id, unit_id from (${people}) where ${whenRecorded(c)}`),
    offerSeats(j.workshopId, now, whenRecorded(c)),
  ] as const
}

/** An entry as it is told: `place` counts from one among those still waiting; null once it is over or offered. */
export type WaitRow = {
  id: string
  workshopId: string
  workshopEn: string
  workshopHi: string
  startsOn: string
  endsOn: string
  state: 'waiting' | 'offered' | 'taken' | 'lapsed' | 'left'
  askedAt: number
  offerUntil: number | null
  askedBy: string
  /** People as JSON: id, names, unit, registration. */
  people: string
  ahead: number
  /** The cells of those who still have no seat, as JSON; none where no seats are kept by cell. */
  cells: string
  /** Whether a unit of theirs has filled its own places meanwhile. */
  blocked: number
  /** Moves as JSON: reason, when. */
  moves: string
}

const columns = sql`e.id, e.workshop_id as "workshopId", w.name_en as "workshopEn", w.name_hi as "workshopHi",
  w.starts_on as "startsOn", w.ends_on as "endsOn", e.state, e.asked_at as "askedAt", e.offer_until as "offerUntil",
  e.asked_by as "askedBy",
  (select json_group_array(json_object('id', n.id, 'nameEn', n.name_en, 'nameHi', n.name_hi, 'unitEn', u.name_en,
      'unitHi', u.name_hi, 'registrationId', p.registration_id))
    from wait_people p join people n on n.id = p.person_id join units u on u.id = p.unit_id where p.wait_id = e.id)
    as people,
  (select count(*) from waits a where a.workshop_id = e.workshop_id and a.state = 'waiting'
    and (a.place, a.id) < (e.place, e.id) and exists (select 1 from wait_people ap join wait_people ep
      on ep.wait_id = e.id and ep.cell_id is ap.cell_id where ap.wait_id = a.id)) as ahead,
  (select json_group_array(json(f.facts)) from (select ${cellFacts(sql`pc.cell_id`)} as facts
    from wait_people pc where pc.wait_id = e.id and pc.registration_id is null and pc.cell_id is not null
    group by pc.cell_id limit 5) f) as cells,
  exists (select 1 from waits_blocked b where b.id = e.id) as blocked,
  (select json_group_array(json_object('reason', m.reason, 'at', m.moved_at)) from wait_moves m
    where m.wait_id = e.id) as moves`

const tables = sql`waits e join workshops w on w.id = e.workshop_id join units h on h.id = w.unit_id`

/** True for whoever waits, or asked for somebody to wait. */
const own = (actor: Actor) => sql`(e.asked_by = ${actor.personId} or exists (select 1 from wait_people op
  where op.wait_id = e.id and op.person_id = ${actor.personId}))`

const atHost = (holds: Holds) => holds({ path: sql`h.path`, workshop: sql`w.id`, tier: sql`w.tier_id` })

/** What somebody waits for, the newest first. */
export const ownWaits = (actor: Actor) =>
  q.all<WaitRow>(
    sql`select ${columns} from ${tables} where e.id in (select id from waits where asked_by = ${actor.personId}
        union select wait_id from wait_people where person_id = ${actor.personId})
      order by e.asked_at desc, e.id limit 100`,
  )

/** One entry, for those whom it is about and for whoever `holds` at the host. */
export const wait = (id: string, actor: Actor, holds: Holds) =>
  q.all<WaitRow>(
    sql`select ${columns} from ${tables} where e.id = ${id} and (${own(actor)} or ${atHost(holds)})`,
  )

/** One entry, for whoever `holds` at the host alone. */
export const waitHere = (id: string, holds: Holds) =>
  q.all<WaitRow>(sql`select ${columns} from ${tables} where e.id = ${id} and ${atHost(holds)}`)

/** The list of a workshop: first those who were offered seats, then those who wait, in order. */
export const listOf = (workshopId: string, holds: Holds) =>
  [
    q.all<{ capacity: number; free: number; nameEn: string; nameHi: string }>(sql`select w.capacity,
        max(0, f.seats) as free, w.name_en as "nameEn", w.name_hi as "nameHi"
      from workshops w join units h on h.id = w.unit_id join seats_free f on f.workshop_id = w.id
      where w.id = ${workshopId} and ${atHost(holds)}`),
    q.all<WaitRow>(sql`select ${columns} from ${tables} where e.workshop_id = ${workshopId}
      and e.state in ('waiting', 'offered') and ${atHost(holds)} order by e.state, e.place, e.id limit 500`),
  ] as const

/** Leaves the list, or declines what was offered; the next are offered it. */
export const leave = (id: string, actor: Actor, c: Asking, holds: Holds) =>
  [
    q.run(sql`update waits set state = 'left', ended_at = ${c.var.now}, ended_by = ${actor.personId}
      where id = ${id} and state in ('waiting', 'offered')
        and exists (select 1 from ${tables} where e.id = ${id} and (${own(actor)} or ${atHost(holds)}))`),
    record(c, 'waiting.left', id),
  ] as const

/** Where an entry is to stand: right before another one that waits, and why. */
export type Move = { id: string; waitId: string; before: string; reason: string }

/** Moves an entry before another of the same list; the reason stays beside it. */
export function move(m: Move, actor: Actor, c: Asking, holds: Holds) {
  const target = sql`(select b.place from waits b where b.id = ${m.before})`
  const behind: SQL = sql`(select max(p.place) from waits p where p.workshop_id = e.workshop_id and p.id <> e.id
    and p.place < ${target})`
  return [
    q.run(sql`insert into wait_moves (id, wait_id, reason, moved_by, moved_at, place)
      select ${m.id}, e.id, ${m.reason}, ${actor.personId}, ${c.var.now},
        (coalesce(${behind}, ${target} - 1) + ${target}) / 2
      from ${tables} join waits x on x.id = ${m.before} and x.workshop_id = e.workshop_id and x.state = 'waiting'
        and (x.place, x.id) < (e.place, e.id)
      where e.id = ${m.waitId} and e.state = 'waiting' and ${atHost(holds)} on conflict do nothing`),
    record(c, 'waiting.moved', m.waitId, { before: m.before }),
    q.run(sql`insert into seat_offers (workshop_id, at) select workshop_id, ${c.var.now} from waits
      where id = ${m.waitId} and ${whenRecorded(c)}`),
    q.all<{ id: string; waitId: string }>(
      sql`select id, wait_id as "waitId" from wait_moves where id = ${m.id}`,
    ),
  ] as const
}
