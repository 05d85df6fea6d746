import { type SQL, sql } from 'drizzle-orm'
import type { Holds } from '../platform/auth.ts'
import { q } from '../platform/sql.ts'
import { type Batch, fault, inBatch, said, type Writing } from './batch.ts'

/** How many people a question offers at most. */
const CHOICES = 20

/** People `c` who may be meant by row `s`, as a JSON list of ids, among those whom the importer may change. */
const among = (holds: Holds, ways: readonly SQL[]) =>
  sql`(select json_group_array(id) from (${sql.join(
    ways.map(
      (way) => sql`select c.id from people c cross join units cu on cu.id = c.unit_id
        where ${way} and c.merged_into is null and ${holds({ path: sql`cu.path` })}`,
    ),
    sql` union all `,
  )} limit ${CHOICES}))`

const named = sql.raw(`(s.said ->> 'en' is null or c.name_en = s.said ->> 'en' collate nocase)
  and (s.said ->> 'hi' is null or c.name_hi = s.said ->> 'hi')`)

/** By code; else by phone, else by name in the unit that the row names, both narrowed by names. */
const EXACTLY = [
  sql.raw(`c.external_code = s.said ->> 'code'`),
  sql`s.said ->> 'code' is null and c.phone = s.said ->> 'phone' and ${named}`,
  sql`s.said ->> 'code' is null and s.said ->> 'phone' is null and c.unit_id = s.unit_id and ${named}`,
]

/** Somebody of the unit whose name sounds alike and whose phone does not speak against it. */
const PERHAPS = [
  sql.raw(`s.said ->> 'code' is null and c.unit_id = s.unit_id and c.sound_key = s.said ->> 'sound'
    and (c.phone is null or s.said ->> 'phone' is null)`),
]

/**
 * Finds out whom the rows of a batch mean. Each is given `who`: an id, null for nobody, blank where it has to be asked;
 * then `among` are those who may be meant. What was asked and answered stands.
 */
export const findPeople = (batch: Batch, { powers }: Writing) => [
  q.run(sql`update import_rows as r set said = json_set(r.said, '$.who', x.who, '$.among', json(x.among))
    from (with ${powers.table},
        s as materialized (select r.row, r.said, n.unit_id, a.person_id from import_rows r
          left join import_places n on n.import_id = r.import_id and n.place = r.place
          left join import_persons a on a.import_id = r.import_id and a.who = ${said('person')}
          where ${inBatch(batch)} and r.own_fault is null),
        e as materialized (select s.row, s.said, s.unit_id, s.person_id,
          case when s.person_id is null then ${among(powers.holds, EXACTLY)} end as ids from s),
        p as materialized (select s.row, s.person_id,
          case when s.ids = '[]' then ${among(powers.holds, PERHAPS)} else '[]' end as perhaps, s.ids from e s)
      select row, case when person_id is not null then person_id when json_array_length(ids) = 1 then ids ->> 0
          when ids <> '[]' or perhaps <> '[]' then '' end as who,
        case when ids = '[]' then perhaps else ids end as among from p) x
    where ${inBatch(batch)} and r.row = x.row`),
  q.run(sql`insert into import_persons (import_id, who, choices)
    select r.import_id, ${said('person')}, (select json_group_array(json_object('id', c.id, 'nameEn', c.name_en,
        'nameHi', c.name_hi, 'guardianName', c.guardian_name, 'bornYear', c.born_year, 'unit', json_object('id', u.id,
        'code', u.code, 'levelId', u.level_id, 'nameEn', u.name_en, 'nameHi', u.name_hi)))
      from json_each(r.said, '$.among') v join people c on c.id = v.value join units u on u.id = c.unit_id)
    from import_rows r where ${inBatch(batch)} and r.own_fault is null and ${said('who')} = ''
    on conflict (import_id, who) do update set choices = excluded.choices`),
]

const whoever = sql`coalesce(${said('code')}, ${said('phone')}, ${said('en')}, ${said('hi')})`
const wherever = sql`case when ${said('code')} is not null then 'code' when ${said('phone')} is not null then 'phone'
  when ${said('en')} is not null then 'name_en' else 'name_hi' end`

/** Faults of whom a row means, of row `r` with its place `n` and person `k` of unit `ku`. */
export const somebodyFaults = (holds: Holds) => sql`
  ${fault(sql`${said('who')} = ''`, wherever, 'ambiguous-person', whoever)}
  ${fault(sql`k.id is null and n.choices is not null and n.unit_id is null`, 'unit_code', 'ambiguous-unit', sql`r.place`)}
  ${fault(sql`k.id is null and r.place <> '' and n.unit_id is null`, 'unit_code', 'unknown-unit', sql`r.place`)}
  ${fault(sql`k.id is null or not ${holds({ path: sql`ku.path` })}`, wherever, 'unknown-person', whoever)}`

/** Texts that may mean several people, with those people. */
export const askedPeople = (id: string, seen: SQL) =>
  q.all<{
    who: string
    rows: number
    choices: string
  }>(sql`select a.who, a.choices, (select count(*) from import_rows r
      where r.import_id = a.import_id and ${said('person')} = a.who and r.verdict = 'refused') as rows
    from import_persons a where a.import_id = ${id} and a.person_id is null
      and exists (select 1 from imports i where i.id = ${id} and ${seen})
    order by a.who limit 50`)

/** Says whom texts of this import mean, each somebody whom it was asked about and may be changed. */
export const answeredPeople = (
  importId: string,
  answers: readonly { who: string; personId: string }[],
  guard: SQL,
  holds: Holds,
) =>
  q.run(sql`update import_persons as a set person_id = k.id
    from json_each(${JSON.stringify(answers)}) v join people k on k.id = (v.value ->> 'personId')
      join units u on u.id = k.unit_id
    where a.import_id = ${importId} and a.who = (v.value ->> 'who') and k.merged_into is null
      and exists (select 1 from json_each(a.choices) c where c.value ->> 'id' = k.id)
      and ${holds({ path: sql`u.path` })}
      and exists (select 1 from imports i where i.id = ${importId} and i.state = 'ready' and ${guard})`)
