import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { seatsTaken } from '../facts.ts'
import { placeOf } from '../places.ts'
import type { GuestLink, GuestLinkDraft } from './shapes.ts'

type Draft = z.infer<typeof GuestLinkDraft>
type Link = z.infer<typeof GuestLink>

const DAY = 86_400

const columns = sql`l.id, l.session_id as "sessionId", l.guest_name as "guestName", l.note, l.from_at as "fromAt",
  l.until_at as "untilAt", l.revoked_at as "revokedAt"`

const run = (holds: Holds) => sql`exists (select 1 from workshops w join units h on h.id = w.unit_id
  where w.id = l.workshop_id and ${placeOf(holds)})`

/** The last instant that a link to a session may have: a week after its day. */
const latest = sql`unixepoch(s.day_on) + ${8 * DAY}`

type By = { hash: string; by: string; now: number }

/** Makes a link to a session of a workshop that the caller runs; the same id again is the same link. */
export const make = (sessionId: string, d: Draft, { hash, by, now }: By, holds: Holds) =>
  q.run(sql`insert into guest_links (id, session_id, workshop_id, guest_name, note, secret_hash, from_at, until_at,
      made_by, made_at)
    select ${d.id}, s.id, w.id, ${d.guestName}, ${d.note}, ${hash}, ${Math.max(now, d.fromAt ?? now)}, ${d.untilAt},
      ${by}, ${now}
    from sessions s join workshops w on w.id = s.workshop_id join units h on h.id = w.unit_id
    where s.id = ${sessionId} and w.cancelled_at is null and ${placeOf(holds)}
      and ${d.untilAt} > ${Math.max(now, d.fromAt ?? now)} and ${d.untilAt} <= ${latest}
    on conflict do nothing`)

/** Whether the session is there for the caller. */
export const sessionHere = (sessionId: string, holds: Holds) =>
  q.all<{ cancelled: number }>(sql`select w.cancelled_at is not null as cancelled
    from sessions s join workshops w on w.id = s.workshop_id
    join units h on h.id = w.unit_id where s.id = ${sessionId} and ${placeOf(holds)}`)

/** A link of a workshop that the caller runs. */
export const one = (id: string, holds: Holds) =>
  q.all<Link>(sql`select ${columns} from guest_links l where l.id = ${id} and ${run(holds)}`)

/** Whether the caller runs the workshop; then its links, the newest first. */
export const ofWorkshop = (workshopId: string, holds: Holds) =>
  [
    q.all<{ id: string }>(sql`select w.id from workshops w join units h on h.id = w.unit_id
      where w.id = ${workshopId} and ${placeOf(holds)}`),
    q.all<Link>(sql`select ${columns} from guest_links l where l.workshop_id = ${workshopId} and ${run(holds)}
      order by l.id desc limit 200`),
  ] as const

/** Ends a link at once. */
export const revoke = (id: string, by: string, now: number, holds: Holds) =>
  q.run(sql`update guest_links as l set revoked_at = ${now}, revoked_by = ${by}
    where l.id = ${id} and l.revoked_at is null and ${run(holds)}`)

/** The session behind a live link, by the hash of its secret. */
export const behind = (hash: string, now: number) =>
  q.all<GuestRow>(sql`select s.title_en as "titleEn", s.title_hi as "titleHi", s.day_on as "dayOn",
      s.starts_minute as "startsMinute", s.ends_minute as "endsMinute", j.name_en as "subjectEn",
      j.name_hi as "subjectHi", w.name_en as "workshopEn", w.name_hi as "workshopHi", h.name_en as "hostEn",
      h.name_hi as "hostHi", o.name_en as "organisationEn", o.name_hi as "organisationHi", w.venue_en as "venueEn",
      w.venue_hi as "venueHi", l.note, ${seatsTaken(sql`w.id`)} as expected, w.cancelled_at is not null as cancelled
    from guest_links l join sessions s on s.id = l.session_id and s.workshop_id = l.workshop_id
      join workshops w on w.id = l.workshop_id join units h on h.id = w.unit_id join organisation o
      left join subjects j on j.id = s.subject_id
    where l.secret_hash = ${hash} and l.revoked_at is null and l.from_at <= ${now} and l.until_at > ${now}`)

type GuestRow = {
  titleEn: string
  titleHi: string
  dayOn: string
  startsMinute: number
  endsMinute: number
  subjectEn: string | null
  subjectHi: string | null
  workshopEn: string
  workshopHi: string
  hostEn: string
  hostHi: string
  organisationEn: string
  organisationHi: string
  venueEn: string | null
  venueHi: string | null
  note: string
  expected: number
  cancelled: number
}

/** What the guest is told. */
export const sessionFrom = ({ cancelled, ...r }: GuestRow) => ({
  titleEn: r.titleEn,
  titleHi: r.titleHi,
  dayOn: r.dayOn,
  startsMinute: r.startsMinute,
  endsMinute: r.endsMinute,
  subject: r.subjectEn === null ? null : { nameEn: r.subjectEn, nameHi: r.subjectHi ?? r.subjectEn },
  workshop: { nameEn: r.workshopEn, nameHi: r.workshopHi },
  host: { nameEn: r.hostEn, nameHi: r.hostHi },
  organisation: { nameEn: r.organisationEn, nameHi: r.organisationHi },
  venueEn: r.venueEn,
  venueHi: r.venueHi,
  note: r.note,
  expected: r.expected,
  cancelled: cancelled === 1,
})
