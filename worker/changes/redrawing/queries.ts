import { type SQL, sql } from 'drizzle-orm'
import { UnitRef } from '../../hierarchy/index.ts'
import { idsOnPath, q, under } from '../../platform/sql.ts'
import type { Term } from './rules.ts'

type TermRow = Omit<Term, 'unit' | 'old' | 'new' | 'own' | 'inside' | 'beside'> & {
  unit: string
  old: number
  new: number
  own: number
  inside: number
  beside: number
}

/** True when term `ct` of unit `u` reaches unit `s` below `path`: as a whole, or a unit of its level stands between or in `s`. */
const reaches = (
  path: SQL,
) => sql`(ct.level_id = '' or exists (select 1 from levels e join levels d on d.id = s.level_id
    where e.id = ct.level_id and e.depth >= d.depth)
  or exists (select 1 from ${idsOnPath(path)} a cross join units r on r.id = a.value
    where r.level_id = ct.level_id and ${under(sql`r.path`, sql`u.path`)}))`

/** The catchments of published plans that name a unit, what is above or below it, or what is at its new place. */
export const termsAround = (unitId: string, parentId: string) =>
  q.all<TermRow>(sql`
    with named (id) as (
      select a.value from units s, ${idsOnPath(sql`s.path`)} a where s.id = ${unitId}
      union select a.value from units p, ${idsOnPath(sql`p.path`)} a where p.id = ${parentId}
      union select u.id from units s cross join units u on ${under(sql`u.path`, sql`s.path`)} where s.id = ${unitId}
      union select id from units where parent_id = ${parentId}),
    around (id) as (select distinct ct.workshop_id from named n cross join catchment_terms ct on ct.unit_id = n.id)
    select w.id as "workshopId", w.tier_id as "tierId", w.version, w.name_en as "nameEn", w.name_hi as "nameHi", ct.sign,
      ct.level_id as each, ct.wing_id as wing, json_object('id', u.id, 'code', u.code, 'levelId', u.level_id, 'nameEn', u.name_en, 'nameHi', u.name_hi) as unit,
      instr(s.path, '/' || u.id || '/') > 0 and u.id <> s.id and ${reaches(sql`s.path`)} as old,
      instr(p.path, '/' || u.id || '/') > 0 and ${reaches(sql`p.path`)} as new,
      u.id = s.id as own, u.id <> s.id and ${under(sql`u.path`, sql`s.path`)} as inside, u.parent_id = p.id as beside
    from around r cross join workshops w on w.id = r.id join tiers t on t.id = w.tier_id
      cross join catchment_terms ct on ct.workshop_id = w.id join units u on u.id = ct.unit_id,
      units s, units p
    where w.cancelled_at is null and t.plan_published_at is not null and u.closed_on is null and s.id = ${unitId}
      and p.id = ${parentId}
    order by w.starts_on, w.id, u.code limit 10000`)

/** A term from its row. */
export const termOf = (row: TermRow): Term => ({
  ...row,
  unit: UnitRef.parse(JSON.parse(row.unit)),
  old: row.old === 1,
  new: row.new === 1,
  own: row.own === 1,
  inside: row.inside === 1,
  beside: row.beside === 1,
})

/** A unit by its id. */
export const unitNamed = (unitId: string) =>
  q.all<{ id: string; code: string; levelId: string; nameEn: string; nameHi: string }>(sql`
    select id, code, level_id as "levelId", name_en as "nameEn", name_hi as "nameHi" from units where id = ${unitId}`)
