import { type SQL, sql } from 'drizzle-orm'
import { q } from '../platform/sql.ts'
import { type Doing, differences, fault, inBatch, judge, said, wroteRows } from './batch.ts'
import { findPeople, somebodyFaults } from './somebody.ts'

/** What a training is told by, each with the key by which a row says it. */
const FIELDS = { on_day: 'on', taught_by: 'by', place: 'at', certificate: 'certificate' } as const
const each = (make: (column: SQL, key: string) => SQL) =>
  sql.join(
    Object.entries(FIELDS).map(([column, key]) => make(sql.raw(column), key)),
    sql`, `,
  )

/** A tier or a subject that a row names, within its programme where it names one: blank where there are several. */
const meant = (table: 'tiers' | 'subjects', key: string) =>
  sql`(select case count(*) when 1 then min(t.id) when 0 then null else '' end
    from ${sql.identifier(table)} t join programmes g on g.id = t.programme_id
    where ${said(key)} in (lower(t.id), lower(t.name_en), lower(t.name_hi))
      and (${said('programme')} is null or ${said('programme')} in (lower(g.id), lower(g.name_en), lower(g.name_hi))))`

const faultsOf = (table: 'tiers' | 'subjects', key: 'tier' | 'subject') => sql`
  ${fault(sql`${said(`${key}Id`)} = ''`, key, `ambiguous-${key}`, said(key))}
  ${fault(sql`${said(key)} is not null and not exists (select 1 from ${sql.identifier(table)} where id = ${said(`${key}Id`)})`, key, `unknown-${key}`, said(key))}`

const programmeOf = (table: 'tiers' | 'subjects', key: string) =>
  sql`(select programme_id from ${sql.identifier(table)} where id = ${said(key)})`

const builtOn = {
  merges: sql`exists (select 1 from merge_rows m join merges g on g.id = m.merge_id
    where m.kind = 'prior-dropped' and m.row_id = r.subject_id and g.undone_at is null)`,
}

/** What people were trained in before, by tier or by subject, as far as it is known when, by whom and where. */
export const trainings: Doing = {
  builtOn,
  check: (batch, writing) => [
    ...findPeople(batch, writing),
    q.run(sql`update import_rows as r set said = json_set(r.said, '$.tierId', ${meant('tiers', 'tier')},
        '$.subjectId', ${meant('subjects', 'subject')}) where ${inBatch(batch)} and r.own_fault is null`),
    judge(
      batch,
      writing,
      sql`select r.row, case when r.own_fault is not null then r.own_fault
          ${fault(
            sql`exists (select 1 from import_rows d where d.import_id = r.import_id and d.look = r.look and d.row < r.row)`,
            'name_en',
            'duplicate-row',
            sql`coalesce(${said('tier')}, ${said('subject')})`,
          )}
          ${faultsOf('tiers', 'tier')}
          ${faultsOf('subjects', 'subject')}
          ${fault(
            sql`${programmeOf('tiers', 'tierId')} <> ${programmeOf('subjects', 'subjectId')}`,
            'subject',
            'other-programme',
            said('subject'),
          )}
          ${fault(sql`${said('on')} > ${writing.today}`, 'trained_on', 'future-day', said('on'))}
          ${somebodyFaults(writing.powers.holds)}
          end as fault,
        coalesce(p.id, ${said('id')}) as subject_id, p.id is null as is_new,
        case when p.id is not null then ${differences(
          Object.fromEntries(
            Object.entries(FIELDS).map(([column, key]) => [
              column,
              [sql.raw(`p.${column}`), said(key)] as const,
            ]),
          ),
        )} end as changes
      from import_rows r
      left join import_places n on n.import_id = r.import_id and n.place = r.place
      left join people k on k.id = ${said('who')}
      left join units ku on ku.id = k.unit_id
      left join prior_trainings p on p.person_id = k.id and coalesce(p.tier_id, '') = coalesce(${said('tierId')}, '')
        and coalesce(p.subject_id, '') = coalesce(${said('subjectId')}, '')
      where ${inBatch(batch)}`,
    ),
  ],
  commit: (batch, { holds, now, by }) => {
    const noted = (verdict: 'new' | 'changed', guard: SQL) =>
      q.run(sql`update import_rows as r set before = json_object(${each((column) => sql`'${column}', p.${column}`)})
        from prior_trainings p join people k on k.id = p.person_id join units u on u.id = k.unit_id
        where ${inBatch(batch)} and r.verdict = ${verdict} and p.id = r.subject_id and ${guard}`)
    return [
      noted('changed', holds({ path: sql`u.path` })),
      q.run(sql`insert into prior_trainings (id, person_id, tier_id, subject_id, unit_id, ${each((column) => column)},
          recorded_by, recorded_at)
        select r.subject_id, k.id, ${said('tierId')}, ${said('subjectId')}, u.id, ${each((_, key) => said(key))}, ${by}, ${now}
        from import_rows r join people k on k.id = ${said('who')} join units u on u.id = k.unit_id
        where ${inBatch(batch)} and r.verdict = 'new' and k.merged_into is null and ${holds({ path: sql`u.path` })}
        on conflict do nothing`),
      noted('new', sql`true`),
      q.run(sql`update prior_trainings as p set ${each((column, key) => sql`${column} = coalesce(${said(key)}, p.${column})`)}
        from import_rows r where ${inBatch(batch)} and r.verdict = 'changed' and r.before is not null
          and p.id = r.subject_id`),
      wroteRows(batch, sql`r.before is not null`),
    ]
  },
  revert: (batch, { now }) => [
    q.run(sql`insert into noting (at) values (${now})`),
    q.run(sql`update import_rows as r set outcome = 'kept' where ${inBatch(batch)} and r.outcome = 'written'
      and not ${builtOn.merges}`),
    q.run(sql`delete from prior_trainings where id in (select r.subject_id from import_rows r
      where ${inBatch(batch)} and r.outcome = 'kept' and r.verdict = 'new')`),
    q.run(sql`update prior_trainings as p set ${each((column) => sql`${column} = r.before ->> '${column}'`)}
      from import_rows r where ${inBatch(batch)} and r.outcome = 'kept' and r.verdict = 'changed'
        and p.id = r.subject_id`),
    q.run(sql`update import_rows as r set outcome = case r.outcome when 'kept' then 'reverted' else 'kept' end
      where ${inBatch(batch)} and r.outcome in ('kept', 'written')`),
  ],
}
