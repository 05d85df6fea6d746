import { type SQL, sql } from 'drizzle-orm'
import { q } from '../platform/sql.ts'
import { type Doing, differences, fault, inBatch, judge, said, untouched, wroteRows } from './batch.ts'

/** Columns of a person that a row may change, each with the key by which the row says it. */
const FIELDS = {
  name_en: 'en',
  name_hi: 'hi',
  guardian_name: 'guardianName',
  gender: 'gender',
  born_year: 'bornYear',
  phone: 'phone',
  email: 'email',
  language: 'language',
  has_smartphone: 'hasSmartphone',
  can_read: 'canRead',
  external_code: 'code',
} as const

const person = (column: string) => sql.raw(`k.${column}`)
const each = <T>(make: (column: string, key: string) => T): T[] =>
  Object.entries(FIELDS).map(([column, key]) => make(column, key))

const named = (table: 'office_kinds' | 'wings', text: SQL) =>
  sql`(select w.id from ${sql.identifier(table)} w
    where lower(w.id) = ${text} or lower(w.name_en) = ${text} or lower(w.name_hi) = ${text} limit 1)`
/** The kind of office that a row names. */
export const officeKind = named('office_kinds', said('office'))

const hasOffice = sql`exists (select 1 from offices o where o.person_id = k.id and o.unit_id = k.unit_id
  and o.kind_id = ${officeKind} and o.until_on is null)`
const newWings = sql`(select json_group_array(w.id) from json_each(r.said, '$.wings') v join wings w
  on lower(w.id) = v.value or lower(w.name_en) = v.value or lower(w.name_hi) = v.value
  where not exists (select 1 from wing_members m where m.person_id = r.subject_id and m.wing_id = w.id))`
const newSkills = sql`(select json_group_array(v.value) from json_each(r.said, '$.skills') v
  where not exists (select 1 from skills s where s.person_id = r.subject_id and s.skill = v.value))`

const changes = differences({
  ...Object.fromEntries(each((column, key) => [column, [person(column), said(key)] as const])),
  office: [sql`case when ${hasOffice} then ${said('office')} end`, said('office')],
  wings: [
    sql`(select nullif(group_concat(v.value, ';'), '') from json_each(r.said, '$.wings') v where exists (
      select 1 from wing_members m where m.person_id = k.id and m.wing_id = ${named('wings', sql`v.value`)}))`,
    sql`(select nullif(group_concat(v.value, ';'), '') from json_each(r.said, '$.wings') v)`,
  ],
  skills: [
    sql`(select nullif(group_concat(v.value, ';'), '') from json_each(r.said, '$.skills') v
      where exists (select 1 from skills s where s.person_id = k.id and s.skill = v.value))`,
    sql`(select nullif(group_concat(v.value, ';'), '') from json_each(r.said, '$.skills') v)`,
  ],
})

const looksAlike = (phone: SQL) => sql`(select min(c.id) from people c where c.unit_id = u.id
    and (${said('en')} is null or c.name_en = ${said('en')}) and (${said('hi')} is null or c.name_hi = ${said('hi')})
    and c.guardian_name is ${said('guardianName')} and (c.external_code is null or ${said('code')} is null)
    and ${phone})`

/** Who is meant: by code, else somebody of the unit with these names and guardian whose phone does not speak against it. */
const meant = sql`coalesce((select c.id from people c where c.external_code = ${said('code')}),
  ${looksAlike(sql`c.phone is ${said('phone')}`)},
  ${looksAlike(sql`(c.phone is null or ${said('phone')} is null)`)})`

const standing = (table: string) =>
  sql`exists (select 1 from ${sql.identifier(table)} b where b.person_id = r.subject_id)`

const builtOn = {
  ...Object.fromEntries(
    (
      [
        ['registrations', 'registrations'],
        ['nominations', 'nominations'],
        ['credentials', 'credentials'],
        ['trainings', 'prior_trainings'],
        ['grants', 'grants'],
        ['cards', 'cards'],
        ['faculty', 'faculty'],
        ['consents', 'consents'],
        ['requests', 'privacy_requests'],
        ['entries', 'entries'],
      ] as const
    ).map(([name, table]) => [name, sql`(r.verdict = 'new' and ${standing(table)})`]),
  ),
  offices: sql`(r.verdict = 'new' and exists (select 1 from offices o where o.person_id = r.subject_id
    and o.id is not r.before ->> 'office'))`,
  edits: sql`not exists (select 1 from people k where k.id = r.subject_id and k.version = r.before ->> 'version')`,
}

/** People: known by code, else by unit, names, guardian and phone. What a row does not say stays. */
export const people: Doing = {
  builtOn,
  check: (batch, writing) => {
    const at = (alias: string) => writing.powers.holds({ path: sql.raw(`${alias}.path`) })
    return [
      judge(
        batch,
        writing,
        // Materialised, or SQLite loses the columns of its rows inside the table-valued functions below.
        sql`select r.row, case when r.own_fault is not null then r.own_fault
            ${fault(
              sql`exists (select 1 from import_rows d where d.import_id = r.import_id and d.look = r.look and d.row < r.row)`,
              'name_en',
              'duplicate-row',
              sql`coalesce(${said('code')}, ${said('en')}, ${said('hi')})`,
            )}
            ${fault(sql`u.id is null and r.choices is not null`, 'unit_code', 'ambiguous-unit', sql`r.place`)}
            ${fault(sql`u.id is null or not ${at('u')}`, 'unit_code', 'unknown-unit', sql`r.place`)}
            ${fault(sql`${said('office')} is not null and ${officeKind} is null`, 'office', 'unknown-office', said('office'))}
            ${fault(
              sql`(select count(*) from json_each(r.said, '$.wings') v where ${named('wings', sql`v.value`)} is null) > 0`,
              'wings',
              'unknown-wing',
              sql`r.said ->> '$.wings[0]'`,
            )}
            ${fault(sql`k.id is not null and k.unit_id <> u.id and not ${at('ku')}`, 'code', 'code-taken', said('code'))}
            ${fault(sql`k.id is not null and k.unit_id <> u.id`, 'unit_code', 'person-moved', sql`r.place`)}
            end as fault,
          coalesce(k.id, ${said('id')}) as subject_id, k.id is null as is_new,
          case when k.id is not null then ${changes} end as changes
        from m r
        left join units u on u.id = r.unit_id and u.closed_on is null
        left join people k on k.id = r.person_id
        left join units ku on ku.id = k.unit_id`,
        sql`, m as materialized (select r.*, n.unit_id, n.choices, ${meant} as person_id from import_rows r
            left join import_places n on n.import_id = r.import_id and n.place = r.place
            left join units u on u.id = n.unit_id where ${inBatch(batch)})`,
      ),
    ]
  },
  commit: (batch, { holds, now, today, by }) => {
    const place = sql`join import_places n on n.import_id = r.import_id and n.place = r.place
      join units u on u.id = n.unit_id and u.closed_on is null`
    const mine = holds({ path: sql`u.path` })
    const written = sql`${inBatch(batch)} and r.before is not null`
    return [
      q.run(sql`update import_rows as r set before = json_object(
          'version', k.version + 1, 'search', k.search_text, 'sound', k.sound_key, 'guardianSound', k.guardian_key, ${sql.join(
            each((column) => sql`${sql.raw(`'${column}'`)}, ${person(column)}`),
            sql`, `,
          )},
          'office', case when ${said('office')} is not null and not ${hasOffice} then ${said('officeId')} end,
          'wings', json(${newWings}), 'skills', json(${newSkills}))
        from people k join units u on u.id = k.unit_id
        where ${inBatch(batch)} and r.verdict = 'changed' and k.id = r.subject_id and ${mine}`),
      q.run(sql`insert into people (id, unit_id, name_en, name_hi, guardian_name, gender, born_year, phone, email, language,
          has_smartphone, can_read, external_code, search_text, sound_key, guardian_key, created_at)
        select r.subject_id, u.id, coalesce(${said('en')}, ${said('hi')}), coalesce(${said('hi')}, ${said('en')}),
          ${said('guardianName')}, ${said('gender')}, ${said('bornYear')}, ${said('phone')}, ${said('email')},
          coalesce(${said('language')}, (select language from organisation)), ${said('hasSmartphone')},
          ${said('canRead')}, ${said('code')}, ${said('search')}, ${said('sound')}, ${said('guardianSound')}, ${now}
        from import_rows r ${place} where ${inBatch(batch)} and r.verdict = 'new' and ${mine} on conflict do nothing`),
      q.run(sql`update import_rows as r set before = json_object('version', k.version,
          'office', case when ${said('office')} is not null then ${said('officeId')} end)
        from people k where ${inBatch(batch)} and r.verdict = 'new' and k.id = r.subject_id`),
      q.run(sql`update people as k set version = version + 1, ${sql.join(
        each((column, key) => sql`${sql.identifier(column)} = coalesce(${said(key)}, ${person(column)})`),
        sql`, `,
      )}, search_text = case when ${said('en')} is null or ${said('hi')} is null
          then ${said('search')} || ' ' || search_text else ${said('search')} end,
          sound_key = case when ${said('en')} is null then sound_key else ${said('sound')} end,
          guardian_key = coalesce(${said('guardianSound')}, guardian_key)
        from import_rows r where ${written} and r.verdict = 'changed' and k.id = r.subject_id`),
      q.run(sql`insert into offices (id, person_id, unit_id, kind_id, from_on)
        select r.before ->> 'office', k.id, k.unit_id, ${officeKind}, coalesce(${said('officeFrom')}, ${today})
        from import_rows r join people k on k.id = r.subject_id
        where ${written} and r.before ->> 'office' is not null on conflict do nothing`),
      q.run(sql`insert into wing_members (person_id, wing_id) select r.subject_id, w.id
        from import_rows r join json_each(r.said, '$.wings') v join wings w
          on lower(w.id) = v.value or lower(w.name_en) = v.value or lower(w.name_hi) = v.value
        where ${written} on conflict do nothing`),
      q.run(sql`insert into skills (person_id, skill, state, said_by, said_at)
        select r.subject_id, v.value, 'claimed', ${by}, ${now} from import_rows r join json_each(r.said, '$.skills') v
        where ${written} on conflict do nothing`),
      wroteRows(batch, sql`r.before is not null`),
    ]
  },
  revert: (batch) => {
    const back = sql`select r.subject_id from import_rows r where ${inBatch(batch)} and r.outcome = 'kept'`
    const added = sql`${back} and r.verdict = 'new'`
    return [
      // From here on `kept` marks the rows that are taken back; what is left of them is told apart at the end.
      q.run(sql`update import_rows as r set outcome = 'kept' where ${inBatch(batch)} and r.outcome = 'written'
        and ${untouched(builtOn)}`),
      q.run(
        sql`delete from offices where id in (select r.before ->> 'office' from import_rows r where ${inBatch(batch)} and r.outcome = 'kept')`,
      ),
      q.run(sql`delete from wing_members where person_id in (${added}) or (person_id, wing_id) in (
        select r.subject_id, v.value from import_rows r join json_each(r.before, '$.wings') v
        where ${inBatch(batch)} and r.outcome = 'kept' and r.verdict = 'changed')`),
      q.run(sql`delete from skills where person_id in (${added}) or (person_id, skill) in (
        select r.subject_id, v.value from import_rows r join json_each(r.before, '$.skills') v
        where ${inBatch(batch)} and r.outcome = 'kept' and r.verdict = 'changed')`),
      q.run(sql`update people as k set version = version + 1, search_text = r.before ->> 'search',
        sound_key = r.before ->> 'sound', guardian_key = r.before ->> 'guardianSound', ${sql.join(
          each((column) => sql`${sql.identifier(column)} = r.before ->> ${sql.raw(`'${column}'`)}`),
          sql`, `,
        )} from import_rows r where ${inBatch(batch)} and r.outcome = 'kept' and r.verdict = 'changed'
        and k.id = r.subject_id`),
      q.run(sql`delete from people where id in (${added})`),
      q.run(sql`update import_rows as r set outcome = case r.outcome when 'kept' then 'reverted' else 'kept' end
        where ${inBatch(batch)} and r.outcome in ('kept', 'written')`),
    ]
  },
}
