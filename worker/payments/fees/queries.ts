import { type SQL, sql } from 'drizzle-orm'
import { rootPath } from '../../organisations/index.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { jsonList, q } from '../../platform/sql.ts'
import { inCatchment } from '../../workshops/index.ts'
import { cashDay } from '../rules.ts'
import type { FeeRule } from './rules.ts'

/** The day on which an instant falls, for rules that end on a day. */
export const feeDay = cashDay

/** Whose fee it is: a workshop's, or a tier's as a template. */
export type FeesOf = { kind: 'workshop' | 'tier'; id: string }

/** The workshop `w` with host `h`, or the tier `t`, where the caller holds the route's power. */
const from = ({ kind, id }: FeesOf, holds: Holds): SQL =>
  kind === 'workshop'
    ? sql`workshops w join units h on h.id = w.unit_id where w.id = ${id}
        and ${holds({ path: sql`h.path`, workshop: sql`w.id`, tier: sql`w.tier_id` })}`
    : sql`tiers t where t.id = ${id} and ${holds({ path: rootPath, tier: sql`t.id` })}`

/** Sets the rules if nobody else did since they were seen; nothing that was raised before changes. */
export const setFees = (
  of: FeesOf,
  rules: readonly FeeRule[],
  version: number,
  { actor, now, holds }: { actor: Actor; now: number; holds: Holds },
) =>
  q.run(sql`insert into fee_rules (of_id, rules, version, set_by, set_at)
    select ${of.id}, ${jsonList(rules)}, ${version + 1}, ${actor.personId}, ${now}
    where exists (select 1 from ${from(of, holds)})
      and coalesce((select version from fee_rules where of_id = ${of.id}), 0) = ${version}
    on conflict (of_id) do update set rules = excluded.rules, version = excluded.version, set_by = excluded.set_by,
      set_at = excluded.set_at where fee_rules.rules <> excluded.rules`)

type FeesRow = { baseMinor: number; currency: string; version: number; rules: string }

/** The fee and its rules, and the offices that rules may name. */
export const feesPage = (of: FeesOf, holds: Holds) => {
  const base = of.kind === 'workshop' ? sql`w.fee_minor` : sql`t.fee_minor`
  return [
    q.all<FeesRow>(sql`select ${base} as "baseMinor", (select currency from organisation) as currency,
      coalesce((select version from fee_rules where of_id = ${of.id}), 0) as version,
      coalesce((select rules from fee_rules where of_id = ${of.id}), '[]') as rules from ${from(of, holds)}`),
    q.all<{
      id: string
      nameEn: string
      nameHi: string
    }>(sql`select id, name_en as "nameEn", name_hi as "nameHi"
      from office_kinds order by name_en, id`),
  ] as const
}

const officesOf = (
  personId: SQL,
  on: string,
) => sql`(select json_group_array(json_array(pf.kind_id, pu.level_id))
  from offices pf join units pu on pu.id = pf.unit_id
  where pf.person_id = ${personId} and pf.from_on <= ${on} and (pf.until_on is null or pf.until_on > ${on}))`

const wingsOf = (personId: SQL) =>
  sql`(select json_group_array(pw.wing_id) from wing_members pw where pw.person_id = ${personId})`

/** Columns for `priceOf`: of a workshop `w`, a person, and the unit that he would stand for, on a day. */
export const priceColumns = (of: { person: SQL; unit: SQL }, on: string) => sql`
  coalesce((select fr.rules from fee_rules fr where fr.of_id = w.id), '[]') as "feeRules",
  ${officesOf(of.person, on)} as offices, ${wingsOf(of.person)} as wings,
  (select count(*) from registrations fg where fg.workshop_id = w.id and fg.unit_id = ${of.unit}
    and fg.cancelled_at is null) as "ofUnit"`

/**
 * The people whom a workshop serves, counted by the offices and wings that its rules name: those who hold any of them,
 * alike ones in one row; and how many it serves in all.
 */
export function peopleAlike(workshopId: string, rules: readonly FeeRule[], on: string, holds: Holds) {
  const named = (key: 'officeId' | 'levelId' | 'wingId') =>
    jsonList([...new Set(rules.flatMap((rule) => rule[key] ?? []))])
  const [offices, levels, wings] = [named('officeId'), named('levelId'), named('wingId')]
  const here = from({ kind: 'workshop', id: workshopId }, holds)
  const known = sql`select f.person_id from offices f join units fu on fu.id = f.unit_id
      where (f.kind_id in (select value from json_each(${offices})) or fu.level_id in (select value from json_each(${levels})))
        and f.from_on <= ${on} and (f.until_on is null or f.until_on > ${on})
    union select wm.person_id from wing_members wm where wm.wing_id in (select value from json_each(${wings}))`
  return [
    q.all<{ offices: string; wings: string; people: number; nameEn: string; nameHi: string }>(sql`
      select offices, wings, count(*) as people, min(name_en) as "nameEn", name_hi as "nameHi" from (
        select ${officesOf(sql`e.id`, on)} as offices, ${wingsOf(sql`e.id`)} as wings, e.name_en, e.name_hi
        from (${known}) k join people e on e.id = k.person_id join units pu on pu.id = e.unit_id
        where ${inCatchment(workshopId, sql`pu.path`, sql`e.id`)} and exists (select 1 from ${here}))
      group by offices, wings`),
    q.all<{
      people: number
      baseMinor: number
      currency: string
    }>(sql`select w.fee_minor as "baseMinor", w.currency,
        (select count(*) from people e join units pu on pu.id = e.unit_id
          where ${inCatchment(workshopId, sql`pu.path`, sql`e.id`)}) as people
      from ${here}`),
  ] as const
}
