import { sql } from 'drizzle-orm'
import { type Asking, record } from '../../platform/audit.ts'
import { newId } from '../../platform/id.ts'
import { q, whenWritten } from '../../platform/sql.ts'

/** Attempts `a` without a decision, by their lines `l`. */
const attempting = sql`attempt_lines l join attempts a on a.id = l.attempt_id and a.decision is null`

/** Most seats that a job looks after at a time; the rest wait for the next. */
const MOST = 100

/** Held seats whose time is over, the oldest first, and whether somebody might still be paying for one. */
export const overHolds = (now: number) =>
  q.all<{ id: string; paying: number }>(sql`select g.id,
      exists (select 1 from ${attempting} where l.registration_id = g.id) as paying
    from registrations g where g.held_until <= ${now} and g.cancelled_at is null order by g.held_until limit ${MOST}`)

/** After so long nobody can have been paying, whatever Stripe does not say; seconds after a session's end. */
const SILENCE = 86_400

/** Releases a seat whose time is over, if nobody is paying for it: dues, counts and the waiting list follow by triggers. */
export const lapse = (id: string, c: Asking, origin: string) =>
  [
    q.run(sql`update registrations set cancelled_at = ${c.var.now}, lapsed_at = ${c.var.now}
      where id = ${id} and cancelled_at is null and held_until <= ${c.var.now}
        and (select amount_minor from owings where registration_id = registrations.id) > 0
        and not exists (select 1 from marks m where m.registration_id = registrations.id)
        and not exists (select 1 from ${attempting} where l.registration_id = registrations.id
          and (a.completed_at is not null or a.expires_at + ${SILENCE} > ${c.var.now}))`),
    record(c, 'registration.lapsed', id),
    q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
      select ${newId()}, 'seat-lapsed:' || g.id || ':' || g.lapsed_at, 'seat-lapsed', g.person_id,
        json_object('workshopEn', w.name_en, 'workshopHi', w.name_hi,
          'link', ${origin} || '/w/' || w.id || '/register'), ${c.var.now}
      from registrations g join workshops w on w.id = g.workshop_id
      where g.id = ${id} and ${whenWritten} on conflict do nothing`),
  ] as const

/** Grace after a session's own end, when Stripe does not answer; seconds. */
const GRACE = 300

/** Keeps a seat while Stripe is silent: until nothing can be paid for it any more, and a little longer. */
export const keep = (id: string) =>
  q.run(sql`update registrations set held_until = max(held_until, (
      select max(a.expires_at) + ${GRACE} from ${attempting} where l.registration_id = registrations.id))
    where id = ${id} and cancelled_at is null and held_until is not null
      and exists (select 1 from ${attempting} where l.registration_id = registrations.id)`)
