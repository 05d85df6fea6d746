import { type SQL, sql } from 'drizzle-orm'
import { q } from '../../platform/sql.ts'

/** How many recounts of a tier a list holds. */
export const LIST = 20

/** A recount that is asked for. */
export type Begun = { id: string; tierId: string; mend: boolean }

/** Begins a recount, unless one of the tier is under way. */
export const begin = (
  { id, tierId, mend }: Begun,
  by: { personId: string | null; now: number },
  guard: SQL,
) =>
  q.run(sql`insert into recounts (id, tier_id, mending, of_people, of_units, started_by, started_at)
    select ${id}, t.id, ${mend ? 1 : 0}, (select count(*) from people), (select count(*) from units), ${by.personId}, ${by.now}
    from tiers t where t.id = ${tierId} and ${guard} on conflict do nothing`)

/** A recount as it stands; `firstUnit` is JSON. */
export type RecountRow = {
  id: string
  tierId: string
  mend: number
  stage: 'people' | 'units' | 'done'
  people: number
  ofPeople: number
  units: number
  ofUnits: number
  anew: number
  wrongPeople: number
  wrongUnits: number
  firstUnit: string | null
  startedAt: number
  endedAt: number | null
}

const columns =
  sql.raw(`r.id, r.tier_id as "tierId", r.mending as mend, r.stage, r.people, r.of_people as "ofPeople", r.units,
  r.of_units as "ofUnits", r.anew, r.wrong_people as "wrongPeople", r.wrong_units as "wrongUnits",
  (select json_object('id', u.id, 'code', u.code, 'levelId', u.level_id, 'nameEn', u.name_en, 'nameHi', u.name_hi)
    from units u where u.id = r.first_unit_id) as "firstUnit", r.started_at as "startedAt", r.ended_at as "endedAt"`)

/** One recount. */
export const recountOf = (id: string, guard: SQL) =>
  q.all<RecountRow>(sql`select ${columns} from recounts r where r.id = ${id} and ${guard}`)

/** The latest recounts of a tier. */
export const recountsOf = (tierId: string, guard: SQL) =>
  q.all<RecountRow>(sql`select ${columns} from recounts r where r.tier_id = ${tierId} and ${guard}
    order by r.started_at desc, r.id desc limit ${LIST}`)

/** Whether a tier is there, for who may count it anew. */
export const tierSeen = (tierId: string, guard: SQL) =>
  q.all<{ id: string }>(sql`select id from tiers where id = ${tierId} and ${guard}`)
