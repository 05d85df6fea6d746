import { sql } from 'drizzle-orm'
import { q } from '../platform/sql.ts'
import { type Doing, differences, fault, inBatch, judge, said, untouched, wroteRows } from './batch.ts'
import { officeKind } from './people.ts'
import { findPeople, somebodyFaults } from './somebody.ts'

const builtOn = {
  edits: sql`not exists (select 1 from offices o where o.id = r.subject_id
    and o.until_on is coalesce(r.changes ->> '$.until[1]', r.before ->> 'until'))`,
}

/** Offices of people who are there: a kind of office at a unit, from a day, perhaps until one. */
export const offices: Doing = {
  builtOn,
  check: (batch, writing) => [
    ...findPeople(batch, writing),
    q.run(sql`update import_rows as r set said = json_set(r.said, '$.unit', x.unit_id, '$.kind', x.kind_id)
      from (select r.row, coalesce(n.unit_id, k.unit_id) as unit_id, ${officeKind} as kind_id from import_rows r
        left join import_places n on n.import_id = r.import_id and n.place = r.place
        left join people k on k.id = ${said('who')} where ${inBatch(batch)}) x
      where ${inBatch(batch)} and r.row = x.row`),
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
          ${fault(sql`n.choices is not null and n.unit_id is null`, 'unit_code', 'ambiguous-unit', sql`r.place`)}
          ${fault(sql`r.place <> '' and n.unit_id is null`, 'unit_code', 'unknown-unit', sql`r.place`)}
          ${somebodyFaults(writing.powers.holds)}
          ${fault(sql`u.id is null or not ${writing.powers.holds({ path: sql`u.path` })}`, 'unit_code', 'unknown-unit', sql`r.place`)}
          ${fault(sql`${said('kind')} is null`, 'office', 'unknown-office', said('office'))}
          end as fault,
        coalesce(o.id, ${said('id')}) as subject_id, o.id is null as is_new,
        case when o.id is not null then ${differences({ until: [sql`o.until_on`, said('until')] })} end as changes
      from import_rows r
      left join import_places n on n.import_id = r.import_id and n.place = r.place
      left join people k on k.id = ${said('who')}
      left join units ku on ku.id = k.unit_id
      left join units u on u.id = ${said('unit')} and u.closed_on is null
      left join offices o on o.id = (select x.id from offices x where x.person_id = k.id and x.unit_id = u.id
        and x.kind_id = ${said('kind')} and case when ${said('from')} is null then x.until_on is null
          else x.from_on = ${said('from')} end order by x.from_on desc limit 1)
      where ${inBatch(batch)}`,
    ),
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
