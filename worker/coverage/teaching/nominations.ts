import { sql } from 'drizzle-orm'
import { addPerson, type PersonDraft, unitJson } from '../../people/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { traineeUnit } from '../../workshops/index.ts'
import type { Proposal } from './rules.ts'

type Nominating = { id: string; tierId: string; personId: string }

const overPerson = (holds: Holds) => holds({ path: sql`u.path`, tier: sql`t.id` })

const live = sql`(select count(*) from nominations l
  where l.unit_id = s.id and l.tier_id = t.id and l.withdrawn_at is null)`

const slot = (tierId: string) => traineeUnit(tierId, sql`u.path`)

/** Nominates somebody for the trainee unit he stands for, while that unit has a place and he is not nominated yet. */
export const nominate = (n: Nominating, by: { personId: string; now: number }, holds: Holds) =>
  q.run(sql`insert into nominations (id, tier_id, person_id, unit_id, nominated_by, nominated_at)
  select ${n.id}, t.id, p.id, s.id, ${by.personId}, ${by.now}
  from people p join units u on u.id = p.unit_id join tiers t on t.id = ${n.tierId}
    join units s on s.id = ${slot(n.tierId)}
  where p.id = ${n.personId} and ${live} < t.maximum and ${overPerson(holds)}
  on conflict do nothing`)

/** How a nomination stands; `unit` is the slot's unit as JSON. No row when the caller may not nominate this person. */
export const proposed = (n: Nominating, holds: Holds) =>
  q.all<
    Proposal & { unit: string; nominatedAt: number }
  >(sql`select s.id as "slotId", t.maximum, ${live} as live,
      l.id as "nominationId", ${unitJson('s')} as unit, coalesce(l.nominated_at, 0) as "nominatedAt"
    from people p join units u on u.id = p.unit_id join tiers t on t.id = ${n.tierId}
      left join nominations l on l.tier_id = t.id and l.person_id = p.id and l.withdrawn_at is null
      left join units s on s.id = coalesce(l.unit_id, ${slot(n.tierId)})
    where p.id = ${n.personId} and ${overPerson(holds)}`)

const nominationHere = (id: string, holds: Holds) => sql`select n.id from nominations n
  join units u on u.id = n.unit_id join tiers t on t.id = n.tier_id where n.id = ${id} and ${overPerson(holds)}`

/** Takes a nomination back. */
export const withdraw = (id: string, now: number, holds: Holds) =>
  q.run(sql`update nominations set withdrawn_at = ${now}
    where withdrawn_at is null and id in (${nominationHere(id, holds)})`)

/** A nomination, live or not, that the caller may take back. */
export const nominationOf = (id: string, holds: Holds) => q.all<{ id: string }>(nominationHere(id, holds))

const trains = (unitId: string, tierId: string, holds: Holds) => sql`exists (select 1 from units u
  join tiers t on t.id = ${tierId}
  where u.id = ${unitId} and u.closed_on is null and ${slot(tierId)} is not null and ${overPerson(holds)})`

/** Somebody as a trainer adds him. */
export type Newcomer = Pick<PersonDraft, 'id' | 'unitId' | 'nameEn' | 'nameHi' | 'guardianName'>

const unsaid = {
  gender: null,
  bornYear: null,
  language: 'hi',
  hasSmartphone: null,
  canRead: null,
  phone: null,
  email: null,
  code: null,
} as const

/** Adds somebody to a unit that a tier trains, or to one below it, where the caller may nominate. */
export const addNewcomer = (person: Newcomer, tierId: string, now: number, holds: Holds) =>
  addPerson({ ...unsaid, ...person }, now, trains(person.unitId, tierId, holds))

/** A person whom the caller may nominate for a tier. */
export const nominable = (personId: string, tierId: string, holds: Holds) =>
  q.all<{ id: string; nameEn: string; nameHi: string; unitId: string }>(sql`
    select p.id, p.name_en as "nameEn", p.name_hi as "nameHi", p.unit_id as "unitId"
    from people p join units u on u.id = p.unit_id join tiers t on t.id = ${tierId}
    where p.id = ${personId} and ${overPerson(holds)}`)
