import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { pathOf } from '../../hierarchy/index.ts'
import type { PowersTable } from '../../platform/auth.ts'
import { q, under } from '../../platform/sql.ts'
import { officesJson, over, unitJson } from '../queries.ts'
import { maskedPhone } from '../rules.ts'
import type { PeopleFilters, PersonRow } from '../shapes.ts'

/** How many people a page of a list holds. */
export const PAGE = 50

/** Up to how many people are counted one by one. */
export const COUNTED = 1000

/** What people are looked for by; `match` is a full-text question, `exact` a whole phone, e-mail or code. */
export type Looking = z.infer<typeof PeopleFilters> & {
  match: string | undefined
  exact: readonly string[]
  after: string | undefined
}

/** Who asks for a list: his powers to read people, and to see their contacts. */
export type Seeing = { reading: PowersTable; contact: PowersTable }

const trainedIn = (tier: string) => sql`(exists (select 1 from credentials f
    where f.tier_id = ${tier} and f.person_id = p.id and f.revoked_at is null)
  or exists (select 1 from prior_counted f where f.tier_id = ${tier} and f.person_id = p.id))`

/** A live credential of a workshop that taught the subject on a day on which the person was there, or prior training. */
const taught = (subject: string) => sql`(exists (select 1 from credentials f
  join marks k on k.registration_id = f.registration_id
  join sessions s on s.workshop_id = f.workshop_id and s.day_on = k.day_on
  where f.person_id = p.id and f.revoked_at is null and s.subject_id = ${subject})
  or exists (select 1 from prior_trainings f where f.subject_id = ${subject} and f.person_id = p.id))`

const consenting = sql`coalesce((select f.given from consents f where f.person_id = p.id order by f.seq desc limit 1), 0)`

const doubled = sql`exists (select 1 from people f where f.id <> p.id and f.merged_into is null
  and ((f.sound_key = p.sound_key and f.unit_id = p.unit_id)
    or (f.sound_key = p.sound_key and f.guardian_key = p.guardian_key))
  and not exists (select 1 from distinct_people d where d.one_id = min(p.id, f.id) and d.other_id = max(p.id, f.id)))`

/** The filters of person `p`, each behind an `and`. */
export const filters = (l: Partial<Looking>) =>
  sql.join(
    [
      sql``,
      l.wing && sql`exists (select 1 from wing_members f where f.wing_id = ${l.wing} and f.person_id = p.id)`,
      l.office &&
        sql`exists (select 1 from offices f where f.person_id = p.id and f.kind_id = ${l.office} and f.until_on is null)`,
      l.skill && sql`exists (select 1 from skills f where f.person_id = p.id and f.skill = ${l.skill})`,
      l.trained && trainedIn(l.trained),
      l.untrained && sql`not ${trainedIn(l.untrained)}`,
      l.subject && taught(l.subject),
      l.untaught && sql`not ${taught(l.untaught)}`,
      l.consent && (l.consent === 'given' ? consenting : sql`not ${consenting}`),
      l.duplicates && doubled,
    ].filter((part) => part !== undefined),
    sql` and `,
  )

/** A person of a list as one JSON text: a cell a row costs a fraction of a cell a column. */
const row = (contact: PowersTable) => sql`json_object('id', p.id, 'nameEn', p.name_en, 'nameHi', p.name_hi,
  'unit', json(${unitJson('u')}), 'offices', json(${officesJson}),
  'phone', case when ${over(contact.holds)} then p.phone end) as person`

type Row = { person: string }

/** A person in a list as the API shows one: the statement above writes just this shape. */
export function rowFrom({ person }: Row): z.infer<typeof PersonRow> {
  const row: z.infer<typeof PersonRow> = JSON.parse(person)
  return { ...row, phone: maskedPhone(row.phone) }
}

/** Rows `d` that say whom a filter is about, each in the order of people's ids; nobody is in two of them. */
function indexed({ skill, office, trained, wing }: Looking): SQL[] {
  const from = (table: string, fits: SQL) =>
    sql`from ${sql.identifier(table)} d cross join people p on p.id = d.person_id and ${fits}`
  if (skill) return [from('skills', sql`d.skill = ${skill}`)]
  if (office) return [from('offices', sql`d.kind_id = ${office} and d.until_on is null`)]
  if (trained)
    return [
      from('credentials', sql`d.tier_id = ${trained} and d.revoked_at is null`),
      from('prior_counted', sql`d.tier_id = ${trained}`),
    ]
  return wing ? [from('wing_members', sql`d.wing_id = ${wing}`)] : []
}

/** In a subtree of more units than this, few people of a wing or an office are found by these, not by the tree. */
const WIDE = 2000

/**
 * People of the subtree whom the filters fit, as `what`, at most `limit`. They come in the order of the tree; where a
 * filter has an index and the subtree is wide, in the order of their ids, so that a page costs a page.
 */
function fitting(what: SQL, looking: Looking, { tops, holds }: PowersTable, limit: number): SQL {
  const { after, unit } = looking
  const place = sql`select a.path, b.id from people b join units a on a.id = b.unit_id where b.id = ${after}`
  // One lower bound only: with two, the other one is filtered row by row.
  const top = unit ? pathOf(unit) : sql`(select min(path) from (${tops}))`
  const end = unit ? pathOf(unit) : sql`(select max(path) from (${tops}))`
  const fit = sql`${over(holds)} ${filters(looking)}`
  const byTree = (
    gate: SQL,
  ) => sql`select ${what}, '' as found_id from units u cross join people p on p.unit_id = u.id
    where ${gate} u.path >= ${after ? sql`(select path from (${place}))` : top} and u.path < ${end} || '~' and ${fit}
      ${after ? sql`and (u.path, p.id) > (${place})` : sql``}
    order by u.path, p.id limit ${limit}`
  const ways = indexed(looking)
  if (ways.length === 0) return byTree(sql``)
  const wide = sql`(select sum(c.units) from units t cross join unit_counts c on c.unit_id = t.id
    where t.path in (select ${unit ? pathOf(unit) : sql`path from (${tops})`})) > ${WIDE}`
  const byIndex = ways.map(
    (
      from,
    ) => sql`select * from (select ${what}, d.person_id as found_id ${from} cross join units u on u.id = p.unit_id
      where ${wide} and d.person_id > ${after ?? ''} and u.path >= ${top} and u.path < ${end} || '~' and ${fit}
      group by d.person_id order by d.person_id limit ${limit})`,
  )
  const either = sql`select * from (${byTree(sql`not ${wide} and `)}) union all ${sql.join(byIndex, sql` union all `)}`
  return ways.length > 1 ? sql`select * from (${either}) order by found_id limit ${limit}` : either
}

/** People whom the filters fit, one more than a page. */
export const listed = (looking: Looking, { reading, contact }: Seeing) =>
  q.all<Row>(sql`with ${reading.table}, ${contact.table}
    ${fitting(row(contact), looking, reading, PAGE + 1)}`)

/** How many people that is, up to one more than are counted. */
export const counted = (looking: Looking, reading: PowersTable) =>
  q.all<{ people: number }>(sql`with ${reading.table}
    select count(*) as people from (select 1 from (
      ${fitting(sql`p.id`, { ...looking, after: undefined }, reading, COUNTED + 1)}) limit ${COUNTED + 1})`)

/** People who are found by name, code or contact, the best first; at most a page. */
export function found(looking: Looking, { reading, contact }: Seeing) {
  const exact = sql`(select value from json_each(${JSON.stringify(looking.exact)}))`
  const within = looking.unit ? sql`and ${under(sql`u.path`, pathOf(looking.unit))}` : sql``
  return q.all<Row>(sql`with ${reading.table}, ${contact.table}, hits (seq, rank) as (
      select rowid, rank from people_names where people_names match ${looking.match ?? '""'}
      union all select seq, -1000 from people where external_code in ${exact}
      union all select p.seq, -1000 from people p cross join units u on u.id = p.unit_id
        where p.phone in ${exact} and ${over(contact.holds)}
      union all select p.seq, -1000 from people p cross join units u on u.id = p.unit_id
        where p.email in ${exact} and ${over(contact.holds)}),
    best (seq, rank) as (select hits.seq, min(hits.rank) from hits cross join people p on p.seq = hits.seq
        cross join units u on u.id = p.unit_id
      where ${over(reading.holds)} ${within} ${filters(looking)}
      group by hits.seq order by min(hits.rank), hits.seq limit ${PAGE})
    select ${row(contact)} from best cross join people p on p.seq = best.seq cross join units u on u.id = p.unit_id
    order by best.rank, best.seq`)
}
