import { type SQL, sql } from 'drizzle-orm'
import { idsOnPath, q } from '../platform/sql.ts'

/** Everything that counts in a tier, from the facts themselves; `trained` per person, by one live credential or by prior training. */
const facts = (tierId: string) => sql`
  select person_id, unit_id, '' as subject_id, 1 as nominated, 0 as registered, 0 as trained, 0 as on_time, 0 as taught
    from nominations where tier_id = ${tierId} and withdrawn_at is null
  union all select person_id, unit_id, '', 0, 1, 0, 0, 0 from registrations
    where tier_id = ${tierId} and cancelled_at is null
  union all select person_id, unit_id, '', 0, 0, 1, on_time, taught from timed
    where tier_id = ${tierId} and revoked_at is null
  union all select p.person_id, p.unit_id, '', 0, 0, 1, t.finish_by is not null, 0
    from prior_standing p join tiers t on t.id = p.tier_id where p.tier_id = ${tierId}
  union all select person_id, unit_id, subject_id, 0, 0, 1, on_time, 0 from subject_standing where tier_id = ${tierId}`

/** The facts of each unit: of everybody and of each wing. */
const inUnits = (tierId: string) => sql`
  select f.unit_id, f.subject_id, w.id as wing_id, sum(f.nominated) as nominated, sum(f.registered) as registered,
    sum(f.trained) as trained, sum(f.on_time) as on_time, sum(f.taught) as taught
  from (${facts(tierId)}) f, (select '' as id union all select id from wings) w
  where w.id = '' or exists (select 1 from wing_members m where m.person_id = f.person_id and m.wing_id = w.id)
  group by 1, 2, 3`

const sums = sql.raw(
  'nominated, registered, trained, units_one, units_more, units_met, on_time, toward, taught',
)
const cellSums = sql.raw('nominated, registered, trained, units_one, units_more, on_time')

const recount = (tierId: string) => sql`
  select a.value, f.subject_id, f.wing_id, sum(f.nominated), sum(f.registered), sum(f.trained), sum(f.trained = 1),
    sum(f.trained >= 2), sum(t.minimum > 0 and f.trained >= t.minimum), sum(f.on_time), sum(min(f.trained, t.minimum)),
    sum(f.taught)
  from (${inUnits(tierId)}) f join units u on u.id = f.unit_id join tiers t on t.id = ${tierId},
    ${idsOnPath(sql`u.path`)} a
  group by 1, 2, 3`

const whole = sql.raw("subject_id = '' and wing_id = ''")

/** Units whose coverage is not what was counted. */
const wrong = (tierId: string) => sql`select unit_id from (
    select * from (select unit_id, ${sums} from recounted where ${whole}
      except select unit_id, ${sums} from coverage where tier_id = ${tierId})
    union all select * from (select unit_id, ${sums} from coverage where tier_id = ${tierId}
        and nominated + registered + trained <> 0
      except select unit_id, ${sums} from recounted where ${whole}))`

/** The same of wings and subjects, with which of them. */
const wrongCells = (tierId: string) => sql`select unit_id, subject_id, wing_id from (
    select * from (select unit_id, subject_id, wing_id, ${cellSums} from recounted where not (${whole})
      except select unit_id, subject_id, wing_id, ${cellSums} from coverage_cells where tier_id = ${tierId})
    union all select * from (select unit_id, subject_id, wing_id, ${cellSums} from coverage_cells
        where tier_id = ${tierId} and nominated + registered + trained <> 0
      except select unit_id, subject_id, wing_id, ${cellSums} from recounted where not (${whole})))`

/** Who counts by prior training, or in a subject, judged anew where that differs. */
const judged = (tierId: string, guard: SQL) => {
  const differing = (view: 'prior' | 'subject', columns: SQL) => {
    const [stands, kept] = [sql.raw(`${view}_standing`), sql.raw(`${view}_counted`)]
    const of = (from: SQL) => sql`select ${columns} from ${from} where tier_id = ${tierId}`
    return sql`select * from (${of(stands)} except ${of(kept)}) union select * from (${of(kept)} except ${of(stands)})`
  }
  const [prior, subject] = [
    sql.raw('tier_id, person_id, unit_id'),
    sql.raw('tier_id, person_id, subject_id, unit_id, on_time'),
  ]
  return [
    q.run(sql`insert into prior_standing (tier_id, person_id)
      select distinct tier_id, person_id from (${differing('prior', prior)}) where ${guard}`),
    q.run(sql`insert into subject_standing (tier_id, person_id, subject_id)
      select distinct tier_id, person_id, subject_id from (${differing('subject', subject)}) where ${guard}`),
  ] as const
}

const corrected = (tierId: string, guard: SQL) =>
  [
    q.run(sql`update coverage set nominated = 0, registered = 0, trained = 0, units_one = 0, units_more = 0, units_met = 0,
        on_time = 0, toward = 0, taught = 0
      where tier_id = ${tierId} and ${guard} and unit_id in (${wrong(tierId)})
        and not exists (select 1 from recounted r where r.unit_id = coverage.unit_id and r.subject_id = '' and r.wing_id = '')`),
    q.run(sql`insert into coverage (tier_id, unit_id, ${sums})
      select ${tierId}, unit_id, ${sums} from recounted where ${guard} and ${whole} and unit_id in (${wrong(tierId)})
      on conflict do update set nominated = excluded.nominated, registered = excluded.registered,
        trained = excluded.trained, units_one = excluded.units_one, units_more = excluded.units_more,
        units_met = excluded.units_met, on_time = excluded.on_time, toward = excluded.toward, taught = excluded.taught`),
    q.run(sql`update coverage_cells set nominated = 0, registered = 0, trained = 0, units_one = 0, units_more = 0, on_time = 0
      where tier_id = ${tierId} and ${guard} and (unit_id, subject_id, wing_id) in (${wrongCells(tierId)})
        and not exists (select 1 from recounted r where r.unit_id = coverage_cells.unit_id
          and r.subject_id = coverage_cells.subject_id and r.wing_id = coverage_cells.wing_id)`),
    q.run(sql`insert into coverage_cells (tier_id, unit_id, subject_id, wing_id, ${cellSums})
      select ${tierId}, unit_id, subject_id, wing_id, ${cellSums} from recounted
      where ${guard} and not (${whole}) and (unit_id, subject_id, wing_id) in (${wrongCells(tierId)})
      on conflict do update set nominated = excluded.nominated, registered = excluded.registered,
        trained = excluded.trained, units_one = excluded.units_one, units_more = excluded.units_more,
        on_time = excluded.on_time`),
  ] as const

/**
 * Counts a tier anew, by wing and subject too: what differed is put right. It counts as of today: what was told of the
 * days before is kept as it was told. The first answer says how many units have coverage and how many said something else.
 */
export const rebuild = (tierId: string, guard: SQL) =>
  [
    q.all<{
      units: number
      changed: number
    }>(sql`select (select count(*) from recounted where ${whole}) as units,
        (select count(*) from (select unit_id from (${wrong(tierId)})
          union select unit_id from (${wrongCells(tierId)}))) as changed
      from tiers where id = ${tierId} and ${guard}`),
    ...judged(tierId, guard),
    ...corrected(tierId, guard),
    q.run(sql`delete from recounted`),
  ] as const

/** What comes right before: every unit counted, and the day noted on which what differs will have changed. */
export const counting = (tierId: string, now: number, guard: SQL) =>
  [
    q.run(sql`insert into recounted select * from (${recount(tierId)}) where ${guard}`),
    q.run(sql`insert into noting (at) select ${now} where ${guard}`),
  ] as const
