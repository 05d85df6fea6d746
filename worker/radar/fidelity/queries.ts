import { type SQL, sql } from 'drizzle-orm'
import { unitJson } from '../../people/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { q, under } from '../../platform/sql.ts'
import { KNOWN } from './rules.ts'

/** How many trainers, or trainees, a page holds. */
export const PAGE = 100

const named = (alias: string) =>
  sql.raw(`json_object('id', ${alias}.id, 'nameEn', ${alias}.name_en, 'nameHi', ${alias}.name_hi)`)

/** Sums over people asked. */
type Sums = { asked: number; known: number; right: number }

const sums = sql.raw(`count(*) as asked, sum(d.known >= ${KNOWN}) as known, sum(d.known) as "right"`)

/** Answers `d` in tier `t` to the questions in force, of people of units `h` below a path. */
export const sampledBelow = (
  path: SQL,
) => sql`cross join sampled d on d.tier_id = t.id and d.probe_id = (select b.id from probes b
    where b.programme_id = t.programme_id order by b.made_at desc, b.id desc limit 1) and d.known is not null
  cross join credentials c on c.id = d.credential_id cross join units h on h.id = c.unit_id
    and ${under(sql`h.path`, path)}`

const asked = sampledBelow(sql`u.path`)

/** The unit that is asked for, where the caller holds the route's capability for a tier, else for all of them. */
export const unitAt = (top: SQL, tierId: string | undefined, holds: Holds) =>
  q.all<{ unit: string }>(sql`select ${unitJson('u')} as unit from units u
    where u.id = (${top}) and ${holds({ path: sql`u.path`, ...(tierId ? { tier: sql`${tierId}` } : {}) })}
      ${tierId ? sql`and exists (select 1 from tiers where id = ${tierId})` : sql``}`)

/** What is left at each remove, tier by tier; `programme` and `tier` are JSON. */
export const generationsAt = (top: SQL, holds: Holds) =>
  q.all<Sums & { programme: string; tier: string; generation: number }>(sql`
    select ${named('g')} as programme, ${named('t')} as tier, d.generation, ${sums}
    from units u cross join programmes g cross join tiers t on t.programme_id = g.id ${asked}
    where u.id = (${top}) and ${holds({ path: sql`u.path`, tier: sql`t.id` })}
    group by t.id, d.generation order by g.starts_on desc, g.id, t.position, d.generation`)

/** What is left of each trainer's teaching, by his id, one more than a page; `trainer` is JSON. */
export const trainersAt = (tierId: string, top: SQL, after: string, holds: Holds) =>
  q.all<Sums & { id: string; trainer: string; trainees: number }>(sql`
    select p.id, ${named('p')} as trainer, ${sums}, (select count(*) from lineage l join credentials x on x.id = l.credential_id
      where l.trainer_id = p.id and x.tier_id = t.id and x.revoked_at is null) as trainees
    from units u cross join tiers t on t.id = ${tierId} ${asked} cross join people p on p.id = d.trainer_id
    where u.id = (${top}) and p.id > ${after} and ${holds({ path: sql`u.path`, tier: sql`t.id` })}
    group by p.id order by p.id limit ${PAGE + 1}`)

/** Whom a trainer taught in a tier below a unit, one more than a page; `unit` is JSON. */
export const traineesOf = (
  { tierId, trainerId, top, after }: { tierId: string; trainerId: string; top: SQL; after: string },
  holds: Holds,
) =>
  q.all<{ credentialId: string; id: string; nameEn: string; nameHi: string; unit: string }>(sql`
    select c.id as "credentialId", p.id, p.name_en as "nameEn", p.name_hi as "nameHi", ${unitJson('h')} as unit
    from units u cross join lineage l on l.trainer_id = ${trainerId} and l.credential_id > ${after}
      cross join credentials c on c.id = l.credential_id and c.tier_id = ${tierId} and c.revoked_at is null
      cross join people p on p.id = c.person_id cross join units h on h.id = c.unit_id and ${under(sql`h.path`, sql`u.path`)}
    where u.id = (${top}) and ${holds({ path: sql`u.path`, tier: sql`${tierId}` })}
    order by l.credential_id limit ${PAGE + 1}`)
