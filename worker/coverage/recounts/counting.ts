import { type SQL, sql } from 'drizzle-orm'
import { q } from '../../platform/sql.ts'

const SUMS =
  'nominated, registered, trained, units_one, units_more, units_met, on_time, toward, taught, valid'
const CELL_SUMS = 'nominated, registered, trained, units_one, units_more, on_time'
const [sums, cellSums] = [sql.raw(SUMS), sql.raw(CELL_SUMS)]

/** Alias `r` of the recount, in a statement that does nothing when there is none to go on with at this stage. */
export type Going = { id: string; guard: SQL }

const going = ({ id, guard }: Going, stage: 'people' | 'units') =>
  sql`(select * from recounts where id = ${id} and ended_at is null and stage = ${stage} and ${guard}) r`

/** How somebody counts by prior training, from the facts: by the first that was brought, unless he holds a live credential. */
const priorFacts = sql`select p.person_id, p.unit_id
  from recount_chunk c cross join prior_trainings p on p.person_id = c.id
  where p.tier_id = (select tier_id from going) and not exists (
      select 1 from credentials x where x.person_id = c.id and x.tier_id = p.tier_id and x.revoked_at is null)
    and not exists (select 1 from prior_trainings o where o.person_id = c.id and o.tier_id = p.tier_id
      and (o.recorded_at, o.id) < (p.recorded_at, p.id))`
const priorKept = sql`select k.person_id, k.unit_id
  from recount_chunk c cross join prior_counted k on k.person_id = c.id and k.tier_id = (select tier_id from going)`

/** In which subjects somebody counts: of his live credential, else of his prior training. */
const subjectFacts = sql`select x.person_id, x.unit_id, s.subject_id, x.on_time
    from recount_chunk c cross join timed x on x.person_id = c.id and x.tier_id = (select tier_id from going)
      cross join credential_subjects s on s.credential_id = x.id where x.revoked_at is null
  union all
  select k.person_id, k.unit_id, p.subject_id, t.finish_by is not null
    from recount_chunk c cross join prior_counted k on k.person_id = c.id and k.tier_id = (select tier_id from going)
      cross join tiers t on t.id = k.tier_id
      cross join prior_trainings p on p.person_id = k.person_id and p.tier_id = k.tier_id
    where p.subject_id is not null`
const subjectKept = sql`select k.person_id, k.unit_id, k.subject_id, k.on_time
  from recount_chunk c cross join subject_counted k on k.person_id = c.id and k.tier_id = (select tier_id from going)`

const differing = (one: SQL, other: SQL) =>
  sql`select * from (select * from (${one}) except select * from (${other}))
    union select * from (select * from (${other}) except select * from (${one}))`

const wrongPeople = (of: 'prior' | 'subject', subject: SQL, facts: SQL, kept: SQL, now: Going) =>
  q.run(sql`with going as materialized (select r.tier_id from ${going(now, 'people')})
    insert into recount_wrong (of, id, unit_id, subject_id)
    select distinct ${of}, person_id, unit_id, ${subject} from (${differing(facts, kept)}) where exists (select 1 from going)`)

/** Everything of the chunk's units in a tier, from the facts themselves. */
const facts = sql`
  select n.unit_id, n.person_id, '' as subject_id, 1 as nominated, 0 as registered, 0 as trained, 0 as on_time, 0 as taught,
      0 as valid
    from going g cross join recount_chunk c cross join nominations n on n.unit_id = c.id and n.tier_id = g.tier_id
    where n.withdrawn_at is null
  union all select y.unit_id, y.person_id, '', 0, 1, 0, 0, 0, 0
    from going g cross join recount_chunk c cross join registrations y on y.unit_id = c.id and y.tier_id = g.tier_id
    where y.cancelled_at is null
  union all select x.unit_id, x.person_id, '', 0, 0, 1, x.on_time, x.taught, x.valid
    from going g cross join recount_chunk c cross join timed x on x.unit_id = c.id and x.tier_id = g.tier_id
    where x.revoked_at is null
  union all select k.unit_id, k.person_id, '', 0, 0, 1, g.finish_by is not null, 0, 0
    from going g cross join recount_chunk c cross join prior_counted k on k.unit_id = c.id and k.tier_id = g.tier_id
  union all select x.unit_id, x.person_id, s.subject_id, 0, 0, 1, x.on_time, 0, 0
    from going g cross join recount_chunk c cross join timed x on x.unit_id = c.id and x.tier_id = g.tier_id
      cross join credential_subjects s on s.credential_id = x.id
    where x.revoked_at is null
  union all select k.unit_id, k.person_id, p.subject_id, 0, 0, 1, g.finish_by is not null, 0, 0
    from going g cross join recount_chunk c cross join prior_counted k on k.unit_id = c.id and k.tier_id = g.tier_id
      cross join prior_trainings p on p.person_id = k.person_id and p.tier_id = k.tier_id
    where p.subject_id is not null`

/** What coverage of the chunk's units has to be, everybody's and that of each wing and subject. */
const recounted = (now: Going) =>
  q.run(sql`with going as materialized (select r.tier_id, t.minimum, t.finish_by
      from ${going(now, 'units')} join tiers t on t.id = r.tier_id)
    insert into recounted
    select unit_id, subject_id, wing_id, sum(nominated), sum(registered), sum(trained), sum(units_one), sum(units_more),
      sum(units_met), sum(on_time), sum(toward), sum(taught), sum(valid)
    from (
      select o.unit_id, o.subject_id, o.wing_id, o.nominated, o.registered, o.trained, o.trained = 1 as units_one,
          o.trained >= 2 as units_more, g.minimum > 0 and o.trained >= g.minimum as units_met, o.on_time,
          min(o.trained, g.minimum) as toward, o.taught, o.valid
        from going g cross join (select f.unit_id, f.subject_id, w.id as wing_id, sum(f.nominated) as nominated,
            sum(f.registered) as registered, sum(f.trained) as trained, sum(f.on_time) as on_time, sum(f.taught) as taught,
            sum(f.valid) as valid
          from (${facts}) f, (select '' as id union all select id from wings) w
          where w.id = '' or exists (select 1 from wing_members m where m.person_id = f.person_id and m.wing_id = w.id)
          group by 1, 2, 3) o
      union all select u.parent_id, '', '', ${sums}
        from going g cross join recount_chunk c cross join units u on u.parent_id = c.id
          cross join coverage k on k.tier_id = g.tier_id and k.unit_id = u.id
      union all select u.parent_id, k.subject_id, k.wing_id, nominated, registered, trained, units_one, units_more, 0,
          on_time, 0, 0, 0
        from going g cross join recount_chunk c cross join units u on u.parent_id = c.id
          cross join coverage_cells k on k.tier_id = g.tier_id and k.unit_id = u.id)
    group by 1, 2, 3 having sum(nominated) <> 0 or sum(registered) <> 0 or sum(trained) <> 0 or sum(taught) <> 0`)

const whole = sql.raw("subject_id = '' and wing_id = ''")

const anything = (columns: string) =>
  sql.raw(
    columns
      .split(', ')
      .map((name) => `k.${name} <> 0`)
      .join(' or '),
  )

/** Units of the chunk whose coverage is not what was counted; or wings and subjects of them. */
const wrongSums = (of: 'unit' | 'cell', now: Going) => {
  const [table, keys, columns, part] =
    of === 'unit'
      ? (['coverage', "unit_id, '' as subject_id, '' as wing_id", SUMS, whole] as const)
      : (['coverage_cells', 'unit_id, subject_id, wing_id', CELL_SUMS, sql`not (${whole})`] as const)
  const figures = sql.raw(`${keys}, ${columns}`)
  const right = sql`select ${figures} from recounted where ${part}`
  const kept = sql`select ${figures}
    from going g cross join recount_chunk c cross join ${sql.raw(table)} k on k.tier_id = g.tier_id and k.unit_id = c.id
    where ${anything(columns)}`
  return q.run(sql`with going as materialized (select r.tier_id from ${going(now, 'units')})
    insert into recount_wrong (of, id, unit_id, subject_id, wing_id)
    select distinct ${of}, unit_id, unit_id, subject_id, wing_id from (${differing(right, kept)})`)
}

const judged = (of: 'prior' | 'subject', now: Going) => {
  const [view, columns, values] =
    of === 'prior'
      ? ['prior_standing', 'tier_id, person_id', 'r.tier_id, w.id']
      : ['subject_standing', 'tier_id, person_id, subject_id', 'r.tier_id, w.id, w.subject_id']
  return q.run(sql`insert into ${sql.raw(view)} (${sql.raw(columns)})
    select distinct ${sql.raw(values)} from recount_wrong w cross join ${going(now, 'people')} where r.mending
      and w.of = ${of}`)
}

const excluded = (columns: string) =>
  sql.raw(
    columns
      .split(', ')
      .map((name) => `${name} = excluded.${name}`)
      .join(', '),
  )
const nothing = (columns: string) => sql.raw(columns.replaceAll(', ', ' = 0, ').concat(' = 0'))

/** What differs put right, when that is what is wanted. */
const corrected = (now: Going) => {
  const to = sql`(select r.tier_id from ${going(now, 'units')} where r.mending)`
  return [
    q.run(sql`update coverage set ${nothing(SUMS)}
      where tier_id = ${to} and unit_id in (select unit_id from recount_wrong where of = 'unit')
        and unit_id not in (select unit_id from recounted where ${whole})`),
    q.run(sql`insert into coverage (tier_id, unit_id, ${sums})
      select ${to}, unit_id, ${sums} from recounted where ${whole} and ${to} is not null
        and unit_id in (select unit_id from recount_wrong where of = 'unit')
      on conflict do update set ${excluded(SUMS)}`),
    q.run(sql`update coverage_cells set ${nothing(CELL_SUMS)}
      where tier_id = ${to} and (unit_id, subject_id, wing_id) in (
          select unit_id, subject_id, wing_id from recount_wrong where of = 'cell')
        and (unit_id, subject_id, wing_id) not in (select unit_id, subject_id, wing_id from recounted)`),
    q.run(sql`insert into coverage_cells (tier_id, unit_id, subject_id, wing_id, ${cellSums})
      select ${to}, unit_id, subject_id, wing_id, ${cellSums} from recounted where not (${whole}) and ${to} is not null
        and (unit_id, subject_id, wing_id) in (select unit_id, subject_id, wing_id from recount_wrong where of = 'cell')
      on conflict do update set ${excluded(CELL_SUMS)}`),
  ] as const
}

const cleared = () =>
  [
    q.run(sql`delete from recount_chunk`),
    q.run(sql`delete from recount_wrong`),
    q.run(sql`delete from recounted`),
  ] as const

/** How many people and how many units a step looks at. */
export type Chunk = { people: number; units: number }

/** As much as others may be kept waiting for. */
export const CHUNK: Chunk = { people: 4000, units: 500 }

/** Where a unit went to another parent meanwhile: the units from the lowest again. Then the next people, or units of one level. */
const chosen = (now: Going, { people, units }: Chunk) =>
  [
    q.run(sql`update recounts set level_id = (select id from levels order by depth desc limit 1), after = '', units = 0,
        anew = anew + 1, steps_seq = (select max(seq) from tree_steps),
        wrong_units = iif(mending, wrong_units, 0)
      where id = (select r.id from ${going(now, 'units')}) and exists (
        select 1 from tree_steps s where s.seq > steps_seq and s.kind in ('parent', 'level'))`),
    q.run(sql`insert into recount_chunk (id, path)
      select p.id, '' from ${going(now, 'people')} cross join people p where p.id > r.after order by p.id limit ${people}`),
    q.run(sql`insert into recount_chunk (id, path)
      select u.id, u.path from ${going(now, 'units')} cross join units u where u.level_id = r.level_id and u.path > r.after
      order by u.path limit ${units}`),
  ] as const

/** Tells what was found, and goes on: to the units after the people, to the level above after a level, to the end after the highest. */
const advanced = (now: Going, chunk: Chunk, at: number) => {
  const seen = sql`(select count(*) from recount_chunk)`
  const above = sql`(select l.id from levels o join levels l on l.depth < o.depth where o.id = recounts.level_id
    order by l.depth desc limit 1)`
  const found = (what: SQL) => sql`(select count(distinct id) from recount_wrong where of in (${what}))`
  const first = sql`coalesce(first_unit_id, (select w.unit_id from recount_wrong w left join recount_chunk c on c.id = w.unit_id
    order by c.path, w.unit_id limit 1))`
  const row = (stage: 'people' | 'units') => sql`id = (select r.id from ${going(now, stage)})`
  return [
    // The units first: who has just come to them has not looked at any.
    q.run(sql`update recounts set units = units + ${seen}, wrong_units = wrong_units + ${found(sql`'unit', 'cell'`)},
        first_unit_id = ${first},
        after = iif(${seen} < ${chunk.units}, '', (select max(path) from recount_chunk)),
        stage = iif(${seen} < ${chunk.units} and ${above} is null, 'done', stage),
        ended_at = iif(${seen} < ${chunk.units} and ${above} is null, ${at}, null),
        level_id = iif(${seen} < ${chunk.units}, ${above}, level_id)
      where ${row('units')}`),
    q.run(sql`update recounts set people = people + ${seen}, wrong_people = wrong_people + ${found(sql`'prior', 'subject'`)},
        first_unit_id = ${first},
        after = iif(${seen} < ${chunk.people}, '', (select max(id) from recount_chunk)),
        level_id = (select id from levels order by depth desc limit 1),
        steps_seq = coalesce((select max(seq) from tree_steps), 0),
        stage = iif(${seen} < ${chunk.people}, 'units', stage)
      where ${row('people')}`),
  ] as const
}

/** One step of a recount: whatever happens to it, the next one goes on where the last that was written ended. */
export const step = (now: Going, chunk: Chunk, at: number) =>
  [
    ...cleared(),
    ...chosen(now, chunk),
    q.run(sql`insert into noting (at) select ${at} from recounts
      where id = ${now.id} and ended_at is null and ${now.guard}`),
    wrongPeople('prior', sql`''`, priorFacts, priorKept, now),
    judged('prior', now),
    wrongPeople('subject', sql`subject_id`, subjectFacts, subjectKept, now),
    judged('subject', now),
    recounted(now),
    wrongSums('unit', now),
    wrongSums('cell', now),
    ...corrected(now),
    ...advanced(now, chunk, at),
    ...cleared(),
  ] as const
