import { type SQL, sql } from 'drizzle-orm'
import { nameQuery, searchText, soundKey } from '../../hierarchy/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { inBatches } from '../../platform/csv.ts'
import { newId } from '../../platform/id.ts'
import { jsonList, q, whenWritten } from '../../platform/sql.ts'
import type { KnownPerson, Named, PersonRow, Resolved } from './rules.ts'

const atUnit = (holds: Holds) => holds({ path: sql`u.path` })

/** A unit that a text may mean. Whether a name really is the unit's own is for `sameName` to say. */
export type FoundUnit = {
  text: string
  byCode: number
  id: string
  code: string
  levelId: string
  nameEn: string
  nameHi: string
  aliases: string
}

const unitColumns = sql`u.id, u.code, u.level_id as "levelId", u.name_en as "nameEn", u.name_hi as "nameHi", u.aliases`

/** Every text that names a unit, with the question that finds it by name and the people that the table puts there. */
const asked = (rows: readonly PersonRow[]) =>
  [...Map.groupBy(rows, ({ unitText }) => unitText)].map(([text, there]) => ({
    text,
    match: nameQuery(text),
    looks: there.map(({ nameEn, nameHi }) => ({ nameEn, nameHi })),
  }))

/** Units that texts may mean: by code, and those texts that are no code by name. */
const unitsMeant = (rows: readonly PersonRow[], holds: Holds) => sql`with t as materialized (
    select value ->> 'text' as text, value ->> 'match' as ask from json_each(${JSON.stringify(asked(rows))}))
  select t.text, 1 as "byCode", ${unitColumns} from t cross join units u on u.code = t.text
    where u.closed_on is null and ${atUnit(holds)}
  union all
  select t.text, 0, ${unitColumns} from t cross join unit_names f cross join units u on u.seq = f.rowid
    where f.unit_names match t.ask and not exists (select 1 from units c where c.code = t.text)
      and u.closed_on is null and ${atUnit(holds)}`

type KnownColumns = Omit<
  KnownPerson,
  'hasSmartphone' | 'canRead' | 'offices' | 'wings' | 'skills' | 'mine'
> & {
  hasSmartphone: number | null
  canRead: number | null
  offices: string
  wings: string
  skills: string
  mine: number
}

/** Ids of people who look like rows of the table: joins in this order, or SQLite walks over everybody for each row. */
function lookalikes(rows: readonly PersonRow[]): SQL {
  const looks = rows.map(({ unitText, nameEn, nameHi }) => ({ unitText, nameEn, nameHi }))
  const same = sql`k.unit_id = m.id and k.name_en = r.value ->> 'nameEn' and k.name_hi = r.value ->> 'nameHi'
    and k.merged_into is null`
  return sql`select k.id from json_each(${JSON.stringify(looks)}) r
      cross join units m on m.code = r.value ->> 'unitText' cross join people k on ${same}
    union select k.id from json_each(${JSON.stringify(asked(rows))}) t
      cross join unit_names f cross join units m on m.seq = f.rowid
      cross join json_each(t.value ->> 'looks') r cross join people k on ${same}
      where f.unit_names match t.value ->> 'match'
        and not exists (select 1 from units c where c.code = t.value ->> 'text')`
}

/** People who may be in the table: by code, or by unit and names. */
const peopleMeant = (rows: readonly PersonRow[], holds: Holds) =>
  q.all<KnownColumns>(sql`select p.id, p.unit_id as "unitId", p.external_code as code, p.name_en as "nameEn",
      p.name_hi as "nameHi", p.guardian_name as "guardianName", p.phone, p.email, p.gender, p.born_year as "bornYear",
      p.language, p.has_smartphone as "hasSmartphone", p.can_read as "canRead", ${atUnit(holds)} as mine,
      (select json_group_array(o.kind_id) from offices o
        where o.person_id = p.id and o.unit_id = p.unit_id and o.until_on is null) as offices,
      (select json_group_array(m.wing_id) from wing_members m where m.person_id = p.id) as wings,
      (select json_group_array(s.skill) from skills s where s.person_id = p.id) as skills
    from (select id from people where external_code in (select value from json_each(${jsonList(codesOf(rows))}))
      union ${lookalikes(rows)}) x
    cross join people p on p.id = x.id join units u on u.id = p.unit_id`)

const codesOf = (rows: readonly PersonRow[]) => rows.flatMap(({ code }) => (code === null ? [] : [code]))

const namedRows = (table: 'office_kinds' | 'wings' | 'levels') =>
  q.all<Named>(sql`select id, name_en as "nameEn", name_hi as "nameHi" from ${sql.identifier(table)}`)

/** What a table of people is judged by, and the organisation's time zone. */
export const factsFor = (rows: readonly PersonRow[], holds: Holds) =>
  [
    q.all<FoundUnit>(unitsMeant(rows, holds)),
    q.all<KnownColumns>(peopleMeant(rows, holds)),
    namedRows('office_kinds'),
    namedRows('wings'),
    namedRows('levels'),
    q.all<{ timeZone: string }>(sql`select time_zone as "timeZone" from organisation`),
  ] as const

/** A row of the plan with the id of its person. */
type Ready = Resolved & { personId: string }

const cell = (key: string) => sql.raw(`(r.value ->> '${key}')`)
const listOf = (rows: readonly unknown[]) => sql`json_each(${JSON.stringify(rows)}) r`

/** How a row is found again. */
const heard = (row: Ready) => ({
  search: searchText([row.nameEn, row.nameHi]),
  sound: soundKey([row.nameEn, row.nameHi]),
  guardianSound: soundKey([row.guardianName]),
})

const insertPeople = (rows: readonly Ready[], now: number, holds: Holds) =>
  q.run(sql`insert into people (id, unit_id, name_en, name_hi, guardian_name, gender, born_year, phone, email, language,
      has_smartphone, can_read, external_code, search_text, sound_key, guardian_key, created_at)
    select ${cell('personId')}, u.id, ${cell('nameEn')}, ${cell('nameHi')}, ${cell('guardianName')}, ${cell('gender')},
      ${cell('bornYear')}, ${cell('phone')}, ${cell('email')},
      coalesce(${cell('language')}, (select language from organisation)),
      ${cell('hasSmartphone')}, ${cell('canRead')}, ${cell('code')}, ${cell('search')}, ${cell('sound')}, ${cell('guardianSound')}, ${now}
    from ${listOf(rows.map((row) => ({ ...row, ...heard(row) })))}
    join units u on u.id = ${cell('unitId')} where ${atUnit(holds)} on conflict do nothing`)

const kept = (column: string, key: string) =>
  sql`${sql.identifier(column)} = coalesce(${cell(key)}, people.${sql.identifier(column)})`

const updatePeople = (rows: readonly Ready[], holds: Holds) =>
  q.run(sql`update people set version = version + 1, name_en = ${cell('nameEn')}, name_hi = ${cell('nameHi')},
      search_text = ${cell('search')}, sound_key = ${cell('sound')}, ${kept('guardian_key', 'guardianSound')}, ${kept('guardian_name', 'guardianName')}, ${kept('gender', 'gender')},
      ${kept('born_year', 'bornYear')}, ${kept('phone', 'phone')}, ${kept('email', 'email')},
      ${kept('language', 'language')}, ${kept('has_smartphone', 'hasSmartphone')}, ${kept('can_read', 'canRead')},
      ${kept('external_code', 'code')}
    from ${listOf(rows.map((row) => ({ ...row, ...heard(row) })))}
    join units u on u.id = ${cell('unitId')}
    where people.id = ${cell('personId')} and people.unit_id = u.id and ${atUnit(holds)}`)

/** People of the list over whose unit the powers still last. */
const stillMine = (holds: Holds) =>
  sql`join people p on p.id = ${cell('personId')} join units u on u.id = p.unit_id where ${atUnit(holds)}`

const insertOffices = (rows: readonly Ready[], today: string, holds: Holds) =>
  q.run(sql`insert into offices (id, person_id, unit_id, kind_id, from_on)
    select ${cell('officeId')}, p.id, p.unit_id, ${cell('officeKindId')}, coalesce(${cell('officeFrom')}, ${today})
    from ${listOf(rows.filter((row) => row.officeKindId !== null).map((row) => ({ ...row, officeId: newId() })))}
    ${stillMine(holds)} and not exists (select 1 from offices o where o.person_id = p.id and o.unit_id = p.unit_id
      and o.kind_id = ${cell('officeKindId')} and o.until_on is null) on conflict do nothing`)

const insertWings = (rows: readonly Ready[], holds: Holds) =>
  q.run(sql`insert into wing_members (person_id, wing_id) select p.id, ${cell('wingId')}
    from ${listOf(rows.flatMap(({ personId, wingIds }) => wingIds.map((wingId) => ({ personId, wingId }))))}
    ${stillMine(holds)} on conflict do nothing`)

const insertSkills = (rows: readonly Ready[], saidBy: string, now: number, holds: Holds) =>
  q.run(sql`insert into skills (person_id, skill, state, said_by, said_at)
    select p.id, ${cell('skill')}, 'claimed', ${saidBy}, ${now}
    from ${listOf(rows.flatMap(({ personId, skills }) => skills.map((skill) => ({ personId, skill }))))}
    ${stillMine(holds)} on conflict do nothing`)

type Writing = { holds: Holds; now: number; today: string; by: string }

/** Adds and changes people with their offices, wings and skills, while the powers last. */
export function writePeople(
  add: readonly Resolved[],
  change: readonly Resolved[],
  { holds, now, today, by }: Writing,
) {
  const added = add.map((row): Ready => ({ ...row, personId: newId() }))
  const changed = change.flatMap((row): Ready[] => (row.personId ? [{ ...row, personId: row.personId }] : []))
  return {
    ids: added.map(({ personId }) => personId),
    statements: [
      ...inBatches(added).map((batch) => insertPeople(batch, now, holds)),
      ...inBatches(changed).map((batch) => updatePeople(batch, holds)),
      ...inBatches([...added, ...changed]).flatMap((batch) => [
        insertOffices(batch, today, holds),
        insertWings(batch, holds),
        insertSkills(batch, by, now, holds),
      ]),
    ],
  }
}

/** True when any of the ids is a person now, or the statement before wrote something. */
export const written = (ids: readonly string[]) => sql`(${whenWritten} or exists (
  select 1 from people where id in (select value from json_each(${jsonList(ids)}))))`

/** How many of the ids are people now. */
export const countOf = (ids: readonly string[]) =>
  q.all<{ people: number }>(
    sql`select count(*) as people from people where id in (select value from json_each(${jsonList(ids)}))`,
  )
