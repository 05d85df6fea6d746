import { sql } from 'drizzle-orm'
import { type AttendeeRow, attendeeColumns } from '../../attendance/index.ts'
import { unitJson } from '../../people/index.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { readable, trainersJson } from '../queries.ts'

/** Tiers only go down, so that a chain ends; this bounds one that somebody wrote in a circle. */
const STEPS_MAX = 40

const start = (credentialId: string, actor: Actor, holds: Holds) => sql`select c.id, 0 from credentials c
  join units s on s.id = c.unit_id where c.id = ${credentialId} and ${readable(actor, holds)}`

/** A credential of a chain as it is stored; `hostUnit` and `trainers` are JSON. */
export type LinkRow = AttendeeRow & {
  step: number
  credentialId: string
  code: string
  generation: number
  issuedAt: number
  revokedAt: number | null
  tierId: string
  tierEn: string
  tierHi: string
  workshopId: string
  workshopEn: string
  workshopHi: string
  startsOn: string
  hostUnit: string
  trainers: string
}

/** The chain from a credential up to its roots, nearest first; nothing when the caller may not read it. */
export const chainOf = (credentialId: string, actor: Actor, holds: Holds) =>
  q.all<LinkRow>(sql`with recursive up (id, step) as (
      ${start(credentialId, actor, holds)}
      union
      select l.trainer_credential_id, up.step + 1 from up join lineage l on l.credential_id = up.id
      where l.trainer_credential_id is not null and up.step < ${STEPS_MAX})
    select x.step, c.id as "credentialId", c.code, c.generation, c.issued_at as "issuedAt",
      c.revoked_at as "revokedAt", ${attendeeColumns}, t.id as "tierId", t.name_en as "tierEn",
      t.name_hi as "tierHi", w.id as "workshopId", w.name_en as "workshopEn", w.name_hi as "workshopHi",
      w.starts_on as "startsOn", ${unitJson('u')} as "hostUnit", ${trainersJson} as trainers
    from (select id, min(step) as step from up group by id) x join credentials c on c.id = x.id
      join people p on p.id = c.person_id join units s on s.id = c.unit_id join tiers t on t.id = c.tier_id
      join workshops w on w.id = c.workshop_id join units u on u.id = w.unit_id
    order by x.step, c.id`)

type Counted = {
  tierId: string
  tierEn: string
  tierHi: string
  step: number
  trained: number
  revoked: number
}

/** A credential and all below it, counted by tier; the first row is the credential itself, at step 0. */
export const descendantsOf = (credentialId: string, actor: Actor, holds: Holds) =>
  q.all<Counted>(sql`with recursive down (id, step) as (
      ${start(credentialId, actor, holds)}
      union
      select l.credential_id, down.step + 1 from down join lineage l on l.trainer_credential_id = down.id
      where down.step < ${STEPS_MAX})
    select t.id as "tierId", t.name_en as "tierEn", t.name_hi as "tierHi", min(x.step) as step,
      sum(c.revoked_at is null) as trained, sum(c.revoked_at is not null) as revoked
    from (select id, min(step) as step from down group by id) x join credentials c on c.id = x.id
      join tiers t on t.id = c.tier_id
    group by t.id order by min(x.step)`)
