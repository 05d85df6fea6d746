import { sql } from 'drizzle-orm'
import { wordsIn } from '../hierarchy/index.ts'
import { q } from '../platform/sql.ts'
import { type Doing, differences, fault, inBatch, judge, said, untouched, wroteRows } from './batch.ts'

/** What a row would change of unit `u`. */
const changes = differences({
  name_en: [sql`u.name_en`, said('en')],
  name_hi: [sql`u.name_hi`, said('hi')],
  aliases: [sql`u.aliases`, said('aliases')],
})

/** Whether the parents that the file gives lead from a row back to itself. */
const inCircle = sql`exists (with recursive up (code, n) as (select r.place, 1
    union select x.place, n + 1 from up cross join import_rows x indexed by import_rows_by_look on x.import_id = r.import_id and x.look = up.code
    where n < 40)
  select 1 from up where code = r.look)`

/** What a unit is found by, in a line of it: as the row says, or as it was. */
const kept = (column: string, line: 0 | 1 | 2) => sql`case when ${said(column)} is null
  then ${wordsIn(sql`units.search_text`, line)} else ${wordsIn(said('search'), line)} end`

const builtOn = {
  units: sql`exists (select 1 from units k where r.verdict = 'new' and k.parent_id = r.subject_id
    and not exists (select 1 from import_rows x where x.import_id = r.import_id and x.look = k.code
      and x.verdict = 'new' and x.subject_id = k.id))`,
  ...Object.fromEntries(
    (
      [
        ['people', 'people'],
        ['offices', 'offices'],
        ['grants', 'grants'],
        ['workshops', 'workshops'],
        ['catchments', 'catchment_terms'],
        ['nominations', 'nominations'],
        ['registrations', 'registrations'],
        ['credentials', 'credentials'],
        ['trainings', 'prior_trainings'],
      ] as const
    ).map(([name, table]) => [
      name,
      sql`(r.verdict = 'new' and exists (select 1 from ${sql.identifier(table)} b where b.unit_id = r.subject_id))`,
    ]),
  ),
  moves: sql`exists (select 1 from tree_steps s where s.row_id = r.subject_id)`,
  edits: sql`(r.verdict = 'changed' and not exists (select 1 from units u where u.id = r.subject_id
    and u.name_en = coalesce(r.changes ->> '$.name_en[1]', u.name_en)
    and u.name_hi = coalesce(r.changes ->> '$.name_hi[1]', u.name_hi)
    and u.aliases = coalesce(r.changes ->> '$.aliases[1]', u.aliases)))`,
}

/** Units: known by code. What is there keeps its place; only its names change. */
export const units: Doing = {
  builtOn,
  check: (batch, writing) => {
    const at = (alias: string) => writing.powers.holds({ path: sql.raw(`${alias}.path`) })
    return [
      judge(
        batch,
        writing,
        sql`select r.row, case when r.own_fault is not null then r.own_fault
            ${fault(sql`l.id is null`, 'level', 'unknown-level', said('level'))}
            ${fault(
              sql`exists (select 1 from import_rows d where d.import_id = r.import_id and d.look = r.look
              and (d.depth, d.row) < (r.depth, r.row))`,
              'code',
              'duplicate-code',
              sql`r.look`,
            )}
            ${fault(sql`l.depth <> r.depth`, 'level', 'state-changed', said('level'))}
            ${fault(sql`u.id is not null and (u.closed_on is not null or not ${at('u')})`, 'code', 'code-taken', sql`r.look`)}
            ${fault(sql`u.id is not null and coalesce(o.code, '') <> r.place`, 'parent_code', 'moved', sql`r.place`)}
            ${fault(sql`u.id is not null and u.level_id <> l.id`, 'level', 'moved', said('level'))}
            when u.id is not null then null
            ${fault(sql`r.place = ''`, 'parent_code', 'second-root', sql`r.look`)}
            ${fault(sql`r.place = r.look`, 'parent_code', 'cycle', sql`r.place`)}
            ${fault(
              sql`f.look is null and (p.id is null or p.closed_on is not null or not ${at('p')})`,
              'parent_code',
              'orphan-parent',
              sql`r.place`,
            )}
            ${fault(sql`l.depth = 0`, 'level', 'level-depth', said('level'))}
            ${fault(
              sql`coalesce(pl.depth, f.depth) >= r.depth and p.id is null and ${inCircle}`,
              'parent_code',
              'cycle',
              sql`r.place`,
            )}
            ${fault(sql`coalesce(pl.depth, f.depth) >= r.depth`, 'level', 'level-inversion', said('level'))}
            ${fault(
              sql`not exists (select 1 from level_fits t where t.level_id = l.id
              and t.parent_level_id = coalesce(p.level_id, f.said ->> 'levelId'))`,
              'level',
              'level-unfit',
              said('level'),
            )}
            ${fault(sql`p.id is null and f.verdict = 'refused'`, 'parent_code', 'below-refused', sql`r.place`)}
            end as fault,
          coalesce(u.id, ${said('id')}) as subject_id, u.id is null as is_new,
          case when u.id is not null then ${changes} end as changes
        from import_rows r
        left join levels l on l.id = ${said('levelId')}
        left join units u on u.code = r.look
        left join units o on o.id = u.parent_id
        left join units p on p.code = r.place
        left join levels pl on pl.id = p.level_id
        left join import_rows f on f.import_id = r.import_id and f.look = r.place and p.id is null and (f.depth, f.row) =
          (select g.depth, g.row from import_rows g where g.import_id = r.import_id and g.look = r.place
            order by g.depth, g.row limit 1)
        where ${inBatch(batch)}`,
      ),
    ]
  },
  commit: (batch, { holds, now }) => [
    q.run(sql`update import_rows as r set before = json_object('name_en', u.name_en, 'name_hi', u.name_hi,
        'aliases', u.aliases, 'search', u.search_text)
      from units u where ${inBatch(batch)} and r.verdict = 'changed' and u.id = r.subject_id
        and u.closed_on is null and ${holds({ path: sql`u.path` })}`),
    q.run(sql`insert into units (id, code, parent_id, level_id, path, name_en, name_hi, aliases, search_text, created_at)
      select r.subject_id, r.look, p.id, ${said('levelId')}, p.path || r.subject_id || '/',
        coalesce(${said('en')}, ${said('hi')}), coalesce(${said('hi')}, ${said('en')}),
        coalesce(${said('aliases')}, '[]'), ${said('search')}, ${now}
      from import_rows r join units p on p.code = r.place
      where ${inBatch(batch)} and r.verdict = 'new' and p.closed_on is null and ${holds({ path: sql`p.path` })}
        and exists (select 1 from level_fits t where t.level_id = ${said('levelId')} and t.parent_level_id = p.level_id)
      on conflict do nothing`),
    // A name that is given in one language only leaves the other, and its words; the old words of its own go.
    q.run(sql`update units set name_en = coalesce(${said('en')}, units.name_en),
        name_hi = coalesce(${said('hi')}, units.name_hi), aliases = coalesce(${said('aliases')}, aliases),
        search_text = ${kept('en', 0)} || char(10) || ${kept('hi', 1)} || char(10) || ${kept('aliases', 2)} || char(10)
          || ${wordsIn(said('search'), 3)}
      from import_rows r where ${inBatch(batch)} and r.before is not null and units.id = r.subject_id`),
    wroteRows(
      batch,
      sql`case r.verdict when 'new' then exists (select 1 from units where id = r.subject_id) else r.before is not null end`,
    ),
  ],
  revert: (batch) => [
    q.run(sql`update units set name_en = r.before ->> 'name_en', name_hi = r.before ->> 'name_hi',
        aliases = r.before ->> 'aliases', search_text = r.before ->> 'search'
      from import_rows r where ${inBatch(batch)} and r.outcome = 'written' and r.verdict = 'changed'
        and units.id = r.subject_id and ${untouched(builtOn)}`),
    q.run(sql`update import_rows as r set outcome = case when r.verdict = 'new' then 'kept'
        when exists (select 1 from units u where u.id = r.subject_id and u.name_en = r.before ->> 'name_en'
          and u.name_hi = r.before ->> 'name_hi' and u.aliases = r.before ->> 'aliases') then 'reverted' else 'kept' end
      where ${inBatch(batch)} and r.outcome = 'written'`),
    q.run(sql`delete from units where id in (select r.subject_id from import_rows r
      where ${inBatch(batch)} and r.outcome = 'kept' and r.verdict = 'new' and ${untouched(builtOn)})`),
    q.run(sql`update import_rows as r set outcome = 'reverted' where ${inBatch(batch)} and r.outcome = 'kept'
      and r.verdict = 'new' and not exists (select 1 from units where id = r.subject_id)`),
  ],
}
