import { type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import { people } from '../../db/tenant/schema/people.ts'
import { searchText, soundKey, UnitRef } from '../hierarchy/index.ts'
import type { Holds } from '../platform/auth.ts'
import { insertIf, q } from '../platform/sql.ts'
import { OfficeRef } from './shapes.ts'

/** A unit, by the alias of its table, as one JSON text to be read with `unitRef`. */
export function unitJson(alias: string): SQL {
  const at = (column: string) => sql.raw(`${alias}.${column}`)
  return sql`json_object('id', ${at('id')}, 'code', ${at('code')}, 'levelId', ${at('level_id')},
    'nameEn', ${at('name_en')}, 'nameHi', ${at('name_hi')})`
}

/** Reads what `unitJson` wrote. */
export const unitRef = (json: string) => UnitRef.parse(JSON.parse(json))

/** `over`, of a person and his unit by the aliases of their tables. */
export function overAs(holds: Holds, person: string, unit: string): SQL {
  const path = sql.raw(`${unit}.path`)
  const id = sql.raw(`${person}.id`)
  return sql`(${sql.raw(person)}.merged_into is null and (${holds({ path })} or exists (
    select 1 from wing_members m where m.person_id = ${id} and ${holds({ path, wing: sql`m.wing_id` })})))`
}

/**
 * Whether a capability is held over person `p` of unit `u`: over the unit, or, when it is limited to a wing, over the
 * unit and a wing of the person. Nobody holds anything over a record that was merged into another.
 */
export const over = (holds: Holds) => overAs(holds, 'p', 'u')

/** The live offices of person `p` as one JSON text, to be read with `officesFrom`. */
export const officesJson = sql`(select json_group_array(json_object('id', o.id, 'kindId', o.kind_id, 'nameEn', k.name_en,
    'nameHi', k.name_hi, 'unit', json(${unitJson('ou')}), 'fromOn', o.from_on, 'untilOn', o.until_on))
  from offices o join office_kinds k on k.id = o.kind_id join units ou on ou.id = o.unit_id
  where o.person_id = p.id and o.until_on is null)`

const Offices = z.array(OfficeRef)

/** Reads the offices that a statement gathered. */
export const officesFrom = (json: string) => Offices.parse(JSON.parse(json))

/** A person as the columns below give it; `unit` is JSON. */
export type PersonColumns = {
  id: string
  nameEn: string
  nameHi: string
  guardianName: string | null
  gender: 'female' | 'male' | 'other' | null
  bornYear: number | null
  language: 'hi' | 'en'
  hasSmartphone: number | null
  canRead: number | null
  phone: string | null
  email: string | null
  code: string | null
  version: number
  unit: string
}

/** Everything of person `p` of unit `u`; phone and e-mail only where `shown` holds. */
export const personColumns = (shown: SQL) => sql`p.id, p.name_en as "nameEn", p.name_hi as "nameHi",
  p.guardian_name as "guardianName", p.gender, p.born_year as "bornYear", p.language,
  p.has_smartphone as "hasSmartphone", p.can_read as "canRead", case when ${shown} then p.phone end as phone,
  case when ${shown} then p.email end as email, p.external_code as code, p.version, ${unitJson('u')} as unit`

const truth = (stored: number | null) => (stored === null ? null : stored === 1)

/** A person as the API shows one. */
export const personFrom = ({ unit, hasSmartphone, canRead, ...row }: PersonColumns) => ({
  ...row,
  hasSmartphone: truth(hasSmartphone),
  canRead: truth(canRead),
  unit: unitRef(unit),
})

/** A person's page, if it may be seen; then wings, skills and trainings, to be shown only with it. */
export const page = (personId: string, holds: Holds, contact: Holds) =>
  [
    q.all<PersonColumns & { offices: string; contactShown: number }>(sql`
      select ${personColumns(over(contact))}, ${officesJson} as offices, ${over(contact)} as "contactShown"
      from people p join units u on u.id = p.unit_id where p.id = ${personId} and ${over(holds)}`),
    q.all<{ id: string; nameEn: string; nameHi: string }>(sql`
      select w.id, w.name_en as "nameEn", w.name_hi as "nameHi" from wing_members m join wings w on w.id = m.wing_id
      where m.person_id = ${personId} order by w.name_en`),
    q.all<Skill>(sql`select s.skill, s.state, s.evidence, s.said_at as "saidAt", b.name_en as "byEn", b.name_hi as "byHi"
      from skills s left join people b on b.id = s.said_by where s.person_id = ${personId} order by s.skill`),
    q.all<Training>(sql`select c.id as "credentialId", c.code, c.tier_id as "tierId", c.workshop_id as "workshopId",
        w.name_en as "nameEn", w.name_hi as "nameHi", c.generation, c.issued_at as "issuedAt",
        c.revoked_at as "revokedAt"
      from credentials c join workshops w on w.id = c.workshop_id
      where c.person_id = ${personId} order by c.issued_at`),
  ] as const

type Skill = {
  skill: string
  state: 'claimed' | 'nominated' | 'verified'
  evidence: string | null
  saidAt: number
  byEn: string | null
  byHi: string | null
}

type Training = {
  credentialId: string
  code: string
  tierId: string
  workshopId: string
  nameEn: string
  nameHi: string
  generation: number
  issuedAt: number
  revokedAt: number | null
}

/** A person as somebody typed one in. */
export type Draft = Omit<PersonColumns, 'version' | 'unit' | 'hasSmartphone' | 'canRead'> & {
  unitId: string
  hasSmartphone: boolean | null
  canRead: boolean | null
}

const stored = (said: boolean | null) => (said === null ? null : Number(said))

/** Adds a person while the guard holds; a person or a code that is there already stays as it is. */
export const add = ({ code, ...draft }: Draft, now: number, guard: SQL) =>
  insertIf(
    people,
    {
      ...draft,
      externalCode: code,
      hasSmartphone: stored(draft.hasSmartphone),
      canRead: stored(draft.canRead),
      searchText: searchText([draft.nameEn, draft.nameHi]),
      soundKey: soundKey([draft.nameEn, draft.nameHi]),
      guardianKey: soundKey([draft.guardianName]),
      createdAt: now,
    },
    guard,
  )

/** What changes of a person; absent stays. */
export type Change = { [K in Exclude<keyof Draft, 'id' | 'code'>]?: Draft[K] | undefined }

const COLUMNS: Record<keyof Change, string> = {
  unitId: 'unit_id',
  nameEn: 'name_en',
  nameHi: 'name_hi',
  guardianName: 'guardian_name',
  gender: 'gender',
  bornYear: 'born_year',
  language: 'language',
  hasSmartphone: 'has_smartphone',
  canRead: 'can_read',
  phone: 'phone',
  email: 'email',
}

/** Changes a person while the guard holds; a change that changes nothing writes nothing. */
export function change(personId: string, changes: Change, guard: SQL) {
  const cells = (Object.keys(COLUMNS) as (keyof Change)[]).flatMap((key) => {
    const value = changes[key]
    if (value === undefined) return []
    return [
      { column: sql.identifier(COLUMNS[key]), value: typeof value === 'boolean' ? Number(value) : value },
    ]
  })
  const { nameEn, nameHi } = changes
  const named = sql`, search_text = ${searchText([nameEn ?? '', nameHi])}, sound_key = ${soundKey([nameEn, nameHi])}`
  const heard = sql`, guardian_key = ${soundKey([changes.guardianName])}`
  const search = sql`${nameEn && nameHi ? named : sql``}${changes.guardianName === undefined ? sql`` : heard}`
  const sets = cells.map(({ column, value }) => sql`${column} = ${value}`)
  const differs = cells.map(({ column, value }) => sql`${column} is not ${value}`)
  return q.run(sql`update people set ${sql.join([sql`version = version + 1`, ...sets], sql`, `)}${search}
    where id = ${personId} and (${sql.join([sql`0`, ...differs], sql` or `)}) and ${guard}`)
}

/** Whether a capability is held over a person, by id. */
export const overPersonId = (personId: string, holds: Holds) => sql`exists (select 1 from people p
  join units u on u.id = p.unit_id where p.id = ${personId} and ${over(holds)})`

/** Somebody else who has a code, to be told only while the guard holds. */
export const codeTaken = (code: string | null, personId: string, guard: SQL) =>
  q.all<{ id: string }>(
    sql`select id from people where external_code = ${code} and id <> ${personId} and ${guard}`,
  )
