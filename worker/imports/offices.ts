import { sql } from 'drizzle-orm'
import { q } from '../platform/sql.ts'
import { type Doing, differences, fault, inBatch, judge, said, untouched, wroteRows } from './batch.ts'
import { officeKind } from './people.ts'

/** People whom a row may mean: by code, else by phone, else by name within the unit that it names; narrowed by names. */
const meant = sql`(select case count(*) when 1 then min(c.id) when 0 then null else '' end from people c
  where case when ${said('code')} is not null then c.external_code = ${said('code')}
      when ${said('phone')} is not null then c.phone = ${said('phone')} else c.unit_id = n.unit_id end
    and (${said('code')} is not null or ${said('en')} is null or c.name_en = ${said('en')})
    and (${said('code')} is not null or ${said('hi')} is null or c.name_hi = ${said('hi')}))`

const byKey = (column: string, key: string) =>
  sql`(select case count(*) when 1 then min(c.id) when 0 then null else '' end from people c
    where ${sql.raw(`c.${column}`)} = ${said(key)}
      and (${said('en')} is null or c.name_en = ${said('en')}) and (${said('hi')} is null or c.name_hi = ${said('hi')}))`

/** The same person, sought by the index that each way of naming him has. */
const somebody = sql`case when ${said('code')} is not null then ${byKey('external_code', 'code')}
  when ${said('phone')} is not null then ${byKey('phone', 'phone')} else ${meant} end`

const builtOn = {
  edits: sql`not exists (select 1 from offices o where o.id = r.subject_id
    and o.until_on is coalesce(r.changes ->> '$.until[1]', r.before ->> 'until'))`,
}

/** Offices of people who are there: a kind of office at a unit, from a day, perhaps until one. */
export const offices: Doing = {
  builtOn,
  check: (batch, writing) => [
    judge(
      batch,
      writing,
      sql`select r.row, case when r.own_fault is not null then r.own_fault
          ${fault(
            sql`exists (select 1 from import_rows d where d.import_id = r.import_id and d.look = r.look and d.row < r.row)`,
            'office',
            'duplicate-row',
            said('office'),
          )}
          ${fault(sql`r.place <> '' and r.unit_id is null and r.choices is not null`, 'unit_code', 'ambiguous-unit', sql`r.place`)}
          ${fault(sql`r.place <> '' and r.unit_id is null`, 'unit_code', 'unknown-unit', sql`r.place`)}
          ${fault(sql`r.somebody = ''`, 'name_en', 'ambiguous-person', sql`coalesce(${said('code')}, ${said('phone')}, ${said('en')}, ${said('hi')})`)}
          ${fault(
            sql`k.id is null or not ${writing.powers.holds({ path: sql`ku.path` })}`,
            'name_en',
            'unknown-person',
            sql`coalesce(${said('code')}, ${said('phone')}, ${said('en')}, ${said('hi')})`,
          )}
          ${fault(sql`u.id is null or not ${writing.powers.holds({ path: sql`u.path` })}`, 'unit_code', 'unknown-unit', sql`r.place`)}
          ${fault(sql`r.kind_id is null`, 'office', 'unknown-office', said('office'))}
          end as fault,
        coalesce(o.id, ${said('id')}) as subject_id, o.id is null as is_new,
        case when o.id is not null then ${differences({ until: [sql`o.until_on`, said('until')] })} end as changes
      from (select r.*, n.unit_id, n.choices, ${somebody} as somebody, ${officeKind} as kind_id from import_rows r
        left join import_places n on n.import_id = r.import_id and n.place = r.place where ${inBatch(batch)}) r
      left join people k on k.id = r.somebody
      left join units ku on ku.id = k.unit_id
      left join units u on u.id = coalesce(r.unit_id, k.unit_id) and u.closed_on is null
      left join offices o on o.id = (select x.id from offices x where x.person_id = k.id and x.unit_id = u.id
        and x.kind_id = r.kind_id and case when ${said('from')} is null then x.until_on is null
          else x.from_on = ${said('from')} end order by x.from_on desc limit 1)`,
    ),
    // Whom and where a row means is kept with it, so that writing does not ask again.
    q.run(sql`update import_rows as r set said = json_set(r.said, '$.who', x.somebody, '$.unit', x.unit_id, '$.kind', x.kind_id)
      from (select r.row, coalesce(n.unit_id, (select unit_id from people where id = ${somebody})) as unit_id,
          ${somebody} as somebody, ${officeKind} as kind_id from import_rows r
        left join import_places n on n.import_id = r.import_id and n.place = r.place where ${inBatch(batch)}) x
      where ${inBatch(batch)} and r.verdict = 'new' and r.row = x.row`),
  ],
  commit: (batch, { holds, today }) => [
    q.run(sql`update import_rows as r set before = json_object('until', o.until_on) from offices o join units u on u.id = o.unit_id
      where ${inBatch(batch)} and r.verdict = 'changed' and o.id = r.subject_id and ${holds({ path: sql`u.path` })}`),
    q.run(sql`insert into offices (id, person_id, unit_id, kind_id, from_on, until_on)
      select r.subject_id, k.id, u.id, ${said('kind')}, coalesce(${said('from')}, ${today}), ${said('until')}
      from import_rows r join people k on k.id = ${said('who')} join units u on u.id = ${said('unit')}
      where ${inBatch(batch)} and r.verdict = 'new' and u.closed_on is null and ${holds({ path: sql`u.path` })}
      on conflict do nothing`),
    q.run(sql`update import_rows as r set before = json_object('until', o.until_on) from offices o
      where ${inBatch(batch)} and r.verdict = 'new' and o.id = r.subject_id`),
    q.run(sql`update offices as o set until_on = ${said('until')} from import_rows r
      where ${inBatch(batch)} and r.verdict = 'changed' and r.before is not null and o.id = r.subject_id`),
    wroteRows(batch, sql`r.before is not null`),
  ],
  revert: (batch) => [
    q.run(sql`update import_rows as r set outcome = 'kept' where ${inBatch(batch)} and r.outcome = 'written'
      and ${untouched(builtOn)}`),
    q.run(sql`delete from offices where id in (select r.subject_id from import_rows r
      where ${inBatch(batch)} and r.outcome = 'kept' and r.verdict = 'new')`),
    q.run(sql`update offices as o set until_on = r.before ->> 'until' from import_rows r
      where ${inBatch(batch)} and r.outcome = 'kept' and r.verdict = 'changed' and o.id = r.subject_id`),
    q.run(sql`update import_rows as r set outcome = case r.outcome when 'kept' then 'reverted' else 'kept' end
      where ${inBatch(batch)} and r.outcome in ('kept', 'written')`),
  ],
}
