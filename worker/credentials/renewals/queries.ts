import { sql } from 'drizzle-orm'
import { type AttendeeRow, attendeeColumns } from '../../attendance/index.ts'
import { pathOf } from '../../hierarchy/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { jsonList, q, under } from '../../platform/sql.ts'
import { hasPassed, overWorkshop } from '../queries.ts'

/** How many people a list of refreshers holds; those whose time is up first. */
export const LIST = 200

/** How long before its end a credential is told to want a refresher, seconds. */
const SOON = 60 * 86_400

/** A renewal that was decided. */
export type Renewal = { id: string; registrationId: string; credentialId: string }

const given = (key: string) => sql.raw(`(e.value ->> '${key}')`)

/** Renews the credentials of those who passed the tier again in a later workshop. */
export const renew = (
  workshopId: string,
  renewals: readonly Renewal[],
  by: { personId: string; now: number },
  holds: Holds,
) =>
  q.run(sql`insert into renewals (id, credential_id, registration_id, renewed_by, renewed_at)
    select ${given('id')}, c.id, r.id, ${by.personId}, ${by.now}
    from workshops w join units u on u.id = w.unit_id join tiers t on t.id = w.tier_id
      join json_each(${jsonList(renewals)}) e
      join registrations r on r.id = ${given('registrationId')} and r.workshop_id = w.id
      join credentials c on c.id = ${given('credentialId')} and c.person_id = r.person_id and c.tier_id = r.tier_id
    where w.id = ${workshopId} and w.cancelled_at is null and r.cancelled_at is null and c.revoked_at is null
      and c.issued_at < unixepoch(w.starts_on) and ${hasPassed} and ${overWorkshop(holds)}
    on conflict do nothing`)

/** Which of these renewals stand, where the caller may issue them. */
export const renewedAmong = (workshopId: string, ids: readonly string[], holds: Holds) =>
  q.all<{ id: string; credentialId: string; registrationId: string; validUntil: number | null }>(sql`
    select n.id, n.credential_id as "credentialId", n.registration_id as "registrationId",
      c.valid_until as "validUntil"
    from json_each(${jsonList(ids)}) e join renewals n on n.id = e.value
      join credentials c on c.id = n.credential_id join registrations r on r.id = n.registration_id
      join workshops w on w.id = r.workshop_id join units u on u.id = w.unit_id
    where w.id = ${workshopId} and ${overWorkshop(holds)}`)

/** A tier where the caller reads below a unit; whose credentials of it ran out there, soon will, or are of an older syllabus. */
export const wanting = (tierId: string, unitId: string, now: number, holds: Holds) => {
  const here = holds({ path: pathOf(unitId), tier: sql`t.id` })
  return [
    q.all<{ id: string }>(sql`select t.id from tiers t where t.id = ${tierId} and ${here}`),
    q.all<AttendeeRow & { id: string; code: string; validUntil: number | null; outdated: number }>(sql`
      select c.id, c.code, c.valid_until as "validUntil", c.syllabus < g.syllabus as outdated, ${attendeeColumns}
      from tiers t join programmes g on g.id = t.programme_id
        join credentials c on c.tier_id = t.id and c.revoked_at is null
          and (c.valid_until < ${now + SOON} or c.syllabus < g.syllabus)
        join people p on p.id = c.person_id join units s on s.id = c.unit_id and ${under(sql`s.path`, pathOf(unitId))}
      where t.id = ${tierId} and ${here}
      order by coalesce(c.valid_until, 9999999999), c.id limit ${LIST + 1}`),
  ] as const
}
